"""Outlines that could be stamps: rings (round and oval) and frames (square) of ink on an upright page.

Only shape is judged here: an outline is a thin closed line of ink with something, but not solid ink, inside. Whether
words stand along it is for `stamp_reading`. The national emblem, logos and blots are solid inside; a heading or a
table has no such line.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.ink import Grey, threshold_of
from extractors.stamp_outlines import Floats, Frame, Outline, Ring
from extractors.stamp_rings import SMALLEST, SMALLEST_PX, evidence, likely_rings, ring_of_contour, rings_near

__all__ = ["Frame", "Outline", "Ring", "find_dark_rings", "find_outlines"]


def find_outlines(dense: Grey) -> tuple[Outline, ...]:
    """Return the rings and frames of one ink, best borne out first; `dense` is that ink's density on the page."""
    mask = _lines_of(dense, threshold_of(dense))
    found: list[Outline] = []
    rest = mask.copy()  # also pieces too small for a stamp: a pale ring falls apart
    for blob in _blobs(mask):
        ring = ring_of_contour(dense, mask, blob)
        frame = None if ring is not None and ring.built else _frame_of(mask, blob)
        outline = frame or ring
        if outline is not None:
            found.append(outline)
        if frame is not None or _stands_free(ring):
            cv2.drawContours(rest, [blob], -1, 0, -1)
    found.extend(rings_near(dense, mask, likely_rings(rest, (320, 160, 80, 40))))
    return _distinct(found)


def find_dark_rings(dense: Grey) -> tuple[Ring, ...]:
    """Return rings of black or grey ink, as copies have them; only well closed ones, for print is full of curves."""
    mask = _lines_of(dense, 60)
    rings = rings_near(dense, mask, likely_rings(mask, (180, 90)))
    found = _distinct([ring for ring in rings if ring.covered >= 0.7])
    return tuple(ring for ring in found if isinstance(ring, Ring))[:3]


def _stands_free(ring: Ring | None) -> bool:
    """Whether a blob is one ring and no more: two that cross can have the hull of an oval."""
    return ring is not None and ring.built and ring.covered >= 0.9 and min(ring.a, ring.b) > 0.9 * max(ring.a, ring.b)


def _lines_of(dense: Grey, threshold: int) -> Grey:
    """A mask of lines and letters: ink that stands out from the ink around it. Blots, walls and haloes are gone."""
    side = max(7, int(0.02 * max(dense.shape)) | 1)
    lines = cv2.morphologyEx(dense, cv2.MORPH_TOPHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (side, side)))
    return np.asarray(np.where(lines >= threshold, 255, 0), dtype=np.uint8)


def _blobs(mask: Grey) -> Iterator[npt.NDArray[np.int32]]:
    """Contours of ink that belongs together, large enough for a stamp."""
    longest = max(mask.shape)
    reach = max(3, int(longest * 0.012) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    padded = cv2.copyMakeBorder(mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    joined = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    # Two levels: a stamp within a printed border is an outer contour of its own.
    contours, levels = cv2.findContours(joined, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    least = max(SMALLEST * longest, SMALLEST_PX)
    for contour, level in zip(contours, levels[0] if levels is not None else (), strict=True):
        if level[3] >= 0:
            continue
        _, _, width, height = cv2.boundingRect(contour)
        if max(width, height) >= least and min(width, height) >= 0.4 * least:
            yield np.asarray(contour - reach, dtype=np.int32)


def _frame_of(mask: Grey, contour: npt.NDArray[np.int32]) -> Frame | None:
    """The rectangle a free-standing blob's hull follows, or None."""
    hull = cv2.convexHull(contour)
    rectangle = cv2.minAreaRect(hull)
    width, height = rectangle[1]
    if (
        min(width, height) < 8
        or max(width, height) > 0.4 * max(mask.shape)
        or max(width, height) > 7 * min(width, height)
    ):
        return None
    if cv2.contourArea(hull) < 0.86 * width * height:
        return None
    box = _upright(np.asarray(cv2.boxPoints(rectangle), dtype=np.float64))
    flat = _straight(mask, box)
    border = max(2, int(0.08 * min(flat.shape)))
    sides = (
        flat[:border].max(axis=0),
        flat[-border:].max(axis=0),
        flat[:, :border].max(axis=1),
        flat[:, -border:].max(axis=1),
    )
    covered = [float((side > 127).mean()) for side in sides]
    filled = float((flat[border:-border, border:-border] > 127).mean())
    if min(covered) < 0.5 or float(np.mean(covered)) < 0.75 or not 0.05 < filled < 0.7:
        return None
    return Frame(box, float(np.mean(covered)))


def _upright(corners: Floats) -> Box:
    """A rectangle's corners from its top left, clockwise, for the turn nearest to upright."""
    centred = corners - corners.mean(axis=0)
    order = np.argsort(np.arctan2(centred[:, 1], centred[:, 0]))
    a, b, c, d = ((float(x), float(y)) for x, y in corners[order])
    return Box(corners=(a, b, c, d))


def _straight(field: Grey, box: Box) -> Grey:
    corners = np.asarray(box.corners, dtype=np.float32)
    width = max(int(np.linalg.norm(corners[1] - corners[0])), 8)
    height = max(int(np.linalg.norm(corners[3] - corners[0])), 8)
    target = np.asarray([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    flat = cv2.warpPerspective(field, cv2.getPerspectiveTransform(corners, target), (width, height))
    return np.asarray(flat, dtype=np.uint8)


def _distinct(found: list[Outline]) -> tuple[Outline, ...]:
    """Outlines best borne out first, without those that lie mostly on a better one or inside it."""
    kept: list[Outline] = []
    for outline in sorted(found, key=evidence, reverse=True):
        box = outline.box
        if all(min(box.overlap(other.box), 1.0) < 0.6 and other.box.overlap(box) < 0.6 for other in kept):
            kept.append(outline)
    return tuple(kept)

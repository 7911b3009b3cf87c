"""Rings of ink: guessed from a blob's hull or by a matched filter, laid onto the ink, and judged.

A ring is judged by what lies along any line from its rim to its centre: the seal's line, then words, then an empty
ring, then a star or nothing; and nothing outside. The hull is exact for a stamp that stands free; the filter also finds
rings that are crossed, cut, or grown together with other print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ink import Grey
from extractors.stamp_outlines import Outline, Ring

Contour = npt.NDArray[np.int32]

# Of the longest side of the page. A 16 mm name stamp on A4 is 0.054; a licence held up in a photograph shows 0.035.
SMALLEST, _LARGEST = 0.03, 0.75
SMALLEST_PX = 14.0
# Beyond this only words make a stamp: picture frames and plates are large and oval, too.
_LARGEST_UNREAD = 0.35
# Share of the directions in which the outermost ink lies where the line should be.
_EVEN = 0.7
# A star in an empty ring speaks for itself, and print may come close to such a seal.
_EVEN_STARRED = 0.5
_ANGLES = 180
# How far from a guess the line may lie, as shares of the radius, round by round: a guess on a small copy is coarse.
_NEAR, _FAR = (0.14, 0.09, 0.06), (0.24, 0.14, 0.09, 0.06)
# Radii, in pixels of a copy, that one search covers.
_RADII = (5.0, 5.4, 5.9, 6.4, 6.9, 7.5, 8.1, 8.8, 9.5, 10.3)
# Share of the visible outline that must carry ink.
_COVERED = 0.55
# Share where, besides, no ink lies just beyond the line: crossing stamps still leave half of each, texture does not.
_CLEAR = 0.42
# Share of the disc that ink may fill: a star and words leave most of it white, emblems and blots do not.
_SOLID = 0.36
_FLATTEST = 0.5


def evidence(outline: Outline) -> tuple[bool, float]:
    """Return the sorting key of outlines, best borne out highest."""
    return outline.built, outline.covered


def rings_near(dense: Grey, mask: Grey, guesses: Iterator[Ring]) -> Iterator[Ring]:
    """What guesses on a small copy turn out to be; the line may be near them or, on a coarse copy, some way off."""
    for guess in guesses:
        fits = (_judged(dense, mask, _refined(mask, guess, reaches)) for reaches in (_NEAR, _FAR))
        rings = [ring for ring in fits if ring is not None]
        if rings:
            yield max(rings, key=evidence)


def ring_of_contour(dense: Grey, mask: Grey, contour: Contour) -> Ring | None:
    """The ring a free-standing blob's hull follows, or None when it follows none."""
    hull = np.asarray(cv2.convexHull(contour), dtype=np.int32)
    if len(hull) < 6:
        return None
    (x, y), (width, height), degrees = cv2.fitEllipse(np.asarray(contour[_on_hull(contour, hull)], dtype=np.float32))
    ring = Ring(x, y, width / 2, height / 2, degrees)
    area = np.pi * ring.a * ring.b
    if not 0.86 < cv2.contourArea(hull) / max(area, 1.0) < 1.12:
        return None
    return _judged(dense, mask, _refined(mask, ring, _NEAR))


def _on_hull(contour: Contour, hull: Contour) -> npt.NDArray[np.bool_]:
    """Which contour points lie on or close to the hull; dents (a worn ring, letters showing through a gap) do not."""
    reach = max(1.0, 0.02 * float(np.sqrt(cv2.contourArea(hull))))
    return np.array([cv2.pointPolygonTest(hull, (float(p[0][0]), float(p[0][1])), True) <= reach for p in contour])


def likely_rings(mask: Grey, sides: Sequence[int]) -> Iterator[Ring]:
    """Likely rings, by correlation with thin rings of all sizes, strongest first.

    `sides` are the longest sides of the copies that are searched, each for rings of 10 to 20 pixels across: halving the
    copy instead of doubling the ring keeps the search short.
    """
    if not mask.any():
        return
    longest = max(mask.shape)
    for side in sides:
        scale = side / longest
        small = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        strong = np.asarray(np.minimum(small, 85) * 3, dtype=np.uint8)  # a line thinner than a pixel still counts
        for x, y, radius in _peaks(strong):
            yield Ring((x + 0.5) / scale, (y + 0.5) / scale, radius / scale, radius / scale, 0.0)


def _peaks(small: Grey) -> list[tuple[float, float, float]]:
    """The strongest ring centres and radii on a small mask; centres may lie a little outside of it."""
    pad = int(_RADII[-1] * 0.6)
    left, top, width, height = cv2.boundingRect(small)
    inked = small[top : top + height, left : left + width]
    field = cv2.copyMakeBorder(inked, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0).astype(np.float32) / 255
    best, sizes = np.zeros_like(field), np.zeros_like(field)
    for radius in _RADII:
        answer = cv2.filter2D(field, cv2.CV_32F, _ring_kernel(radius), borderType=cv2.BORDER_CONSTANT)
        better = answer > best
        best[better], sizes[better] = answer[better], radius
    peaks: list[tuple[float, float, float]] = []
    for _ in range(6):
        _, strength, _, (x, y) = cv2.minMaxLoc(best)
        if strength < 0.25:
            break
        size = float(sizes[y, x])
        peaks.append((x - pad + left, y - pad + top, size))
        cv2.circle(best, (x, y), max(int(size * 0.4), 2), 0, -1)
    return peaks


@lru_cache(maxsize=64)
def _ring_kernel(radius: float) -> npt.NDArray[np.float32]:
    """A matched filter: ink on a thin ring counts for it, ink just inside or outside against it."""
    half = int(np.ceil(radius * 1.2)) + 1
    ys, xs = np.mgrid[-half : half + 1, -half : half + 1]
    distance = np.hypot(xs, ys)
    thick = max(0.6, 0.045 * radius)
    ring = np.abs(distance - radius) <= thick
    beside = (np.abs(distance - radius) > thick + 0.5) & (np.abs(distance - radius) <= 3 * thick + 0.5)
    kernel = ring / ring.sum() - 0.6 * beside / max(beside.sum(), 1)
    return np.asarray(kernel, dtype=np.float32)


def unwrap(field: Grey, ring: Ring, inner: float, outer: float, rows: int) -> Grey:
    """Return the band between two shares of the ring's radius: columns clockwise from the top, outside up."""
    angles = np.radians(np.arange(_ANGLES) * (360 / _ANGLES))
    shares = np.linspace(outer, inner, rows)
    across = ring.matrix @ np.vstack([np.sin(angles), -np.cos(angles)])
    xs = (ring.x + shares[:, None] * across[0]).astype(np.float32)
    ys = (ring.y + shares[:, None] * across[1]).astype(np.float32)
    return np.asarray(cv2.remap(field, xs, ys, cv2.INTER_LINEAR, borderValue=0), dtype=np.uint8)


def _refined(mask: Grey, ring: Ring, reaches: Sequence[float]) -> Ring:
    """The ring moved onto the ink: rounds of fitting an ellipse to the outermost ink near it."""
    for reach in reaches:
        rows = 41
        band = unwrap(mask, ring, 1 - reach, 1 + reach, rows).astype(np.float32)
        edge = cv2.blur(band, (3, 3))
        hit = edge > 100
        columns = np.flatnonzero(hit.any(axis=0))
        if len(columns) < 0.3 * _ANGLES:
            return ring
        shares = np.linspace(1 + reach, 1 - reach, rows)[hit.argmax(axis=0)[columns]]
        usual = np.median(shares)
        kept = np.abs(shares - usual) < reach * 0.6
        angles = np.radians(columns[kept] * (360 / _ANGLES))
        points = ring.matrix @ (shares[kept] * np.vstack([np.sin(angles), -np.cos(angles)]))
        if points.shape[1] < 0.25 * _ANGLES:
            return ring
        (x, y), (width, height), degrees = cv2.fitEllipse(np.asarray(points.T, dtype=np.float32))
        fitted = Ring(ring.x + x, ring.y + y, width / 2, height / 2, degrees)
        if not _FLATTEST * max(ring.a, ring.b) < min(fitted.a, fitted.b) < 1.3 * max(ring.a, ring.b):
            return ring
        ring = fitted
    return ring


def _judged(dense: Grey, mask: Grey, ring: Ring) -> Ring | None:
    """The ring with its evidence, or None when ink does not bear it out."""
    if min(ring.a, ring.b) < _FLATTEST * max(ring.a, ring.b):
        return None
    if not max(SMALLEST * max(mask.shape), SMALLEST_PX) <= 2 * max(ring.a, ring.b) <= _LARGEST * max(mask.shape):
        return None
    inside = unwrap(np.full_like(mask, 255), ring, 0.97, 0.97, 1)[0] > 0
    visible = float(inside.mean())
    if visible < 0.4:
        return None
    pixel = 1.5 / min(ring.a, ring.b)
    line = unwrap(mask, ring, 0.97 - pixel, 1.02 + pixel / 2, 9).max(axis=0) > 127
    beyond = unwrap(mask, ring, 1.06 + pixel, 1.14 + pixel, 5).max(axis=0) > 127
    covered = float(line[inside].mean())
    clear = float((line & ~beyond)[inside].mean())
    field = unwrap(dense, ring, 0.0, 1.2, 49)[::-1][:, inside].astype(np.float64)  # rows 0.025 apart, the centre first
    disc, weights = field[1:37], np.arange(1, 37)[:, None]
    full = max(float(np.percentile(disc, 97)), 1.0)
    filled = float((disc * weights).sum() / (weights.sum() * disc.shape[1] * full))
    if covered < _COVERED or clear < _CLEAR or not 0.02 < filled < _SOLID:
        return None
    profile = field.mean(axis=1)
    ring_ink = max(float(profile[36:42].max()), float(profile[22:35].mean()))
    outside = float(profile[44:].mean())
    if outside > 0.5 * ring_ink:
        return None
    # On a ring the outermost ink lies at one distance all around; on a character or a plate it does not.
    rim = unwrap(mask, ring, 0.8, 1.25, 46)[:, inside] > 127
    outermost = np.where(rim.any(axis=0), 1.25 - 0.01 * rim.argmax(axis=0), 0.0)
    outermost = outermost[outermost > 0]
    even = float((np.abs(outermost - np.median(outermost)) <= 0.04 + pixel / 3).mean()) if outermost.size else 0.0
    moat = float(profile[8:24].min())
    starred = float(profile[:4].mean()) > 3 * moat
    empty = outside < 0.3 * ring_ink and moat < 0.45 * ring_ink
    built = (
        2 * max(ring.a, ring.b) < _LARGEST_UNREAD * max(mask.shape)
        and empty
        and even >= (_EVEN_STARRED if starred and moat < 0.15 * ring_ink else _EVEN)
        and (min(covered, clear) >= 0.8 or (starred and min(covered, clear) >= 0.6))
    )
    return replace(ring, covered=covered, visible=visible, built=built)

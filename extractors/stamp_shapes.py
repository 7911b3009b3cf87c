"""Outlines that could be stamps: rings (round and oval) and frames (square) of ink on an upright page.

Only shape is judged here: an outline is a thin closed line of ink with something, but not solid ink, inside. Whether
words stand along it is for `stamp_reading`. The national emblem, seals of wax, logos and blots are solid inside; a
heading or a table has no such line.

Rings are looked for twice: as the outer contour of a blob of ink, which is exact for a stamp that stands free, and by
a matched filter, which also finds rings that are crossed, cut, or grown together with other print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts import Box, StampShape
from extractors.ink import Grey, threshold_of

Floats = npt.NDArray[np.float64]

# Of the longest side of the page. A 16 mm name stamp on A4 is 0.054; a licence held up in a photograph shows 0.035.
_SMALLEST, _LARGEST = 0.03, 0.75
_SMALLEST_PX = 14.0
# Beyond this only words make a stamp: picture frames and plates are large and oval, too.
_LARGEST_UNREAD = 0.35
_ANGLES = 180
# Radii, in pixels of a copy, that one search covers.
_RADII = (5.0, 5.4, 5.9, 6.4, 6.9, 7.5, 8.1, 8.8, 9.5, 10.3)
# Share of the visible outline that must carry ink.
_RING_COVERED = 0.55
# Share where, besides, no ink lies just beyond the line. Two crossing stamps still leave half of each; texture does not.
_RING_CLEAR = 0.42
# Share of the disc that ink may fill: a star and words leave most of it white, emblems and blots do not.
_SOLID = 0.36
# Axis ratio below which a stamp was made oval (40 x 30 mm, 45 x 30 mm) rather than photographed from the side.
_OVAL = 0.84
_FLATTEST = 0.5


@dataclass(frozen=True)
class Ring:
    """An ellipse, in pixels: centre, half axes (`a` at `degrees` from the x axis, `b` across), and how well ink bears it out.

    `covered` is the share of its visible circumference that carries ink, `visible` the share inside the picture. `built`
    says that ink lies as on a seal from the rim to the centre: a line, words, an empty ring, a star or nothing, and nothing outside.
    """

    x: float
    y: float
    a: float
    b: float
    degrees: float
    covered: float = 0.0
    visible: float = 1.0
    built: bool = False

    @property
    def shape(self) -> StampShape:
        """Round, or oval by the ratio of the axes."""
        return StampShape.OVAL if min(self.a, self.b) < _OVAL * max(self.a, self.b) else StampShape.ROUND

    @property
    def matrix(self) -> Floats:
        """The 2 x 2 map from the unit circle to the ellipse that turns nothing."""
        angle = np.radians(self.degrees)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return np.asarray(turn @ np.diag([self.a, self.b]) @ turn.T, dtype=np.float64)

    @property
    def box(self) -> Box:
        """The upright box around it."""
        angle = np.radians(self.degrees)
        half_width = float(np.hypot(self.a * np.cos(angle), self.b * np.sin(angle)))
        half_height = float(np.hypot(self.a * np.sin(angle), self.b * np.cos(angle)))
        return Box.from_rect(self.x - half_width, self.y - half_height, self.x + half_width, self.y + half_height)

    def scaled(self, factor: float) -> Ring:
        """The same ring on the picture enlarged by `factor`."""
        return replace(self, x=self.x * factor, y=self.y * factor, a=self.a * factor, b=self.b * factor)


@dataclass(frozen=True)
class Frame:
    """A rectangle of ink: corners clockwise from the top left, and the share of its sides that carries ink."""

    box: Box
    covered: float

    @property
    def built(self) -> bool:
        """Whether the line alone says that this is a stamp: a closed frame of a stamp's proportions."""
        return self.covered >= 0.9

    @property
    def shape(self) -> StampShape:
        """Square, or other for a long one."""
        (x0, y0), (x1, y1), _, (x3, y3) = self.box.corners
        sides = np.hypot(x1 - x0, y1 - y0), np.hypot(x3 - x0, y3 - y0)
        return StampShape.SQUARE if max(sides) < 1.5 * min(sides) else StampShape.OTHER

    def shifted(self, right: float, down: float) -> Frame:
        """The same frame on a picture whose origin lies elsewhere."""
        a, b, c, d = ((x + right, y + down) for x, y in self.box.corners)
        return Frame(Box(corners=(a, b, c, d)), self.covered)

    def scaled(self, factor: float) -> Frame:
        """The same frame on the picture enlarged by `factor`."""
        a, b, c, d = ((x * factor, y * factor) for x, y in self.box.corners)
        return Frame(Box(corners=(a, b, c, d)), self.covered)


Outline = Ring | Frame


def find_outlines(dense: Grey) -> tuple[Outline, ...]:
    """Return the rings and frames of one ink, best borne out first; `dense` is that ink's density on the page."""
    mask = _lines_of(dense, threshold_of(dense))
    found: list[Outline] = []
    rest = np.zeros_like(mask)
    for blob in _blobs(mask):
        outline = _ring_of_contour(dense, mask, blob) or _frame_of(mask, blob)
        if outline is not None:
            found.append(outline)
        if outline is None or not outline.built:
            cv2.drawContours(rest, [blob], -1, 255, -1)
    rest &= mask
    for guess in _rings_by_filter(rest, (320, 160, 80, 40)):
        ring = _judged(dense, mask, _refined(mask, guess))
        if ring is not None:
            found.append(ring)
    return _distinct(found)


def _lines_of(dense: Grey, threshold: int) -> Grey:
    """A mask of lines and letters: ink that stands out from the ink around it. Blots, walls and haloes are gone."""
    side = max(7, int(0.02 * max(dense.shape)) | 1)
    lines = cv2.morphologyEx(dense, cv2.MORPH_TOPHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (side, side)))
    return np.asarray(np.where(lines >= threshold, 255, 0), dtype=np.uint8)


def find_dark_rings(dense: Grey) -> tuple[Ring, ...]:
    """Return rings of black or grey ink, as copies have them; only well closed ones, for print is full of curves."""
    mask = _lines_of(dense, 60)
    rings = (_judged(dense, mask, _refined(mask, guess)) for guess in _rings_by_filter(mask, (180, 90)))
    found = _distinct([ring for ring in rings if ring is not None and ring.covered >= 0.7])
    return tuple(ring for ring in found if isinstance(ring, Ring))[:3]


def _blobs(mask: Grey) -> Iterator[npt.NDArray[np.int32]]:
    """Contours of ink that belongs together, large enough for a stamp."""
    longest = max(mask.shape)
    reach = max(3, int(longest * 0.012) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    padded = cv2.copyMakeBorder(mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    joined = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    # Two levels: a stamp within a printed border is an outer contour of its own.
    contours, levels = cv2.findContours(joined, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    least = max(_SMALLEST * longest, _SMALLEST_PX)
    for contour, level in zip(contours, levels[0] if levels is not None else (), strict=True):
        if level[3] >= 0:
            continue
        _, _, width, height = cv2.boundingRect(contour)
        if max(width, height) >= least and min(width, height) >= 0.4 * least:
            yield np.asarray(contour - reach, dtype=np.int32)


def _ring_of_contour(dense: Grey, mask: Grey, contour: npt.NDArray[np.int32]) -> Ring | None:
    """The ring a free-standing blob's hull follows, or None when it follows none."""
    hull = cv2.convexHull(contour)
    if len(hull) < 6:
        return None
    (x, y), (width, height), degrees = cv2.fitEllipse(np.asarray(contour[_on_hull(contour, hull)], dtype=np.float32))
    ring = Ring(x, y, width / 2, height / 2, degrees)
    area = np.pi * ring.a * ring.b
    if not 0.86 < cv2.contourArea(hull) / max(area, 1.0) < 1.12:
        return None
    return _judged(dense, mask, _refined(mask, ring))


def _on_hull(contour: npt.NDArray[np.int32], hull: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which contour points lie on or close to the hull; dents (a worn ring, letters showing through a gap) do not."""
    reach = max(1.0, 0.02 * float(np.sqrt(cv2.contourArea(hull))))
    return np.array([cv2.pointPolygonTest(hull, (float(p[0][0]), float(p[0][1])), True) <= reach for p in contour])


def _rings_by_filter(mask: Grey, sides: Sequence[int]) -> Iterator[Ring]:
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
        small = np.asarray(np.minimum(small, 85) * 3, dtype=np.uint8)  # a line thinner than a pixel still counts
        for x, y, radius in _peaks(small):
            yield Ring((x + 0.5) / scale, (y + 0.5) / scale, radius / scale, radius / scale, 0.0)


def _peaks(small: Grey) -> list[tuple[float, float, float]]:
    """The strongest ring centres and radii on a small mask; centres may lie a little outside of it."""
    pad = int(_RADII[-1] * 0.6)
    left, top, width, height = cv2.boundingRect(small)
    field = small[top : top + height, left : left + width]
    field = cv2.copyMakeBorder(field, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0).astype(np.float32) / 255
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


def _refined(mask: Grey, ring: Ring) -> Ring:
    """The ring moved onto the ink: three rounds of fitting an ellipse to the outermost ink near it."""
    for reach in (0.14, 0.09, 0.06):
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
    if not max(_SMALLEST * max(mask.shape), _SMALLEST_PX) <= 2 * max(ring.a, ring.b) <= _LARGEST * max(mask.shape):
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
    if covered < _RING_COVERED or clear < _RING_CLEAR or not 0.02 < filled < _SOLID:
        return None
    profile = field.mean(axis=1)
    ring_ink = max(float(profile[36:42].max()), float(profile[22:35].mean()))
    outside = float(profile[44:].mean())
    if outside > 0.5 * ring_ink:
        return None
    moat = float(profile[8:24].min())
    starred = float(profile[:4].mean()) > 3 * moat
    empty = outside < 0.3 * ring_ink and moat < 0.45 * ring_ink
    built = (
        2 * ring.a < _LARGEST_UNREAD * max(mask.shape)
        and empty
        and (min(covered, clear) >= 0.8 or (starred and min(covered, clear) >= 0.6))
    )
    return replace(ring, covered=covered, visible=visible, built=built)


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
    for outline in sorted(found, key=lambda o: (not o.built, -o.covered)):
        box = outline.box
        if all(min(box.overlap(other.box), 1.0) < 0.6 and other.box.overlap(box) < 0.6 for other in kept):
            kept.append(outline)
    return tuple(kept)

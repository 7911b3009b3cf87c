"""Where the words of a ring stand: the band between its edges, cut open where the ink leaves room at the seal's foot.

Pixels only; nothing is recognised here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.stamps import StampShape
from extractors.ink import Grey
from extractors.stamp_cut import Cut
from extractors.stamp_outlines import Floats, Ring

_DEGREES = 360
# Ink up to this share of the usual counts as empty.
_EMPTY = 0.22
_LONGEST_GAP = 280


@dataclass(frozen=True)
class Band:
    """Where the words of a ring stand: shares of the radius, and degrees clockwise from the picture's top.

    `start` is where the gap at the seal's foot ends and the text begins, `sweep` how far the text goes.
    """

    inner: float
    outer: float
    start: float
    sweep: float

    def narrowed(self, first: float, last: float) -> Band:
        """The band with its words between two shares of its sweep."""
        return replace(self, start=self.start + first * self.sweep, sweep=(last - first) * self.sweep)

    def opened(self, place: float) -> Band:
        """A full turn of the band that begins at a share of its sweep."""
        return replace(self, start=self.start + place * self.sweep, sweep=360.0)

    @property
    def top(self) -> float:
        """Direction of the seal's own top: the middle of the text."""
        return self.start + self.sweep / 2


def unwrap(field: Grey, ring: Ring, degrees: Floats, shares: Floats) -> Grey:
    """Return the ring's band: a column for each of `degrees` (clockwise from the top), a row for each of `shares`.

    A round seal seen from the side is unwrapped as the circle it is. On an oval one letters stand upright on the curve,
    so degrees go along its length and shares along its normal, in units of the shorter half axis.
    """
    if ring.shape is StampShape.OVAL:
        xs, ys = _oval_grid(ring, degrees, shares)
    else:
        angles = np.radians(degrees)
        across = ring.matrix @ np.vstack([np.sin(angles), -np.cos(angles)])
        xs, ys = ring.x + shares[:, None] * across[0], ring.y + shares[:, None] * across[1]
    return np.asarray(
        cv2.remap(field, xs.astype(np.float32), ys.astype(np.float32), cv2.INTER_CUBIC, borderValue=0), dtype=np.uint8
    )


def _oval_grid(ring: Ring, degrees: Floats, shares: Floats) -> tuple[Floats, Floats]:
    turn = np.radians(ring.degrees)
    angles = np.radians(np.linspace(0, 360, 721))
    # Points, and outward normals, of the ellipse in the picture, by its own angle; then by length along it.
    cos, sin = np.cos(angles), np.sin(angles)
    points = np.vstack([ring.a * cos, ring.b * sin])
    normals = np.vstack([ring.b * cos, ring.a * sin])
    normals = normals / np.linalg.norm(normals, axis=0)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    points, normals = matrix @ points, matrix @ normals
    lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=1), axis=0))]
    first = int(np.argmin(points[1, :-1] + 1e9 * (points[1, :-1] > 0) + np.abs(points[0, :-1])))
    wanted = (lengths[first] + np.asarray(degrees) / 360 * lengths[-1]) % lengths[-1]
    px, py = np.interp(wanted, lengths, points[0]), np.interp(wanted, lengths, points[1])
    nx, ny = np.interp(wanted, lengths, normals[0]), np.interp(wanted, lengths, normals[1])
    inward = (1 - shares[:, None]) * min(ring.a, ring.b)
    return ring.x + px - inward * nx, ring.y + py - inward * ny


def find_band(cut: Cut, ring: Ring) -> Band:
    """Return where the arc's words stand: across by the sharp ink, along by the ink without print."""
    shares = np.linspace(1.02, 0.36, 67)
    degrees = np.arange(_DEGREES, dtype=np.float64)
    profile = cv2.GaussianBlur(unwrap(cut.detail, ring, degrees, shares).mean(axis=1).reshape(-1, 1), (1, 3), 0).ravel()
    outer = _valley(profile, shares, 0.82, 0.965, 0.9)
    inner = _valley(profile, shares, 0.42, min(0.74, outer - 0.2), 0.6)
    start, sweep = _open_at(_columns(cut, ring, inner, outer))
    return Band(inner, outer, start, sweep)


def _columns(cut: Cut, ring: Ring, inner: float, outer: float) -> Floats:
    """How much ink of the words lies in each degree, clockwise from the top."""
    height = outer - inner
    # The serial number stands in the outer part of the band; the inner part alone tells where the words end.
    shares = np.linspace(outer - 0.3 * height, inner + 0.04 * height, 24)
    # Print under the stamp has no colour, and blurred colour has no detail: ink has both.
    sure = np.minimum(cut.lifted, cut.covered)
    return np.asarray(unwrap(sure, ring, np.arange(_DEGREES, dtype=np.float64), shares).mean(axis=0), dtype=np.float64)


def ink_of_slots(cut: Cut, ring: Ring, band: Band, places: Sequence[float], pitch: float) -> tuple[float, ...]:
    """Return how much ink lies in the slot of a character around each place; places are shares of the band's sweep."""
    columns = _columns(cut, ring, band.inner, band.outer)
    return tuple(float(columns[slot].mean()) for slot in _slots(band, places, 0.8 * pitch))


def hidden_of_slots(cut: Cut, ring: Ring, band: Band, places: Sequence[float], pitch: float) -> tuple[float, ...]:
    """Return what share of each slot print crosses or the picture's edge cuts off; places as in `ink_of_slots`."""
    degrees, shares = np.arange(_DEGREES, dtype=np.float64), np.linspace(band.outer, band.inner, 24)
    there = unwrap(np.full_like(cut.printed, 255), ring, degrees, shares)
    crossed = np.maximum(unwrap(cut.printed, ring, degrees, shares), 255 - there).mean(axis=0) / 255
    return tuple(float(crossed[slot].mean()) for slot in _slots(band, places, pitch))


def _slots(band: Band, places: Sequence[float], width: float) -> Iterator[npt.NDArray[np.intp]]:
    """Yield the degrees of the slots around these places; `width` is a share of the band's sweep, too."""
    half = max(width * band.sweep / 2, 1.0)
    for place in places:
        middle = band.start + place * band.sweep
        yield np.arange(int(middle - half), int(middle + half) + 1) % _DEGREES


def _valley(profile: Floats, shares: Floats, least: float, most: float, usual: float) -> float:
    """The share between two bounds where least ink lies; the usual one where ink has no valley."""
    within = np.flatnonzero((shares >= least) & (shares <= most))
    values = profile[within]
    lowest = float(values.min())
    if lowest > 0.75 * float(np.median(profile)) + 1:
        return usual
    near = within[values <= lowest + 0.08 * (float(profile.max()) - lowest) + 0.5]
    return float(np.clip(np.mean(shares[near]), least, most))


def _open_at(columns: Floats) -> tuple[float, float]:
    """Where the words start, and how far they go: all but the emptiest stretch of the ring.

    The emptiest stretch is the one with the greatest lack of ink in sum, so that a speck, or a digit that reaches into
    the band, does not end it.
    """
    smooth = np.convolve(np.r_[columns[-1], columns, columns[0]], np.ones(3) / 3, mode="valid")
    lowest = float(smooth.min())
    lack = lowest + _EMPTY * (float(np.percentile(smooth, 80)) - lowest) - smooth
    sums = np.r_[0, np.cumsum(np.r_[lack, lack])]
    best, start, end = -1.0, 0, 0
    for first in range(_DEGREES):
        reach = sums[first + 1 : first + _LONGEST_GAP] - sums[first]
        last = int(np.argmax(reach))
        if reach[last] > best:
            best, start, end = float(reach[last]), first, first + last + 1
    edge = min(22, (end - start) // 4)
    return float((end - edge) % _DEGREES), float(_DEGREES - (end - start) + 2 * edge)

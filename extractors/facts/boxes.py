"""Where something stands on a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import numpy as np

from extractors.facts.model import Model
from extractors.facts.pictures import Matrix, Point


class Box(Model):
    """Four corners `(x, y)` in pixels, clockwise from the top left of the text."""

    corners: tuple[Point, Point, Point, Point]

    @classmethod
    def from_rect(cls, left: float, top: float, right: float, bottom: float) -> Self:
        """Return the upright box with these edges."""
        return cls(corners=((left, top), (right, top), (right, bottom), (left, bottom)))

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """Return the upright box that holds all `boxes`.

        Raises:
            ValueError: when there are none.
        """
        points = [point for box in boxes for point in box.corners]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return cls.from_rect(min(xs), min(ys), max(xs), max(ys))

    @property
    def left(self) -> float:
        """Smallest x, in pixels."""
        return min(x for x, _ in self.corners)

    @property
    def right(self) -> float:
        """Largest x, in pixels."""
        return max(x for x, _ in self.corners)

    @property
    def top(self) -> float:
        """Smallest y, in pixels."""
        return min(y for _, y in self.corners)

    @property
    def bottom(self) -> float:
        """Largest y, in pixels."""
        return max(y for _, y in self.corners)

    @property
    def width(self) -> float:
        """Upright width, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Upright height, in pixels."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """Middle of the upright rectangle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def text_height(self) -> float:
        """Length of the text's own upright side, in pixels, whatever its tilt."""
        (x0, y0), _, _, (x3, y3) = self.corners
        return float(np.hypot(x3 - x0, y3 - y0))

    def widened(self, left: float, right: float, above: float = 0.0, below: float = 0.0) -> Box:
        """Return the box grown on each side by shares of its text height, along its own tilt."""
        a, b, c, d = (np.asarray(corner) for corner in self.corners)
        em = self.text_height
        along = (b - a) / max(float(np.linalg.norm(b - a)), 1.0) * em
        down = (d - a) / max(float(np.linalg.norm(d - a)), 1.0) * em
        first, last, top, bottom = -along * left, along * right, -down * above, down * below
        p, q, r, s = (
            (float(x), float(y)) for x, y in (a + first + top, b + last + top, c + last + bottom, d + first + bottom)
        )
        return Box(corners=(p, q, r, s))

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box shifted by so many pixels."""
        a, b, c, d = ((x + dx, y + dy) for x, y in self.corners)
        return Box(corners=(a, b, c, d))

    def mapped(self, matrix: Matrix) -> Box:
        """Return the box under a 3 x 3 homography."""
        homogeneous = np.c_[np.asarray(self.corners), np.ones(4)] @ matrix.T
        points = homogeneous[:, :2] / homogeneous[:, 2:]
        a, b, c, d = ((float(x), float(y)) for x, y in points)
        return Box(corners=(a, b, c, d))

    def shares_row(self, other: Box, share: float) -> bool:
        """Return whether both overlap vertically by more than `share` (0 to 1) of the lower one's height."""
        return min(self.bottom, other.bottom) - max(self.top, other.top) > share * min(self.height, other.height)

    def overlap(self, other: Box) -> float:
        """Return the share (0 to 1) of this box's upright area that `other` covers."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = self.width * self.height
        return max(width, 0.0) * max(height, 0.0) / area if area > 0 else 0.0

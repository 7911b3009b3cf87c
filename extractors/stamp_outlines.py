"""The outlines a stamp can have, in pixels: an ellipse or a rectangle, and how well ink bears it out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.facts.stamps import StampShape

Floats = npt.NDArray[np.float64]

# Axis ratio below which a stamp was made oval (40 x 30 mm, 45 x 30 mm) rather than photographed from the side.
_OVAL = 0.84


@dataclass(frozen=True)
class Ring:
    """An ellipse: centre, half axes (`a` at `degrees` from the x axis, `b` across).

    `covered` is the share of its visible circumference that carries ink, `visible` the share inside the picture.
    `built` says that ink lies as on a seal from the rim to the centre: a line, words, an empty ring, a star or nothing,
    and nothing outside.
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

"""Turning pictures upright, with the way back: every turn comes with the matrix to the coordinates of the original.

Quarter turns move pixels and lose nothing. What lies askew by a few degrees is measured from the lines of text, not
from the picture's edges: a table, a hand or a second sheet has edges too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image, Matrix

_MIN_LINES = 3  # fewer say more about one line's box than about the page
_MIN_ASPECT = 3.0  # the sides of a short line's box are too short to have a direction
_MAX_SKEW = 20.0  # degrees; more is not a careless photograph but slanted text (a watermark lies at 30 to 45)
_MIN_SKEW = 0.5  # degrees; less moves a line's end by half a character at most, and resampling blurs more than it mends
_SHARED_ROW = 0.3  # of the lower box's height
_BLANK = 0.15  # of a line's height, left between two lines
_WHITE = (255, 255, 255)
_QUARTERS = (0, 90, 180, 270)


def turn(image: Image, degrees: float) -> tuple[Image, Matrix]:
    """Return the picture turned clockwise, whole, and the matrix from its points to those of the original.

    Args:
        image: the picture.
        degrees: any angle; multiples of 90 are exact. What is uncovered becomes white.
    """
    degrees = degrees % 360
    if degrees in _QUARTERS:
        return _turn_quarters(image, _QUARTERS.index(int(degrees)))
    height, width = image.shape[:2]
    forward = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), [0.0, 0.0, 1.0]])
    corners = forward @ np.asarray([[0, width, width, 0], [0, 0, height, height], [1, 1, 1, 1]], dtype=np.float64)
    left, top = corners[:2].min(axis=1)
    new_width, new_height = (max(int(np.ceil(side)), 1) for side in np.ptp(corners[:2], axis=1))
    matrix = _shift(-left, -top) @ forward
    turned = cv2.warpAffine(
        image,
        (_shift(-0.5, -0.5) @ matrix @ _shift(0.5, 0.5))[:2],  # OpenCV counts from the middle of a pixel
        (new_width, new_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_WHITE,
    )
    return np.asarray(turned, dtype=np.uint8), np.linalg.inv(matrix)


def _shift(x: float, y: float) -> Matrix:
    return np.asarray([[1, 0, x], [0, 1, y], [0, 0, 1]], dtype=np.float64)


def _turn_quarters(image: Image, quarters: int) -> tuple[Image, Matrix]:
    height, width = image.shape[:2]
    back = (
        [[1, 0, 0], [0, 1, 0]],
        [[0, 1, 0], [-1, 0, height]],
        [[-1, 0, width], [0, -1, height]],
        [[0, -1, width], [1, 0, 0]],
    )[quarters]
    matrix = np.asarray([*back, [0, 0, 1]], dtype=np.float64)
    return np.ascontiguousarray(np.rot90(image, -quarters)), matrix


def small_skew(lines: Sequence[TextLine]) -> float:
    """Return by how many degrees clockwise the text lies off level, -20 to 20; 0 where the lines do not say.

    The median over long lines, each counted by its length: one slanted watermark does not tilt a page.
    """
    angles: list[float] = []
    weights: list[float] = []
    for line in lines:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line.box.corners
        along, down = (x1 + x2 - x0 - x3) / 2, (y1 + y2 - y0 - y3) / 2
        length = float(np.hypot(along, down))
        angle = float(np.degrees(np.arctan2(down, along)))
        if length >= _MIN_ASPECT * line.box.text_height and abs(angle) <= _MAX_SKEW:
            angles.append(angle)
            weights.append(length)
    if len(angles) < _MIN_LINES:
        return 0.0
    order = np.argsort(angles)
    middle = int(np.searchsorted(np.cumsum(np.asarray(weights)[order]), sum(weights) / 2))
    return float(angles[order[min(middle, len(order) - 1)]])


def deskew(image: Image, lines: Sequence[TextLine]) -> tuple[Image, Matrix]:
    """Return the picture with its text level, and the matrix back to the original; unchanged where it is level."""
    skew = small_skew(lines)
    return turn(image, -skew if abs(skew) >= _MIN_SKEW else 0.0)


def room(box: Box, others: Iterable[Box], most: float) -> tuple[float, float]:
    """Return how far a line's box can grow to the left and to the right, in shares of its height, `most` at most.

    Nothing else may come into it: no other box on its row, not even the blank before one. Boxes that lie across the
    line already, as a stamp's words do, are no neighbours.
    """
    em = max(box.text_height, 1.0)
    left = right = most
    for other in others:
        shared = min(box.bottom, other.bottom) - max(box.top, other.top)
        across = min(box.right, other.right) - max(box.left, other.left) > em
        if other is box or across or shared < _SHARED_ROW * min(box.height, other.height):
            continue
        if other.centre[0] > box.centre[0]:
            right = min(right, (other.left - box.right) / em - _BLANK)
        else:
            left = min(left, (box.left - other.right) / em - _BLANK)
    return max(left, 0.0), max(right, 0.0)

"""The words of a stamp laid straight: strips of a ring's band, lines of its middle, rows and columns of a square.

Pixels only; nothing is recognised here. Strips come dark on white with one line of text from left to right, as the
recogniser wants them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.pictures import Image
from extractors.facts.stamps import StampShape
from extractors.ink import Grey
from extractors.stamp_bands import Band, unwrap
from extractors.stamp_outlines import Floats, Frame, Ring

_STRIP_HEIGHT = 64
_MIDDLE_SIDE = 256
# Degrees by which a straight line may pass the end of the arc's words: it runs below their feet.
_GAP_SLACK = 16


@dataclass(frozen=True)
class Line:
    """A straight line in a seal's middle: its strip, and where it lies.

    `up` is the direction of its top, in degrees clockwise from the picture's; `top` and `bottom` are shares of the
    radius below the centre, measured in the middle of the line, where nothing of the arc reaches into it.
    """

    strip: Image
    up: float
    top: float
    bottom: float


def arc_strip(
    field: Grey,
    ring: Ring,
    band: Band,
    *,
    stretch: float = 1.0,
    foot: bool = False,
    without: tuple[Line, float] | None = None,
) -> Image:
    """Return the arc's words as a strip; with `foot`, the words of the lower arc, whose feet point outward.

    `without` is a straight line to leave out and half its length as a share of the radius.
    """
    inner, outer = band.inner, min(band.outer, 0.97)
    start, sweep = (band.start + band.sweep, 360 - band.sweep) if foot else (band.start, band.sweep)
    middle = (inner + outer) / 2
    width = max(int(_STRIP_HEIGHT * np.radians(sweep) * middle / (outer - inner) * stretch), 16)
    degrees = start + np.linspace(0, sweep, width)
    shares = np.linspace(outer, inner, _STRIP_HEIGHT)
    strip = unwrap(field, ring, degrees, shares)
    if without is not None:
        strip[_on_line(degrees, shares, *without)] = 0
    return _paper(np.rot90(strip, 2) if foot else strip)


def _on_line(degrees: Floats, shares: Floats, line: Line, half: float) -> npt.NDArray[np.bool_]:
    """Which points of an unwrapped band lie on a straight line in the middle."""
    angles = np.radians(degrees - line.up)
    across, below = shares[:, None] * np.sin(angles), -shares[:, None] * np.cos(angles)
    return np.asarray((np.abs(across) <= half) & (below >= line.top) & (below <= line.bottom), dtype=np.bool_)


def middle_lines(field: Grey, ring: Ring, band: Band, *, apart: bool = True) -> list[Line]:
    """Return the straight lines in a seal's middle, top to bottom, the star left out.

    With `apart`, pieces of ink that stand where the arc's words stand are left out, too; a straight line that runs into
    the arc loses a part of its ends then.
    """
    reach = band.outer - 0.3 * (band.outer - band.inner)
    steps = np.linspace(-reach, reach, _MIDDLE_SIDE)
    axis = _axis(ring, band.top)
    top = np.radians(axis)
    xs, ys = np.meshgrid(steps, steps)
    # Long lines reach past the inner edge of the arc's words, but only in the gap between its ends.
    way = (np.degrees(np.arctan2(xs, -ys)) + axis - band.start - _GAP_SLACK) % 360
    inside = np.hypot(xs, ys) < np.where(way < band.sweep - 2 * _GAP_SLACK, band.inner + 0.02, reach)
    turn = np.array([[np.cos(top), -np.sin(top)], [np.sin(top), np.cos(top)]])
    if ring.shape is StampShape.OVAL:
        short, long = min(ring.a, ring.b), max(ring.a, ring.b)
        spread = np.array([[long - short * (1 - reach), 0], [0, short * reach]]) / reach
        grid = turn @ spread @ np.vstack([xs.ravel(), ys.ravel()])
    else:
        grid = ring.matrix @ turn @ np.vstack([xs.ravel(), ys.ravel()])
    px = (ring.x + grid[0]).reshape(xs.shape).astype(np.float32)
    py = (ring.y + grid[1]).reshape(xs.shape).astype(np.float32)
    middle = np.asarray(cv2.remap(field, px, py, cv2.INTER_CUBIC, borderValue=0), dtype=np.uint8)
    middle[~inside] = 0
    if apart:
        around = (np.degrees(np.arctan2(xs, -ys)) + axis - band.start) % 360
        middle = _without(middle, (np.hypot(xs, ys) > band.inner) & (around < band.sweep))
    aspect = (max(ring.a, ring.b) - min(ring.a, ring.b) * (1 - reach)) / (min(ring.a, ring.b) * reach)
    if ring.shape is StampShape.OVAL:
        middle = np.asarray(cv2.resize(middle, (int(_MIDDLE_SIDE * aspect), _MIDDLE_SIDE)), dtype=np.uint8)
    level, turned = _level(_without_star(middle))
    return [_line(level, strip, rows, reach, axis + turned) for strip, rows in _rows(level)]


def _line(level: Grey, strip: Image, rows: tuple[int, int], reach: float, up: float) -> Line:
    """The line of a strip that was cut out of these rows of the level middle."""
    height, width = level.shape
    inked = np.flatnonzero(level[rows[0] : rows[1], int(0.35 * width) : int(0.65 * width)].max(axis=1) > 90)
    top, bottom = (inked[0], inked[-1] + 1) if inked.size else (0, rows[1] - rows[0])
    first, last = (2 * reach * (rows[0] + place) / height - reach for place in (float(top), float(bottom)))
    return Line(strip, up, first, last)


def _without(middle: Grey, place: npt.NDArray[np.bool_]) -> Grey:
    """The middle without the pieces of ink that lie mostly in a place."""
    count, labels = cv2.connectedComponents((middle > 90).astype(np.uint8))
    there = np.bincount(labels[place], minlength=count)
    gone = there > 0.6 * np.bincount(labels.ravel(), minlength=count)
    gone[0] = False
    taken = cv2.dilate(gone[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(np.where(taken > 0, 0, middle), dtype=np.uint8)


def _axis(ring: Ring, top: float) -> float:
    """Direction of the seal's top: an oval stands along its axes, whatever the words' middle says."""
    if ring.shape is not StampShape.OVAL:
        return top
    long = ring.degrees if ring.a >= ring.b else ring.degrees + 90
    return min((long, long + 180), key=lambda way: abs((way - top + 180) % 360 - 180))


def _without_star(middle: Grey) -> Grey:
    """The middle without the largest piece of ink near its centre, when that is as large as a star."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats((middle > 90).astype(np.uint8))
    side = middle.shape[0]
    for index in range(1, count):
        x, y = centres[index]
        width, height = stats[index, cv2.CC_STAT_WIDTH], stats[index, cv2.CC_STAT_HEIGHT]
        near = abs(x - middle.shape[1] / 2) < 0.14 * side and abs(y - side / 2) < 0.17 * side
        if near and 0.2 * side < height and 0.2 * side < width and stats[index, cv2.CC_STAT_AREA] > 0.014 * side * side:
            star = cv2.dilate((labels == index).astype(np.uint8), np.ones((7, 7), np.uint8))
            middle = np.where(star > 0, 0, middle).astype(np.uint8)
    return middle


def _level(middle: Grey) -> tuple[Grey, float]:
    """The middle turned by the few degrees that set its lines level (rows are either full or empty then), and these."""
    best, best_sharpness, best_turn = middle, -1.0, 0
    centre = (middle.shape[1] / 2, middle.shape[0] / 2)
    for degrees in range(-10, 11, 2):
        turned = cv2.warpAffine(
            middle, cv2.getRotationMatrix2D(centre, degrees, 1.0), (middle.shape[1], middle.shape[0])
        )
        sharpness = float(np.square(np.diff(turned.sum(axis=1, dtype=np.float64))).sum()) * (1 - 0.01 * abs(degrees))
        if sharpness > best_sharpness:
            best, best_sharpness, best_turn = np.asarray(turned, dtype=np.uint8), sharpness, degrees
    return best, float(best_turn)


def _rows(field: Grey, least: float = 0.06, most: float = 0.4) -> list[tuple[Image, tuple[int, int]]]:
    """The rows of ink in a field, as strips, and where they are; specks and rows too high for one line are left out."""
    side = field.shape[0]
    strips: list[tuple[Image, tuple[int, int]]] = []
    for top, bottom in _runs(field.max(axis=1) > 90, max(2, side // 60)):
        row = field[top:bottom]
        columns = np.flatnonzero(row.max(axis=0) > 90)
        if not least * side <= bottom - top <= most * side or columns[-1] - columns[0] < 1.4 * (bottom - top):
            continue
        pad = max(2, (bottom - top) // 6)
        box = (max(top - pad, 0), bottom + pad, max(columns[0] - pad, 0), columns[-1] + pad)
        strips.append((_paper(field[box[0] : box[1], box[2] : box[3]]), (top, bottom)))
    return strips


def _runs(full: npt.NDArray[np.bool_], join: int) -> list[tuple[int, int]]:
    """Stretches of True, those less than `join` apart taken together."""
    runs: list[tuple[int, int]] = []
    edges = np.flatnonzero(np.diff(np.r_[0, full.astype(np.int8), 0]))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if runs and start - runs[-1][1] < join:
            runs[-1] = (runs[-1][0], int(end))
        else:
            runs.append((int(start), int(end)))
    return runs


def frame_lines(field: Grey, frame: Frame, *, columns: bool = False) -> list[Image]:
    """Return the lines inside a frame: rows from the top, or with `columns` one strip of the columns from the right."""
    corners = np.asarray(frame.box.corners, dtype=np.float32)
    width, height = float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))
    scale = max(1.0, 128.0 / min(width, height))
    size = (int(width * scale), int(height * scale))
    target = np.asarray([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    flat = np.asarray(cv2.warpPerspective(field, cv2.getPerspectiveTransform(corners, target), size), dtype=np.uint8)
    border = int(0.075 * min(size))
    flat = flat[border : size[1] - border, border : size[0] - border]
    if float((flat > 127).mean()) > 0.55:  # white letters in a field of ink
        flat = np.asarray(255 - flat, dtype=np.uint8)
    if not columns:
        return [strip for strip, _ in _rows(flat, least=0.12, most=1.0)]
    pieces: list[Grey] = []
    for left, right in reversed(_runs(flat.max(axis=0) > 90, max(2, flat.shape[1] // 24))):
        column = flat[:, left:right]
        for top, bottom in _runs(column.max(axis=1) > 90, max(2, flat.shape[0] // 24)):
            cell = column[top:bottom]
            pieces.append(
                np.asarray(
                    cv2.copyMakeBorder(cv2.resize(cell, (56, 56)), 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=0),
                    dtype=np.uint8,
                )
            )
    return [_paper(np.hstack(pieces))] if pieces else []


def _paper(dense: Grey) -> Image:
    return np.asarray(cv2.cvtColor(cv2.bitwise_not(np.ascontiguousarray(dense)), cv2.COLOR_GRAY2BGR), dtype=np.uint8)

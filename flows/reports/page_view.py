"""A page as a drawing: its picture, the part of it that a document takes, which way it is turned, and marks on it.

All places are in pixels of the upload; the drawing's own coordinates are the same, so nothing is converted.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Point
from flows.reports.album import Picture
from flows.reports.boxes import upright_turn
from validators.findings import Corners, ReportedDocument

_MARGIN = 0.03  # of the longer side, left around a document that shares its page
_CROP_MARGIN = 0.12  # of a stamp's side


@dataclass(frozen=True)
class Frame:
    """A part of a page, and by how many degrees (0, 90, 180, 270) clockwise it is turned to stand upright."""

    x: float
    y: float
    width: float
    height: float
    turn: int = 0


@dataclass(frozen=True)
class Mark:
    """A place on a page that belongs to an element of the report. `group` is field, stamp or problem."""

    target: str
    label: str
    group: str
    tone: str
    points: str


@dataclass(frozen=True)
class LineView:
    """A line as the recogniser gave it."""

    text: str
    confidence: float
    points: str


@dataclass(frozen=True)
class PageView:
    """One page of a document. `address` is the picture as data; None where there is none to show."""

    id: str
    picture: str
    number: int
    address: str | None
    width: int
    height: int
    frame: Frame
    marks: tuple[Mark, ...]
    lines: tuple[LineView, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the frame as it is shown, after its turn."""
        frame = self.frame
        return (frame.height, frame.width) if frame.turn in (90, 270) else (frame.width, frame.height)


def page_view(
    document: ReportedDocument, number: int, picture: Picture | None, picture_id: str, marks: Sequence[Mark]
) -> PageView:
    """Return a page of a document as it is drawn."""
    width, height = document.page_size or (0, 0)
    if picture is not None:
        width, height = picture.width, picture.height
    boxes = [reading.box for reading in document.fields.values() if reading.box is not None and reading.page == number]
    frame = _frame_of(document.box if number == document.page else None, width, height, upright_turn(boxes))
    return PageView(
        id=f"{document.id}-p{number}",
        picture=picture_id,
        number=number,
        address=f"data:image/jpeg;base64,{base64.b64encode(picture.jpeg).decode()}" if picture is not None else None,
        width=width,
        height=height,
        frame=frame,
        marks=tuple(marks),
        lines=_lines_in(frame, picture.lines if picture is not None else ()),
    )


def crop_of(corners: Corners) -> Frame:
    """Return the part of a page around a stamp, turned as its words stand."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    margin = _CROP_MARGIN * max(max(xs) - min(xs), max(ys) - min(ys))
    left, top = min(xs) - margin, min(ys) - margin
    turn = upright_turn([corners])
    return Frame(round(left, 1), round(top, 1), *_size(xs, ys, margin), turn)


def points_of(corners: Sequence[Point]) -> str:
    """Return corners as SVG wants them; a tenth of a pixel is more than a box is worth."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _size(xs: Sequence[float], ys: Sequence[float], margin: float) -> tuple[float, float]:
    return round(max(xs) - min(xs) + 2 * margin, 1), round(max(ys) - min(ys) + 2 * margin, 1)


def _frame_of(box: Corners | None, width: int, height: int, turn: int) -> Frame:
    if box is None:
        return Frame(0, 0, width, height, turn)
    around = Box(corners=box)
    margin = _MARGIN * max(width, height)
    left, top = max(around.left - margin, 0), max(around.top - margin, 0)
    right, bottom = min(around.right + margin, width), min(around.bottom + margin, height)
    return Frame(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1), turn)


def _lines_in(frame: Frame, lines: Sequence[TextLine]) -> tuple[LineView, ...]:
    def inside(line: TextLine) -> bool:
        x, y = line.box.centre
        return frame.x <= x <= frame.x + frame.width and frame.y <= y <= frame.y + frame.height

    return tuple(LineView(line.text, line.confidence, points_of(line.box.corners)) for line in lines if inside(line))

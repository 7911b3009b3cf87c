"""Lines of text as an engine gives them, written by hand: pages drawn in characters, for tests without an engine.

`page` turns a drawing into lines. A Chinese character is as wide as its height, a Latin one half as wide; two blanks
part one line from the next; `　` is a gap the engine sees and reads no character in. Rows of a drawing lie as close as
the lines of one wrapped value; an empty row sets them apart as far as the rows of a form are. A row that begins with
`^` lies only half a line below the one before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from extractors.documents import Facts, Reader, Sheet
from extractors.facts.boxes import Box
from extractors.facts.kinds import Field
from extractors.facts.lines import Char
from extractors.facts.lines import TextLine as Line
from extractors.facts.pictures import Image, Matrix
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from extractors.layout import FieldText
from extractors.ocr import Recognised, Turn
from extractors.pieces import Piece, level

HEIGHT = 20.0
_PITCH, _HALF = 1.4, 0.7  # em
SURE = 0.99
_UPRIGHT = Turn(0, 1.0)
Doubts = Mapping[int, tuple[tuple[str, float], ...]]


def line(
    text: str,
    x: float = 0.0,
    y: float = 0.0,
    height: float = HEIGHT,
    *,
    width: float | None = None,
    confidence: float = SURE,
    doubts: Doubts | None = None,
    weak: Mapping[int, float] | None = None,
) -> Line:
    """Return one level line with its characters; `doubts` are runners-up, `weak` confidences, by index into the text.

    The indices count the characters that are read: `　` is none.
    """
    cells = [_cells(c) for c in text]
    centres = [sum(cells[:i]) + cell / 2 for i, cell in enumerate(cells)]
    read = [(c, centre / max(sum(cells), 1)) for c, centre in zip(text, centres, strict=True) if c != "\u3000"]
    chars = tuple(
        Char(c, (weak or {}).get(i, confidence), offset, (doubts or {}).get(i, ()))
        for i, (c, offset) in enumerate(read)
    )
    right = x + (width if width is not None else sum(cells) * height / 2)
    return Line("".join(c for c, _ in read), confidence, Box.from_rect(x, y, right, y + height), chars)


def page(drawing: str, height: float = HEIGHT, confidence: float = SURE) -> tuple[Line, ...]:
    """Return the lines of a page drawn in characters."""
    lines: list[Line] = []
    y = 0.0
    for row in drawing.strip("\n").split("\n"):
        if not row.strip():
            y += _HALF * height
            continue
        half, row = row.startswith("^"), row.removeprefix("^")
        y -= _HALF * height if half else 0.0
        for match in re.finditer(r"\S+(?: \S+)*", row.replace("\u3000", "\ue000")):
            x = sum(map(_cells, row[: match.start()])) * height / 2
            lines.append(line(match.group().replace("\ue000", "\u3000"), x, y, height, confidence=confidence))
        y += _PITCH * height
    return tuple(lines)


def moved(lines: Sequence[Line], matrix: Matrix) -> tuple[Line, ...]:
    """Return the lines under a 3 x 3 homography."""
    return tuple(replace(one, box=one.box.mapped(matrix)) for one in lines)


def shifted(lines: Sequence[Line], x: float, y: float) -> tuple[Line, ...]:
    """Return the lines moved by so many pixels."""
    return moved(lines, np.asarray([[1, 0, x], [0, 1, y], [0, 0, 1.0]]))


def turned(lines: Sequence[Line], degrees: float) -> tuple[Line, ...]:
    """Return the lines turned clockwise about the origin."""
    angle = np.radians(degrees)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    return moved(lines, np.asarray([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]]))


def slanted(text: str, x: float, y: float, degrees: float = 30.0, height: float = HEIGHT) -> Line:
    """Return a line as a watermark lies, around `(x, y)`."""
    (lying,) = shifted(turned([line(text, 0, 0, height)], degrees), x, y)
    return lying


def piece(text: str, x: float = 0.0, y: float = 0.0, height: float = HEIGHT, confidence: float = SURE) -> Piece:
    """Return one line as a piece of a level page."""
    (only,) = level([line(text, x, y, height, confidence=confidence)])
    return only


def field_text(*texts: str, confidence: float = SURE, field: Field = Field.NAME) -> FieldText:
    """Return a field whose words stand on one row."""
    x, pieces = 0.0, []
    for text in texts:
        pieces.append(piece(text, x, confidence=confidence))
        x = pieces[-1].right + HEIGHT
    return FieldText(field, tuple(pieces))


def stamp(
    text: str, owner: StampOwner = StampOwner.REGISTRAR, confidence: float = 0.9, box: Box | None = None
) -> Stamp:
    """Return a red round stamp."""
    return Stamp(
        colour=StampColour.RED,
        shape=StampShape.ROUND,
        text=text,
        kind=StampKind.OFFICIAL,
        owner=owner,
        confidence=confidence,
        box=box or Box.from_rect(0, 0, 100, 100),
    )


def recognised(text: str, confidence: float = SURE) -> Recognised:
    """Return what an engine says of a strip that holds this text."""
    return Recognised(text, confidence if text else 0.0, line(text, confidence=confidence).chars if text else ())


class Scripted:
    """An engine that answers as it was told: the same boxes of every picture, and one answer a strip, in order."""

    name, version = "scripted", "0"

    def __init__(self, answers: Sequence[Recognised] = (), boxes: Sequence[Box] = (), turn: Turn = _UPRIGHT) -> None:
        self.answers = list(answers)
        self.boxes = tuple(boxes)
        self.turn = turn
        self.strips: list[Image] = []

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """See `OcrEngine`."""
        return self.boxes

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`; nothing is said once the answers are used up."""
        self.strips += strips
        return tuple(self.answers.pop(0) if self.answers else Recognised("", 0.0) for _ in strips)

    def find_turn(self, image: Image) -> Turn:
        """See `OcrEngine`."""
        return self.turn


def blank(lines: Sequence[Line] = ()) -> Image:
    """Return white paper that holds the lines' boxes."""
    right = max((one.box.right for one in lines), default=0) + 4 * HEIGHT
    bottom = max((one.box.bottom for one in lines), default=0) + 4 * HEIGHT
    return np.full((int(bottom), int(right), 3), 255, dtype=np.uint8)


def sheet(drawing: str | Sequence[Line], stamps: Sequence[Stamp] = (), confidence: float = SURE) -> Sheet:
    """Return a page, drawn in characters or given as lines, on white paper."""
    lines = page(drawing, confidence=confidence) if isinstance(drawing, str) else tuple(drawing)
    return Sheet(page=1, image=blank(lines), lines=lines, stamps=tuple(stamps))


def read(reader: Reader, drawing: str | Sequence[Line], stamps: Sequence[Stamp] = ()) -> Facts:
    """Return what a reader finds on a page."""
    return reader.read(sheet(drawing, stamps))


def values(facts: Facts) -> dict[str, object]:
    """Return the fields' values by name, those left unread as None."""
    return {
        **{str(name): reading.value for name, reading in facts.fields.items()},
        **dict.fromkeys(map(str, facts.unread)),
    }


def _cells(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

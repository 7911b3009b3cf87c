"""Runs of characters on a levelled page: what labels and values are cut from.

The page's own slight tilt is taken out first, so that rows are rows. Lengths are in pixels of the levelled page; what
is compared with them is measured in em, the text's own height, so that it holds at any resolution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine

_TALL = 1.5  # a box this much taller than wide holds letters one above the other
_MOST_STACKED = 4  # labels stacked by a detector are short; longer lines really stand
_SLANTED = np.radians(15)  # lines this far off the page's own tilt are watermarks; print lies within a degree or two
_HAS_DIRECTION = 1.3  # boxes less long than this, in heights, have none


@dataclass(frozen=True, eq=False)
class Piece:
    """A run of characters of one recognised line, with its place on the levelled page."""

    chars: tuple[Char, ...]
    left: float
    top: float
    right: float
    bottom: float
    box: Box  # on the page as given

    @property
    def text(self) -> str:
        """The characters as one string."""
        return "".join(char.text for char in self.chars)

    @property
    def height(self) -> float:
        """Text height in pixels, never 0: the em that distances are measured in."""
        return max(self.bottom - self.top, 1.0)

    @property
    def em(self) -> float:
        """Size of a character in pixels: the height, or less where a box around few characters is too tall."""
        return max(min(self.height, 1.3 * (self.right - self.left) / max(len(self.chars), 1)), 0.5 * self.height)

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    def cut(self, start: int, end: int) -> Piece:
        """Return the part from character `start` up to, but without, `end`, blanks at its ends left out."""
        while start < end and self.chars[start].text.isspace():
            start += 1
        while start < end and self.chars[end - 1].text.isspace():
            end -= 1
        if start >= end:
            return replace(self, chars=())
        if (start, end) == (0, len(self.chars)):
            return self
        first, last = self._edge(start), self._edge(end)
        share, width = max(last - first, 1e-6), self.right - self.left
        return Piece(
            chars=tuple(replace(c, offset=(c.offset - first) / share) for c in self.chars[start:end]),
            left=self.left + first * width,
            top=self.top,
            right=self.left + last * width,
            bottom=self.bottom,
            box=_cut_box(self.box, first, last),
        )

    def _edge(self, index: int) -> float:
        """Return where, along the piece (0 to 1), character `index` begins; its own width is about one em at most."""
        if index == 0:
            return 0.0
        if index == len(self.chars):
            return 1.0
        before, after = self.chars[index - 1].offset, self.chars[index].offset
        em = self.height / max(self.right - self.left, 1.0)
        return after - min((after - before) / 2, em * 0.6)


def same_row(a: Piece, b: Piece, share: float = 0.45) -> bool:
    """Say whether two pieces overlap vertically by at least `share` of the lower one's height."""
    return min(a.bottom, b.bottom) - max(a.top, b.top) > share * min(a.height, b.height)


def rows(pieces: Sequence[Piece], share: float = 0.3) -> list[list[Piece]]:
    """Return pieces grouped into rows, top to bottom, each from the left."""
    grouped: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if grouped and same_row(grouped[-1][0], piece, share):
            grouped[-1].append(piece)
        else:
            grouped.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in grouped]


def level(lines: Sequence[TextLine]) -> list[Piece]:
    """Return the lines as pieces of a levelled page, top to bottom.

    Letters stacked in one tall box come apart; lines slanted across the page, as watermarks are, are left out.
    """
    angle = tilt(lines)
    turn = np.asarray([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    pieces = []
    for line in lines:
        if is_slanted(line, angle):
            continue
        for chars, box in _unstack(line):
            # Edges as the mean of two corners: the upright hull of a tilted line would overlap its neighbours.
            points = np.asarray(box.corners) @ turn
            left, top = points[[0, 3], 0].mean(), points[[0, 1], 1].mean()
            right, bottom = points[[1, 2], 0].mean(), points[[2, 3], 1].mean()
            pieces.append(Piece(chars, float(left), float(top), float(right), float(bottom), box))
    return sorted((p for p in pieces if p.chars), key=lambda p: (p.middle, p.left))


def tilt(lines: Sequence[TextLine]) -> float:
    """Return the page's tilt in radians, clockwise positive: the median over its longer lines, 0 when there are few."""
    long = [_direction(line.box) for line in lines if _length(line.box) > 4 * line.box.text_height]
    return float(np.median(long)) if len(long) >= 3 else 0.0


def is_slanted(line: TextLine, angle: float) -> bool:
    """Say whether a line runs across the page at another angle than the page's own."""
    off = abs(_direction(line.box) - angle)
    return bool(_length(line.box) > _HAS_DIRECTION * line.box.text_height and min(off, np.pi - off) > _SLANTED)


def stands(line: TextLine) -> bool:
    """Say whether a line runs up or down the page: print of something that lies turned on it."""
    return line.box.height >= _TALL * line.box.width and len(line.text.strip()) > _MOST_STACKED


def _direction(box: Box) -> float:
    (x0, y0), (x1, y1), _, _ = box.corners
    return float(np.arctan2(y1 - y0, x1 - x0))


def _length(box: Box) -> float:
    (x0, y0), (x1, y1), _, _ = box.corners
    return float(np.hypot(x1 - x0, y1 - y0))


def _unstack(line: TextLine) -> list[tuple[tuple[Char, ...], Box]]:
    """Return a line's characters and box; for a tall box, each character with its own part of it."""
    chars = line.chars or tuple(
        Char(text=c, confidence=line.confidence, offset=(i + 0.5) / len(line.text)) for i, c in enumerate(line.text)
    )
    box = line.box
    if len(chars) < 2 or box.height < _TALL * box.width or len(chars) > _MOST_STACKED:
        return [(chars, box)]
    step = box.height / len(chars)
    return [
        (
            (replace(char, offset=0.5),),
            Box.from_rect(box.left, box.top + i * step, box.right, box.top + (i + 1) * step),
        )
        for i, char in enumerate(chars)
    ]


def _cut_box(box: Box, first: float, last: float) -> Box:
    """Return the part of a box between two shares of its length."""
    a, b, c, d = (np.asarray(corner) for corner in box.corners)
    points = (a + (b - a) * first, a + (b - a) * last, d + (c - d) * last, d + (c - d) * first)
    p, q, r, s = ((float(x), float(y)) for x, y in points)
    return Box(corners=(p, q, r, s))

"""Characters of a PDF page become lines: rows by reading direction, parted at wide gaps and ruled lines."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.glyphs import Glyph, Offset, is_bad, turned_by

_Rule = tuple[float, float, float]  # x, top, bottom in pixels of the page
_SPLIT_EM = 1.5  # a wider gap separates two lines, as text detection would; label and value columns are 2 em apart
_SPACE_EM = 0.2  # a blank in Latin print is 0.25 em
_ROW_EM = 0.5  # centres closer than this stand on one row
_MAX_RULES = 5000
_THIN_PT = 3.0  # a stroke, or a narrow rectangle that plays one


def lines_of(glyphs: Sequence[Glyph], rules: Sequence[_Rule]) -> Iterator[TextLine]:
    """Yield the lines that characters stand in; `rules` are those of `rules_of`."""
    for angle in Counter(glyph.angle for glyph in glyphs):
        for row in _rows([glyph for glyph in glyphs if glyph.angle == angle]):
            for piece in _pieces(row, rules if angle == 0 else ()):
                yield _line(piece)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the characters by row, each row left to right."""
    rows: list[list[Glyph]] = []
    centre = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.row):
        if rows and glyph.row - centre < _ROW_EM * min(glyph.em, rows[-1][0].em):
            rows[-1].append(glyph)
            centre += (glyph.row - centre) / len(rows[-1])
        else:
            rows.append([glyph])
            centre = glyph.row
    return [sorted(row, key=lambda g: (g.left, g.right)) for row in rows]


def _pieces(row: Sequence[Glyph], rules: Sequence[_Rule]) -> Iterator[list[Glyph]]:
    """Yield the runs of a row that stand together: no wide gap and no ruled line in between."""
    piece = [row[0]]
    crossing = sorted(x for x, top, bottom in rules if top <= row[0].row <= bottom)
    for before, glyph in pairwise(row):
        middles = (before.left + before.right) / 2, (glyph.left + glyph.right) / 2
        ruled = any(middles[0] < x < middles[1] for x in crossing)
        if ruled or glyph.left - before.right > _SPLIT_EM * min(before.em, glyph.em):
            yield piece
            piece = []
        piece.append(glyph)
    yield piece


def _line(glyphs: Sequence[Glyph]) -> TextLine:
    left, right = glyphs[0].left, max(glyph.right for glyph in glyphs)
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    width = max(right - left, 1e-6)

    def char(text: str, middle: float) -> Char:
        offset = min(max((middle - left) / width, 0.0), 1.0)
        return Char(text=text, confidence=0.0 if is_bad(text) else 1.0, offset=offset)

    chars = [char(glyphs[0].text, (glyphs[0].left + glyphs[0].right) / 2)]
    for before, glyph in pairwise(glyphs):
        spaced = glyph.left - before.right > _SPACE_EM * glyph.em
        if spaced and not (_is_wide(before.text) or _is_wide(glyph.text)):
            chars.append(char(" ", (before.right + glyph.left) / 2))
        chars.append(char(glyph.text, (glyph.left + glyph.right) / 2))
    angle = glyphs[0].angle
    a, b, c, d = (turned_by(u, v, angle) for u, v in ((left, top), (right, top), (right, bottom), (left, bottom)))
    return TextLine(
        text="".join(c.text for c in chars),
        confidence=sum(c.confidence for c in chars) / len(chars),
        box=Box(corners=(a, b, c, d)),
        chars=tuple(chars),
    )


def _is_wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in ("W", "F")


def rules_of(page: Any, offset: Offset, scale: float) -> tuple[_Rule, ...]:
    """Return the vertical lines of tables."""
    sides: list[_Rule] = []
    for item in (*page.lines, *page.rects):
        left, right = float(item["x0"]), float(item["x1"])
        if right - left < _THIN_PT:
            sides.append(((left + right) / 2, float(item["top"]), float(item["bottom"])))
        elif item["object_type"] == "rect" and item.get("stroke"):
            sides.extend((x, float(item["top"]), float(item["bottom"])) for x in (left, right))
    if len(sides) > _MAX_RULES:
        return ()
    return tuple(
        ((x - offset[0]) * scale, (top - offset[1]) * scale, (bottom - offset[1]) * scale) for x, top, bottom in sides
    )

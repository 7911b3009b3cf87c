"""The characters of a PDF page as marks on its picture: what each says, where it stands, which way it is read."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.text import without_radicals

Area = tuple[float, float, float, float]  # left, top, right, bottom in pixels of the page
Offset = tuple[float, float]  # where the visible part of a page begins, in points from the left and the top


@dataclass(frozen=True)
class Glyph:
    """One character in pixels of its own reading direction, which is turned `angle` degrees clockwise."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    angle: int
    hull: Area

    @property
    def row(self) -> float:
        """Middle of the character, across its reading direction."""
        return (self.top + self.bottom) / 2


def glyphs_of(page: Any, offset: Offset, scale: float, size: tuple[int, int]) -> list[Glyph]:
    """Return the characters of a pdfplumber page that lie on its picture.

    Args:
        page: of pdfplumber.
        offset: where the picture begins on the page.
        scale: pixels a point.
        size: height and width of the picture, in pixels.
    """
    return [glyph for char in page.dedupe_chars().chars for glyph in _glyphs(char, offset, scale, size)]


def _glyphs(char: dict[str, Any], offset: Offset, scale: float, size: tuple[int, int]) -> Iterator[Glyph]:
    """Yield the marks of one pdfplumber character on the page; a ligature is several, blanks are none."""
    left, top, right, bottom = hull = area_of(char, offset, scale)
    height, width = size
    if right <= 0 or bottom <= 0 or left >= width or top >= height:
        return
    a, b = char["matrix"][:2]
    angle = round(math.degrees(math.atan2(-b, a))) % 360
    em = float(char["size"]) * scale
    text = plain(char["text"])
    u0, v0, u1, v1 = _own_frame(hull, angle, em)
    step = (u1 - u0) / max(len(text), 1)
    for index, mark in enumerate(text):
        if not mark.isspace():
            yield Glyph(mark, u0 + index * step, v0, u0 + (index + 1) * step, v1, em, angle, (left, top, right, bottom))


def _own_frame(hull: Area, angle: int, em: float) -> tuple[float, float, float, float]:
    """Return a character's rectangle in coordinates turned with its reading direction."""
    left, top, right, bottom = hull
    if angle % 90:  # the hull of a slanted character says only where its middle is
        u, v = turned_by((left + right) / 2, (top + bottom) / 2, -angle)
        return u - em / 2, v - em / 2, u + em / 2, v + em / 2
    (u0, v0), (u1, v1) = turned_by(left, top, -angle), turned_by(right, bottom, -angle)
    return min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)


def turned_by(x: float, y: float, degrees: float) -> tuple[float, float]:
    """Return a point turned clockwise about the origin."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cos - y * sin, x * sin + y * cos


def plain(text: str) -> str:
    """Return the text with radicals that stand for whole characters replaced; `(cid:7)` becomes one bad mark."""
    if text.startswith("(cid:"):
        return "\ufffd"
    return without_radicals(text)


def is_bad(mark: str) -> bool:
    """Return whether a character means nothing: unmapped, private, control or unassigned."""
    return mark == "\ufffd" or unicodedata.category(mark) in ("Co", "Cc", "Cn", "Cs")


def area_of(item: dict[str, Any], offset: Offset, scale: float) -> Area:
    """Return where an object of pdfplumber lies on the picture."""
    left, right = ((float(item[key]) - offset[0]) * scale for key in ("x0", "x1"))
    top, bottom = ((float(item[key]) - offset[1]) * scale for key in ("top", "bottom"))
    return left, top, right, bottom

"""A PDF page's own characters become lines, if they are real: shown on the page, meaningful, and all there is to read.

The evidence is the page rendered with and without its text. A character that leaves no mark (an invisible layer over a
scan, white on white, painted over) discredits the layer; so does ink that the text does not explain (a scan with a
typed footer, outlined letters, a pasted certificate). Red is not ink here: a stamp over the text is no cause for doubt.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.facts.pictures import Image

Mask = npt.NDArray[np.uint8]
_Area = tuple[float, float, float, float]  # left, top, right, bottom in pixels of the page
_Rule = tuple[float, float, float]  # x, top, bottom in pixels of the page

_SPLIT_EM = 1.5  # a wider gap separates two lines, as text detection would; label and value columns are 2 em apart
_SPACE_EM = 0.2  # a blank in Latin print is 0.25 em
_ROW_EM = 0.5  # centres closer than this stand on one row
_MIN_CHARS = 8  # fewer are page numbers and scanner marks; recognition reads those as well
_SHOWN_LEVELS = 24  # of 255; a light grey watermark (230 on white) still counts as shown
_SHOWN_SHARE = 0.005  # of a character's box; the thinnest (a full-width full stop, "一") mark 2 %
_INK_LEVEL = 140  # red channel; red and orange ink lie above 150, black print and photographs below
_FOREIGN_RATIO = 0.35  # ink not from text, to ink from text; logos and signatures stay below 0.2, a pasted card above 1
_RULE_SHARE = 60  # a straight run longer than this part of the page (5 mm on A4) is a ruled line, no stroke
_PICTURE_SHARE = 0.03  # of the page; a logo or signature is smaller (1 %), an ID card at natural size 7 %
_PICTURE_INK = 0.005  # of a picture's area; a red stamp and pale guilloche have none, print 5 %
_ANNOTATION_INK_PX = 25  # one typed character at 200 dpi marks about 100
_BAD_SHARE = 0.02
_PLAUSIBLE_SHARE = 0.95
_WORD_SHARE = 0.5  # letters and digits among all marks; fonts without a Unicode map give mostly !"#$%
_COMMON_SHARE = 0.7  # of Chinese characters in GB 2312 level 1; real text has 0.95, shuffled codes 0.2
_MIN_COMMON_CHARS = 10
_MAX_RULES = 5000
_THIN_PT = 3.0  # a stroke, or a narrow rectangle that plays one
_PLAUSIBLE_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2000, 0x206F),
    (0x20A0, 0x20CF),
    (0x2100, 0x27BF),
    (0x3000, 0x303F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
# Fonts map a character's glyph to its look-alike radical; NFKC knows most of the Kangxi block but not these.
_RADICALS = dict(
    zip("⼾⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰⻳", "户母民西见角贝车长门青页风飞食马鱼鸟黄齐齿龙龟", strict=True)
)


@dataclass(frozen=True)
class Rendering:
    """A page rendered with (`pixels`) and without (`bare`) its text, at `scale` pixels a point."""

    pixels: Image
    bare: Image
    scale: float

    @cached_property
    def shown(self) -> Mask:
        """1 where text changes the picture, else 0."""
        difference = np.asarray(cv2.absdiff(self.pixels, self.bare)).max(axis=2)
        return np.asarray(difference > _SHOWN_LEVELS, dtype=np.uint8)

    @cached_property
    def foreign(self) -> Mask:
        """1 where ink is that is neither text nor a ruled line nor red, else 0."""
        ink = (self.bare[:, :, 2] < _INK_LEVEL).astype(np.uint8)
        length = max(ink.shape) // _RULE_SHARE | 1  # OpenCV shifts an even kernel's result by a pixel
        for shape in ((1, length), (length, 1)):
            lines = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, dtype=np.uint8)), dtype=np.uint8)
            ink &= 1 - lines
        return ink


@dataclass(frozen=True)
class _Glyph:
    """One character in pixels of its own reading direction, which is turned `angle` degrees clockwise."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    angle: int
    hull: _Area

    @property
    def row(self) -> float:
        return (self.top + self.bottom) / 2


def trusted_lines(page: Any, rendering: Rendering) -> tuple[TextLine, ...] | None:
    """Return the lines of a pdfplumber page in pixels of `rendering`, or None where its text cannot be trusted."""
    offset = (_visible_start(page, 0), _visible_start(page, 1))
    glyphs = [g for char in page.dedupe_chars().chars for g in _glyphs(char, offset, rendering)]
    if not _is_meaningful([glyph.text for glyph in glyphs]):
        return None
    turned = sum(glyph.angle != 0 for glyph in glyphs)
    if turned > len(glyphs) / 2:  # the page lies on its side; recognition turns it
        return None
    if not _is_shown(glyphs, rendering) or not _is_all(page, offset, rendering):
        return None
    return tuple(sorted(_lines(glyphs, _rules(page, offset, rendering.scale)), key=lambda n: (n.box.top, n.box.left)))


def _visible_start(page: Any, axis: int) -> float:
    """Return where the visible part of a page begins, in points: a crop box counts only inside the media box."""
    return max(float(page.cropbox[axis]), float(page.mediabox[axis]))


def _glyphs(char: dict[str, Any], offset: tuple[float, float], rendering: Rendering) -> Iterator[_Glyph]:
    """Yield the marks of one pdfplumber character on the page; a ligature is several, blanks are none."""
    scale = rendering.scale
    left, top, right, bottom = hull = _area(char, offset, scale)
    height, width = rendering.shown.shape
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
            yield _Glyph(
                mark, u0 + index * step, v0, u0 + (index + 1) * step, v1, em, angle, (left, top, right, bottom)
            )


def _own_frame(hull: _Area, angle: int, em: float) -> tuple[float, float, float, float]:
    """Return a character's rectangle in coordinates turned with its reading direction."""
    left, top, right, bottom = hull
    if angle % 90:  # the hull of a slanted character says only where its middle is
        u, v = _turned((left + right) / 2, (top + bottom) / 2, -angle)
        return u - em / 2, v - em / 2, u + em / 2, v + em / 2
    (u0, v0), (u1, v1) = _turned(left, top, -angle), _turned(right, bottom, -angle)
    return min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cos - y * sin, x * sin + y * cos


def plain(text: str) -> str:
    """Return the text with radicals that stand for whole characters replaced; `(cid:7)` becomes one bad mark."""
    if text.startswith("(cid:"):
        return "\ufffd"
    return "".join(
        _RADICALS.get(mark) or (unicodedata.normalize("NFKC", mark) if "\u2f00" <= mark <= "\u2fdf" else mark)
        for mark in text
    )


def _is_bad(mark: str) -> bool:
    return mark == "\ufffd" or unicodedata.category(mark) in ("Co", "Cc", "Cn", "Cs")


def _is_plausible(mark: str) -> bool:
    return any(low <= ord(mark) <= high for low, high in _PLAUSIBLE_RANGES)


def _is_meaningful(marks: Sequence[str]) -> bool:
    """Tell whether the characters are text and not the soup of a font without a Unicode map."""
    count = len(marks)
    if count < _MIN_CHARS:
        return False
    if sum(map(_is_bad, marks)) > _BAD_SHARE * count or sum(map(_is_plausible, marks)) < _PLAUSIBLE_SHARE * count:
        return False
    if sum(mark.isalnum() for mark in marks) < _WORD_SHARE * count:
        return False
    chinese = [mark for mark in marks if "\u3400" <= mark <= "\u9fff"]
    common = sum(0xB0 <= mark.encode("gb2312", "replace")[0] <= 0xD7 for mark in chinese)
    return len(chinese) < _MIN_COMMON_CHARS or common >= _COMMON_SHARE * len(chinese)


def _is_shown(glyphs: Iterable[_Glyph], rendering: Rendering) -> bool:
    """Tell whether every letter, digit and Chinese character leaves its mark where it claims to stand."""
    sums = cv2.integral(rendering.shown)
    return all(_marked(sums, glyph.hull) >= _SHOWN_SHARE for glyph in glyphs if glyph.text.isalnum())


def _marked(sums: npt.NDArray[Any], hull: _Area) -> float:
    """Return the share (0 to 1) of a rectangle that is marked, from an integral image."""
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    left, right = (min(max(round(x), 0), width) for x in (hull[0], hull[2]))
    top, bottom = (min(max(round(y), 0), height) for y in (hull[1], hull[3]))
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return float(inside / max((right - left) * (bottom - top), 1))


def _is_all(page: Any, offset: tuple[float, float], rendering: Rendering) -> bool:
    """Tell whether the text explains what can be seen, apart from red, lines, logos and signatures."""
    foreign = rendering.foreign
    if int(foreign.sum()) > _FOREIGN_RATIO * int(rendering.shown.sum()):
        return False
    sums = cv2.integral(foreign)
    pictures = np.zeros_like(foreign)
    for item in page.images:
        area = _area(item, offset, rendering.scale)
        if _marked(sums, area) > _PICTURE_INK:
            _fill(pictures, area)
    if int(pictures.sum()) > _PICTURE_SHARE * pictures.size:
        return False
    notes = np.zeros_like(foreign)
    for item in page.annots:
        if _subtype(item) not in ("Link", "Popup"):
            _fill(notes, _area(item, offset, rendering.scale))
    return int((foreign & notes).sum()) < _ANNOTATION_INK_PX


def _subtype(annotation: dict[str, Any]) -> str:
    return str(getattr(annotation["data"].get("Subtype"), "name", None))


def _area(item: dict[str, Any], offset: tuple[float, float], scale: float) -> _Area:
    left, right = ((float(item[key]) - offset[0]) * scale for key in ("x0", "x1"))
    top, bottom = ((float(item[key]) - offset[1]) * scale for key in ("top", "bottom"))
    return left, top, right, bottom


def _fill(mask: Mask, area: _Area) -> None:
    left, top, right, bottom = (max(round(edge), 0) for edge in area)
    mask[top:bottom, left:right] = 1


def _rules(page: Any, offset: tuple[float, float], scale: float) -> tuple[_Rule, ...]:
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


def _lines(glyphs: Sequence[_Glyph], rules: Sequence[_Rule]) -> Iterator[TextLine]:
    for angle in Counter(glyph.angle for glyph in glyphs):
        for row in _rows([glyph for glyph in glyphs if glyph.angle == angle]):
            for piece in _pieces(row, rules if angle == 0 else ()):
                yield _line(piece)


def _rows(glyphs: Iterable[_Glyph]) -> list[list[_Glyph]]:
    """Return the characters by row, each row left to right."""
    rows: list[list[_Glyph]] = []
    centre = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.row):
        if rows and glyph.row - centre < _ROW_EM * min(glyph.em, rows[-1][0].em):
            rows[-1].append(glyph)
            centre += (glyph.row - centre) / len(rows[-1])
        else:
            rows.append([glyph])
            centre = glyph.row
    return [sorted(row, key=lambda g: (g.left, g.right)) for row in rows]


def _pieces(row: Sequence[_Glyph], rules: Sequence[_Rule]) -> Iterator[list[_Glyph]]:
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


def _line(glyphs: Sequence[_Glyph]) -> TextLine:
    left, right = glyphs[0].left, max(glyph.right for glyph in glyphs)
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    width = max(right - left, 1e-6)

    def char(text: str, middle: float) -> Char:
        offset = min(max((middle - left) / width, 0.0), 1.0)
        return Char(text=text, confidence=0.0 if _is_bad(text) else 1.0, offset=offset)

    chars = [char(glyphs[0].text, (glyphs[0].left + glyphs[0].right) / 2)]
    for before, glyph in pairwise(glyphs):
        spaced = glyph.left - before.right > _SPACE_EM * glyph.em
        if spaced and not (_is_wide(before.text) or _is_wide(glyph.text)):
            chars.append(char(" ", (before.right + glyph.left) / 2))
        chars.append(char(glyph.text, (glyph.left + glyph.right) / 2))
    angle = glyphs[0].angle
    a, b, c, d = (_turned(u, v, angle) for u, v in ((left, top), (right, top), (right, bottom), (left, bottom)))
    return TextLine(
        text="".join(c.text for c in chars),
        confidence=sum(c.confidence for c in chars) / len(chars),
        box=Box(corners=(a, b, c, d)),
        chars=tuple(chars),
    )


def _is_wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in ("W", "F")

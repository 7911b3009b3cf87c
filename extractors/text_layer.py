"""A PDF page's own characters become lines, if they are real: shown on the page, meaningful, and all there is to read.

The evidence is the page rendered with and without its text. A character that leaves no mark (an invisible layer over a
scan, white on white, painted over) discredits the layer; so does ink that the text does not explain (a scan with a
typed footer, outlined letters, a pasted certificate). Red is not ink here: a stamp over the text is no cause for doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.glyph_lines import lines_of, rules_of
from extractors.glyphs import Area, Glyph, Offset, area_of, glyphs_of, is_bad

Mask = npt.NDArray[np.uint8]

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


def trusted_lines(page: Any, rendering: Rendering) -> tuple[TextLine, ...] | None:
    """Return the lines of a pdfplumber page in pixels of `rendering`, or None where its text cannot be trusted."""
    offset = (_visible_start(page, 0), _visible_start(page, 1))
    glyphs = glyphs_of(page, offset, rendering.scale, rendering.pixels.shape[:2])
    if not _is_meaningful([glyph.text for glyph in glyphs]):
        return None
    turned = sum(glyph.angle != 0 for glyph in glyphs)
    if turned > len(glyphs) / 2:  # the page lies on its side; recognition turns it
        return None
    if not _is_shown(glyphs, rendering) or not _is_all(page, offset, rendering):
        return None
    lines = lines_of(glyphs, rules_of(page, offset, rendering.scale))
    return tuple(sorted(lines, key=lambda line: (line.box.top, line.box.left)))


def _visible_start(page: Any, axis: int) -> float:
    """Return where the visible part of a page begins, in points: a crop box counts only inside the media box."""
    return max(float(page.cropbox[axis]), float(page.mediabox[axis]))


def _is_plausible(mark: str) -> bool:
    return any(low <= ord(mark) <= high for low, high in _PLAUSIBLE_RANGES)


def _is_meaningful(marks: Sequence[str]) -> bool:
    """Tell whether the characters are text and not the soup of a font without a Unicode map."""
    count = len(marks)
    if count < _MIN_CHARS:
        return False
    if sum(map(is_bad, marks)) > _BAD_SHARE * count or sum(map(_is_plausible, marks)) < _PLAUSIBLE_SHARE * count:
        return False
    if sum(mark.isalnum() for mark in marks) < _WORD_SHARE * count:
        return False
    chinese = [mark for mark in marks if "\u3400" <= mark <= "\u9fff"]
    common = sum(0xB0 <= mark.encode("gb2312", "replace")[0] <= 0xD7 for mark in chinese)
    return len(chinese) < _MIN_COMMON_CHARS or common >= _COMMON_SHARE * len(chinese)


def _is_shown(glyphs: Iterable[Glyph], rendering: Rendering) -> bool:
    """Tell whether every letter, digit and Chinese character leaves its mark where it claims to stand."""
    sums = cv2.integral(rendering.shown)
    return all(_marked(sums, glyph.hull) >= _SHOWN_SHARE for glyph in glyphs if glyph.text.isalnum())


def _marked(sums: npt.NDArray[Any], hull: Area) -> float:
    """Return the share (0 to 1) of a rectangle that is marked, from an integral image."""
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    left, right = (min(max(round(x), 0), width) for x in (hull[0], hull[2]))
    top, bottom = (min(max(round(y), 0), height) for y in (hull[1], hull[3]))
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return float(inside / max((right - left) * (bottom - top), 1))


def _is_all(page: Any, offset: Offset, rendering: Rendering) -> bool:
    """Tell whether the text explains what can be seen, apart from red, lines, logos and signatures."""
    foreign = rendering.foreign
    if int(foreign.sum()) > _FOREIGN_RATIO * int(rendering.shown.sum()):
        return False
    sums = cv2.integral(foreign)
    pictures = np.zeros_like(foreign)
    for item in page.images:
        area = area_of(item, offset, rendering.scale)
        if _marked(sums, area) > _PICTURE_INK:
            _fill(pictures, area)
    if int(pictures.sum()) > _PICTURE_SHARE * pictures.size:
        return False
    notes = np.zeros_like(foreign)
    for item in page.annots:
        if _subtype(item) not in ("Link", "Popup"):
            _fill(notes, area_of(item, offset, rendering.scale))
    return int((foreign & notes).sum()) < _ANNOTATION_INK_PX


def _subtype(annotation: dict[str, Any]) -> str:
    return str(getattr(annotation["data"].get("Subtype"), "name", None))


def _fill(mask: Mask, area: Area) -> None:
    left, top, right, bottom = (max(round(edge), 0) for edge in area)
    mask[top:bottom, left:right] = 1

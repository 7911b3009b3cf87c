"""Text under a stamp, read again with the ink removed.

Red ink over black print hides strokes from the recogniser, and the stamp's own words pass for print. Around each red
stamp the page is read once more without its red: what the stamp alone said vanishes, what it covered appears.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.facts import Box, Image, Stamp, StampColour, TextLine
from extractors.ink import without_red
from extractors.ocr import OcrEngine, cut_strip, read_lines

# The region read again, in stamp widths and heights around its middle: a date runs out of the stamp to both sides.
_ACROSS, _DOWN = 1.1, 0.7
_TOUCHED = 0.12  # share of a line that must lie in the stamp for it to be read again
_SAME_PLACE = 0.5
_SMALL_TEXT = 28.0  # pixels; smaller print is doubled before it is read again
_LEGIBLE = 0.5
_BLANK = 0.012  # share of dark pixels below which nothing was printed there but the stamp
_LONGEST_SIDE = 1280


def read_under_stamps(
    engine: OcrEngine, image: Image, lines: Sequence[TextLine], stamps: Sequence[Stamp]
) -> tuple[TextLine, ...]:
    """Return the page's lines with those under red stamps read again, and the stamps' own words left out."""
    for stamp in stamps:
        if stamp.colour is StampColour.RED:
            lines = _read_under(engine, image, lines, stamp.box)
    return tuple(lines)


def _read_under(engine: OcrEngine, image: Image, lines: Sequence[TextLine], stamp: Box) -> list[TextLine]:
    region = _around(stamp, image)
    left, top, right, bottom = (int(v) for v in (region.left, region.top, region.right, region.bottom))
    clean = without_red(np.ascontiguousarray(image[top:bottom, left:right]))
    touched = [line for line in lines if line.box.overlap(stamp) > _TOUCHED]
    kept = [line for line in lines if line.box.overlap(stamp) <= _TOUCHED]
    strips = [cut_strip(clean, _moved(line.box, -left, -top)) for line in touched]
    again = engine.recognise(strips)
    for line, strip, new in zip(touched, strips, again, strict=True):
        if line.box.overlap(stamp) > _SAME_PLACE and _is_blank(strip):
            continue  # the stamp's own words
        kept.append(_better(line, TextLine(new.text, new.confidence, line.box, new.chars)))
    typical = float(np.median([line.box.text_height for line in lines])) if lines else _SMALL_TEXT
    scale = 2.0 if typical < _SMALL_TEXT else 1.0
    enlarged = np.asarray(cv2.resize(clean, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    for fresh in read_lines(engine, enlarged, _LONGEST_SIDE):
        if fresh.confidence >= _LEGIBLE:
            kept = _merged(kept, replace(fresh, box=_moved(fresh.box, left, top, 1 / scale)))
    return kept


def _around(stamp: Box, image: Image) -> Box:
    x, y = stamp.centre
    height, width = image.shape[:2]
    return Box.from_rect(
        max(x - _ACROSS * stamp.width, 0),
        max(y - _DOWN * stamp.height, 0),
        min(x + _ACROSS * stamp.width, width),
        min(y + _DOWN * stamp.height, height),
    )


def _moved(box: Box, dx: float, dy: float, scale: float = 1.0) -> Box:
    a, b, c, d = ((x * scale + dx, y * scale + dy) for x, y in box.corners)
    return Box(corners=(a, b, c, d))


def _better(old: TextLine, new: TextLine) -> TextLine:
    """Return the reading whose least certain character is more certain, an equally long one preferred."""
    if not new.text.strip():
        return old
    if len(new.text) < len(old.text) and old.confidence > _LEGIBLE:
        return old
    return new if _least(new) > _least(old) else old


def _least(line: TextLine) -> float:
    return min((c.confidence for c in line.chars), default=line.confidence)


def _merged(lines: list[TextLine], fresh: TextLine) -> list[TextLine]:
    """Return the lines with a fresh one in the place of those it covers, if it says more than they do."""
    covered = [line for line in lines if line.box.overlap(fresh.box) > _SAME_PLACE]
    said = sum(len(line.text) for line in covered)
    if covered and (len(fresh.text) < said or (len(fresh.text) == said and _least(fresh) <= min(map(_least, covered)))):
        return lines
    if not covered and any(fresh.box.overlap(line.box) > _SAME_PLACE for line in lines):
        return lines  # a part of a line that stands already
    return [line for line in lines if line not in covered] + [fresh]


def _is_blank(strip: Image) -> bool:
    grey = strip[:, :, 0]
    return float((grey < np.percentile(grey, 90) * 0.6).mean()) < _BLANK

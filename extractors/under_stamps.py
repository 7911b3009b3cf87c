"""Text under a stamp, read again with the ink removed.

Red ink over black print hides strokes from the recogniser, and the stamp's own words pass for print. Around each red
stamp the page is read once more without its red: what the stamp alone said vanishes, what it covered appears.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.facts import Box, Char, Image, Stamp, StampColour, TextLine
from extractors.ink import without_red
from extractors.ocr import OcrEngine, cut_strip, read_lines

# The region read again, in stamp widths and heights around its middle: a date runs out of the stamp to both sides.
_ACROSS, _DOWN = 1.1, 0.7
_TOUCHED = 0.12  # share of a line that must lie in the stamp for it to be read again
_SAME_PLACE = 0.5
_COVERED = 0.6
_EDGE = 6  # pixels; a line that begins or ends this near the region's edge goes on beyond it
_FEWEST_SHARED = 2  # characters two readings of one line must share to be joined
_SMALL_TEXT = 28.0  # pixels; smaller print is doubled before it is read again
_LEGIBLE = 0.5
_SURE = 0.8
_GHOST = 0.75  # of the way from print to paper; the edges of removed ink lie beyond it
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
    touched = [line for line in lines if line.box.overlap(stamp) > _TOUCHED]
    kept = [line for line in lines if line.box.overlap(stamp) <= _TOUCHED]
    region = _around(stamp, touched, image)
    left, top, right, bottom = (int(v) for v in (region.left, region.top, region.right, region.bottom))
    clean = _without_ghosts(without_red(np.ascontiguousarray(image[top:bottom, left:right])))
    strips = [cut_strip(clean, _moved(line.box, -left, -top)) for line in touched]
    again = engine.recognise(strips)
    for line, strip, new in zip(touched, strips, again, strict=True):
        if _is_blank(strip):
            continue  # the stamp's own words, its serial number below the rim included
        kept.append(_better(line, TextLine(new.text, new.confidence, line.box, new.chars), strip))
    typical = float(np.median([line.box.text_height for line in lines])) if lines else _SMALL_TEXT
    scale = 2.0 if typical < _SMALL_TEXT else 1.0
    enlarged = np.asarray(cv2.resize(clean, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    for fresh in read_lines(engine, enlarged, _LONGEST_SIDE):
        if fresh.confidence >= _LEGIBLE:
            whole = fresh.box.left > _EDGE and fresh.box.right < enlarged.shape[1] - _EDGE
            kept = _merged(kept, replace(fresh, box=_moved(fresh.box, left, top, 1 / scale)), whole=whole)
    return kept


def _without_ghosts(clean: Image) -> Image:
    """Return a picture whose palest quarter is white: what ink leaves when it is taken off still looks like letters."""
    dark = float(np.percentile(clean, 0.5))
    pale = dark + _GHOST * (255.0 - dark)
    stretched = (clean.astype(np.float32) - dark) * (255.0 / max(pale - dark, 1.0))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)


def _around(stamp: Box, touched: Sequence[TextLine], image: Image) -> Box:
    """Return the region to read again: the stamp's surroundings, and whole every line the stamp touches."""
    x, y = stamp.centre
    height, width = image.shape[:2]
    near = Box.from_rect(
        x - _ACROSS * stamp.width, y - _DOWN * stamp.height, x + _ACROSS * stamp.width, y + _DOWN * stamp.height
    )
    whole = Box.around((near, *(line.box for line in touched)))
    return Box.from_rect(
        max(whole.left - _EDGE, 0), max(whole.top, 0), min(whole.right + _EDGE, width), min(whole.bottom, height)
    )


def _moved(box: Box, dx: float, dy: float, scale: float = 1.0) -> Box:
    a, b, c, d = ((x * scale + dx, y * scale + dy) for x, y in box.corners)
    return Box(corners=(a, b, c, d))


def _better(old: TextLine, new: TextLine, strip: Image) -> TextLine:
    """Return the reading whose least certain character is more certain, an equally long one preferred.

    A shorter one is taken where the rest of the strip is blank once the ink is gone: the stamp had lengthened the line.
    """
    if not new.text.strip():
        return old
    if new.confidence >= _SURE and len(new.text) < len(old.text) and _is_blank(strip[:, _end(new, strip) :]):
        return new
    if len(new.text) < len(old.text) and old.confidence > _LEGIBLE:
        return old
    return new if _least(new) > _least(old) else old


def _end(line: TextLine, strip: Image) -> int:
    """Return where the last character ends, in pixels of the strip."""
    last = line.chars[-1].offset if line.chars else 1.0
    width, height = int(strip.shape[1]), int(strip.shape[0])
    return min(int(last * width + 0.9 * height), width - 1)


def _least(line: TextLine) -> float:
    return min((c.confidence for c in line.chars), default=line.confidence)


def _merged(lines: list[TextLine], fresh: TextLine, *, whole: bool) -> list[TextLine]:
    """Return the lines with a fresh one put where it belongs.

    It takes the place of lines it covers and says more than; it continues a line the stamp had cut short; it is new; or
    it says nothing new. A line that is not `whole`, cut by the region's own edge, replaces nothing.
    """
    touching = [line for line in lines if _touch(line.box, fresh.box)]
    covered = [line for line in touching if line.box.overlap(fresh.box) > _COVERED]
    if not touching:
        return [*lines, fresh]
    if whole and len(covered) == len(touching):
        said = sum(len(line.text) for line in covered)
        more = len(fresh.text) > said or (
            len(fresh.text) == said and _least(fresh) > min(map(_least, covered), default=0)
        )
        return [line for line in lines if line not in covered] + [fresh] if more else lines
    cut_short = [line for line in touching if line not in covered and line.box.left < fresh.box.left]
    if len(cut_short) == 1 and (joined := _joined(cut_short[0], fresh)) is not None:
        return [line for line in lines if line not in covered and line is not cut_short[0]] + [joined]
    return lines


def _touch(a: Box, b: Box) -> bool:
    """Say whether two lines' boxes share a place on one row."""
    overlap_y = min(a.bottom, b.bottom) - max(a.top, b.top)
    overlap_x = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.height, b.height)
    return overlap_y > 0.4 * height and overlap_x > 0.3 * height


def _joined(old: TextLine, fresh: TextLine) -> TextLine | None:
    """Return a line followed by a fresh one that begins with the words it ends in; None when it does not."""
    for length in range(min(len(old.text), len(fresh.text)) - 1, _FEWEST_SHARED - 1, -1):
        if old.text[-length:] == fresh.text[:length] and old.chars and fresh.chars:
            box = Box.around((old.box, fresh.box))
            chars = (*_along(old, box), *_along(fresh, box)[length:])
            least = min(old.confidence, fresh.confidence)
            return TextLine(old.text + fresh.text[length:], least, box, chars)
    return None


def _along(line: TextLine, box: Box) -> tuple[Char, ...]:
    """Return a line's characters with their offsets along a wider box."""
    return tuple(
        replace(char, offset=(line.box.left + char.offset * line.box.width - box.left) / max(box.width, 1.0))
        for char in line.chars
    )


def _is_blank(strip: Image) -> bool:
    grey = strip[:, :, 0]
    return float((grey < np.percentile(grey, 90) * 0.6).mean()) < _BLANK

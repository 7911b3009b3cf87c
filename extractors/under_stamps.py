"""Text under a stamp, read again with the ink removed.

Red ink over black print hides strokes from the recogniser, breaks lines in pieces for the detector, and the stamp's own
words pass for print. Around each red stamp lines are therefore looked for once more on a picture without its red: what
the stamp alone said vanishes, what it covered appears. Each line found so is read in two ways: with the ink lifted,
where traces of it remain, and with those traces whitened, where thin print is lost with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampColour
from extractors.geometry import room
from extractors.ink import without_ghosts, without_red
from extractors.ocr import OcrEngine, Recognised, cut_strip
from extractors.voting import count, least_certain, together

# The region read again, in stamp widths and heights around its middle: a name runs out of the stamp to both sides.
_ACROSS, _DOWN = 1.6, 0.7
_TOUCHED = 0.02  # share of a line that must lie in the stamp for it to be read again
_SAME_ROW = 0.4  # of the lower one's height that two lines of a row share
_COVERED = 0.5  # share of a line that must lie in a line found anew for that to take its place
_EDGE = 6  # pixels; a line that begins or ends this near the region's edge goes on beyond it
_SIZES = (0.6, 1.7)  # ratio of two heights between which print is of one size
_SMALL_TEXT = 28.0  # pixels; smaller print is doubled before lines are looked for
_BESIDE = 0.35  # of a line's height, read beyond its box where nothing else stands
_LEGIBLE = 0.5
_BLANK = 0.012  # share of dark pixels below which nothing was printed there but the stamp
_LONGEST_SIDE = 1600


@dataclass(frozen=True)
class _Region:
    """A part of the page from `left` and `top` on: its red ink lifted, and the traces of that whitened as well."""

    left: int
    top: int
    lifted: Image
    whitened: Image


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
    region, fresh = _found_anew(engine, image, lines, touched, stamp)
    kept = [line for line in lines if not any(_covers(new.box, line.box) for new in fresh)]
    under = [line for line in kept if line in touched]
    left_over = [part for line in under for part in _beside(line, [new.box for new in fresh])]
    return [*(line for line in kept if line not in touched), *_read_again(engine, region, left_over), *fresh]


def _found_anew(
    engine: OcrEngine, image: Image, lines: Sequence[TextLine], touched: Sequence[TextLine], stamp: Box
) -> tuple[_Region, list[TextLine]]:
    """Return the region that was read, and the lines found in it: across the whole page where one is longer than it."""
    typical = float(np.median([line.box.text_height for line in lines])) if lines else _SMALL_TEXT
    near = _around(stamp, touched, image)
    for bounds in (near, (0, near[1], image.shape[1], near[3])):
        region = _region(image, bounds)
        known = [line.box.moved(-region.left, -region.top) for line in lines]
        found = _lines_on(engine, region, stamp, doubled=typical < _SMALL_TEXT)
        boxes = _once([_lengthened(box, known) for box in found])
        if not any(_is_cut(box, region) for box in boxes):
            break
    margins = [room(box, boxes, _BESIDE) for box in boxes]
    fresh = [
        _confirmed(replace(line, box=line.box.moved(region.left, region.top)), touched)
        for line in _read_twice(engine, region, boxes, margins)
        if line.confidence >= _LEGIBLE
    ]
    return region, fresh


def _read_again(engine: OcrEngine, region: _Region, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return lines that nothing found anew covers, as they are surer; the stamp's own words are left out."""
    again = _read_twice(engine, region, [line.box.moved(-region.left, -region.top) for line in lines])
    result = []
    for line, new in zip(lines, again, strict=True):
        if _is_blank(cut_strip(region.whitened, new.box)):
            continue  # only the stamp was printed there: its words, its serial number
        is_better = len(new.text) >= len(line.text) and least_certain(new.chars) > least_certain(line.chars)
        result.append(replace(new, box=line.box) if is_better else line)
    return result


def _region(image: Image, bounds: tuple[int, int, int, int]) -> _Region:
    left, top, right, bottom = bounds
    lifted = without_red(np.ascontiguousarray(image[top:bottom, left:right]))
    return _Region(left, top, lifted, without_ghosts(lifted))


def _lines_on(engine: OcrEngine, region: _Region, stamp: Box, *, doubled: bool) -> list[Box]:
    """Return where lines are that the stamp touches, on a picture doubled in size first where its print is small."""
    scale = 2.0 if doubled else 1.0
    picture = cv2.resize(region.whitened, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    found = engine.find_text(np.asarray(picture, dtype=np.uint8), _LONGEST_SIDE)
    boxes = [box.mapped(np.diag([1 / scale, 1 / scale, 1.0])) for box in found]
    return [box for box in boxes if box.moved(region.left, region.top).overlap(stamp) > _TOUCHED]


def _lengthened(box: Box, known: Sequence[Box]) -> Box:
    """Return a box that was found anew, longer where a known line of its size goes on beyond its ends."""
    same = [
        k for k in known if box.shares_row(k, _SAME_ROW) and _SIZES[0] < k.text_height / box.text_height < _SIZES[1]
    ]
    overlapping = [k for k in same if min(k.right, box.right) > max(k.left, box.left)]
    if not overlapping:
        return box
    em = max(box.text_height, 1.0)
    left = max(box.left - min(k.left for k in overlapping), 0.0)
    right = max(max(k.right for k in overlapping) - box.right, 0.0)
    return box.widened(left / em, right / em)


def _once(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes without those that lie in a longer one."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.width):
        if not any(_covers(longer, box) for longer in kept):
            kept.append(box)
    return kept


def _beside(line: TextLine, boxes: Sequence[Box]) -> list[TextLine]:
    """Return what of a line lies beside the boxes on its row: it had run on into the stamp's own words."""
    on_row = [
        box
        for box in boxes
        if line.box.shares_row(box, _SAME_ROW) and box.right > line.box.left and box.left < line.box.right
    ]
    if not on_row:
        return [line]
    row = Box.around(on_row)
    place = {char: line.box.left + char.offset * line.box.width for char in line.chars}
    before = [char for char in line.chars if place[char] < row.left]
    behind = [char for char in line.chars if place[char] > row.right]
    return [
        *_part(before, Box.from_rect(line.box.left, row.top, row.left, row.bottom)),
        *_part(behind, Box.from_rect(row.right, row.top, line.box.right, row.bottom)),
    ]


def _part(chars: Sequence[Char], box: Box) -> list[TextLine]:
    """Return a few characters as a line of their own; none where there are none."""
    text = "".join(char.text for char in chars)
    if not text.strip() or box.width <= 0:
        return []
    placed = tuple(replace(char, offset=(index + 0.5) / len(chars)) for index, char in enumerate(chars))
    return [TextLine(text, min(char.confidence for char in chars), box, placed)]


def _is_cut(box: Box, region: _Region) -> bool:
    return box.left < _EDGE or box.right > region.lifted.shape[1] - _EDGE


def _read_twice(
    engine: OcrEngine, region: _Region, boxes: Sequence[Box], margins: Sequence[tuple[float, float]] | None = None
) -> list[TextLine]:
    """Return what stands in the boxes, by both pictures together."""
    wide = [box.widened(*margin) for box, margin in zip(boxes, margins or [(0.0, 0.0)] * len(boxes), strict=True)]
    pictures = (region.lifted, region.whitened)
    ways = [engine.recognise([cut_strip(picture, box) for box in wide]) for picture in pictures]
    return [
        TextLine(read.text, read.confidence, box, read.chars)
        for box, *looks in zip(wide, *ways, strict=True)
        for read in (together(looks),)
    ]


def _confirmed(new: TextLine, lines: Sequence[TextLine]) -> TextLine:
    """Return a line found anew, with what was read in the same place before as another look at it."""
    before = [
        Recognised(line.text, line.confidence, line.chars)
        for line in lines
        if _covers(new.box, line.box) and _covers(line.box, new.box) and count(line.chars) == count(new.chars)
    ]
    read = together([Recognised(new.text, new.confidence, new.chars), *before])
    return replace(new, text=read.text, confidence=read.confidence, chars=read.chars)


def _around(stamp: Box, touched: Sequence[TextLine], image: Image) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the region to read again: round the stamp, every line it touches whole."""
    x, y = stamp.centre
    height, width = image.shape[:2]
    boxes = [line.box for line in touched]
    left = min([x - _ACROSS * stamp.width, *(box.left - 2 * _EDGE for box in boxes)])
    right = max([x + _ACROSS * stamp.width, *(box.right + 2 * _EDGE for box in boxes)])
    top = min([y - _DOWN * stamp.height, *(box.top for box in boxes)])
    bottom = max([y + _DOWN * stamp.height, *(box.bottom for box in boxes)])
    return int(max(left, 0)), int(max(top, 0)), int(min(right, width)), int(min(bottom, height))


def _covers(new: Box, old: Box) -> bool:
    """Say whether a line found anew lies where an old one lies: on its row, over more than half of its length."""
    length = min(new.right, old.right) - max(new.left, old.left)
    return new.shares_row(old, _SAME_ROW) and length > _COVERED * (old.right - old.left)


def _is_blank(strip: Image) -> bool:
    grey = strip[:, :, 0]
    return float((grey < np.percentile(grey, 90) * 0.6).mean()) < _BLANK

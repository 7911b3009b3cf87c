"""Print the text detector passed over, found by its ink and read without being detected.

Detectors lose the first characters of a line that runs into a stamp or a watermark, a pale label, a lone character in a
wide cell. Such print shows itself: it is dark, of the size of the page's other print, and in no line's box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampColour
from extractors.ink import without_red
from extractors.ocr import OcrEngine, Recognised, cut_strip
from extractors.pieces import is_slanted, tilt
from extractors.text import is_han

_WORK_EM = 14.0  # the page is searched with its print brought to this height, in pixels
_SURE_LINE = 0.9
_FEWEST = 3  # sure lines; fewer do not say how large and how dark print is here
_DARK = 0.5  # share of the print's usual contrast
_MOST_STRIPS = 16
_LEGIBLE = 0.8
_SAME_PLACE = 0.6
_TIGHT = 1.2  # em: ink this near to a line belongs to it
_LARGER = 2.5  # print of this many times the height is another's
Mask = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class _Search:
    """The page at the size it is searched at."""

    grey: Image
    scale: float
    em: float
    contrast: float


def read_lost(
    engine: OcrEngine, image: Image, lines: Sequence[TextLine], stamps: Sequence[Stamp]
) -> tuple[TextLine, ...]:
    """Return the lines and those found besides; a line found to go on further is read anew, whole.

    Args:
        engine: reads the strips.
        image: the upright page.
        lines: what was detected.
        stamps: of these the red ones are taken off first, the others are left alone.
    """
    sure = [line for line in lines if line.confidence >= _SURE_LINE]
    if len(sure) < _FEWEST:
        return tuple(lines)
    search = _prepared(image, sure)
    angle = tilt(lines)
    known = [line.box for line in lines if not is_slanted(line, angle)]
    dark = [stamp.box for stamp in stamps if stamp.colour is not StampColour.RED]
    blobs = _blobs(_unread_ink(search, [*known, *dark]), search)[:_MOST_STRIPS]
    result = list(lines)
    is_red = any(stamp.colour is StampColour.RED for stamp in stamps)
    picture = without_red(image) if blobs and is_red else image
    for blob in blobs:
        result = _with(engine, picture, result, blob, angle)
    return tuple(result)


def _prepared(image: Image, sure: Sequence[TextLine]) -> _Search:
    em = float(np.median([line.box.text_height for line in sure]))
    scale = min(_WORK_EM / em, 1.0)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    grey = np.ascontiguousarray(without_red(np.asarray(small, dtype=np.uint8))[:, :, 0])
    strokes = [np.percentile(_cut(grey, line.box, scale), 10) for line in sure]
    return _Search(grey, scale, em * scale, 255.0 - float(np.median(strokes)))


def _cut(grey: Image, box: Box, scale: float) -> Image:
    top, bottom = int(box.top * scale), int(np.ceil(box.bottom * scale)) + 1
    left, right = int(box.left * scale), int(np.ceil(box.right * scale)) + 1
    return grey[max(top, 0) : bottom, max(left, 0) : right]


def _unread_ink(search: _Search, known: Sequence[Box]) -> Mask:
    """Return 255 where dark strokes lie outside the known boxes; ruled lines are no strokes."""
    ink = np.asarray(search.grey < 255 - _DARK * search.contrast, dtype=np.uint8) * np.uint8(255)
    long = max(int(3 * search.em), 9)
    for size in ((long, 1), (1, long)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        ink = np.asarray(cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8))), dtype=np.uint8)
    for box in known:
        corners = (np.asarray(box.corners) * search.scale).round().astype(np.int32)
        cv2.fillPoly(ink, [corners], 0.0)
        cv2.polylines(ink, [corners], isClosed=True, color=0.0, thickness=max(int(0.25 * search.em), 1))
    return ink


def _blobs(ink: Mask, search: _Search) -> list[Box]:
    """Return runs of strokes of the size of print, in pixels of the page, longest first."""
    em = search.em
    joined = cv2.dilate(ink, np.ones((1, max(int(0.9 * em), 1)), np.uint8))
    joined = cv2.dilate(joined, np.ones((max(int(0.2 * em), 1), 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8))
    found = []
    for left, top, width, height, _ in stats[1:count]:
        inked = int(np.count_nonzero(ink[top : top + height, left : left + width]))
        if not (0.6 * em < height < 2.0 * em and width > 0.9 * em and inked > 0.1 * em * em):
            continue
        box = Box.from_rect(left, top, left + width, top + height)
        found.append((inked, box.mapped(np.diag([1 / search.scale, 1 / search.scale, 1.0]))))
    return [box for _, box in sorted(found, key=lambda item: -item[0])]


def _with(engine: OcrEngine, image: Image, lines: list[TextLine], blob: Box, angle: float) -> list[TextLine]:
    """Return the lines with a run of strokes read: as part of the line it adjoins, or as a line of its own."""
    neighbour = next((line for line in lines if not is_slanted(line, angle) and _adjoins(blob, line.box)), None)
    if neighbour is not None:
        whole = _row_box(Box.around((neighbour.box, blob)), neighbour.box)
        read = _read(engine, image, whole)
        longer = len(read.text.strip()) > len(neighbour.text.strip())
        if longer and read.confidence >= max(_LEGIBLE, neighbour.confidence - 0.1):
            return [*(line for line in lines if line.box.overlap(whole) < _SAME_PLACE), _line(read, whole)]
        return lines
    em = blob.height
    box = Box.from_rect(blob.left - 0.2 * em, blob.top - 0.15 * em, blob.right + 0.2 * em, blob.bottom + 0.15 * em)
    read = _read(engine, image, box)
    return [*lines, _line(read, box)] if read.confidence >= _LEGIBLE and _says_something(read.text.strip()) else lines


def _says_something(text: str) -> bool:
    """Say whether what was read is print: a lone letter or digit is an ornament of a frame more often than a value."""
    return len(text) > 1 or is_han(text)


def _adjoins(blob: Box, line: Box) -> bool:
    em = line.text_height
    if em > _LARGER * blob.height:
        return False  # a title goes on in its own size
    beside = max(blob.left - line.right, line.left - blob.right) < _TIGHT * em
    return beside and min(blob.bottom, line.bottom) - max(blob.top, line.top) > 0.5 * min(blob.height, line.height)


def _row_box(around: Box, line: Box) -> Box:
    """Return a box as wide as `around` along the tilt of `line`."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line.corners
    slope = (y1 - y0) / max(x1 - x0, 1.0)
    left, right = around.left, around.right
    return Box(
        corners=(
            (left, y0 + (left - x0) * slope),
            (right, y1 + (right - x1) * slope),
            (right, y2 + (right - x2) * slope),
            (left, y3 + (left - x3) * slope),
        )
    )


def _read(engine: OcrEngine, image: Image, box: Box) -> Recognised:
    return engine.recognise([cut_strip(image, box)])[0]


def _line(read: Recognised, box: Box) -> TextLine:
    return TextLine(read.text, read.confidence, box, read.chars)

"""Doubtful lines read again, with a little more of the page around them, and all readings taken together.

A detector's box may cut into a line's first or last character, and a recogniser sees a character a little differently
at every size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampColour
from extractors.geometry import room
from extractors.ink import without_red
from extractors.ocr import OcrEngine, Recognised, cut_strip
from extractors.pieces import is_slanted, tilt
from extractors.voting import count, least_certain, together

_DOUBTFUL = 0.9
_HOPELESS = 0.5  # mean; such a line is a stamp's, a watermark's or nobody's
_MOST_LINES = 12
_AROUND = 0.3  # em left and right, and
_ABOVE = 0.08  # above and below
_STRETCH = 1.25


def look_again(
    engine: OcrEngine, image: Image, lines: Sequence[TextLine], stamps: Sequence[Stamp]
) -> tuple[TextLine, ...]:
    """Return the lines, those with a doubtful letter or digit as several looks at them have it."""
    angle = tilt(lines)
    doubtful = [line for line in lines if _is_doubtful(line) and not is_slanted(line, angle)]
    doubtful.sort(key=lambda line: least_certain(line.chars))
    boxes = [line.box for line in lines]
    red = [stamp.box for stamp in stamps if stamp.colour is StampColour.RED]
    better = {
        id(line): _looked_at(engine, image, line, room(line.box, boxes, _AROUND), red)
        for line in doubtful[:_MOST_LINES]
    }
    return tuple(better.get(id(line), line) for line in lines)


def _is_doubtful(line: TextLine) -> bool:
    return line.confidence >= _HOPELESS and bool(line.chars) and least_certain(line.chars) < _DOUBTFUL


def _looked_at(
    engine: OcrEngine, image: Image, line: TextLine, around: tuple[float, float], red: Sequence[Box]
) -> TextLine:
    strip = cut_strip(image, line.box.widened(*around, _ABOVE, _ABOVE))
    if any(line.box.overlap(box) > 0 for box in red):
        strip = without_red(strip)
    stretched = cv2.resize(strip, None, fx=_STRETCH, fy=1, interpolation=cv2.INTER_CUBIC)
    looks = engine.recognise([strip, np.asarray(stretched, dtype=np.uint8)])
    same = [look for look in looks if count(look.chars) == count(line.chars)]
    read = together([Recognised(line.text, line.confidence, line.chars), *same])
    return replace(line, text=read.text, confidence=read.confidence, chars=read.chars)

"""A date typed into a form that has 年, 月 and 日 printed already, read along the digits' own row.

The day of issue is mostly filled in so: smaller digits, a little above or below the big printed words, some on top of
them, and the registrar's stamp over all. A detector finds the year, which stands free, and loses month and day among
the words. The year says where the row of digits runs and how high they are; strips along it, a little higher or lower
and with red ink off, cut more or less of the words away. What most of these looks agree on is the date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from extractors.dates import parse_date, parse_dates
from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.facts.pictures import Image
from extractors.ink import without_ghosts, without_red
from extractors.ocr import OcrEngine, Recognised, cut_strip

# What such a date begins with: its year, or what of the year was not cut off before month and day.
_START = re.compile(r"((?:19|20)\d\d)|(\d{0,3})年\d{1,2}月\d{1,2}日")
_SAME_ROW = 0.3  # of the lower one's height that two lines of a row share
_DIGIT = 0.6  # em, the width of a digit with its blank
_OF_DATES = re.compile(r"[0-9OoIl年月日号.]+")
_WHOLE = 4 + 2 + 2  # digits
_LENGTH = 12.0  # of the digits' height, from the year's first digit to beyond 日
_AROUND = 2.0  # of it, above and below, kept of the page
# How far above and below the year's box a strip begins and ends, in its heights.
_CUTS = ((0.0, 0.0), (0.12, -0.12), (0.2, -0.3), (0.2, 0.2), (-0.12, 0.12))
_FEWEST_AGREEING = 3  # looks, of ten, and
_AGREEING = 0.5  # of those that show a date at all
_MOST_ROWS = 2


def read_typed_dates(engine: OcrEngine, image: Image, lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines with dates read anew of which only the year stands by itself, or only half of it is there."""
    result = list(lines)
    for start in [line for line in lines if _is_lone(line, lines)][:_MOST_ROWS]:
        row = _row(start)
        found = _agreed(list(_looks(engine, image, row)))
        if found is not None:
            there = [line for line in result if _is_part(line, start, row)]
            box = Box.around([start.box, *(line.box for line in there)])
            result = [*(line for line in result if line not in there), _line(*found, box)]
    return tuple(result)


def _row(start: TextLine) -> Box:
    """Return the row of a date, from before its first digit to beyond 日."""
    match = _START.match("".join(start.text.split()))
    cut_off = 4 - len(match[2]) if match is not None and match[2] is not None else 0
    return start.box.widened(
        0.2 + _DIGIT * cut_off, max(_LENGTH - start.box.width / max(start.box.text_height, 1.0), 0.3)
    )


def _is_lone(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Say whether a line begins as such a date does and, with the rest of its row, is no date."""
    text = "".join(line.text.split())
    if not _START.match(text) or not _OF_DATES.fullmatch(text):
        return False
    reach = line.box.left + _LENGTH * line.box.text_height
    row = [
        other for other in lines if line.box.shares_row(other.box, _SAME_ROW) and line.box.left < other.box.left < reach
    ]
    rest = "".join("".join(_OF_DATES.findall(other.text)) for other in sorted(row, key=lambda other: other.box.left))
    return not parse_dates(text + rest)


def _is_part(line: TextLine, start: TextLine, row: Box) -> bool:
    """Say whether a line is a part of the date: on its row, and nothing but what dates are made of."""
    inside = row.left <= line.box.centre[0] <= row.right
    return line is start or (
        inside and start.box.shares_row(line.box, _SAME_ROW) and bool(_OF_DATES.fullmatch(line.text))
    )


def _looks(engine: OcrEngine, image: Image, row: Box) -> Iterator[tuple[date, float]]:
    """Yield the date that each look at a row shows, with its least certain digit's probability."""
    em = row.text_height
    top = max(int(row.top - _AROUND * em), 0)
    left, right = max(int(row.left - em), 0), int(np.ceil(row.right + em))
    part = np.ascontiguousarray(image[top : int(np.ceil(row.bottom + _AROUND * em)), left:right])
    lifted = without_red(part)
    boxes = [row.widened(0, 0, *cut).moved(-left, -top) for cut in _CUTS]
    strips = [cut_strip(picture, box) for picture in (lifted, without_ghosts(lifted)) for box in boxes]
    for read in engine.recognise(strips):
        day = _day(read)
        if day is not None:
            yield day, min(char.confidence for char in read.chars if char.text.isdigit())


def _day(read: Recognised) -> date | None:
    """Return the date a look shows: whole with its words, or eight digits whatever else was made of those."""
    digits = "".join(char.text for char in read.chars if char.text.isdigit())
    marked = parse_date(read.text)
    if marked is not None or len(digits) != _WHOLE:
        return marked
    return parse_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _agreed(looks: Sequence[tuple[date, float]]) -> tuple[date, float] | None:
    """Return the date most looks agree on and how far to trust it, 0 to 1; None where too few do."""
    counts = Counter(day for day, _ in looks)
    if not counts:
        return None
    day, count = counts.most_common(1)[0]
    if count < _FEWEST_AGREEING or count <= _AGREEING * len(looks):
        return None
    certain = float(np.median([sure for seen, sure in looks if seen == day]))
    return day, certain * count / len(looks)


def _line(day: date, confidence: float, box: Box) -> TextLine:
    text = f"{day.year}年{day.month:02}月{day.day:02}日"
    chars = tuple(Char(char, confidence, (index + 0.5) / len(text)) for index, char in enumerate(text))
    return TextLine(text, confidence, box, chars)

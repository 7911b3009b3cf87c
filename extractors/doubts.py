"""Print that is never sure, however sure the recogniser is: under ink that cannot be lifted, or too small for strokes.

What is doubted so still agrees with a form that says the same; it only never objects to one that says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.text import is_han

# Enough to agree with a form, too little to object with.
NEVER_SURE = 0.85
# Pixels of the upload. A Chinese character has up to a dozen strokes one above the other; in lines lower than this a
# pixel holds several, and 港 reads as 用 with certainty. Measured on 45 real pictures: of Chinese words in such lines
# that counted as sure, two of five were wrong, in higher ones one of 53, a name that was painted over.
_LOWEST_LINE = 12.0
# A step from one character to the next this many times the usual one leaves room for another, which a stain or a stamp
# may hide; in so few steps none is usual. Print spaced so wide on purpose still agrees with a form.
_HOLE = 1.5
_FEWEST_STEPS = 4


def under_dark_ink_doubted(lines: Sequence[TextLine], stamps: Sequence[Box]) -> tuple[TextLine, ...]:
    """Return the lines, those under a grey or blue stamp never sure: such ink hides whole characters."""
    return tuple(
        replace(
            line,
            chars=tuple(map(doubted, line.chars)),
            confidence=min(line.confidence, NEVER_SURE),
        )
        if any(line.box.overlap(box) > 0 for box in stamps)
        else line
        for line in lines
    )


def tiny_print_doubted(lines: Sequence[TextLine], scale: float) -> tuple[TextLine, ...]:
    """Return the lines, the Chinese characters of tiny ones never sure; digits and letters have few strokes.

    Args:
        lines: on the page as it is worked on.
        scale: pixels of the upload to one of that page.
    """
    return tuple(
        replace(line, chars=tuple(doubted(char) if is_han(char.text) else char for char in line.chars))
        if line.box.text_height * scale < _LOWEST_LINE
        else line
        for line in lines
    )


def beside_holes_doubted(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return the characters of a row, Chinese ones beside a hole in it never sure: a stain may hide one there."""
    steps = [b.offset - a.offset if is_han(a.text) and is_han(b.text) else None for a, b in pairwise(chars)]
    known = sorted(step for step in steps if step is not None)
    if len(known) < _FEWEST_STEPS:
        return tuple(chars)
    usual = known[len(known) // 2]
    holes = {i for i, step in enumerate(steps) if step is not None and step > _HOLE * usual}
    beside = holes | {i + 1 for i in holes}
    return tuple(doubted(char) if index in beside else char for index, char in enumerate(chars))


def doubted(char: Char) -> Char:
    """Return a character that is never sure."""
    return replace(char, confidence=min(char.confidence, NEVER_SURE))

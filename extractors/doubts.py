"""Print that is never sure, however sure the recogniser is: under ink that cannot be lifted, or too small for strokes.

What is doubted so still agrees with a form that says the same; it only never objects to one that says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.text import is_han

# Enough to agree with a form, too little to object with.
_DOUBTED = 0.85
# Pixels of the upload. A Chinese character has up to a dozen strokes one above the other; in lines lower than this a
# pixel holds several, and 港 reads as 用 with certainty. Measured on 45 real pictures: of Chinese words in such lines
# that counted as sure, two of five were wrong, in higher ones one of 53, a name that was painted over.
_LOWEST_LINE = 12.0


def under_dark_ink_doubted(lines: Sequence[TextLine], stamps: Sequence[Box]) -> tuple[TextLine, ...]:
    """Return the lines, those under a grey or blue stamp never sure: such ink hides whole characters."""
    return tuple(
        replace(
            line,
            chars=tuple(map(_doubted, line.chars)),
            confidence=min(line.confidence, _DOUBTED),
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
        replace(line, chars=tuple(_doubted(char) if is_han(char.text) else char for char in line.chars))
        if line.box.text_height * scale < _LOWEST_LINE
        else line
        for line in lines
    )


def _doubted(char: Char) -> Char:
    return replace(char, confidence=min(char.confidence, _DOUBTED))

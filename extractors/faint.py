"""Print too pale to be part of a document's words: security patterns and pale watermarks behind the text.

Licences carry `SCJDGL` and `市场监督管理` all over their ground, filers lay `仅供备案使用` across their scans.
Recognisers read such words as well as any other; their ink tells them apart, and that they come again and again, lie
slanted, or say what a copy is for. Pale words that do none of this are a card's labels or a faded form's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.ocr import cut_strip
from extractors.pieces import is_slanted, tilt
from extractors.text import fold

# Contrast with the paper, as a share of the page's usual. On ten drawn licences patterns measured 0.05 to 0.2 and
# print 0.5 or more.
_PALE = 0.45
_ONCE = 1
# What filers write across a copy.
_NOTE = re.compile("仅限|仅供|专用|备案|复印|使用|无效|再次")
_FEWEST = 5  # lines; fewer do not say what is usual


def without_faint(image: Image, lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines without those of patterns and watermarks."""
    if len(lines) < _FEWEST:
        return tuple(lines)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    contrasts = [_contrast(cut_strip(np.asarray(grey, dtype=np.uint8), line.box)) for line in lines]
    weights = [len(line.text) for line in lines]
    usual = float(np.median(np.repeat(contrasts, weights)))
    angle = tilt(lines)
    pale = [line for line, contrast in zip(lines, contrasts, strict=True) if contrast < _PALE * usual]
    gone = [line for line in pale if is_slanted(line, angle) or _NOTE.search(line.text) or _is_repeated(line, pale)]
    return tuple(line for line in lines if not any(line is other for other in gone))


def _is_repeated(line: TextLine, pale: Sequence[TextLine]) -> bool:
    """Say whether other pale lines say the same or a part of it; single letters and ornaments are patterns, too."""
    words = fold(line.text)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return not pairs or sum(any(pair in fold(other.text) for pair in pairs) for other in pale) > _ONCE


def _contrast(strip: Image) -> float:
    """Return how far the darker strokes lie below the paper, in grey levels."""
    paper, stroke = np.percentile(strip, (85, 8))
    return float(paper - stroke)

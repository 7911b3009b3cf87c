"""Print too pale to be part of a document's words: security patterns and pale watermarks behind the text.

Licences carry `SCJDGL` and `市场监督管理` all over their ground, filers lay `仅供备案使用` across their scans.
Recognisers read such words as well as any other; only their ink tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.facts import Image, TextLine
from extractors.ocr import cut_strip

# Contrast with the paper, as a share of the page's usual. On ten drawn licences patterns measured 0.05 to 0.2 and
# print 0.5 or more.
_PALE = 0.45
_FEWEST = 5  # lines; fewer do not say what is usual


def without_faint(image: Image, lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines whose ink is as dark as the page's print usually is."""
    if len(lines) < _FEWEST:
        return tuple(lines)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    contrasts = [_contrast(cut_strip(np.asarray(grey, dtype=np.uint8), line.box)) for line in lines]
    weights = [len(line.text) for line in lines]
    usual = float(np.median(np.repeat(contrasts, weights)))
    return tuple(line for line, contrast in zip(lines, contrasts, strict=True) if contrast >= _PALE * usual)


def _contrast(strip: Image) -> float:
    """Return how far the darker strokes lie below the paper, in grey levels."""
    paper, stroke = np.percentile(strip, (85, 8))
    return float(paper - stroke)

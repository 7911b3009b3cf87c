"""An engine that remembers the lines it was asked for, so that a report can show what stood on a page, word for word.

The readers keep what they understood and drop the rest; a reviewer who doubts them wants all of it. Nothing is read a
second time: this listens while the page is read. A page is worked on turned or enlarged, so its lines are laid back
onto the upload by finding the turn under which both look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pages import Page
from extractors.facts.pictures import Image, Matrix
from extractors.geometry import turn
from extractors.ocr import OcrEngine, Recognised, Turn

Thumb = npt.NDArray[np.float32]

_THUMB = 48  # pixels a side; enough to tell a page from itself upside down
# Mean difference of grey (0 to 255) of thumbnails below which two pictures are the same. Turned the wrong way, or
# another page, forms differ by 8 and more; the same page enlarged by under 2.
_ALIKE = 4.0
_SAME_SHAPE = 0.02  # by how much the sides' scales may differ: enlarging rounds to whole pixels


@dataclass(frozen=True)
class _Heard:
    """One picture that was searched for text: its size and likeness (pixels would fill gigabytes), and its lines."""

    width: int
    height: int
    thumb: Thumb
    lines: tuple[TextLine, ...]


class ListeningEngine:
    """Asks another engine and remembers whole pages of lines until `lines_on` has given them back."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.name, self.version = engine.name, engine.version
        self._asked: tuple[Image, tuple[Box, ...]] | None = None
        self._heard: list[_Heard] = []

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """See `OcrEngine`."""
        boxes = self._engine.find_text(image, longest_side)
        self._asked = (image, boxes)
        return boxes

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`. A strip for every box just found is a page being read; anything else is a second look."""
        answers = self._engine.recognise(strips)
        if self._asked is not None and len(answers) == len(self._asked[1]):
            image, boxes = self._asked
            lines = (
                TextLine(text=answer.text, confidence=answer.confidence, box=box)
                for box, answer in zip(boxes, answers, strict=True)
                if answer.text.strip()
            )
            self._heard.append(_Heard(image.shape[1], image.shape[0], _thumb(image), tuple(lines)))
        self._asked = None
        return answers

    def find_turn(self, image: Image) -> Turn:
        """See `OcrEngine`."""
        return self._engine.find_turn(image)

    def lines_on(self, page: Page) -> tuple[TextLine, ...]:
        """Return the lines of a page in pixels of the upload, from the top; those of the best of several readings."""
        thumb = _thumb(page.pixels)
        readings = [
            tuple(
                TextLine(text=line.text, confidence=line.confidence, box=line.box.mapped(back)) for line in heard.lines
            )
            for heard in self._heard
            if (back := _way_back(heard, page.pixels, thumb)) is not None
        ]
        best = max(readings, key=_legibility, default=())
        return tuple(sorted(best, key=lambda line: (line.box.top, line.box.left)))


def _legibility(lines: Sequence[TextLine]) -> float:
    return sum(len(line.text) * line.confidence for line in lines)


def _way_back(heard: _Heard, upload: Image, thumb: Thumb) -> Matrix | None:
    """Return the matrix from points of a picture as it was worked on to the upload; None when it is another picture."""
    # Thumbnails are square, so turning them is turning the page; only the right turn is made of the page itself.
    differences = [float(np.abs(np.rot90(thumb, -quarters) - heard.thumb).mean()) for quarters in range(4)]
    quarters = int(np.argmin(differences))
    if differences[quarters] >= _ALIKE:
        return None
    turned, back = turn(upload, 90 * quarters)
    across, down = turned.shape[1] / heard.width, turned.shape[0] / heard.height
    return back @ np.diag([across, down, 1.0]) if abs(across - down) <= _SAME_SHAPE * across else None


def _thumb(image: Image) -> Thumb:
    # Every few pixels first: averaging ten megapixels for each turn of each page would be felt.
    step = max(1, min(image.shape[:2]) // (4 * _THUMB))
    small = cv2.resize(np.ascontiguousarray(image[::step, ::step]), (_THUMB, _THUMB), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), dtype=np.float32)

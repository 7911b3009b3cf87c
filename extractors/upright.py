"""A page laid upright and read: the picture turned and enlarged as reading wants it, its lines, and the way back."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.faces import face_likeness
from extractors.facts.documents import Source
from extractors.facts.lines import TextLine
from extractors.facts.pages import Page
from extractors.facts.pictures import Image, Matrix
from extractors.geometry import turn
from extractors.ocr import OcrEngine, read_lines
from extractors.pieces import stands

DETECTION_SIDE = 1600  # pictures are searched for text at this size; characters are read from full resolution
# Pictures smaller than this are enlarged first: at 450 to 900 pixels the detector misses lines it finds at twice that.
_SMALL_PICTURE = 1100
_ENLARGED_SIDE = 1600
_LARGEST_FACTOR = 3.0
# The orientation model is right on nearly all pages it is this sure of; below, the page is read both ways.
_SURE_TURN = 0.9
_SURE_LINE = 0.9
_LEGIBLE_CHARACTERS = 8
_FEWEST_LINES = 2  # fewer say nothing of the way a page lies


@dataclass(frozen=True)
class WorkedPage:
    """A page, or a part of one, as it is worked on: upright, enlarged where it was small, with the way back."""

    image: Image
    back: Matrix
    lines: tuple[TextLine, ...]
    source: Source


def lay_upright(page: Page, engine: OcrEngine) -> WorkedPage:
    """Return the page upright with its lines recognised.

    The orientation model is asked first. Where it was in doubt and what it led to cannot be read, the page is read the
    other ways; where most lines stand, it lies on its side; where nothing can be read, the way a face looks decides.
    """
    image, back = _enlarged(page.pixels)
    guess = engine.find_turn(image)

    @functools.cache
    def read(degrees: int) -> WorkedPage:
        turned, unturn = turn(image, degrees)
        return WorkedPage(turned, back @ unturn, read_lines(engine, turned, DETECTION_SIDE), Source.OCR)

    best = guess.degrees
    others = [degrees for degrees in (0, 180, 90, 270) if degrees != best]
    if guess.confidence < _SURE_TURN and not _is_legible(read(best).lines) and len(read(best).lines) >= _FEWEST_LINES:
        best = max(best, others[0], key=lambda degrees: _legibility(read(degrees).lines))
    quarter = (best + 270) % 360  # as `cut_strip` turns lines that stand
    if _lying(read(best).lines) < _legibility(read(best).lines) / 2 < _lying(read(quarter).lines):
        best = quarter
    if not _is_legible(read(best).lines):
        # However sure the model is, it knows pages and not photographs.
        ways = [best, *(degrees for degrees in (guess.degrees, *others) if degrees != best)]
        best = max(ways, key=lambda degrees: face_likeness(turn(image, degrees)[0]))
    return read(best)


def _enlarged(image: Image) -> tuple[Image, Matrix]:
    if not is_small(image):
        return image, np.eye(3)
    factor = min(_ENLARGED_SIDE / max(image.shape[:2]), _LARGEST_FACTOR)
    larger = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return np.asarray(larger, dtype=np.uint8), np.diag([1 / factor, 1 / factor, 1.0])


def is_small(image: Image) -> bool:
    """Say whether a picture is enlarged before it is read."""
    return bool(max(image.shape[:2]) < _SMALL_PICTURE)


def _legibility(lines: Iterable[TextLine]) -> float:
    """Return how much was read with certainty, in characters."""
    return sum(len(line.text) * max(line.confidence - 0.5, 0.0) for line in lines)


def _lying(lines: Iterable[TextLine]) -> float:
    """Return how much of what was read with certainty lies as lines do; those of a page on its side stand."""
    return _legibility(line for line in lines if not stands(line))


def _is_legible(lines: Sequence[TextLine]) -> bool:
    """Say whether most of what was read was read with certainty: upside-down print is not."""
    sure = sum(len(line.text) for line in lines if line.confidence >= _SURE_LINE)
    return sure >= _LEGIBLE_CHARACTERS and sure >= 0.6 * sum(len(line.text) for line in lines)

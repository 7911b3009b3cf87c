"""Faces, personal numbers and dates of birth made unreadable on a picture before it is compressed: nothing undoes it.

What was located is blurred in its place. Where a card carries a number that was not located, the whole card is
blurred: a doubt must not show what it was asked to hide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from extractors.faces import find_faces
from extractors.facts.boxes import Box
from extractors.facts.documents import Document
from extractors.facts.kinds import Kind
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from flows.reports.boxes import upright_turn
from flows.reports.masking import HIDDEN_FIELDS, PERSON_KINDS, PERSON_NUMBERS, holds_identity

_FACE_SIDE = 640  # `find_faces` looks no closer
_MARGIN = 0.25  # of a box's height, added around it
# Cells of the mosaic across the shorter side. A printed number can be guessed back from three cells a character, so its
# whole height becomes one; a face keeps a hint of being one.
_NUMBER_CELLS, _FACE_CELLS = 1, 5
# Kinds whose every copy carries a personal number; the emblem side of an identity card has none.
_NUMBERED = PERSON_KINDS - {Kind.ID_CARD_EMBLEM}


def blurred(pixels: Image, documents: Sequence[Document], lines: Sequence[TextLine]) -> Image:
    """Return a copy of a page with its faces, its identity numbers and the numbers of its cards blurred."""
    copy = pixels.copy()
    for box in _numbers(pixels, documents, lines):
        _blur(copy, box, _NUMBER_CELLS)
    for box in _faces(pixels, documents):
        _blur(copy, box, _FACE_CELLS)
    return copy


def _numbers(pixels: Image, documents: Sequence[Document], lines: Sequence[TextLine]) -> Iterator[Box]:
    read = {
        str(reading.value)
        for document in documents
        if document.kind in _NUMBERED
        for name, reading in document.fields.items()
        if name in PERSON_NUMBERS
    }
    for line in lines:
        words = line.text.replace(" ", "")
        # A machine-readable line repeats the number that is printed above it.
        if holds_identity(line.text) or any(number in words for number in read):
            yield line.box
    for document in documents:
        if document.kind not in _NUMBERED:
            continue
        boxes = {name: reading.box for name, reading in document.fields.items() if name in HIDDEN_FIELDS}
        yield from (box for box in boxes.values() if box is not None)
        if all(boxes.get(name) is None for name in PERSON_NUMBERS):
            yield document.box or Box.from_rect(0, 0, pixels.shape[1], pixels.shape[0])


def _faces(pixels: Image, documents: Sequence[Document]) -> Iterator[Box]:
    """Yield faces as the page's words lie; whichever way they may lie where there are no words to go by."""
    scale = min(1.0, _FACE_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    height, width = small.shape[:2]
    for turns in _turns(documents):
        turned = np.ascontiguousarray(np.rot90(small, turns), dtype=np.uint8)
        for box in find_faces(turned):
            yield _turned_back(box, turns, width, height, scale)


def _turns(documents: Sequence[Document]) -> Sequence[int]:
    """Return by which quarter turns, counter-clockwise, a page may have to be turned to stand upright."""
    ways: set[int] = set()
    for document in documents:
        boxes = [reading.box.corners for reading in document.fields.values() if reading.box is not None]
        if not boxes:
            return range(4)
        ways.add(-upright_turn(boxes) // 90 % 4)
    return sorted(ways)


def _turned_back(box: Box, turns: int, width: int, height: int, scale: float) -> Box:
    """Return a box found on a picture turned counter-clockwise by quarter turns, on the picture as it was."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    edges = (
        (left, top, right, bottom),
        (width - bottom, left, width - top, right),
        (width - right, height - bottom, width - left, height - top),
        (top, height - right, bottom, height - left),
    )[turns]
    return Box.from_rect(*(edge / scale for edge in edges))


def _blur(pixels: Image, box: Box, cells: int) -> None:
    margin = _MARGIN * min(box.height, box.width)
    left, top = max(int(box.left - margin), 0), max(int(box.top - margin), 0)
    right, bottom = min(int(box.right + margin), pixels.shape[1]), min(int(box.bottom + margin), pixels.shape[0])
    if right <= left or bottom <= top:
        return
    part = pixels[top:bottom, left:right]
    # A mosaic, smoothed: unlike a blur alone it throws the strokes away.
    block = max(1, min(part.shape[:2]) // cells)
    size = max(part.shape[1] // block, 1), max(part.shape[0] // block, 1)
    coarse = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    smooth = cv2.resize(coarse, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR)
    pixels[top:bottom, left:right] = smooth

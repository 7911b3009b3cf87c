"""From the pages of a file to the documents on them: the way of the data through this room.

A page is laid upright, read, searched for stamps, read again under them, and parted into documents; each document's
reader gives its fields. Everything is found in pixels of the page as it is worked on and given back in pixels of the
page as it was uploaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors import stamp_words
from extractors.documents import Facts, Sheet
from extractors.facts import (
    Document,
    Field,
    Image,
    Kind,
    Matrix,
    Page,
    Quality,
    Reading,
    Source,
    Stamp,
    StampOwner,
    TextLine,
)
from extractors.geometry import turn
from extractors.ocr import OcrEngine, read_lines
from extractors.quality import judge_quality
from extractors.segments import Segment, segment
from extractors.stamp_reading import find_stamps
from extractors.under_stamps import read_under_stamps

_DETECTION_SIDE = 1600  # pictures are searched for text at this size; characters are read from full resolution
# Pictures smaller than this are enlarged first: at 450 to 900 pixels the detector misses lines it finds at twice that.
_SMALL_PICTURE = 1100
_ENLARGED_SIDE = 1600
_LARGEST_FACTOR = 3.0
# The orientation model is right on nearly all pages it is this sure of; below, the page is read both ways.
_SURE_TURN = 0.9
# Names a document carries: a stamp that says one of them is the document holder's own.
_NAMES = (Field.NAME, Field.SPONSOR_NAME, Field.REGISTRANT, Field.HOLDER)


@dataclass(frozen=True)
class _Worked:
    """A page as it is worked on: upright, enlarged where it was small, with the way back to the upload."""

    image: Image
    back: Matrix
    lines: tuple[TextLine, ...]
    source: Source


def read_file(pages: Sequence[Page], engine: OcrEngine) -> tuple[Document, ...]:
    """Return the documents on a file's pages, in order; pages that hold nothing give none.

    Ids count from d1 within the file.

    Raises:
        ocr.EngineError: when the engine fails.
    """
    documents = [document for page in pages for document in _read_page(page, engine)]
    return tuple(d.model_copy(update={"id": f"d{i}"}) for i, d in enumerate(documents, 1))


def _read_page(page: Page, engine: OcrEngine) -> list[Document]:
    worked = _lay_upright(page, engine)
    stamps = find_stamps(worked.image, engine)
    lines = worked.lines
    if worked.source is Source.OCR:
        lines = read_under_stamps(engine, worked.image, lines, stamps)
    sheet = Sheet(page=page.number, image=worked.image, lines=lines, stamps=stamps)
    quality = judge_quality(worked.image, lines, [stamp.box for stamp in stamps])
    segments = segment(sheet)
    return [_document(page, worked, s, _stamps_of(s, segments, stamps), quality) for s in segments]


def _lay_upright(page: Page, engine: OcrEngine) -> _Worked:
    """Return the page upright with its lines. A text layer is taken as it is."""
    if page.text is not None:
        return _Worked(page.pixels, np.eye(3), page.text, Source.TEXT_LAYER)
    image, back = _enlarged(page.pixels)
    guess = engine.find_turn(image)
    angles = [guess.degrees]
    if guess.confidence < _SURE_TURN:
        angles += [a for a in (0, 180) if a != guess.degrees][:1]
    ways = []
    for degrees in angles:
        turned, unturn = turn(image, degrees)
        ways.append(_Worked(turned, back @ unturn, read_lines(engine, turned, _DETECTION_SIDE), Source.OCR))
    return max(ways, key=lambda way: _legibility(way.lines))


def _enlarged(image: Image) -> tuple[Image, Matrix]:
    longest = max(image.shape[:2])
    factor = min(_ENLARGED_SIDE / longest, _LARGEST_FACTOR) if longest < _SMALL_PICTURE else 1.0
    if factor <= 1:
        return image, np.eye(3)
    larger = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return np.asarray(larger, dtype=np.uint8), np.diag([1 / factor, 1 / factor, 1.0])


def _legibility(lines: Iterable[TextLine]) -> float:
    """Return how much was read with certainty, in characters."""
    return sum(len(line.text) * max(line.confidence - 0.5, 0.0) for line in lines)


def _stamps_of(own: Segment, segments: Sequence[Segment], stamps: Sequence[Stamp]) -> tuple[Stamp, ...]:
    """Return the stamps on a document: those on its part of the page, or all where it has the page to itself."""
    if len(segments) == 1:
        return tuple(stamps)
    if own.box is not None:
        return tuple(s for s in stamps if s.box.overlap(own.box) > 0.5)
    others = [s.box for s in segments if s.box is not None]
    return tuple(s for s in stamps if all(s.box.overlap(box) <= 0.5 for box in others))


def _document(page: Page, worked: _Worked, part: Segment, stamps: tuple[Stamp, ...], quality: Quality) -> Document:
    facts = part.reader.read(replace(part.sheet, stamps=stamps)) if part.reader is not None else Facts()
    names = [str(facts.fields[name].value) for name in _NAMES if name in facts.fields]
    return Document(
        id="d0",
        file=page.file,
        page=page.number,
        sha256=page.sha256,
        kind=part.reader.kind if part.reader is not None else Kind.OTHER,
        kind_confidence=part.recognition.confidence,
        fields={name: _mapped(reading, worked.back) for name, reading in facts.fields.items()},
        unread=facts.unread,
        stamps=tuple(_attributed(s, names, worked.back) for s in stamps),
        quality=quality,
        source=worked.source,
        box=part.box.mapped(worked.back) if part.box is not None else None,
        pages=(page.number,),
        page_size=page.size,
        title=part.recognition.title,
    )


def _mapped(reading: Reading, back: Matrix) -> Reading:
    return reading if reading.box is None else reading.model_copy(update={"box": reading.box.mapped(back)})


def _attributed(stamp: Stamp, names: Sequence[str], back: Matrix) -> Stamp:
    """Return a stamp with its owner judged by the names on the document, too, and its place on the upload."""
    owner = stamp_words.owner_of(stamp.text, names, stamp.confidence) if stamp.text else StampOwner.UNREAD
    return stamp.model_copy(update={"owner": owner, "box": stamp.box.mapped(back)})

"""From the pages of a file to the documents on them: the way of the data through this room.

A page is laid upright, read, searched for stamps, read again under them, and parted into documents; each document's
reader gives its fields. Everything is found in pixels of the page as it is worked on and given back in pixels of the
page as it was uploaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

import numpy as np

from extractors import stamp_names
from extractors.documents import Facts, Reader, Sheet
from extractors.doubts import tiny_print_doubted, under_dark_ink_doubted
from extractors.facts.documents import Document, Quality, Reading, Source
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from extractors.facts.pages import Page
from extractors.facts.pictures import Matrix
from extractors.facts.stamps import Stamp, StampColour
from extractors.faint import without_faint
from extractors.geometry import turn
from extractors.lost_print import read_lost
from extractors.ocr import OcrEngine, read_lines
from extractors.pieces import stands
from extractors.qr_codes import find_qr_codes
from extractors.qr_words import confirmed
from extractors.quality import judge_quality
from extractors.registrars import region_of, with_registrar
from extractors.second_look import look_again
from extractors.segments import CARDS, Segment, beside, segment
from extractors.stamp_reading import find_stamps
from extractors.typed_dates import read_typed_dates
from extractors.under_stamps import read_under_stamps
from extractors.upright import DETECTION_SIDE, WorkedPage, is_small, lay_upright
from extractors.watermark import OTHER_PURPOSE, names_other_purpose

# Beside a card, less of the page than this, or fewer lines, is no second card.
_LEAST_BESIDE = 0.2
_FEWEST_BESIDE = 2
# From here a part of a page is what it is taken for.
_SURE_KIND = 0.7
# Kinds that carry a QR code which says something about them.
_WITH_QR_CODE = (*UNIT_CERTIFICATES, Kind.DOMAIN_CERTIFICATE)
# Names a document carries: a stamp that says one of them is the document holder's own.
_NAMES = (Field.NAME, Field.SPONSOR_NAME, Field.REGISTRANT, Field.HOLDER)


Watch = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class _Part:
    """One document's part of a page, and the picture its boxes are in."""

    worked: WorkedPage
    segment: Segment
    stamps: tuple[Stamp, ...]


def read_file(pages: Sequence[Page], engine: OcrEngine, watch: Watch = nullcontext) -> tuple[Document, ...]:
    """Return the documents on a file's pages, in order; pages that hold nothing give none.

    Ids count from d1 within the file.

    Args:
        pages: the pages of one file.
        engine: what recognises text.
        watch: entered with the name of a stage (`stamps`) for as long as it lasts; this room has no clock of its own.

    Raises:
        ocr.EngineError: when the engine fails.
    """
    documents = [document for page in pages for document in _read_page(page, engine, watch)]
    return tuple(d.model_copy(update={"id": f"d{i}"}) for i, d in enumerate(documents, 1))


def _read_page(page: Page, engine: OcrEngine, watch: Watch) -> list[Document]:
    parts: list[_Part] = []
    if page.text is not None:
        parts = _parts(WorkedPage(page.pixels, np.eye(3), page.text, Source.TEXT_LAYER), engine, watch)
    # A text layer that does not say what the page is may be the values alone, filled into a drawn form.
    if all(part.segment.reader is None for part in parts):
        worked = lay_upright(page, engine)
        parts = _parts(worked, engine, watch)
        parts = _with_turned(worked, parts, engine, watch)
    return _with_qr_codes(page, [_document(page, part) for part in parts])


def _with_qr_codes(page: Page, documents: list[Document]) -> list[Document]:
    """Return the documents of a page, its certificate with the page's QR codes and what they confirm."""
    if all(document.kind not in _WITH_QR_CODE for document in documents):
        return documents
    codes = {"qr_codes": find_qr_codes(page.pixels)}
    return [confirmed(d.model_copy(update=codes)) if d.kind in _WITH_QR_CODE else d for d in documents]


def _parts(worked: WorkedPage, engine: OcrEngine, watch: Watch) -> list[_Part]:
    """Return the documents on a page whose lines are known."""
    with watch("stamps"):
        stamps = find_stamps(worked.image, engine)
    lines = worked.lines
    if worked.source is Source.OCR:
        lines = read_under_stamps(engine, worked.image, lines, stamps)
        lines = read_lost(engine, worked.image, without_faint(worked.image, lines), stamps)
        lines = look_again(engine, worked.image, lines, stamps)
        lines = read_typed_dates(engine, worked.image, lines)
        dark = [stamp.box for stamp in stamps if stamp.colour is not StampColour.RED]
        lines = tiny_print_doubted(under_dark_ink_doubted(lines, dark), _scale(worked.back))
    lines = tuple(line for line in lines if not stands(line))
    sheet = Sheet(page=1, image=worked.image, lines=lines, stamps=stamps)
    segments = segment(sheet)
    return [_Part(worked, s, _stamps_of(s, segments, stamps)) for s in segments]


def _scale(back: Matrix) -> float:
    """Return how many pixels of the upload one of the page is, as it is worked on."""
    return float(np.sqrt(abs(np.linalg.det(back[:2, :2]))))


def _with_turned(worked: WorkedPage, parts: list[_Part], engine: OcrEngine, watch: Watch) -> list[_Part]:
    """Return the parts, and the card that lies turned beside a single identity card: people copy sides as they fall.

    What little was made of the turned card's print before gives way to it.
    """
    lone = [part for part in parts if part.segment.box is not None]
    others = [part for part in parts if part.segment.box is None]
    if len(lone) != 1 or lone[0].segment.box is None or any(_says_something(part) for part in others):
        return parts
    left, top, right, bottom = beside(lone[0].segment.box, worked.image)
    if (right - left) * (bottom - top) < _LEAST_BESIDE * worked.image.shape[0] * worked.image.shape[1]:
        return parts
    rest = np.ascontiguousarray(worked.image[top:bottom, left:right])
    shift = np.asarray([[1, 0, left], [0, 1, top], [0, 0, 1]], dtype=np.float64)
    if len(engine.find_text(rest, DETECTION_SIDE)) < _FEWEST_BESIDE:
        return parts
    for degrees in (180, 90, 270):
        turned, unturn = turn(rest, degrees)
        lines = read_lines(engine, turned, DETECTION_SIDE)
        found = _parts(WorkedPage(turned, worked.back @ shift @ unturn, lines, Source.OCR), engine, watch)
        cards = [p for p in found if p.segment.reader is not None and p.segment.reader.kind in CARDS]
        if any(_says_something(card) for card in cards):
            return [*lone, *cards]
    return parts


def _says_something(part: _Part) -> bool:
    """Say whether a part of a page is known for what it is, and legible."""
    reader = part.segment.reader
    known = reader is not None and part.segment.recognition.confidence >= _SURE_KIND
    return known and reader is not None and bool(reader.read(part.segment.sheet).fields)


def _stamps_of(own: Segment, segments: Sequence[Segment], stamps: Sequence[Stamp]) -> tuple[Stamp, ...]:
    """Return the stamps on a document: those on its part of the page, or all where it has the page to itself."""
    if len(segments) == 1:
        return tuple(stamps)
    if own.box is not None:
        return tuple(s for s in stamps if s.box.overlap(own.box) > 0.5)
    others = [s.box for s in segments if s.box is not None]
    return tuple(s for s in stamps if all(s.box.overlap(box) <= 0.5 for box in others))


def _document(page: Page, part: _Part) -> Document:
    segment, worked = part.segment, part.worked
    sheet = replace(segment.sheet, page=page.number, stamps=part.stamps)
    sheet, facts = _read_sheet(sheet, segment.reader)
    names = [str(facts.fields[name].value) for name in _NAMES if name in facts.fields]
    return Document(
        id="d0",
        file=page.file,
        page=page.number,
        sha256=page.sha256,
        kind=segment.reader.kind if segment.reader is not None else Kind.OTHER,
        kind_confidence=segment.recognition.confidence,
        fields={name: _mapped(reading, worked.back) for name, reading in facts.fields.items()},
        unread=facts.unread,
        stamps=tuple(_attributed(s, names, worked.back) for s in sheet.stamps),
        quality=_quality(page, part),
        source=worked.source,
        box=segment.box.mapped(worked.back) if segment.box is not None else None,
        pages=(page.number,),
        page_size=page.size,
        title=segment.recognition.title,
    )


def _read_sheet(sheet: Sheet, reader: Reader | None) -> tuple[Sheet, Facts]:
    """Return a sheet's facts, and it with the stamp of its authority completed from lists and its own number."""
    if reader is None:
        return sheet, Facts()
    facts = reader.read(sheet)
    if reader.kind not in UNIT_CERTIFICATES:
        return sheet, facts
    stamps = tuple(with_registrar(stamp, region_of(facts.fields)) for stamp in sheet.stamps)
    if stamps == sheet.stamps:
        return sheet, facts
    sheet = replace(sheet, stamps=stamps)
    return sheet, reader.read(sheet)


def _quality(page: Page, part: _Part) -> Quality:
    """Return how good the picture of a document is, and whether words across it keep it from being used."""
    segment, lines = part.segment, part.worked.lines
    upload = page.pixels if is_small(page.pixels) else None
    quality = judge_quality(part.worked.image, segment.sheet.lines, [stamp.box for stamp in part.stamps], upload)
    if segment.box is not None:
        lines = tuple(line for line in lines if line.box.overlap(segment.box) > 0)
    said = [(line.text, line.confidence) for line in lines]
    said += [(stamp.text, stamp.confidence) for stamp in part.stamps]
    if names_other_purpose(said):
        return quality.model_copy(update={"issues": (*quality.issues, OTHER_PURPOSE)})
    return quality


def _mapped(reading: Reading, back: Matrix) -> Reading:
    return reading if reading.box is None else reading.model_copy(update={"box": reading.box.mapped(back)})


def _attributed(stamp: Stamp, names: Sequence[str], back: Matrix) -> Stamp:
    """Return a stamp with its owner judged by the names on the document, too, and its place on the upload."""
    return stamp_names.attributed(stamp, names).model_copy(update={"box": stamp.box.mapped(back)})

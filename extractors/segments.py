"""Which documents lie on a page: the whole page is one, or several share it.

Identity cards are small and come in company: both sides on one sheet, or beside a licence. Their print is fixed, so the
place of the number line or of the term line says where the card lies. What is left of the page is one more document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.documents import (
    READERS,
    Reader,
    Recognition,
    Sheet,
    hkmt_residence_permit,
    permanent_resident_card,
    travel_permits,
)
from extractors.documents.id_card import EMBLEM_READER, PORTRAIT_READER
from extractors.facts.boxes import Box
from extractors.facts.kinds import Kind
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.label_search import find_labels
from extractors.labels import Label
from extractors.pieces import level

# A card measured in the width of its bottom line, label included (GA 448: the number line is 0.79 of the card's width
# and begins 0.09 from its left; the term line is 0.62 wide and begins 0.24 from its left).
_CARD_RATIO = 54.0 / 85.6


@dataclass(frozen=True)
class _CardLine:
    """The bottom line of a card's side, and how the card lies around it (in card widths)."""

    reader: Reader
    label: Label
    left: float
    width: float
    bottom: float


_CARD_LINES = (
    _CardLine(PORTRAIT_READER, Label(None, ("公民身份号码", "公民身份证号码")), left=0.09, width=0.80, bottom=0.10),
    _CardLine(EMBLEM_READER, Label(None, ("有效期限",)), left=0.22, width=0.58, bottom=0.10),
)
# Permits look like identity cards and share their bottom lines, but each is a document of its own, both sides together.
_PERMITS = (
    hkmt_residence_permit.READER,
    travel_permits.HK_MACAO_READER,
    travel_permits.TAIWAN_READER,
    permanent_resident_card.READER,
)
# What is left beside cards is a document of its own only if it says something; a page number or a caption does not.
_FEWEST_LINES = 4
# The face beside a card's words is the card's own.
CARDS = (Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM)
_BESIDE_CARDS = tuple(reader for reader in READERS if reader.kind is not Kind.PORTRAIT_PHOTO)


@dataclass(frozen=True)
class Segment:
    """One document's part of a page."""

    sheet: Sheet
    reader: Reader | None  # None: of no known kind
    recognition: Recognition
    box: Box | None = None  # None: the whole page


def segment(sheet: Sheet) -> tuple[Segment, ...]:
    """Return the documents on a page. A page without a word, a stamp or a face holds none."""
    cards = _cards(sheet)
    whole = _best(sheet)
    if whole.reader is not None and whole.reader.kind not in CARDS and not cards:
        return (whole,)
    if len(cards) <= 1:
        return _alone(sheet, cards, whole)
    rest = _without(sheet, [card.box for card in cards if card.box is not None])
    other = _best(rest, _BESIDE_CARDS)
    if other.reader is not None and len(rest.lines) >= _FEWEST_LINES:
        return (*cards, other)
    return tuple(cards)


def beside(box: Box, image: Image) -> tuple[int, int, int, int]:
    """Return the largest part of a picture above, below, left or right of a box: left, top, right, bottom in pixels."""
    height, width = image.shape[:2]
    left, right = (int(min(max(x, 0), width)) for x in (box.left, box.right))
    top, bottom = (int(min(max(y, 0), height)) for y in (box.top, box.bottom))
    parts = ((0, 0, width, top), (0, bottom, width, height), (0, 0, left, height), (right, 0, width, height))
    return max(parts, key=lambda p: (p[2] - p[0]) * (p[3] - p[1]))


def _alone(sheet: Sheet, cards: Sequence[Segment], whole: Segment) -> tuple[Segment, ...]:
    """Return the documents of a page with at most one card whose bottom line was found."""
    if whole.reader is None:
        return (whole,) if sheet.lines or sheet.stamps else ()
    if not cards:
        both = [_recognised(sheet, reader) for reader in (PORTRAIT_READER, EMBLEM_READER)]
        sure = [s for s in both if s.recognition.confidence >= 0.8]
        return tuple(sure) if len(sure) == 2 else (whole,)
    rest = _without(sheet, [card.box for card in cards if card.box is not None])
    other = _best(rest, _BESIDE_CARDS)
    if other.reader is not None and other.reader is not cards[0].reader and len(rest.lines) >= 2:
        return (*cards, other)
    return (replace(cards[0], sheet=sheet),) if whole.reader is cards[0].reader else (whole,)


def _best(sheet: Sheet, readers: Sequence[Reader] = READERS) -> Segment:
    """Return the page as the kind whose reader is surest, the earlier one where two are."""
    candidates = [_recognised(sheet, reader) for reader in readers]
    best = max(candidates, key=lambda s: s.recognition.confidence)
    return best if best.recognition.confidence > 0 else Segment(sheet, None, Recognition(0.0))


def _recognised(sheet: Sheet, reader: Reader) -> Segment:
    return Segment(sheet, reader, reader.recognise(sheet))


def _cards(sheet: Sheet) -> list[Segment]:
    """Return the identity cards whose bottom line stands on the page, each with its own lines."""
    cards = []
    pieces = level(sheet.lines)
    for line in _CARD_LINES:
        for found in find_labels(pieces, [line.label])[0]:
            box = _card_box(line, found.pieces[0].box, sheet.lines)
            part = replace(sheet, lines=_inside(sheet.lines, box), stamps=())
            recognition = line.reader.recognise(part)
            if recognition.confidence > _best(part, _PERMITS).recognition.confidence:
                cards.append(Segment(part, line.reader, recognition, box))
    return cards


def _card_box(line: _CardLine, label: Box, lines: Sequence[TextLine]) -> Box:
    """Return where the card lies, by its bottom line: the label and what stands beside it."""
    em = label.text_height
    beside = [
        other.box
        for other in lines
        if abs(other.box.centre[1] - label.centre[1]) < 0.7 * em and -em < other.box.left - label.right < 8 * em
    ]
    row = Box.around([label, *beside])
    width = row.width / line.width if beside or row.width > 8 * em else 26 * em
    left = row.left - line.left * width
    bottom = row.bottom + line.bottom * width * _CARD_RATIO
    return Box.from_rect(left, bottom - width * _CARD_RATIO * 1.12, left + width * 1.05, bottom)


def _inside(lines: Sequence[TextLine], box: Box) -> tuple[TextLine, ...]:
    return tuple(line for line in lines if line.box.overlap(box) > 0.5)


def _without(sheet: Sheet, boxes: Sequence[Box]) -> Sheet:
    return replace(sheet, lines=tuple(x for x in sheet.lines if all(x.box.overlap(b) <= 0.5 for b in boxes)))

"""Stamps on a page, read: outlines are found by colour and shape, their words unwrapped and recognised.

Facts only: `owner` comes from the words alone, no name is known here yet; `stamp_words.owner_of` judges again where
names are known. A stamp nobody can read is still a stamp, with empty text; an outline without words and without a
strong line is none.

The arc is unwrapped from the ink alone, so print beneath it does not leak in, and is cut open where it is emptiest:
seals leave room between the last and the first character, at their foot. The serial number stands in that room, with
its feet outward, and is not part of the text. Straight words stand below the star and are read after turning the seal
upright by the ends of the arc. Latin translations of a name are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors import ink, stamp_bands, stamp_cut, stamp_purposes, stamp_shapes, stamp_slots, stamp_strips, stamp_words
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampShape, StampSlot
from extractors.ink import Grey
from extractors.ocr import OcrEngine
from extractors.stamp_bands import Band
from extractors.stamp_cut import Cut
from extractors.stamp_legend import Words, agreed, arc_words, together, words_of
from extractors.stamp_outlines import Frame, Outline, Ring
from extractors.stamp_strips import Line

# A straight line and half its length as a share of the radius.
Crossing = tuple[Line, float]

_FINDING_SIDE = 1200
# Readings below this are no text: on blurred seals the recogniser still answers something.
_LEGIBLE = 0.6
# Curves of black print are many, and so are half-closed lines; only sure words make a stamp of them.
_LEGIBLE_DOUBTFUL = 0.78
# Below this the first reading says that colour is too coarse to lift the ink from the print.
_COARSE = 0.7
# A stroke-by-stroke blur: further readings of such a strip were never any better.
_HOPELESS = 0.35
# A band that goes further round than this may have missed the gap.
_FULL_TURN = 315.0
# How far beyond the middle of the last character a close view goes, in usual distances.
_BEYOND = 1.0
# Share of a character's usual ink from which there may be one in a slot.
_INKED = 0.35
# Share of a slot that print must cross for a whole character to be lost there.
_LOST = 0.2
_COLOURS: tuple[tuple[ink.Ink, StampColour], ...] = (
    ("red", StampColour.RED),
    ("blue", StampColour.BLUE),
    ("black", StampColour.BLACK),
)
# What stands below the star besides words: the seal's own number, a tax number.
_STRAIGHT = re.compile(r"[(（]\d+[)）]|[0-9A-Z]{15}|[0-9A-Z]{18}")


def find_stamps(image: Image, engine: OcrEngine) -> tuple[Stamp, ...]:
    """Return the stamps on an upright page, red ones first, best borne out first within a colour."""
    scale = min(1.0, _FINDING_SIDE / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    paper = ink.paper_of(np.asarray(small, dtype=np.uint8))
    flat = ink.flatten(np.asarray(small, dtype=np.uint8), paper)
    stamps: list[Stamp] = []
    for name, colour in _COLOURS:
        dense = ink.density(flat, name)
        find = stamp_shapes.find_dark_rings if name == "black" else stamp_shapes.find_outlines
        for outline in find(dense):
            if any(s.box.overlap(outline.scaled(1 / scale).box) > 0.5 for s in stamps):
                continue
            stamp = _read(image, paper, outline.scaled(1 / scale), name, colour, engine)
            if stamp is not None:
                stamps.append(stamp)
    return tuple(stamps)


def _read(
    image: Image, paper: Image, outline: Outline, name: ink.Ink, colour: StampColour, engine: OcrEngine
) -> Stamp | None:
    cut = stamp_cut.cut(image, paper, outline.box, name)
    slots: tuple[StampSlot, ...] = ()
    if isinstance(outline, Ring):
        words, slots = _read_ring(cut, replace(outline, x=outline.x - cut.left, y=outline.y - cut.top), engine)
    else:
        words = _read_frame(cut, outline.shifted(-cut.left, -cut.top), engine)
    if not _is_stamp(outline, words, colour) or (outline.shape is StampShape.OTHER and stamp_words.is_note(words.text)):
        return None
    if words.confidence < _LEGIBLE:
        words = Words()
    return Stamp(
        colour=colour,
        shape=outline.shape,
        text=words.text,
        kind=StampKind.UNKNOWN if words.partial else stamp_words.kind_of(words.text, outline.shape),
        owner=stamp_words.owner_of(words.text, (), words.confidence),
        confidence=round(words.confidence, 4),
        box=outline.box,
        slots=slots,
    )


def _is_stamp(outline: Outline, words: Words, colour: StampColour) -> bool:
    """Whether words or, failing them, the line itself say that this is a stamp."""
    least = 4 if isinstance(outline, Ring) else 2
    sure = _LEGIBLE if outline.built and colour is not StampColour.BLACK else _LEGIBLE_DOUBTFUL
    if words.first_han >= least and words.confidence >= sure:
        return True
    return colour is StampColour.RED and outline.built


def _read_ring(cut: Cut, ring: Ring, engine: OcrEngine) -> tuple[Words, tuple[StampSlot, ...]]:
    """Read a seal: all its words, and the places of the arc's."""
    band = stamp_bands.find_band(cut, ring)
    arc = agreed(list(_read_arc(cut, ring, band, engine)))
    seam = arc.seam
    if seam is not None and band.sweep > _FULL_TURN:  # print in the gap hid it; the words show where it is
        band = band.opened(seam)
        arc = agreed(list(_read_arc(cut, ring, band, engine)))
    arc = arc.trimmed()
    middle = _read_middle(cut, ring, _of_words(band, arc), engine)
    if arc.han >= 3:
        longer = _read_slots(cut, ring, band, arc, middle.crossing, engine)
        if len(longer.text) > len(arc.text) and not middle.known:
            middle = _read_middle(cut, ring, _of_words(band, longer), engine)
        arc = longer
    slots = _slots(cut, ring, band, arc)
    band = _of_words(band, arc)
    straight = middle.straight
    if arc.han >= 3 and band.sweep < 230 and not straight and cut.lifted is not cut.colour:
        foot = words_of(engine.recognise([stamp_strips.arc_strip(cut.detail, ring, band, foot=True)])[0])
        if foot.han >= 3 and foot.confidence >= 0.85:
            straight = [foot]
    return replace(together([arc.doubted(), *straight], " "), partial=middle.partial), slots


def _slots(cut: Cut, ring: Ring, band: Band, arc: Words) -> tuple[StampSlot, ...]:
    """The places of an arc's characters, and those in between and beyond where one may stand that was not read."""
    pitch = arc.pitch
    if arc.han < 3 or pitch <= 0:
        return ()
    read: list[tuple[float, StampSlot]] = []
    for index, place in enumerate(arc.places):
        (text, certain), *others = arc.at(index)
        read.append((place, StampSlot(text=text, confidence=certain, others=tuple(others))))
        if index + 1 < len(arc.places):
            read += [(hole, StampSlot(text="")) for hole in stamp_slots.holes(arc, index)]
    before = [(arc.places[0] - step * pitch, StampSlot(text="")) for step in (2, 1)]
    beyond = [(arc.places[-1] + step * pitch, StampSlot(text="")) for step in (1, 2)]
    places = [*before, *read, *beyond]
    where = [place for place, _ in places]
    hidden = stamp_bands.hidden_of_slots(cut, ring, band, where, pitch)
    inks = stamp_bands.ink_of_slots(cut, ring, band, where, pitch)
    least = _INKED * float(np.median(inks[2:-2]))
    slots = [slot.model_copy(update={"hidden": share}) for (_, slot), share in zip(places, hidden, strict=True)]
    filled = [share >= _LOST or amount > least for share, amount in zip(hidden, inks, strict=True)]
    return tuple(slots[2 - _run(filled[1::-1]) : len(slots) - 2 + _run(filled[-2:])])


def _run(filled: Sequence[bool]) -> int:
    """How many in a row, from the first, are true."""
    return next((i for i, true in enumerate(filled) if not true), len(filled))


def _of_words(band: Band, arc: Words) -> Band:
    """The band between the ends of its words, which tell better than the ink where they stand."""
    if arc.han < 3:
        return band
    return band.narrowed(arc.places[0] - arc.pitch / 2, arc.places[-1] + arc.pitch / 2)


def _read_slots(cut: Cut, ring: Ring, band: Band, arc: Words, crossing: Crossing | None, engine: OcrEngine) -> Words:
    """The arc's words with another look at doubtful characters and at what may stand beyond the ends."""
    crossing = crossing if ring.shape is StampShape.ROUND else None
    views = (cut.lifted, 1.2), (cut.detail, 1.2)

    def look(first: float, last: float) -> list[Words]:
        piece = band.narrowed(first, last)
        strips = [stamp_strips.arc_strip(field, ring, piece, stretch=s, without=crossing) for field, s in views]
        return [words_of(read).moved(first, last) for read in engine.recognise(strips)]

    usual = float(np.median(stamp_bands.ink_of_slots(cut, ring, band, arc.places, arc.pitch)))

    def inked(place: float) -> bool:
        return stamp_bands.ink_of_slots(cut, ring, band, [place], arc.pitch)[0] > _INKED * usual

    whole = stamp_slots.with_holes(stamp_slots.looked_closer(arc, look), look)
    return stamp_slots.with_ends(whole, inked, look)


@dataclass(frozen=True)
class _Middle:
    """The straight words; `partial`: others seem to be there; `crossing`: a purpose that may run into the arc."""

    straight: list[Words]
    partial: bool
    crossing: Crossing | None = None
    known: bool = False


def _read_middle(cut: Cut, ring: Ring, band: Band, engine: OcrEngine) -> _Middle:
    """Readings of the straight lines until one is a known purpose, or nothing seems to stand there."""
    seen: list[_Middle] = []
    for field, apart in ((cut.lifted, True), (cut.detail, True), (cut.lifted, False)):
        middle = _middle_of(stamp_strips.middle_lines(field, ring, band, apart=apart), cut.lifted is cut.colour, engine)
        seen.append(middle)
        if middle.known or not (middle.straight or middle.partial):
            return middle
    return seen[0]


def _middle_of(lines: list[Line], black: bool, engine: OcrEngine) -> _Middle:
    read = [stamp_purposes.restored(words_of(r)) for r in engine.recognise([line.strip for line in lines])]
    straight = [words for words in read if _is_line(words, black)]
    # A purpose that is there but was not made out must not pass for none.
    partial = not black and any(words.han >= 2 and words not in straight for words in read)
    for line, words in zip(lines, read, strict=True):
        if words in straight and words.text.endswith("专用章"):
            half = 0.54 * len(words.text) * (line.bottom - line.top)
            return _Middle(straight, partial, (line, half), stamp_purposes.is_known(words))
    return _Middle(straight, partial)


def _read_arc(cut: Cut, ring: Ring, band: Band, engine: OcrEngine) -> Iterator[Words]:
    """Readings of the arc until two sure ones say the same; four where none do.

    The first is of all that may be words, the others close about what was read, which leaves out the serial number.
    """

    def read(field: Grey, stretch: float, first: float = 0.0, last: float = 1.0) -> Words:
        piece = band.narrowed(first, last)
        strip = stamp_strips.arc_strip(field, ring, piece, stretch=stretch)
        return arc_words(engine.recognise([strip])[0]).moved(first, last)

    seen = [read(cut.lifted, 1.35)]
    yield seen[0]
    # Where colour is too coarse to lift the ink from the print, the sharper views are all there is.
    clean = seen[0].confidence >= _COARSE
    close = _close_about(seen[0]) if clean else (0.0, 1.0)
    lifted, sharp = (
        [(cut.lifted, 1.0), (cut.lifted, 1.5)],
        [(cut.detail, 1.1), (cut.covered, 1.35), (cut.detail, 1.6)],
    )
    for field, stretch in [*lifted, sharp[0]] if clean else sharp:
        words = read(field, stretch, *close)
        seen.append(words)
        yield words
        if words.sure and any(earlier.sure and earlier.text == words.text for earlier in seen[:-1]):
            return
        if len(seen) == 3 and max(earlier.confidence for earlier in seen) < _HOPELESS:
            return


def _close_about(words: Words) -> tuple[float, float]:
    """Shares of the strip where the words begin and end, with little beyond; the whole strip where that is unclear."""
    if words.han < 4:
        return 0.0, 1.0
    beyond = _BEYOND * words.pitch
    return max(words.places[0] - beyond, 0.0), min(words.places[-1] + beyond, 1.0)


def _read_frame(cut: Cut, frame: Frame, engine: OcrEngine) -> Words:
    rows = [w for w in map(words_of, engine.recognise(stamp_strips.frame_lines(cut.detail, frame))) if w.han]
    by_rows = together(rows)
    if frame.covered < 0.75 or len(by_rows.text) > 24:
        return by_rows
    by_columns = together(
        [words_of(r) for r in engine.recognise(stamp_strips.frame_lines(cut.detail, frame, columns=True))]
    )
    # Names of persons run in columns from the right and end in 印 or 章; a unit's words run in rows.
    if by_columns.text.endswith(("印", "章")) and by_columns.han <= 5 and not by_rows.text.endswith("章"):
        return by_columns
    return max(by_rows, by_columns, key=lambda w: w.worth)


def _is_line(words: Words, black: bool) -> bool:
    """Whether straight words count: a purpose, a number of the seal in brackets, or a tax number.

    On a black stamp the page's own print cannot be told from the stamp's, so there it must be a purpose.
    """
    if words.confidence < _LEGIBLE:
        return False
    if black or words.han < 3:
        return "专用" in words.text or (not black and _STRAIGHT.fullmatch(words.text) is not None)
    return True

"""Stamps on a page, read: outlines are found by colour and shape, their words unwrapped and recognised.

Facts only: `owner` comes from the words alone, no name is known here yet; `stamp_words.owner_of` judges again where
names are known. A stamp nobody can read is still a stamp, with empty text; an outline without words and without a
strong line is none.

The arc is unwrapped from the ink alone, so print beneath it does not leak in, and is cut open where it is emptiest: seals
leave room between the last and the first character, at the foot of the seal. The serial number stands in that room, with
its feet outward, and is not part of the text. Straight words stand below the star and are read after turning the
seal upright by the same gap. Latin translations of a name are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors import ink, stamp_shapes, stamp_words
from extractors import stamp_unwrap as unwrapping
from extractors.facts import Image, Stamp, StampColour
from extractors.ink import Grey
from extractors.ocr import OcrEngine, Recognised
from extractors.stamp_shapes import Frame, Outline, Ring
from extractors.stamp_unwrap import Band, Cut

_FINDING_SIDE = 1200
# Readings below this are no text: on blurred seals the recogniser still answers something.
_LEGIBLE = 0.6
# Curves of black print are many; only words make a black ring a stamp.
_LEGIBLE_BLACK = 0.75
# A stroke-by-stroke blur: further readings of such a strip were never any better.
_HOPELESS = 0.35
_COARSE = 0.7
# Words this sure in two readings need no third.
_SURE, _SURE_EACH = 0.93, 0.75
# Of the usual distance between characters: here one was swallowed. Brackets stand off their middle by a quarter.
_MISSING = 1.6
# What the certainty of a reading with such a gap is worth.
_GAPPY = 0.75
_COLOURS: tuple[tuple[ink.Ink, StampColour], ...] = (
    ("red", StampColour.RED),
    ("blue", StampColour.BLUE),
    ("black", StampColour.BLACK),
)
# Boxed marks that say what a copy is for are no stamps of anybody.
_NOTE = re.compile(r"仅供|专供|仅限|仅用于|复印|与原件")
_HAN = re.compile(r"[㐀-鿿〇]")
_LEGAL = re.compile(r"[㐀-鿿〇0-9A-Za-z()（）·\-]")


@dataclass(frozen=True)
class Words:
    """A reading of a stamp or a part of it, the probability of each of its characters, and where along the strip each stands."""

    text: str = ""
    each: tuple[float, ...] = ()
    places: tuple[float, ...] = ()

    @property
    def pitch(self) -> float:
        """Usual distance between characters, as a share of the strip."""
        return float(np.median(np.diff(self.places))) if len(self.places) > 1 else 0.0

    @property
    def gappy(self) -> bool:
        """Whether a character seems to be missing: seals are engraved with even spaces."""
        return len(self.places) > 3 and float(np.diff(self.places).max()) > _MISSING * self.pitch

    @property
    def sure(self) -> bool:
        """Whether no character is in doubt."""
        return self.confidence >= _SURE and min(self.each) >= _SURE_EACH and not self.gappy

    @property
    def confidence(self) -> float:
        """Mean probability of the characters, 0 for none."""
        return sum(self.each) / len(self.each) if self.each else 0.0

    def doubted(self) -> Words:
        """The reading, less certain when a character seems to be missing."""
        return replace(self, each=tuple(certain * _GAPPY for certain in self.each)) if self.gappy else self

    @property
    def han(self) -> int:
        """Number of Chinese characters."""
        return len(_HAN.findall(self.text))

    @property
    def worth(self) -> float:
        """For choosing between readings: what was read with certainty, less what was not."""
        return self.han * (self.confidence * (_GAPPY if self.gappy else 1.0) - 0.5)


def find_stamps(image: Image, engine: OcrEngine) -> tuple[Stamp, ...]:
    """Return the stamps on an upright page, red ones first, best borne out first within a colour."""
    scale = min(1.0, _FINDING_SIDE / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    paper = ink.paper_of(np.asarray(small, dtype=np.uint8))
    flat = ink.flatten(np.asarray(small, dtype=np.uint8), paper)
    stamps: list[Stamp] = []
    for name, colour in _COLOURS:
        dense = ink.density(flat, name)
        if name == "black":
            outlines = stamp_shapes.find_dark_rings(dense)
        else:
            outlines = stamp_shapes.find_outlines(dense)
        for outline in outlines:
            if any(s.box.overlap(outline.scaled(1 / scale).box) > 0.5 for s in stamps):
                continue
            stamp = _read(image, paper, outline.scaled(1 / scale), name, colour, engine)
            if stamp is not None:
                stamps.append(stamp)
    return tuple(stamps)


def _read(
    image: Image, paper: Image, outline: Outline, name: ink.Ink, colour: StampColour, engine: OcrEngine
) -> Stamp | None:
    cut = unwrapping.cut(image, paper, outline.box, name)
    if isinstance(outline, Ring):
        words = _read_ring(cut, replace(outline, x=outline.x - cut.left, y=outline.y - cut.top), engine)
    else:
        words = _read_frame(cut, outline.shifted(-cut.left, -cut.top), engine)
    if not _is_stamp(outline, words, colour) or (isinstance(outline, Frame) and _NOTE.search(words.text)):
        return None
    if words.confidence < _LEGIBLE:
        words = Words()
    return Stamp(
        colour=colour,
        shape=outline.shape,
        text=words.text,
        kind=stamp_words.kind_of(words.text, outline.shape),
        owner=stamp_words.owner_of(words.text, (), words.confidence),
        confidence=round(words.confidence, 4),
        box=outline.box,
    )


def _is_stamp(outline: Outline, words: Words, colour: StampColour) -> bool:
    """Whether words or, failing them, the line itself say that this is a stamp."""
    if words.han >= (4 if isinstance(outline, Ring) else 2) and words.confidence >= (
        0.75 if colour is StampColour.BLACK else _LEGIBLE
    ):
        return True
    return colour is not StampColour.BLACK and outline.built


def _read_ring(cut: Cut, ring: Ring, engine: OcrEngine) -> Words:
    band = unwrapping.find_band(cut, ring)
    arc = _agreed(list(_read_arc(cut, ring, band, engine)))
    if arc.han >= 3:  # the words' own ends tell better than the ink where they stand
        band = band.narrowed(arc.places[0] - arc.pitch / 2, arc.places[-1] + arc.pitch / 2)
    lines = engine.recognise(unwrapping.middle_lines(cut.lifted, ring, band))
    straight = [words for words in map(_words, lines) if _is_line(words)]
    if arc.han >= 3 and band.sweep < 230 and not straight:
        foot = _words(engine.recognise([unwrapping.arc_strip(cut.detail, ring, band, foot=True)])[0])
        if foot.han >= 3 and foot.confidence >= 0.85:
            straight.append(foot)
    return _together([arc.doubted(), *straight], " ")


def _read_arc(cut: Cut, ring: Ring, band: Band, engine: OcrEngine) -> Iterator[Words]:
    """Readings of the arc until two sure ones say the same; four where none do."""

    def read(field: Grey, stretch: float) -> Words:
        return _words(engine.recognise([unwrapping.arc_strip(field, ring, band, stretch=stretch)])[0])

    seen = [read(cut.lifted, 1.35)]
    yield seen[0]
    # Where colour is too coarse to lift the ink from the print, the sharper views are all there is.
    clean = seen[0].confidence >= _COARSE
    ways = [(cut.lifted, 0.95), (cut.covered, 1.1), (cut.detail, 1.35)]
    for field, stretch in ways if clean else [*ways[1:], (cut.covered, 1.6)]:
        words = read(field, stretch)
        seen.append(words)
        yield words
        if words.sure and any(earlier.sure and earlier.text == words.text for earlier in seen[:-1]):
            return
        if len(seen) == 3 and max(earlier.confidence for earlier in seen) < _HOPELESS:
            return


def _agreed(readings: Sequence[Words]) -> Words:
    """One reading out of several: character by character what most of those of the likeliest length say.

    Readings of the same length stand character under character; the others are left out. Where they differ, the
    confidence falls by as much as they differ.
    """
    lengths: dict[int, float] = {}
    for words in readings:
        lengths[len(words.text)] = lengths.get(len(words.text), 0.0) + max(words.worth, 0.0)
    likeliest = max(lengths, key=lambda length: lengths[length])
    peers = [words for words in readings if len(words.text) == likeliest]
    text, certain = "", []
    for place in range(likeliest):
        votes: dict[str, float] = {}
        for words in peers:
            votes[words.text[place]] = votes.get(words.text[place], 0.0) + words.each[place]
        winner = max(votes, key=lambda character: votes[character])
        text += winner
        certain.append(votes[winner] / len(peers))
    return Words(text, tuple(certain), tuple(float(np.median(p)) for p in zip(*(w.places for w in peers), strict=True)))


def _read_frame(cut: Cut, frame: Frame, engine: OcrEngine) -> Words:
    rows = [w for w in map(_words, engine.recognise(unwrapping.frame_lines(cut.detail, frame))) if w.han]
    by_rows = _together(rows)
    if frame.covered < 0.75 or len(by_rows.text) > 24:
        return by_rows
    by_columns = _together(
        [_words(r) for r in engine.recognise(unwrapping.frame_lines(cut.detail, frame, columns=True))]
    )
    # Names of persons run in columns from the right and end in 印 or 章; a unit's words run in rows.
    if by_columns.text.endswith(("印", "章")) and by_columns.han <= 5 and not by_rows.text.endswith("章"):
        return by_columns
    return max(by_rows, by_columns, key=lambda w: w.worth)


def _together(parts: Sequence[Words], blank: str = "") -> Words:
    said = [words for words in parts if words.text]
    return Words(blank.join(words.text for words in said), tuple(certain for words in said for certain in words.each))


def _is_line(words: Words) -> bool:
    """Whether straight words count: a purpose, a number of the seal in brackets, or a tax number."""
    if words.confidence < _LEGIBLE:
        return False
    return words.han >= 2 or re.fullmatch(r"[(（]\d+[)）]|[0-9A-Z]{15}|[0-9A-Z]{18}", words.text) is not None


def _words(read: Recognised) -> Words:
    """The reading without ornaments, and without doubtful characters at its ends: a neighbour's ink, the ring, a digit."""
    chars = [c for c in read.chars if _LEGAL.match(c.text)]
    while chars and (chars[0].confidence < 0.4 or not (_HAN.match(chars[0].text) or chars[0].confidence > 0.8)):
        chars = chars[1:]
    while chars and (chars[-1].confidence < 0.4):
        chars = chars[:-1]
    if not chars:
        return Words()
    return Words("".join(c.text for c in chars), tuple(c.confidence for c in chars), tuple(c.offset for c in chars))

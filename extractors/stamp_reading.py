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
from extractors.ocr import OcrEngine, Recognised
from extractors.stamp_shapes import Frame, Outline, Ring
from extractors.stamp_unwrap import Band, Cut

_FINDING_SIDE = 1200
# Readings below this are no text: on blurred seals the recogniser still answers something.
_LEGIBLE = 0.6
# A line without words that is as closed as this, red or blue, is an illegible stamp; below, it is nothing.
_STRONG = 0.8
# Words this sure need no second reading.
_SURE = 0.93
_COLOURS: tuple[tuple[ink.Ink, StampColour], ...] = (
    ("red", StampColour.RED),
    ("blue", StampColour.BLUE),
    ("black", StampColour.BLACK),
)
_HAN = re.compile(r"[㐀-鿿〇]")
_LEGAL = re.compile(r"[㐀-鿿〇0-9A-Za-z()（）·\-]")


@dataclass(frozen=True)
class Words:
    """A reading of a stamp or a part of it, and the probability of each of its characters."""

    text: str = ""
    each: tuple[float, ...] = ()

    @property
    def confidence(self) -> float:
        """Mean probability of the characters, 0 for none."""
        return sum(self.each) / len(self.each) if self.each else 0.0

    @property
    def han(self) -> int:
        """Number of Chinese characters."""
        return len(_HAN.findall(self.text))

    @property
    def worth(self) -> float:
        """For choosing between readings: what was read with certainty, less what was not."""
        return self.han * (self.confidence - 0.5)


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


def _read(image: Image, paper: Image, outline: Outline, name: ink.Ink, colour: StampColour, engine: OcrEngine) -> Stamp | None:
    cut = unwrapping.cut(image, paper, outline.box, name)
    if isinstance(outline, Ring):
        words = _read_ring(cut, replace(outline, x=outline.x - cut.left, y=outline.y - cut.top), engine)
    else:
        words = _read_frame(cut, outline.shifted(-cut.left, -cut.top), engine)
    if not _is_stamp(outline, words, colour):
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
    return colour is not StampColour.BLACK and outline.covered >= _STRONG


def _read_ring(cut: Cut, ring: Ring, engine: OcrEngine) -> Words:
    band = unwrapping.find_band(cut, ring)
    arc = _agreed(list(_read_arc(cut, ring, band, engine)))
    lines = engine.recognise(unwrapping.middle_lines(cut.detail, ring, band))
    straight = [words for words in map(_words, lines) if _is_line(words)]
    if arc.han >= 2 and band.sweep < 230:
        foot = _words(engine.recognise([unwrapping.arc_strip(cut.detail, ring, band, foot=True)])[0])
        if foot.han >= 3 and foot.confidence >= 0.85:
            straight.append(foot)
    return _together([arc, *straight], " ")


def _read_arc(cut: Cut, ring: Ring, band: Band, engine: OcrEngine) -> Iterator[Words]:
    """Readings of the arc, the plainest first, until one is sure; four where none is."""
    ways = ((cut.detail, 1.0, 0.0), (cut.covered, 1.0, 0.0), (cut.detail, 0.75, 0.03), (cut.covered, 1.25, 0.0))
    for field, stretch, grow in ways:
        words = _words(engine.recognise([unwrapping.arc_strip(field, ring, band, stretch=stretch, grow=grow)])[0])
        yield words
        if words.confidence >= _SURE:
            return


def _agreed(readings: Sequence[Words]) -> Words:
    """One reading out of several: the last when it is sure, else character by character what most of them say.

    Readings of the same length stand character under character; the others are left out. Where they differ, the
    confidence falls by as much as they differ.
    """
    if readings[-1].confidence >= _SURE:
        return readings[-1]
    best = max(readings, key=lambda words: words.worth)
    peers = [words for words in readings if len(words.text) == len(best.text)]
    if len(peers) < 2:
        return best
    text, certain = "", []
    for place in range(len(best.text)):
        votes: dict[str, float] = {}
        for words in peers:
            votes[words.text[place]] = votes.get(words.text[place], 0.0) + words.each[place]
        winner = max(votes, key=lambda character: votes[character])
        text += winner
        certain.append(votes[winner] / len(peers))
    return Words(text, tuple(certain))


def _read_frame(cut: Cut, frame: Frame, engine: OcrEngine) -> Words:
    rows = [w for w in map(_words, engine.recognise(unwrapping.frame_lines(cut.detail, frame))) if w.han]
    by_rows = _together(rows)
    if frame.covered < 0.75 or len(by_rows.text) > 24:
        return by_rows
    by_columns = _together([_words(r) for r in engine.recognise(unwrapping.frame_lines(cut.detail, frame, columns=True))])
    # Names of persons run in columns from the right and end in 印 or 章; a unit's words run in rows.
    if by_columns.text.endswith(("印", "章")) and by_columns.han <= 5 and not by_rows.text.endswith("章"):
        return by_columns
    return max(by_rows, by_columns, key=lambda w: w.worth)


def _together(parts: Sequence[Words], blank: str = "") -> Words:
    said = [words for words in parts if words.text]
    return Words(blank.join(words.text for words in said), tuple(c for words in said for c in words.each))


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
    return Words("".join(c.text for c in chars), tuple(c.confidence for c in chars))

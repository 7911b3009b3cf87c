"""The legend of a stamp as it was read: characters, how certain each is, and where it stands.

What a recogniser says of one strip is weighed here against what it says of another view of the same strip, and against
how seals are made: their characters stand at even spaces, so a character that was swallowed leaves a hole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.facts.lines import Char
from extractors.ocr import Recognised
from extractors.voting import Candidates, ranked

# Words this sure in two readings need no third.
_SURE, _SURE_EACH = 0.93, 0.75
# Of the usual distance between characters: here one was swallowed. Brackets stand off their middle by a quarter.
MISSING = 1.6
# So wide is the gap between the last character and the first.
_FOOT = 2.2
# So far off stand, in usual distances, characters that are not the arc's (one, two, three of them).
_OFF = (1.6, 1.4, 1.4)
# What the certainty of a reading is worth in which a character seems to be missing.
_GAPPY = 0.75
_HAN = re.compile(r"[㐀-鿿〇]")
_LEGAL = re.compile(r"[㐀-鿿〇0-9A-Za-z()（）·\-]")


@dataclass(frozen=True)
class Words:
    """A reading of a stamp or a part of it: each character's probability, and its place along the strip (0 to 1).

    `others` holds, character by character, what else it could be, and how probably.
    """

    text: str = ""
    each: tuple[float, ...] = ()
    places: tuple[float, ...] = ()
    others: tuple[Candidates, ...] = ()
    partial: bool = False  # other words are there that could not be read

    @property
    def pitch(self) -> float:
        """Usual distance between characters, as a share of the strip."""
        return float(np.median(np.diff(self.places))) if len(self.places) > 1 else 0.0

    @property
    def gappy(self) -> bool:
        """Whether a character seems to be missing: seals are engraved with even spaces."""
        return len(self.places) > 3 and float(np.diff(self.places).max()) > MISSING * self.pitch

    @property
    def sure(self) -> bool:
        """Whether no character is in doubt."""
        return self.confidence >= _SURE and min(self.each) >= _SURE_EACH and not self.gappy

    @property
    def confidence(self) -> float:
        """Mean probability of the characters, 0 for none."""
        return sum(self.each) / len(self.each) if self.each else 0.0

    @property
    def seam(self) -> float | None:
        """Middle of a gap between characters wide enough to be the foot of the seal, or None."""
        if len(self.places) < 4:
            return None
        gaps = np.diff(self.places)
        widest = int(gaps.argmax())
        return (self.places[widest] + self.places[widest + 1]) / 2 if gaps[widest] > _FOOT * self.pitch else None

    def trimmed(self) -> Words:
        """The reading without a few doubtful characters that stand off at its end: the middle's, or a neighbour's."""
        if len(self.places) < 6:
            return self
        gaps = np.diff(self.places)
        for count, least in enumerate(_OFF, 1):
            for kept, off in ((slice(count, None), slice(0, count)), (slice(0, -count), slice(-count, None))):
                gap = gaps[count - 1] if off.start == 0 else gaps[-count]
                if gap > least * self.pitch and float(np.mean(self.each[off])) < _SURE:
                    return Words(self.text[kept], self.each[kept], self.places[kept], self.others[kept])
        return self

    def moved(self, first: float, last: float) -> Words:
        """The reading of a piece of a strip between two shares of it, as places on the whole strip."""
        return replace(self, places=tuple(first + place * (last - first) for place in self.places))

    def doubted(self) -> Words:
        """The reading, less certain when a character seems to be missing."""
        return replace(self, each=tuple(certain * _GAPPY for certain in self.each)) if self.gappy else self

    @property
    def han(self) -> int:
        """Number of Chinese characters."""
        return len(_HAN.findall(self.text))

    @property
    def first_han(self) -> int:
        """Number of Chinese characters before the first blank: those of the arc."""
        return len(_HAN.findall(self.text.split(" ")[0]))

    def at(self, place: int) -> Candidates:
        """What stands at a place: the character read there, then what else it could be."""
        return ((self.text[place], self.each[place]), *(self.others[place] if self.others else ()))

    @property
    def worth(self) -> float:
        """For choosing between readings: what was read with certainty, less what was not."""
        return self.han * (self.confidence * (_GAPPY if self.gappy else 1.0) - 0.5)


def agreed(readings: Sequence[Words]) -> Words:
    """Return one reading out of several: character by character what most of those of the likeliest length say.

    Readings of the same length stand character under character; the others are left out. Where they differ, the
    confidence falls by as much as they differ.
    """
    readings = [words for words in readings if not words.gappy] or readings
    lengths: dict[int, float] = {}
    for words in readings:
        lengths[len(words.text)] = lengths.get(len(words.text), 0.0) + max(words.worth, 0.0)
    likeliest = max(lengths, key=lambda length: lengths[length])
    peers = [words for words in readings if len(words.text) == likeliest]
    places = tuple(float(np.median(p)) for p in zip(*(w.places for w in peers), strict=True))
    return voted([[words.at(place) for words in peers] for place in range(likeliest)], places)


def voted(said: Sequence[Sequence[Candidates]], places: tuple[float, ...]) -> Words:
    """Return the words of which each character is what its readings say most, runners-up counted by probability."""
    votes = [ranked(readings) for readings in said]
    return Words(
        "".join(ranks[0][0] for ranks in votes),
        tuple(ranks[0][1] for ranks in votes),
        places,
        tuple(ranks[1:] for ranks in votes),
    )


def together(parts: Sequence[Words], blank: str = "") -> Words:
    """Return several parts as one reading."""
    said = [words for words in parts if words.text]
    each = tuple(certain for words in said for certain in words.each)
    return Words(blank.join(words.text for words in said), each, partial=any(words.partial for words in said))


def arc_words(read: Recognised) -> Words:
    """Return the reading of an arc, without digits at its ends: they are the serial number's, seen upside down."""
    chars = [c for c in read.chars if _LEGAL.match(c.text)]
    while chars and chars[0].text.isascii() and chars[0].text != "(":
        chars = chars[1:]
    while chars and chars[-1].text.isascii() and chars[-1].text != ")":
        chars = chars[:-1]
    return words_of(replace(read, chars=tuple(chars)))


def words_of(read: Recognised) -> Words:
    """Return a reading without ornaments, and without doubtful characters at its ends: the ring, a neighbour's ink."""
    chars = [c for c in read.chars if _LEGAL.match(c.text)]
    while chars and not _belongs(chars[0], "(（"):
        chars = chars[1:]
    while chars and not _belongs(chars[-1], ")）"):
        chars = chars[:-1]
    if not chars:
        return Words()
    return Words(
        "".join(c.text for c in chars),
        tuple(c.confidence for c in chars),
        tuple(c.offset for c in chars),
        tuple(tuple(other for other in c.others if _LEGAL.match(other[0])) for c in chars),
    )


def _belongs(char: Char, bracket: str) -> bool:
    """Whether a character at an end is the words' own."""
    return char.confidence >= (0.4 if _HAN.match(char.text) or char.text in bracket else 0.8)

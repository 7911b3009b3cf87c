"""Repair of a misread number by its check character.

OCR takes O for 0 and I for 1. Where the alphabet of a number forbids what was read, or where the engine itself was in
doubt, the check character can say which look-alike was printed. It can do no more than that, so the search is narrow:

* the text has exactly the length of the number (a lost or invented character is never guessed);
* at most two characters change, and only into look-alikes, or into characters the engine considered itself;
* characters the alphabet forbids come first, and they must change;
* a character that may stand where it stands changes only on evidence: on doubt of the engine when `alternatives` are
  given, else one character at most, and only between a letter and a digit that look alike (B and 8);
* the result must pass every check the number carries, not only the last character (`is_consistent`);
* when two different numbers pass and neither is clearly likelier, nothing is repaired.

A repaired number is weaker evidence than one that was read; the result says what was changed, so that the report can.
The value on the form plays no part here.

>>> from extractors.numbers import credit_code
>>> result = repair("9135O100M000I00Y43", credit_code)
>>> result.number, [str(change) for change in result.changes]
('91350100M000100Y43', ['5: O→0', '13: I→1'])
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from extractors.numbers.characters import capitals, fold_number, half_width

MAX_CHANGES = 2

# Costs are natural logarithms of odds. A look-alike swap of a character that could be right happens about once in fifty
# characters; of the look-alikes of a forbidden character, the first in the table is far the likeliest.
_SWAP_COST = 4.0
_FIRST_CHOICE_COST = 0.2
_OTHER_CHOICE_COST = 2.5
# A rival twenty times less likely (ln 20 = 3.0) no longer makes a repair ambiguous.
_CLEAR_MARGIN = 3.0
# Engines list alternatives down to noise. Below one in twenty they are no evidence of doubt.
_LEAST_PROBABILITY = 0.05
_FLOOR = 0.001

# What was read -> what may have been printed, likeliest first. Lower case has entries of its own where it looks like
# another character than its capital does. Letters and digits only: digits among themselves (1/7, 3/8) need the
# engine's doubt, since with modulo 11 some eleventh of all such swaps would pass by chance.
_LOOK_ALIKES = {
    "O": "0DQ",
    "o": "0",
    "〇": "0",
    "○": "0",
    "Q": "0",
    "D": "0",
    "0": "ODQ",
    "I": "1",
    "i": "1",
    "l": "1",
    "L": "1",
    "|": "1",
    "!": "1",
    "1": "I",
    "Z": "27",
    "z": "2",
    "2": "Z",
    "S": "58",
    "s": "5",
    "5": "S",
    "B": "8",
    "b": "6",
    "8": "B",
    "G": "6",
    "g": "9",
    "q": "9",
    "6": "G",
    "V": "UYW",
    "v": "UYW",
    "U": "V",
    "×": "X",
    "✕": "X",
}

Alternatives = Mapping[int, Mapping[str, float]]


class CheckedNumber(Protocol):
    """What `repair` needs of a number module; credit code, registration number, organisation code, resident ID have it.

    Attributes:
        POSITION_ALPHABETS: the characters allowed at each place; its length is the length of the number.
    """

    POSITION_ALPHABETS: tuple[str, ...]

    def is_valid(self, number: str | None) -> bool:
        """Return whether the number passes."""

    def is_consistent(self, number: str | None) -> bool:
        """Return whether the number passes, and every further redundancy inside it agrees."""


@dataclass(frozen=True, slots=True)
class Change:
    """One replaced character.

    Attributes:
        position: place in the number, counted from 1 as on paper.
        read: the character that was read.
        repaired: the character that stands there now.
    """

    position: int
    read: str
    repaired: str

    def __str__(self) -> str:
        return f"{self.position}: {self.read}→{self.repaired}"


@dataclass(frozen=True, slots=True)
class Repair:
    """A number that passes its checks, and how it came about.

    Attributes:
        raw: the text as it was read.
        number: the compact number, which passes.
        changes: what was replaced; empty when the text passed as it was read.
    """

    raw: str
    number: str
    changes: tuple[Change, ...]

    @property
    def repaired(self) -> bool:
        """Whether anything but widths, spaces and case was changed."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class _Swap:
    """A character that may stand at `index` instead of what was read, and what assuming so costs."""

    index: int
    character: str
    cost: float


def repair(read: str | None, number: CheckedNumber, alternatives: Alternatives | None = None) -> Repair | None:
    """Return the number that was printed, or None when that cannot be said.

    Args:
        read: the text as OCR gave it, spaces and case included.
        number: a number module, such as `credit_code`.
        alternatives: by index into `read`, the characters the engine considered there, with probabilities between 0
            and 1. Give places of doubt only; an empty mapping says the engine had none. None: nothing is known of it.

    Returns:
        The number with the list of changes (none when it passed as read); None when nothing passes, when two numbers
        pass with similar likelihood, or when the text has another length.

    Source: look-alikes as seen on licences and cards; the checks are those of the number module.
    """
    if not isinstance(read, str):
        return None
    characters, kept = _characters(read)
    if len(characters) != len(number.POSITION_ALPHABETS):
        return None
    as_read = capitals("".join(characters))
    if number.is_valid(as_read):
        return Repair(read, as_read, ())

    doubts = None if alternatives is None else {kept.index(at): alternatives[at] for at in alternatives if at in kept}
    alphabets = number.POSITION_ALPHABETS
    swaps = [_swaps(index, characters[index], alphabet, doubts) for index, alphabet in enumerate(alphabets)]
    forced = tuple(index for index, alphabet in enumerate(alphabets) if as_read[index] not in alphabet)
    free = [index for index in range(len(as_read)) if index not in forced and swaps[index]]
    most_free = min(MAX_CHANGES - len(forced), 1 if doubts is None else MAX_CHANGES)
    passing = [
        (sum(swap.cost for swap in chosen), chosen)
        for places in _places(forced, free, most_free)
        for chosen in itertools.product(*(swaps[index] for index in places))
        if number.is_consistent(_applied(as_read, chosen))
    ]
    winner = _clear_winner(passing)
    if winner is None:
        return None
    changes = tuple(Change(swap.index + 1, characters[swap.index], swap.character) for swap in winner)
    return Repair(read, _applied(as_read, winner), changes)


def _characters(read: str) -> tuple[list[str], list[int]]:
    """Return the half-width characters without spaces and dashes, case kept, and the place in `read` of each."""
    folded = half_width(read)
    kept = [at for at, character in enumerate(folded) if fold_number(character)]
    return [folded[at] for at in kept], kept


def _swaps(index: int, read: str, alphabet: str, doubts: Alternatives | None) -> tuple[_Swap, ...]:
    """Return what may stand at one place instead of what was read, in sorted order."""
    own = capitals(read)
    costs: dict[str, float] = {}
    if own not in alphabet:
        costs = {other: _FIRST_CHOICE_COST if rank == 0 else _OTHER_CHOICE_COST for rank, other in _ranked(read)}
    elif doubts is None:
        costs = {other: _SWAP_COST for _, other in _ranked(read)}
    for other, cost in _doubt_costs(own, (doubts or {}).get(index, {})).items():
        costs[other] = min(cost, costs.get(other, cost))
    return tuple(_Swap(index, other, costs[other]) for other in sorted(costs) if other in alphabet and other != own)


def _ranked(read: str) -> Iterable[tuple[int, str]]:
    """Return the look-alikes of a character with their rank, 0 for the likeliest."""
    return enumerate(_LOOK_ALIKES.get(read, _LOOK_ALIKES.get(capitals(read), "")))


def _doubt_costs(own: str, probabilities: Mapping[str, float]) -> dict[str, float]:
    """Return, for each character the engine considered, how much less likely it is than the one that was read."""
    merged: dict[str, float] = {}
    for character, probability in probabilities.items():
        folded = capitals(half_width(character))
        merged[folded] = merged.get(folded, 0.0) + probability
    chosen = max(merged.pop(own, 1.0 - sum(merged.values())), _FLOOR)
    return {
        other: math.log(chosen / probability)
        for other, probability in merged.items()
        if probability >= _LEAST_PROBABILITY
    }


def _places(forced: tuple[int, ...], free: list[int], most_free: int) -> Iterable[tuple[int, ...]]:
    """Return the sets of places to change together: the forced ones, and up to `most_free` of the free ones."""
    for count in range(most_free + 1):
        for chosen in itertools.combinations(free, count):
            if forced or chosen:
                yield forced + chosen


def _applied(text: str, chosen: Iterable[_Swap]) -> str:
    """Return the text with the chosen characters put in."""
    characters = list(text)
    for swap in chosen:
        characters[swap.index] = swap.character
    return "".join(characters)


def _clear_winner(passing: list[tuple[float, tuple[_Swap, ...]]]) -> tuple[_Swap, ...] | None:
    """Return the cheapest of the passing choices, or None when there is none or a rival is nearly as likely."""
    ranked = sorted(passing, key=lambda entry: entry[0])
    if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _CLEAR_MARGIN):
        return None
    return tuple(sorted(ranked[0][1], key=lambda swap: swap.index))

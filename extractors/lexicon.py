"""Words that only a few words can be: the one of a list that doubtful characters come nearest to.

Types of enterprises, places and authorities are closed lists. A recogniser that hesitates over a character of such a
word is helped by the list; one that is sure is believed, whatever the list says, and where two words are as near the
characters stay as they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.doubts import doubted
from extractors.facts.lines import Char
from extractors.text import fold_name

# A character this sure is that character; below, or with the wanted one among the runners-up, the list may decide.
_SURE = 0.95
_POSSIBLE = 0.02
# One character in so many may be decided by a list; and in so many, one that the recogniser did not think of itself:
# a development zone (高新区) is in no list and must not become a county (高陵区).
_ONE_IN = 3
_ONE_NEW_IN = 5


@dataclass(frozen=True)
class Match:
    """A word of the list held against characters: how many differ, and how likely those are as the word has them."""

    word: str
    distance: int
    likelihood: float

    @property
    def rank(self) -> tuple[int, float]:
        """What is nearest sorts first."""
        return self.distance, -self.likelihood


def nearest(chars: Sequence[Char], words: Iterable[str]) -> Match | None:
    """Return the word of as many characters that these come nearest to; None where none or several are near.

    Args:
        chars: what was read, without blanks.
        words: the list; words of another length are passed over.
    """
    folded = [fold_name(char.text) for char in chars]
    matches = [match for word in words if len(word) == len(chars) and (match := _match(chars, folded, word))]
    matches.sort(key=lambda match: match.rank)
    if not matches or matches[0].distance == 0:
        return matches[0] if matches else None
    best, *others = matches
    apart = all(other.word == best.word or _is_apart(best, other) for other in others[:2])
    return best if apart else None


def _match(chars: Sequence[Char], folded: Sequence[str], word: str) -> Match | None:
    likelihood, distance, new = 0.0, 0, 0
    for char, read, wanted in zip(chars, folded, map(fold_name, word), strict=True):
        if read == wanted:
            continue
        possible = probability(char, wanted)
        if possible < _POSSIBLE and char.confidence >= _SURE:
            return None
        distance += 1
        new += possible < _POSSIBLE
        if distance > len(word) // _ONE_IN or new > len(word) // _ONE_NEW_IN:
            return None
        likelihood += possible
    return Match(word, distance, likelihood)


def _is_apart(best: Match, other: Match) -> bool:
    """Say whether a word is clearly further away than the nearest one."""
    return other.distance > best.distance or best.likelihood >= other.likelihood + _POSSIBLE


def probability(char: Char, wanted: str) -> float:
    """Return how likely a character's runners-up make the folded one wanted, 0 to 1."""
    return sum(p for other, p in char.others if fold_name(other) == wanted)


def spelled(chars: Sequence[Char], word: str) -> tuple[Char, ...]:
    """Return the characters with those that differ from a word as the word has them. The others keep their print.

    A character that a list decided is trusted as far as the recogniser did not believe another: a list is never whole,
    and what was read with some trust in spite of it may be what stands there. None is ever sure.
    """
    return tuple(
        char if fold_name(char.text) == fold_name(wanted) else _decided(char, wanted)
        for char, wanted in zip(chars, word, strict=True)
    )


def _decided(char: Char, wanted: str) -> Char:
    return doubted(replace(char, text=wanted, confidence=1 - char.confidence, others=()))


def corrected(chars: Sequence[Char], words: Iterable[str]) -> tuple[Char, ...]:
    """Return the characters spelled as the one word of the list they come nearest to, or as they are."""
    match = nearest(chars, words)
    return tuple(chars) if match is None else spelled(chars, match.word)

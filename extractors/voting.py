"""Several looks at the same characters, taken together.

Probabilities are averaged rather than the surest look believed: that would make wrong readings surer, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from extractors.facts.lines import Char
from extractors.ocr import Recognised

# What a character could be: candidates with their probabilities, the likeliest first.
Candidates = tuple[tuple[str, float], ...]


def ranked(looks: Sequence[Candidates]) -> Candidates:
    """Return what several looks say together: each candidate's mean probability, the likeliest first."""
    votes: dict[str, float] = {}
    for look in looks:
        for character, probability in look:
            votes[character] = votes.get(character, 0.0) + probability / len(looks)
    return tuple(sorted(votes.items(), key=lambda vote: -vote[1]))


def candidates(char: Char) -> Candidates:
    """Return what a character could be."""
    return ((char.text, char.confidence), *char.others)


def voted(chars: Sequence[Char]) -> Char:
    """Return a character as several looks at it have it; its place is the first look's."""
    (text, confidence), *rest = ranked([candidates(char) for char in chars])
    return replace(chars[0], text=text, confidence=confidence, others=tuple(rest))


def least_certain(chars: Iterable[Char]) -> float:
    """Return the probability of the least certain letter or digit, 1 where there is none."""
    return min((char.confidence for char in chars if char.text.isalnum()), default=1.0)


def together(looks: Sequence[Recognised]) -> Recognised:
    """Return one reading of a line out of several looks at it.

    The look whose least certain character is surest says how many characters there are, blanks not counted. All looks
    that have as many vote, character by character; places and blanks are those of the first with most blanks, which
    part the words of Latin names and are lost more easily than made up.
    """
    best = max(looks, key=lambda look: least_certain(look.chars) if look.chars else -1.0)
    peers = [look for look in looks if count(look.chars) == count(best.chars)]
    chars = list(max(peers, key=lambda look: len(look.chars)).chars)
    places = [index for index, char in enumerate(chars) if not char.text.isspace()]
    printed = [[char for char in look.chars if not char.text.isspace()] for look in peers]
    for place, *same in zip(places, *printed, strict=True):
        chars[place] = voted(same)
    if not chars:
        return best
    text = "".join(char.text for char in chars)
    return Recognised(text, float(np.mean([char.confidence for char in chars])), tuple(chars))


def count(chars: Iterable[Char]) -> int:
    """Return how many characters there are, blanks not counted."""
    return sum(not char.text.isspace() for char in chars)

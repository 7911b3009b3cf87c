"""An arc's characters looked at again, one by one: those in doubt, and those that may stand beyond what was read.

The characters of a seal stand at even spaces, so where one was read it is known where the next would stand. Another
look at a character alone, with its neighbours at most, often says what the whole line did not. Only what is read here
is taken; no character is ever made up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.stamp_legend import MISSING, Words, voted
from extractors.voting import Candidates

# A character less certain than this is looked at again; so many at most.
_DOUBTFUL, _MOST = 0.9, 5
# A character beyond the ends counts when the looks at it agree this well.
_SURE_END = 0.65
# Where between its neighbours, in spaces, a character must stand to be the one that is looked for.
_NEAREST, _FARTHEST = 0.62, 1.38
_LOST_AT_AN_END = 2

Look = Callable[[float, float], Sequence[Words]]
Inked = Callable[[float], bool]


def looked_closer(words: Words, look: Look) -> Words:
    """Return the words with their doubtful characters voted on again.

    Args:
        words: places are shares of the arc's band.
        look: returns readings of the piece of the band between two shares; their places are shares of the band, too.
    """
    pitch = words.pitch
    doubtful = sorted((i for i, certain in enumerate(words.each) if certain < _DOUBTFUL), key=lambda i: words.each[i])
    if not doubtful or pitch <= 0:
        return words
    said: list[list[Candidates]] = [[words.at(i), words.at(i)] for i in range(len(words.text))]
    for index in doubtful[:_MOST]:
        place = words.places[index]
        for reach in (1.5, 0.56):
            for reading in look(place - reach * pitch, place + reach * pitch):
                nearest = _nearest(reading, place, 0.4 * pitch)
                if nearest is not None:
                    said[index].append(reading.at(nearest))
    return voted(said, words.places)


def with_holes(words: Words, look: Look) -> Words:
    """Return the words with the characters in place that were swallowed between two others; `look` as above."""
    for index in reversed(range(len(words.places) - 1)):
        for place in reversed(holes(words, index)):
            one = _seen_at(look, place, words.pitch)
            if one is not None:
                words = _inserted(words, index + 1, one)
    return words


def holes(words: Words, index: int) -> list[float]:
    """Return the places between a character and the next where another should stand."""
    first, gap = words.places[index], words.places[index + 1] - words.places[index]
    count = round(gap / words.pitch) if words.pitch > 0 and gap > MISSING * words.pitch else 1
    return [first + gap * part / count for part in range(1, count)]


def _seen_at(look: Look, place: float, pitch: float) -> Words | None:
    """Return the character that looks at a place agree on, or None."""
    seen: list[Candidates] = []
    for reach in (1.5, 0.56):
        for reading in look(place - reach * pitch, place + reach * pitch):
            nearest = _nearest(reading, place, 0.4 * pitch)
            if nearest is not None:
                seen.append(reading.at(nearest))
    if not seen:
        return None
    one = voted([seen], (place,))
    return one if one.each[0] >= _SURE_END and one.han else None


def _inserted(words: Words, index: int, one: Words) -> Words:
    """Return the words with one more character, which comes to stand at `index`."""
    others = words.others or ((),) * len(words.text)
    return replace(
        words,
        text=words.text[:index] + one.text + words.text[index:],
        each=words.each[:index] + one.each + words.each[index:],
        places=words.places[:index] + one.places + words.places[index:],
        others=others[:index] + one.others + others[index:],
    )


def with_ends(words: Words, inked: Inked, look: Look) -> Words:
    """Return the words with the characters that stand before the first and after the last and were not read.

    Args:
        words: places are shares of the arc's band.
        inked: whether there is ink at a place as there is where characters stand.
        look: see `looked_closer`.
    """
    for _ in range(_LOST_AT_AN_END):
        longer = _longer(words, inked, look, -1)
        if longer is None:
            break
        words = longer
    for _ in range(_LOST_AT_AN_END):
        longer = _longer(words, inked, look, 1)
        if longer is None:
            break
        words = longer
    return words


def _longer(words: Words, inked: Inked, look: Look, way: int) -> Words | None:
    """The words with one more character before them (`way` -1) or after them (1)."""
    pitch = words.pitch
    if len(words.places) < 4 or pitch <= 0:
        return None
    end = words.places[0] if way < 0 else words.places[-1]
    if not inked(end + way * pitch):
        return None
    near, far = end - way * 2.5 * pitch, end + way * 1.5 * pitch
    known = words.text[:2] if way < 0 else words.text[-2:]
    seen: list[Candidates] = []
    for reading in look(min(near, far), max(near, far)):
        found = reading.text.find(known)
        place = found - 1 if way < 0 else found + 2
        if found < 0 or not 0 <= place < len(reading.text):
            continue
        if _NEAREST * pitch < (reading.places[place] - end) * way < _FARTHEST * pitch:
            seen.append(reading.at(place))
    if not seen:
        return None
    one = voted([seen], (end + way * pitch,))
    if one.each[0] < _SURE_END or not one.han:
        return None
    return _inserted(words, 0 if way < 0 else len(words.text), one)


def _nearest(words: Words, place: float, reach: float) -> int | None:
    """Index of the character nearest to a place, or None when none is within reach."""
    if not words.places:
        return None
    index = min(range(len(words.places)), key=lambda i: abs(words.places[i] - place))
    return index if abs(words.places[index] - place) <= reach else None

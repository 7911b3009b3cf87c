"""A known name held against what was read of a stamp, place by place, as a person does who knows whose it should be.

Print, a signature or a QR code that crosses a stamp hides a character or two; the recogniser then says something else
there, or nothing. Where all other characters are those of the name, what stands in the hidden places is no longer a
question of reading but of whether anything speaks against the name. Only places that were in doubt are filled so: a
character that was read surely, in the open, and is not the name's, makes it another name. Of the part that tells a
firm from others, a single character may be in doubt: were more of it hidden, any firm's name would fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from extractors import stamp_words
from extractors.facts.stamps import Stamp, StampOwner, StampSlot
from extractors.stamp_words import fold, generic_places

# One place in so many may be in doubt, and of a name's own part so many in all.
_ONE_IN = 4
_MOST_OWN = 1
_FEWEST_READ = 4
# A character this sure is that character, whatever crosses it.
_SURE = 0.95
# As a runner-up, the name's character must be this likely.
_POSSIBLE = 0.04
# Of a place; less does not change what a character looks like.
_HIDDEN = 0.12
# What a completed name is worth at most: enough to agree with a known name, too little to stand alone.
_COMPLETED = 0.85
_LEAST_MEAN = 0.8


def attributed(stamp: Stamp, names: Sequence[str]) -> Stamp:
    """Return the stamp with its owner seen from these names, and its words completed where they are one of them."""
    owner = stamp_words.owner_of(stamp.text, names, stamp.confidence)
    if owner is StampOwner.UNREAD:
        for name in names:
            trust = completion(stamp.slots, name)
            if trust is not None:
                _, blank, straight = stamp.text.partition(" ")
                words = name.replace(" ", "") + blank + straight
                return stamp.model_copy(
                    update={"owner": StampOwner.SPONSOR, "text": words, "confidence": round(trust, 4)}
                )
    if owner is StampOwner.OTHER and any(not slot.text for slot in stamp.slots):
        owner = StampOwner.UNREAD  # characters stand there that were not read, so the name is not known whole
    return stamp.model_copy(update={"owner": owner})


def completion(slots: Sequence[StampSlot], name: str) -> float | None:
    """Return how far to trust (0 to 0.85) that the places of an arc say a name; None where they speak against it.

    Places where nothing was read may be left out at the ends: what was taken for ink there may be none.
    """
    wanted = fold(name)
    generic = generic_places(name)
    found = [trust for kept in _lengths(slots, len(wanted)) if (trust := _trust(kept, wanted, generic)) is not None]
    return max(found, default=None)


def _lengths(slots: Sequence[StampSlot], length: int) -> Iterator[Sequence[StampSlot]]:
    """Yield the runs of `length` places that leave out nothing but unread ones at the ends."""
    places = [slot for slot in slots if not slot.text or fold(slot.text)]
    read = [index for index, slot in enumerate(places) if slot.text]
    if not read or length == 0:
        return
    for start in range(read[0] + 1):
        if read[-1] < start + length <= len(places):
            yield places[start : start + length]


def _trust(slots: Sequence[StampSlot], wanted: str, generic: Set[int]) -> float | None:
    """Return the trust in a name held against as many places; None if it is another."""
    sure: list[float] = []
    doubtful: list[int] = []
    for place, (slot, character) in enumerate(zip(slots, wanted, strict=True)):
        if slot.text and fold(slot.text) == character:
            sure.append(slot.confidence)
        elif _is_open(slot, character):
            doubtful.append(place)
        else:
            return None
    if len(sure) < _FEWEST_READ or len(doubtful) > max(len(wanted) // _ONE_IN, 1):
        return None
    if len(set(doubtful) - generic) > _MOST_OWN:
        return None
    mean = sum(sure) / len(sure)
    return min(mean, _COMPLETED) if mean >= _LEAST_MEAN else None


def _is_open(slot: StampSlot, character: str) -> bool:
    """Whether a place may hold a character that was not read there."""
    if not slot.text:
        return True
    if slot.confidence >= _SURE:
        return False
    possible = any(fold(other) == character and probability >= _POSSIBLE for other, probability in slot.others)
    return possible or slot.hidden >= _HIDDEN

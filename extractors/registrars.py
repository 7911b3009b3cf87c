"""The authority a stamp names, where print or blur hid some of its characters: a place and a body, both closed lists.

济南市济阳区行政审批服务局 is 济南市济阳区, a place in GB/T 2260, and 行政审批服务局, one of a few dozen bodies. Every
such name of the stamp's length is weighed by what was read in each place of the arc and what else it could have been.
The name is taken where it is far likelier than any other and nothing that was read surely speaks against it. The places
to think of are those around the code of the region that the certificate's own number begins with, or all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from extractors.doubts import NEVER_SURE
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field
from extractors.facts.stamps import Stamp, StampOwner, StampSlot
from extractors.places import around, every_name, inside, names_of
from extractors.stamp_bodies import ISSUERS
from extractors.stamp_words import fold

_SURE = 0.95  # a character this sure is believed
_POSSIBLE = 0.02
_HIDDEN = 0.12  # of a place; less does not change what a character looks like
# How likely a character that was not thought of is, where print hides the place, where it does not, where it was sure.
_UNSEEN, _UNLIKELY, _AGAINST = 0.05, 0.005, 0.0005
_APART = math.log(20)  # the name must be so much likelier than the next
# Share of the places that must say the name, or have it among their runners-up, within a known region and anywhere.
_BORNE_OUT_HERE, _BORNE_OUT_ANYWHERE = 0.5, 0.85
_FEWEST = 6  # places
_SUFFIXES = "县区市旗"
_BRANCH = "分局"


@dataclass(frozen=True)
class _Place:
    """One place of an arc: how likely each character is there that was thought of, and how likely any other."""

    thought_of: Mapping[str, float]
    read: str
    certain: float
    otherwise: float

    @classmethod
    def of(cls, slot: StampSlot) -> Self:
        """Return what a slot says, its characters folded."""
        seen = {fold(text): probability for text, probability in slot.others}
        if slot.text:
            seen[fold(slot.text)] = slot.confidence
        open_ = not slot.text or slot.hidden >= _HIDDEN
        otherwise = _UNSEEN if open_ else _AGAINST if slot.confidence >= _SURE else _UNLIKELY
        likely = {text: probability for text, probability in seen.items() if probability >= _POSSIBLE}
        return cls(likely, fold(slot.text), slot.confidence, otherwise)

    def admits(self, wanted: str) -> bool:
        """Return whether nothing surely read speaks against a character."""
        return self.certain < _SURE or not self.read or wanted in self.thought_of


@dataclass(frozen=True)
class _Named:
    """A name held against the places of an arc."""

    name: str
    likelihood: float
    certain: float  # mean probability, places that do not say the name counted as 0
    borne_out: float  # share of the places that say the name or have it among their runners-up


def with_registrar(stamp: Stamp, region: str) -> Stamp:
    """Return the stamp with the name of the one authority it can be, or as it is.

    Args:
        stamp: of a round outline; one that is somebody's else is left alone.
        region: the first six digits of the certificate's number, empty where that was not read.
    """
    if stamp.owner not in (StampOwner.UNREAD, StampOwner.REGISTRAR):
        return stamp
    places = [_Place.of(slot) for slot in stamp.slots if not slot.text or fold(slot.text)]
    found = next((f for arc in _arcs(places) for f in (_authority(arc, region),) if f is not None), None)
    arc, blank, straight = stamp.text.partition(" ")
    if found is None or (found.name == fold(arc) and stamp.owner is StampOwner.REGISTRAR):
        return stamp
    return stamp.model_copy(
        update={
            "text": found.name + blank + straight,
            "owner": StampOwner.REGISTRAR,
            "confidence": round(min(found.certain, NEVER_SURE), 4),
        }
    )


def region_of(fields: Mapping[Field, Reading]) -> str:
    """Return the six digits of the region that a certificate's number names; empty where no number was read."""
    code, number = fields.get(Field.CREDIT_CODE), fields.get(Field.REGISTRATION_NUMBER)
    if code is not None:
        return str(code.value)[2:8]
    return str(number.value)[:6] if number is not None else ""


def _arcs(places: Sequence[_Place]) -> Iterator[Sequence[_Place]]:
    """Yield the places without, then with unread ones at the ends: what was taken for ink there may be none."""
    read = [index for index, place in enumerate(places) if place.read]
    if not read:
        return
    spans = [(first, last) for first in range(read[0] + 1) for last in range(read[-1], len(places))]
    for first, last in sorted(spans, key=lambda span: span[1] - span[0]):
        if last + 1 - first >= _FEWEST:
            yield places[first : last + 1]


def _authority(arc: Sequence[_Place], region: str) -> _Named | None:
    here = around(region)
    for names, least in ((_near_names(here), _BORNE_OUT_HERE), (every_name(), _BORNE_OUT_ANYWHERE)):
        found = _likeliest(arc, [*_plain(arc, names), *(_branches(here) if names else ())])
        if found is not None and found.borne_out >= least:
            return found
    return None


def _likeliest(arc: Sequence[_Place], names: Sequence[str]) -> _Named | None:
    """Return the name that is far likelier than all others; None where two are, or a sure character is against it."""
    weighed = sorted(
        (_weighed(arc, name) for name in dict.fromkeys(names) if len(name) == len(arc)),
        key=lambda named: -named.likelihood,
    )
    if not weighed or (len(weighed) > 1 and weighed[0].likelihood - weighed[1].likelihood < _APART):
        return None
    best = weighed[0]
    return best if all(place.admits(wanted) for place, wanted in zip(arc, best.name, strict=True)) else None


def _plain(arc: Sequence[_Place], places: Sequence[str]) -> Iterator[str]:
    """Yield the names of place and body that are as long as the arc, of the likeliest places and bodies only."""
    for length in sorted({len(body) for body in ISSUERS}):
        start = len(arc) - length
        if start < 2:
            continue
        bodies = _best(arc[start:], [body for body in ISSUERS if len(body) == length])
        for place in _best(arc[:start], [place for place in places if len(place) == start]):
            yield from (place + body for body in bodies)


def _best(arc: Sequence[_Place], words: Sequence[str]) -> list[str]:
    return sorted(words, key=lambda word: -_weighed(arc, word).likelihood)[:2]


def _weighed(arc: Sequence[_Place], name: str) -> _Named:
    pairs = list(zip(arc, name, strict=True))
    likelihood = sum(math.log(place.thought_of.get(wanted, place.otherwise)) for place, wanted in pairs)
    certain = sum(place.certain for place, wanted in pairs if place.read == wanted)
    borne_out = sum(wanted in place.thought_of for place, wanted in pairs)
    return _Named(name, likelihood, certain / len(arc), borne_out / len(arc))


@lru_cache(maxsize=64)
def _near_names(here: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a place, its neighbours and what they lie in are called on stamps; none for an unknown region."""
    if not here:
        return ()
    wider = here[-2:][0]
    found: dict[str, None] = {}
    for code in (*here, *inside(wider)):
        for name in names_of(code):
            above = [n for c in around(code)[1:] for n in names_of(c)]
            for short in dict.fromkeys((name, name.rstrip(_SUFFIXES) if len(name) > 2 else name)):
                found |= dict.fromkeys([short, *(n + short for n in above)])
    return tuple(found)


@lru_cache(maxsize=64)
def _branches(here: tuple[str, ...]) -> tuple[str, ...]:
    """Return the branches of a prefecture's bodies in its counties: 漯河市市场监督管理局源汇分局."""
    if len(here) < 2:
        return ()
    return tuple(
        city + body + county.rstrip(_SUFFIXES) + _BRANCH
        for city in names_of(here[-2])
        for body in ISSUERS
        for code in inside(here[-2])
        for county in names_of(code)
    )

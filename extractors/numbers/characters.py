"""Characters of numbers: what may be dropped or folded before a number is looked at, and what must be refused.

Only what cannot change the meaning is folded: widths, spaces, dashes, the case of letters. Look-alikes (O for 0) are
the business of `repair`, which reports what it changed.
"""

from __future__ import annotations

from extractors.numbers.exceptions import InvalidFormat, InvalidLength

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Full-width forms only. NFKC would also turn circled and superscript digits into digits, and a number with one of those
# was not read well enough to be called a number.
_WIDTHS = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_DROPPED = {ord(character): None for character in _DASHES + _INVISIBLE}
_CAPITALS = str.maketrans("abcdefghijklmnopqrstuvwxyz", LETTERS)


def fold_number(number: str | None) -> str:
    """Return the text with half-width characters, without spaces, dashes and invisible characters; case is kept.

    Raises:
        InvalidFormat: `number` is not a string.

    >>> fold_number(" Ｍ000100Y－４ ")
    'M000100Y4'
    """
    if not isinstance(number, str):
        raise InvalidFormat("expected text")
    return "".join(half_width(number).translate(_DROPPED).split())


def half_width(text: str) -> str:
    """Return the text with full-width ASCII (Ａ, ０, ：) made half-width and nothing else changed."""
    return text.translate(_WIDTHS)


def capitals(text: str) -> str:
    """Return the text with a-z in capitals and nothing else changed; `str.upper` would turn ß into SS."""
    return text.translate(_CAPITALS)


def require(number: str, length: int, alphabet: str) -> None:
    """Check the length and the characters of a compact number.

    The length comes first: a text of another length is more usefully called too long than called malformed.

    Raises:
        InvalidFormat: `number` is empty or holds a character outside `alphabet`.
        InvalidLength: `number` has not `length` characters.
    """
    if not number:
        raise InvalidFormat("no number")
    if len(number) != length:
        raise InvalidLength(f"expected {length} characters, not {len(number)}")
    if any(character not in alphabet for character in number):
        raise InvalidFormat("a character that this number cannot have")

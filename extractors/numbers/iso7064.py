"""Check characters of ISO 7064: MOD 11-2 and MOD 11,10.

Kept apart from the numbers that use them, so that each can be tested against the standard alone. Both catch every
single wrong digit and every swap of neighbours (MOD 11-2) or nearly every swap (MOD 11,10).

Source: ISO/IEC 7064:2003; GB/T 17710-2008 is its Chinese edition.
"""

from __future__ import annotations

from extractors.numbers.characters import DIGITS
from extractors.numbers.exceptions import InvalidFormat


def mod_11_2_check_digit(body: str) -> str:
    """Return the MOD 11-2 check character (0-9 or X) of a string of digits.

    Args:
        body: ASCII digits, without the check character, of any length.

    Raises:
        InvalidFormat: `body` is empty or holds anything but ASCII digits.

    Source: ISO/IEC 7064:2003, MOD 11-2; the weights of GB 11643 are the powers of two modulo 11.

    >>> mod_11_2_check_digit("0794")
    '0'
    >>> mod_11_2_check_digit("11010519491231002")
    'X'
    """
    check = 0
    for digit in _digits(body):
        check = 2 * (check + digit) % 11
    return "0123456789X"[(1 - check) % 11]


def mod_11_10_check_digit(body: str) -> str:
    """Return the MOD 11,10 check digit of a string of digits.

    Args:
        body: ASCII digits, without the check digit, of any length.

    Raises:
        InvalidFormat: `body` is empty or holds anything but ASCII digits.

    Source: ISO/IEC 7064:2003, MOD 11,10 (hybrid system).

    >>> mod_11_10_check_digit("0794")
    '5'
    >>> mod_11_10_check_digit("11010800000001")
    '6'
    """
    product = 10
    for digit in _digits(body):
        product = 2 * ((product + digit) % 10 or 10) % 11
    return str((11 - product) % 10)


def _digits(body: str) -> list[int]:
    """Return the digits as numbers; ASCII only, because `str.isdigit` also says yes to other scripts."""
    if not body or any(character not in DIGITS for character in body):
        raise InvalidFormat("expected ASCII digits")
    return [int(character) for character in body]

"""组织机构代码, the organisation code: eight digits or capitals and a check character, printed `XXXXXXXX-X`.

Replaced by the credit code in 2015, and living on as its characters 9-17. Some institutions still hold the certificate.

Source: GB 11714-1997 全国组织机构代码编制规则.

>>> validate("M000100Y-4")
'M000100Y4'
>>> is_valid("M000100Y-5")
False
"""

from __future__ import annotations

from extractors.numbers.characters import DIGITS, LETTERS, capitals, fold_number, require
from extractors.numbers.exceptions import InvalidChecksum, InvalidFormat, accepts

ALPHABET = DIGITS + LETTERS
CHECK_ALPHABET = DIGITS + "X"
LENGTH = 9
POSITION_ALPHABETS: tuple[str, ...] = (ALPHABET,) * 8 + (CHECK_ALPHABET,)

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def compact(number: str | None) -> str:
    """Return the code in capitals, half-width, without spaces and the dash before the check character.

    Raises:
        InvalidFormat: `number` is not a string.
    """
    return capitals(fold_number(number))


def calc_check_digit(body: str) -> str:
    """Return the check character (0-9 or X) that belongs to the first eight characters.

    Raises:
        InvalidFormat: anything but ASCII digits and capitals.
        InvalidLength: not eight characters.

    Source: GB 11714-1997, clause 3. 11 - sum mod 11, where 10 is written X and 11 is written 0.

    >>> calc_check_digit("M000100Y")
    '4'
    """
    require(body, LENGTH - 1, ALPHABET)
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, body, strict=True))
    return CHECK_ALPHABET[-total % 11]


def validate(number: str | None) -> str:
    """Return the compact code (nine characters, no dash), if it is an organisation code.

    Raises:
        InvalidFormat: no text, or a character it cannot have.
        InvalidLength: not nine characters.
        InvalidChecksum: the last character does not fit.

    Source: GB 11714-1997.
    """
    code = compact(number)
    require(code, LENGTH, ALPHABET)
    if code[-1] not in CHECK_ALPHABET:
        raise InvalidFormat("the check character is a digit or X")
    if calc_check_digit(code[:-1]) != code[-1]:
        raise InvalidChecksum("the check character does not fit")
    return code


def is_valid(number: str | None) -> bool:
    """Return whether `validate` accepts the number."""
    return accepts(validate, number)


def is_consistent(number: str | None) -> bool:
    """Return whether the number is valid; it carries no second redundancy."""
    return is_valid(number)

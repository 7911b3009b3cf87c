"""注册号, the registration number of licences before the credit code: 15 digits.

======  ===================================================================================
digits  meaning
======  ===================================================================================
1-6     region of the registrar (100000 is the national registrar)
7-14    sequence; its first digit: 0-3 domestic, 4-5 foreign-invested, 6-9 个体工商户
15      check digit, ISO 7064 MOD 11,10
======  ===================================================================================

Before 2007 licences carried 13 digits without a check digit. `is_legacy_format` recognises those, `validate` refuses
them: nothing in such a number can prove that it was read right.

Source: GS15-2006 工商行政管理市场主体注册号编制规则.

>>> validate("110108 000000016")
'110108000000016'
>>> is_valid("1101081234567"), is_legacy_format("1101081234567")
(False, True)
"""

from __future__ import annotations

from extractors.numbers.characters import DIGITS, fold_number, require
from extractors.numbers.exceptions import InvalidChecksum, ValidationError, accepts
from extractors.numbers.iso7064 import mod_11_10_check_digit

LENGTH = 15
LEGACY_LENGTH = 13
POSITION_ALPHABETS: tuple[str, ...] = (DIGITS,) * LENGTH


def compact(number: str | None) -> str:
    """Return the number half-width, without spaces and dashes.

    Raises:
        InvalidFormat: `number` is not a string.
    """
    return fold_number(number)


def calc_check_digit(body: str) -> str:
    """Return the check digit that belongs to the first 14 digits.

    Raises:
        InvalidFormat: anything but ASCII digits.
        InvalidLength: not 14 digits.

    Source: GS15-2006; ISO/IEC 7064:2003, MOD 11,10.

    >>> calc_check_digit("11010800000001")
    '6'
    """
    require(body, LENGTH - 1, DIGITS)
    return mod_11_10_check_digit(body)


def validate(number: str | None) -> str:
    """Return the compact number, if it is a 15-digit registration number.

    Raises:
        InvalidFormat: no text, or anything but digits.
        InvalidLength: not 15 digits (the 13-digit numbers before 2007 included).
        InvalidChecksum: the last digit does not fit.

    Source: GS15-2006.
    """
    digits = compact(number)
    require(digits, LENGTH, DIGITS)
    if calc_check_digit(digits[:-1]) != digits[-1]:
        raise InvalidChecksum("the check digit does not fit")
    return digits


def is_valid(number: str | None) -> bool:
    """Return whether `validate` accepts the number."""
    return accepts(validate, number)


def is_consistent(number: str | None) -> bool:
    """Return whether the number is valid; it carries no second redundancy."""
    return is_valid(number)


def is_legacy_format(number: str | None) -> bool:
    """Return whether the text looks like a 13-digit number of before 2007, which has no check digit."""
    try:
        require(compact(number), LEGACY_LENGTH, DIGITS)
    except ValidationError:
        return False
    return True

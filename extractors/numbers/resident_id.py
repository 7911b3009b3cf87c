"""公民身份号码, the number of the resident identity card: 17 digits and a check character.

======  =======================================================================================
place   meaning
======  =======================================================================================
1-6     region of first registration (GB/T 2260); 81, 82, 83 on residence permits for people from
        Hong Kong, Macao and Taiwan
7-14    birth date, YYYYMMDD
15-17   sequence; odd for men, even for women
18      check character, ISO 7064 MOD 11-2: 0-9 or X
======  =======================================================================================

`validate` never looks at the region. The code is frozen when the number is issued: its county may be gone today, or may
have been founded after the holder's birth. The birth date must be a day of the calendar. Whether it lies in the future
is for those who know today's date.

First-generation cards carried 15 digits (two-digit year, no check character) and are void. `is_fifteen_digits`
recognises such a number and `upgrade` writes it with 18; `validate` refuses it.

Source: GB 11643-1999 公民身份号码.

>>> validate("11010519491231002x")
'11010519491231002X'
>>> birth_date("11010519491231002X").isoformat(), sex("11010519491231002X")
('1949-12-31', 'female')
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from extractors.numbers.characters import DIGITS, capitals, fold_number, require
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, accepts
from extractors.numbers.iso7064 import mod_11_2_check_digit

LENGTH = 18
OLD_LENGTH = 15
CHECK_ALPHABET = DIGITS + "X"
POSITION_ALPHABETS: tuple[str, ...] = (DIGITS,) * 17 + (CHECK_ALPHABET,)

_RESIDENCE_PERMIT_PREFIXES = ("81", "82", "83")
# Nobody in a filing was born before 1900; a year outside this range marks a misread number.
_PLAUSIBLE_YEARS = range(1900, 2100)


def compact(number: str | None) -> str:
    """Return the number half-width, without spaces and dashes, with a capital X.

    Raises:
        InvalidFormat: `number` is not a string.
    """
    return capitals(fold_number(number))


def calc_check_digit(body: str) -> str:
    """Return the check character (0-9 or X) that belongs to the first 17 digits.

    Raises:
        InvalidFormat: anything but ASCII digits.
        InvalidLength: not 17 digits.

    Source: GB 11643-1999, clause 5; ISO/IEC 7064:2003, MOD 11-2.

    >>> calc_check_digit("11010519491231002")
    'X'
    """
    require(body, LENGTH - 1, DIGITS)
    return mod_11_2_check_digit(body)


def validate(number: str | None) -> str:
    """Return the compact number, if it is an 18-character number with a real birth date.

    Raises:
        InvalidFormat: no text, or a character it cannot have.
        InvalidLength: not 18 characters (the old 15 digits included).
        InvalidComponent: the birth date is no day of the calendar.
        InvalidChecksum: the last character does not fit.

    Source: GB 11643-1999.
    """
    text = compact(number)
    require(text, LENGTH, CHECK_ALPHABET)
    if "X" in text[:-1]:
        raise InvalidFormat("X stands only at the end")
    _calendar_day(text[6:14])
    if calc_check_digit(text[:-1]) != text[-1]:
        raise InvalidChecksum("the check character does not fit")
    return text


def is_valid(number: str | None) -> bool:
    """Return whether `validate` accepts the number."""
    return accepts(validate, number)


def is_consistent(number: str | None) -> bool:
    """Return whether the number is valid and its birth year lies between 1900 and 2099."""
    return is_valid(number) and birth_date(number).year in _PLAUSIBLE_YEARS


def is_fifteen_digits(number: str | None) -> bool:
    """Return whether the text is a first-generation number: 15 digits with a real birth date, no check character."""
    return accepts(upgrade, number)


def upgrade(number: str | None) -> str:
    """Return the 18-character number of a 15-digit one: 19 before the year, check character at the end.

    The result is computed, so it proves nothing about how well the 15 digits were read.

    Raises:
        InvalidFormat: no text, or anything but digits.
        InvalidLength: not 15 digits.
        InvalidComponent: the birth date is no day of the calendar.

    >>> upgrade("190101800101001")
    '190101198001010015'
    """
    digits = compact(number)
    require(digits, OLD_LENGTH, DIGITS)
    body = f"{digits[:6]}19{digits[6:]}"
    _calendar_day(body[6:14])
    return body + calc_check_digit(body)


def birth_date(number: str | None) -> date:
    """Return the birth date in a valid 18-character number.

    Raises:
        ValidationError: the number is not valid.
    """
    return _calendar_day(validate(number)[6:14])


def sex(number: str | None) -> Literal["male", "female"]:
    """Return the sex in a valid 18-character number: odd sequence for men, even for women.

    Raises:
        ValidationError: the number is not valid.
    """
    return "male" if int(validate(number)[16]) % 2 else "female"


def is_residence_permit(number: str | None) -> bool:
    """Return whether a valid number belongs to a residence permit for people from Hong Kong, Macao or Taiwan.

    Raises:
        ValidationError: the number is not valid.
    """
    return validate(number).startswith(_RESIDENCE_PERMIT_PREFIXES)


def _calendar_day(digits: str) -> date:
    """Return the date of eight digits; ISO parsing by `date.fromisoformat` is laxer than we want."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise InvalidComponent("the birth date is no day of the calendar") from error

"""Numbers of travel and residence permits.

============================================  =================================================================
permit                                        number
============================================  =================================================================
港澳居民来往内地通行证                         H or M, 8 digits for life; cards of 1999 add 2 digits of renewals
台湾居民来往大陆通行证                         8 digits; booklets of before 2008 add 2 digits of renewals and an
                                              office's letter in brackets, which is dropped
港澳台居民居住证                               as of resident identity cards, region 810000, 820000 or 830000
外国人永久居留身份证 of 2017                    3 letters (nationality), 4 digits (region), birth YYMMDD, 2 digits
外国人永久居留身份证 of 2023                    18 digits as of identity cards, the first one 9
============================================  =================================================================

The first two carry no check digit, and nor does the card of 2017 as far as is known: `validate_…` can only refuse what
has another shape.

Source: 公安部 港澳居民来往内地通行证号码规则 (2010); 台湾居民来往大陆通行证 form of 2008; 国办发〔2018〕81号 (residence
permits); 国家移民管理局公告2023年第3号 (permanent residents' cards); the project's domain dossier, 2.5.

>>> validate_hk_macao("H12345678"), validate_taiwan("01234567")
('H12345678', '01234567')
"""

from __future__ import annotations

import re
from datetime import date

from extractors.dates import parse_short_date
from extractors.numbers import resident_id
from extractors.numbers.characters import capitals, fold_number
from extractors.numbers.exceptions import InvalidComponent, InvalidFormat, InvalidLength

_HK_MACAO = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_TAIWAN = re.compile(r"([0-9]{8}(?:[0-9]{2})?)(?:\([A-Z]\)|[A-Z])?")
_PERMANENT = re.compile(r"[A-Z]{3}[0-9]{12}")
_BIRTH = slice(7, 13)
_RESIDENCE_REGIONS = ("810000", "820000", "830000")
_PERMANENT_LEAD = "9"
_ANY_DAY = date(2099, 12, 31)


def compact(number: str | None) -> str:
    """Return the number half-width, in capitals, without spaces and dashes.

    Raises:
        InvalidFormat: `number` is not a string.
    """
    return capitals(fold_number(number))


def validate_hk_macao(number: str | None) -> str:
    """Return the compact number of a permit of people from Hong Kong or Macao.

    Raises:
        InvalidFormat: it has another shape.

    Source: 公安部 港澳居民来往内地通行证号码规则.
    """
    text = compact(number)
    if not _HK_MACAO.fullmatch(text):
        raise InvalidFormat("expected H or M and 8 or 10 digits")
    return text


def validate_taiwan(number: str | None) -> str:
    """Return the compact number of a permit of people from Taiwan, without the letter of the office.

    Raises:
        InvalidFormat: it has another shape.
    """
    found = _TAIWAN.fullmatch(compact(number))
    if found is None:
        raise InvalidFormat("expected 8 or 10 digits")
    return found[1]


def validate_residence(number: str | None) -> str:
    """Return the compact number of a residence permit for people from Hong Kong, Macao or Taiwan.

    Raises:
        ValidationError: it is no valid number of an identity card.
        InvalidComponent: its region is not one of the three.

    Source: 国办发〔2018〕81号; GB 11643.
    """
    text = resident_id.validate(number)
    if not text.startswith(_RESIDENCE_REGIONS):
        raise InvalidComponent("expected region 810000, 820000 or 830000")
    return text


def validate_permanent(number: str | None) -> str:
    """Return the compact number of a foreign permanent resident's card, of 2017 or of 2023.

    Raises:
        InvalidLength: neither 15 nor 18 characters.
        InvalidFormat: a character that cannot stand there.
        InvalidComponent: the birth date is no day of the calendar, or 18 digits do not begin with 9.
        InvalidChecksum: the check character of 18 digits does not fit.
    """
    text = compact(number)
    if len(text) == resident_id.LENGTH:
        if not text.startswith(_PERMANENT_LEAD):
            raise InvalidComponent("expected 9 to begin with")
        return resident_id.validate(text)
    if len(text) != resident_id.OLD_LENGTH:
        raise InvalidLength(f"expected 15 or 18 characters, not {len(text)}")
    if not _PERMANENT.fullmatch(text):
        raise InvalidFormat("expected 3 letters and 12 digits")
    if parse_short_date(text[_BIRTH], _ANY_DAY) is None:
        raise InvalidComponent("the birth date is no day of the calendar")
    return text

"""Dates and terms of validity as Chinese documents print them.

A date is returned only when the text leaves no choice: it is a day of the calendar, in a year a document can hold, and
no digit of it is cut off. O, l and their like count as 0 and 1 inside a date, as long as most of its digits were read
as digits. `None` means "not read", never "not there".

A term is what stands after 营业期限 or 有效期限. "No end" must be printed in words (长期, 永久, 无固定期限); dashes or
nothing are not words, so they leave the end unknown. Vendors encode 长期 as 2099-12-31 or 9999-12-31: such a date is a
date here like any other. Nothing in this module knows today's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from extractors.text import flatten

LongTerm = Literal["long_term"]
LONG_TERM: Final = "long_term"


class FoundDate(NamedTuple):
    """A date and where it stands: `text[start:end]` is its printed form."""

    value: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of validity, as far as it was read.

    Attributes:
        valid_from: first day, None when not read.
        valid_until: last day, or `LONG_TERM`; None when not read or not stated.
    """

    valid_from: date | None = None
    valid_until: date | LongTerm | None = None


# Years outside cannot stand on a document of today: a 2915 is a misread 2015, and would make a term look endless.
_YEARS = range(1800, 2200)
# The year that vendors write for 长期.
_VENDOR_ENDLESS_YEAR = 9999
# Of the eight digits of a date, five must have been read as digits.
_MOST_CONFUSED = 3

# Spellings of one and the same thing, character by character, so that places stay what they were.
_SAME = str.maketrans(
    {
        **dict.fromkeys("○◯零", "〇"),
        **dict(zip("壹贰貳叁參肆伍陆陸柒捌玖拾", "一二二三三四五六六七八九十", strict=True)),
        **dict.fromkeys("–—―−‐", "-"),
        **dict.fromkeys("·•・。,", "."),
        **dict.fromkeys("曰号", "日"),
    }
)
_PLAIN_DIGITS = str.maketrans("〇一二三四五六七八九OoQDlIi|", "012345678900001111")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

_DIGIT = r"[0-9OoQDlIi|]"
_NUMERAL = r"[0-9OoQDlIi|〇一二三四五六七八九十廿卅]"
_UP_TO_THREE = rf"{_NUMERAL}(?:\s*{_NUMERAL}){{0,2}}"
_PATTERNS = (
    # 2015年10月01日, 2015 年 10 月 01 日, 二〇一五年十月一日. Without 日, two digits must stand before the end.
    re.compile(
        rf"(?<![0-9])(?P<y>{_NUMERAL}(?:\s*{_NUMERAL}){{3}})\s*年\s*(?P<m>{_UP_TO_THREE})\s*月\s*"
        rf"(?P<d>{_UP_TO_THREE})(?:\s*日|(?<=[0-9]{{2}})(?!\s*{_NUMERAL}))"
    ),
    # 2015-10-01, 2015.10.01, 2015/10/1. Both separators are the same.
    re.compile(
        rf"(?<![0-9])(?P<y>{_DIGIT}{{4}})\s*(?P<sep>[-./])\s*(?P<m>{_DIGIT}{{1,2}})\s*(?P=sep)\s*(?P<d>{_DIGIT}{{1,2}})"
        rf"(?!{_DIGIT})"
    ),
    # 20151001, and with a dot lost: 201510.01, 2015.1001. Before 号 (日 by now) it is a serial number.
    re.compile(
        rf"(?<![0-9A-Za-z.])(?P<y>{_DIGIT}{{4}})\.?(?P<m>{_DIGIT}{{2}})\.?(?P<d>{_DIGIT}{{2}})(?![0-9A-Za-z日])"
    ),
    # December 10, 2022; Dec. 10 2022 (English certificates); blanks may have gone: December10,2022.
    re.compile(
        rf"(?<![A-Za-z])(?P<m>{'|'.join(_MONTHS)})[A-Z]*\.?\s*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        r"(?:\s*\.\s*|\s+)(?P<y>[0-9]{4})(?![0-9])",
        re.IGNORECASE,
    ),
    # 15 10月/OCT 2015 (passport), 15 Oct 2015.
    re.compile(
        r"(?<![0-9])(?P<d>[0-9]{1,2})\s*(?:(?P<m2>[0-9]{1,2})\s*月\s*/?\s*)?"
        rf"(?P<m>{'|'.join(_MONTHS)})[A-Z]*\.?\s*(?P<y>[0-9]{{4}})(?![0-9])",
        re.IGNORECASE,
    ),
)

_ENDLESS = re.compile(
    r"(?:[长長]\s*[期朋](?:\s*有\s*效)?|永\s*久(?:\s*有\s*效)?|无\s*固\s*定\s*期\s*限|无\s*限\s*期|不\s*约\s*定\s*期\s*限)"
    # 长期租赁 in a scope of business is no term: no Chinese word may go on here.
    r"(?![\u3400-\u9fff])"
)
# What stands beside a single date and says which end of the term it is.
_BEFORE_END = ("至", "到", "止于", "-", "~")
_AFTER_END = ("止", "前", "届满")
_BEFORE_START = ("自", "从", "由")
_AFTER_START = ("起", "至", "到", "-", "~")


def parse_date(text: str | None) -> date | None:
    """Return the one date in the text; None when it holds none, an impossible one only, or several different ones.

    Source: the printed forms of licences, cards and certificates (ID card GA 448, licence 国市监注〔2018〕253号).

    >>> parse_date("成立日期 2021 年 01 月 20 日").isoformat()
    '2021-01-20'
    >>> parse_date("二〇一五年十月廿一日").isoformat()
    '2015-10-21'
    >>> parse_date("2O15.1O.01").isoformat()
    '2015-10-01'
    >>> parse_date("2015-02-30") is None
    True
    """
    values = {found.value for found in parse_dates(text)}
    return values.pop() if len(values) == 1 else None


def parse_dates(text: str | None) -> tuple[FoundDate, ...]:
    """Return all dates in the text with their places, in order; days that do not exist are left out.

    >>> [(str(found.value), found.start, found.end) for found in parse_dates("自2018年01月01日至2023.1.1")]
    [('2018-01-01', 1, 12), ('2023-01-01', 13, 21)]
    """
    if not text:
        return ()
    flat = flatten(text).translate(_SAME)
    matches = sorted(
        (match for pattern in _PATTERNS for match in pattern.finditer(flat)),
        key=lambda match: (match.start(), -match.end()),
    )
    dates: list[FoundDate] = []
    reached = 0
    for match in matches:
        value = _value(match)
        if value is not None and match.start() >= reached:
            dates.append(FoundDate(value, match.start(), match.end()))
            reached = match.end()
    return tuple(dates)


def parse_term(text: str | None) -> Term:
    """Return the term of validity in the text of its field; what is not certain stays None.

    Two dates are first and last day. A single date is the first or the last day when a word or a dash beside it says
    which; otherwise neither. The dates are given as printed, also when the second lies before the first.

    Source: printed forms of 营业期限 (licences), 有效期限 (ID cards), 有效期 (certificates of public institutions).

    >>> parse_term("2015.10.01-长期")
    Term(valid_from=datetime.date(2015, 10, 1), valid_until='long_term')
    >>> parse_term("自2018年01月01日至2023年01月01日").valid_until.isoformat()
    '2023-01-01'
    >>> parse_term("----")
    Term(valid_from=None, valid_until=None)
    """
    if not text:
        return Term()
    dates = parse_dates(text)
    flat = flatten(text).translate(_SAME)
    endless = _ENDLESS.search(flat)
    if len(dates) > 2 or (len(dates) == 2 and endless):
        return Term()
    if len(dates) == 2:
        return Term(dates[0].value, dates[1].value)
    if len(dates) == 1:
        return _term_of_one(dates[0], flat, endless)
    return Term(None, LONG_TERM) if endless else Term()


def parse_short_date(digits: str | None, not_after: date) -> date | None:
    """Return the latest date written YYMMDD (as in the lines of a passport) that is not after the given day.

    The century is not printed, so the caller says up to when the date can be: today for a birth, today and the longest
    validity for an expiry.

    >>> parse_short_date("491231", date(2026, 1, 1)).isoformat()
    '1949-12-31'
    """
    if not isinstance(digits, str) or not re.fullmatch("[0-9]{6}", digits):
        return None
    century = not_after.year // 100 * 100
    candidates = (
        _day(first + int(digits[:2]), int(digits[2:4]), int(digits[4:])) for first in (century, century - 100)
    )
    return next((value for value in candidates if value is not None and value <= not_after), None)


def to_iso(value: date | LongTerm | None) -> str | None:
    """Return the date as in the report: ISO, `long_term`, or None.

    >>> to_iso(date(2038, 3, 14)), to_iso(LONG_TERM), to_iso(None)
    ('2038-03-14', 'long_term', None)
    """
    return value.isoformat() if isinstance(value, date) else value


def _term_of_one(found: FoundDate, flat: str, endless: re.Match[str] | None) -> Term:
    """Return the term of a text with a single date, by the words around it."""
    if endless:
        return Term(found.value, LONG_TERM) if endless.start() >= found.end else Term()
    before, after = flat[: found.start].rstrip(" \t\n:"), flat[found.end :].lstrip()
    is_end = before.endswith(_BEFORE_END) or after.startswith(_AFTER_END)
    is_start = before.endswith(_BEFORE_START) or after.startswith(_AFTER_START)
    if is_end == is_start:
        return Term()
    return Term(None, found.value) if is_end else Term(found.value, None)


def _value(match: re.Match[str]) -> date | None:
    """Return the date of a match, or None when it is none after all."""
    year, month, day = ("".join(match[name].split()) for name in ("y", "m", "d"))
    named = match.groupdict().get("m2")
    if month.upper() in _MONTHS:
        month = str(_MONTHS.index(month.upper()) + 1)
        if named and int(named) != int(month):
            return None
    if len(re.findall("[OoQDlIi|]", year + month + day)) > _MOST_CONFUSED and not _is_chinese(year):
        return None
    # 2015.01.1 has lost its last digit: who writes 01 for the month writes two digits for the day.
    if match["m"][0].isdigit() and day.isdigit() and "0" in (month[0], day[0]) and len(month) != len(day):
        return None
    numbers = [_number(part) for part in (year, month, day)]
    if any(number is None for number in numbers):
        return None
    return _day(*(number for number in numbers if number is not None))


def _is_chinese(numeral: str) -> bool:
    """Return whether a numeral holds a Chinese digit other than a bare circle."""
    return any(character in "一二三四五六七八九十廿卅" for character in numeral)


def _number(numeral: str) -> int | None:
    """Return the value of a numeral in digits (2015), Chinese digits (二〇一五) or with tens (二十一, 廿一)."""
    if _is_chinese(numeral):
        numeral = numeral.replace("廿", "二十").replace("卅", "三十")
        tens, ten, ones = numeral.partition("十")
        if ten:
            numeral = (tens or "一") + (ones or "〇")
            if len(numeral) != 2:
                return None
    plain = numeral.translate(_PLAIN_DIGITS)
    return int(plain) if re.fullmatch("[0-9]+", plain) else None


def _day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None for no day of the calendar or a year no document carries."""
    if year not in _YEARS and year != _VENDOR_ENDLESS_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

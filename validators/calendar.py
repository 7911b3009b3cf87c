"""The last day for the authority's decision: 20 working days after submission (二十个工作日).

Holidays and make-up days come from `chinese_calendar`, whose data end with the last year that the State Council has
arranged. Beyond it, working days are estimated as Monday to Friday without the statutory days, and the result says so.

Source: 非经营性互联网信息服务备案管理办法 (twenty working days); 全国年节及纪念日放假办法, as amended for 2025
(statutory days: 元旦 1, 春节 4, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3).
"""

from __future__ import annotations

import datetime as dt

import chinese_calendar

from validators.findings import DueDate

WORKING_DAYS = 20

_ONE_DAY = dt.timedelta(days=1)
# Month and day of statutory holidays that are the same every year.
_FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
# By year: first day of the first lunar month, 清明, 端午, 中秋. A year that is missing is estimated without them.
_MOVABLE = {
    2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
    2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
}


def decision_due_on(submitted_on: dt.date) -> DueDate | None:
    """Return the twentieth working day after the day of submission; None when the calendar itself ends before.

    >>> decision_due_on(dt.date(2026, 9, 15))
    DueDate(date=datetime.date(2026, 10, 19), estimated=False)
    """
    day, left, estimated = submitted_on, WORKING_DAYS, False
    while left:
        if day == dt.date.max:
            return None
        day += _ONE_DAY
        works, known = _is_working_day(day)
        left -= works
        estimated = estimated or not known
    return DueDate(date=day, estimated=estimated)


def _is_working_day(day: dt.date) -> tuple[bool, bool]:
    """Return whether people work that day, and whether that is known rather than estimated."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5 and not _is_statutory(day), False


def _is_statutory(day: dt.date) -> bool:
    """Return whether the day is a statutory holiday, as far as the tables above know."""
    if (day.month, day.day) in _FIXED:
        return True
    if day.year not in _MOVABLE:
        return False
    spring, *others = (dt.date(day.year, month, at) for month, at in _MOVABLE[day.year])
    # 春节: New Year's Eve and the first three days.
    return day in others or spring - _ONE_DAY <= day <= spring + 2 * _ONE_DAY

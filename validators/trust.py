"""How far a reading may be believed: the one place where confidence turns into pass, fail or doubt.

* A reading that equals the form passes at `agree`, one that differs objects at `accept`; what lies between is a doubt.
* A repaired reading never passes and never objects alone: its check digit was used up by the repair.
* What was not read is never equal to anything.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum

from extractors.dates import LONG_TERM, LongTerm
from extractors.facts.documents import Document, Reading
from extractors.facts.kinds import Field
from validators.compare import Comparison
from validators.policy import Policy

# `date.fromisoformat` takes weeks (2038-W01-1) as well.
_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
Compare = Callable[[str, str], Comparison]


class Outcome(StrEnum):
    """What a reading says about an expectation."""

    AGREES = "agrees"
    DIFFERS = "differs"  # certainly
    NEARLY = "nearly"  # read well enough, but the difference is for a person
    UNREAD = "unread"  # not read, or not well enough to say


def text_of(reading: Reading | None) -> str | None:
    """Return a reading's value as people read it; None when there is none."""
    if reading is None:
        return None
    if isinstance(reading.value, tuple):
        return "、".join(reading.value)
    if isinstance(reading.value, bool):
        return "有" if reading.value else "无"
    return str(reading.value)


def well_read(document: Document, name: Field, policy: Policy) -> Reading | None:
    """Return the reading, if it is good enough to agree with the form, or to be used where nothing contradicts it."""
    reading = document.fields.get(name)
    if reading is None or name in document.unread or reading.repaired:
        return None
    return reading if reading.confidence >= policy.confidence.agree.value else None


def words_of(document: Document, name: Field, policy: Policy) -> str | None:
    """Return what a field says, if it was read well enough; None otherwise."""
    return text_of(well_read(document, name, policy))


def can_object(document: Document, name: Field, policy: Policy) -> bool:
    """Return whether the reading is good enough to object with."""
    reading = well_read(document, name, policy)
    return reading is not None and reading.confidence >= policy.confidence.accept.value


def weigh(document: Document, name: Field, expected: str, compare: Compare, policy: Policy) -> Outcome:
    """Return what the document's field says about the expected value."""
    found = words_of(document, name, policy)
    if found is None:
        return Outcome.UNREAD
    comparison = compare(found, expected)
    if comparison.same:
        return Outcome.AGREES
    return Outcome.DIFFERS if can_object(document, name, policy) and not comparison.near else Outcome.NEARLY


def date_of(document: Document, name: Field, policy: Policy) -> dt.date | LongTerm | None:
    """Return the date in a field, if it was read well enough to be used; None otherwise."""
    return parse_iso(words_of(document, name, policy))


def day_of(document: Document, name: Field, policy: Policy) -> dt.date | None:
    """Return the day in a field, if it was read well enough and is a day; None otherwise."""
    value = date_of(document, name, policy)
    return value if isinstance(value, dt.date) else None


def parse_iso(text: str | None) -> dt.date | LongTerm | None:
    """Return an ISO date or `long_term`; None for anything else."""
    if text == LONG_TERM:
        return LONG_TERM
    try:
        return dt.date.fromisoformat(text) if text and _ISO.fullmatch(text) else None
    except ValueError:
        return None


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the day that many calendar months later (earlier, when negative), or the last day of a shorter month.

    The result stays within the calendar of `datetime`.

    >>> add_months(dt.date(2026, 11, 30), 3).isoformat()
    '2027-02-28'
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    if year < dt.MINYEAR:
        return dt.date.min
    next_month = dt.date(year + month0 // 11, (month0 + 1) % 12 + 1, 1) if (year, month0) != (dt.MAXYEAR, 11) else None
    last = (next_month - dt.timedelta(days=1)).day if next_month else 31
    return dt.date(year, month0 + 1, min(day.day, last))


def age_on(birth: dt.date, day: dt.date) -> int:
    """Return the age in full years; whoever is born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

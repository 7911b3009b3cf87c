from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.calendar import decision_due_on


@pytest.mark.parametrize(
    ("submitted", "due", "estimated"),
    [
        ("2026-09-15", "2026-10-19", False),  # the National Day week, and its make-up days
        ("2026-02-05", "2026-03-11", False),  # the Spring Festival
        ("2026-11-20", "2026-12-18", False),
        ("2026-11-21", "2026-12-18", False),  # a Saturday
        ("2026-12-03", "2026-12-31", False),  # the last day that is known
        ("2026-12-04", "2027-01-04", True),  # 1 January is a Friday
        ("2026-12-15", "2027-01-13", True),
        ("2027-01-20", "2027-02-19", True),  # four days of the Spring Festival of 2027, two of them a weekend
        ("2035-03-01", "2035-03-29", True),
        ("1990-01-01", "1990-01-29", True),
    ],
)
def test_due_date(submitted: str, due: str, estimated: bool) -> None:
    found = decision_due_on(dt.date.fromisoformat(submitted))
    assert found is not None
    assert (found.date.isoformat(), found.estimated) == (due, estimated)


def test_the_calendar_ends() -> None:
    assert decision_due_on(dt.date(9999, 12, 20)) is None


@given(st.dates(max_value=dt.date(9999, 1, 1)))
def test_twenty_working_days_are_four_weeks_at_least(day: dt.date) -> None:
    due = decision_due_on(day)
    assert due is not None
    # Make-up days on weekends can win two days at most.
    assert dt.timedelta(days=25) <= due.date - day <= dt.timedelta(days=45)

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.documents import Reading
from extractors.facts.kinds import Field
from tests.validators import builders as b
from validators.compare import same_name
from validators.trust import Outcome, add_months, age_on, date_of, parse_iso, text_of, weigh

POLICY = b.STANDARD


@pytest.mark.parametrize(
    ("reading", "outcome"),
    [
        (b.reading(b.UNIT, 0.75), Outcome.AGREES),
        (b.reading(b.UNIT, 0.74), Outcome.UNREAD),
        (b.reading(b.UNIT, float("nan")), Outcome.UNREAD),
        (b.reading(b.UNIT, 0.99, repaired=True), Outcome.UNREAD),
        (b.reading("别的", 0.90), Outcome.DIFFERS),
        (b.reading("别的", 0.89), Outcome.NEARLY),
        (b.reading("别的", 0.74), Outcome.UNREAD),
        (b.reading("别的", 0.99, repaired=True), Outcome.UNREAD),
        (b.reading(b.UNIT + "。", 0.99), Outcome.NEARLY),
        (b.reading("", 0.99), Outcome.DIFFERS),
    ],
)
def test_confidence_becomes_an_outcome(reading: Reading, outcome: Outcome) -> None:
    assert weigh(b.licence({Field.NAME: reading}), Field.NAME, b.UNIT, same_name, POLICY) is outcome


def test_what_was_not_legible_is_not_read_whatever_stands_in_the_fields() -> None:
    licence = b.licence(unread=(Field.NAME, Field.VALID_UNTIL))
    assert weigh(licence, Field.NAME, b.UNIT, same_name, POLICY) is Outcome.UNREAD
    assert date_of(licence, Field.VALID_UNTIL, POLICY) is None


@pytest.mark.parametrize(
    ("value", "text"), [(("a", "b"), "a、b"), (True, "有"), (False, "无"), (2, "2"), ("x", "x"), (None, None)]
)
def test_text_of(value: object, text: str | None) -> None:
    assert text_of(b.reading(value) if value is not None else None) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "2038", "2038-02-30", "20380314", "2038-W01-1", "长期", None])
def test_what_is_no_date(text: str | None) -> None:
    assert parse_iso(text) is None


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-11-20", 3, "2027-02-20"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-31", -1, "2025-12-31"),
        ("2016-02-29", 240, "2036-02-29"),
        ("9999-12-31", 0, "9999-12-31"),
        ("9999-12-31", 1, "9999-12-31"),
        ("0001-01-01", -1, "0001-01-01"),
    ],
)
def test_adding_months(day: str, months: int, result: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months).isoformat() == result


@given(st.dates(), st.integers(0, 600))
def test_adding_months_goes_forward(day: dt.date, months: int) -> None:
    assert add_months(day, months) >= day


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [("2008-11-20", "2026-11-20", 18), ("2008-11-21", "2026-11-20", 17), ("2008-02-29", "2026-02-28", 17)],
)
def test_age(birth: str, day: str, age: int) -> None:
    assert age_on(dt.date.fromisoformat(birth), dt.date.fromisoformat(day)) == age

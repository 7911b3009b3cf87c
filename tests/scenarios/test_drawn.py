"""Every scenario that form and files decide, through the real engine on rendered documents.

All of them run with `make scenarios`; those marked `usual` run with the ordinary tests as well.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from extractors.limits import Limits
from extractors.ocr import PaddleEngine
from flows.screening import screen
from tests.scenarios.cases import COMPLETE, DRAWN, INCOMPLETE, Drawn
from tests.scenarios.gaps import GAPS
from tests.scenarios.memory import RememberingEngine
from tests.scenarios.staging import staged
from tests.scenarios.undecided import BY_FACTS_ALONE, UNDECIDED
from tests.validators.builders import policy_with
from tests.validators.test_scenarios import SCENARIOS
from validators.findings import Report, Severity
from validators.policy_files import load_policy

LAST = 79


@pytest.fixture(scope="module")
def remembering(engine: PaddleEngine) -> RememberingEngine:
    return RememberingEngine(engine)


def marks_of(drawn: Drawn) -> list[pytest.MarkDecorator]:
    marks = [] if drawn.usual else [pytest.mark.scenarios]
    return [*marks, pytest.mark.xfail(reason=GAPS[drawn.number])] if drawn.number in GAPS else marks


@pytest.mark.ocr
@pytest.mark.parametrize(
    "drawn", [pytest.param(drawn, id=f"{drawn.number} {drawn.what}", marks=marks_of(drawn)) for drawn in DRAWN]
)
def test_scenario(drawn: Drawn, remembering: RememberingEngine, tmp_path: Path) -> None:
    policy = policy_with(**dict(drawn.entries)) if drawn.entries else load_policy(drawn.policy)
    folder = staged(drawn.change, tmp_path, sponsor=drawn.sponsor)
    report = screen(folder, engine=remembering, policy=policy, limits=Limits())
    assert (report.verdict.value, missing_codes(drawn, report)) == (drawn.verdict, set()), shown(report)
    if drawn.verdict == INCOMPLETE:
        certain = {reason.code.value for reason in report.reasons if reason.severity is Severity.FAIL}
        assert certain == set(drawn.codes), shown(report)


def missing_codes(drawn: Drawn, report: Report) -> set[str]:
    wanted = Severity.FAIL if drawn.verdict == INCOMPLETE else Severity.REVIEW
    return set(drawn.codes) - {reason.code.value for reason in report.reasons if reason.severity is wanted}


def shown(report: Report) -> str:
    return "\n".join(f"{r.code} {r.severity} {r.file} {r.field}: {r.expected} / {r.found}" for r in report.reasons)


@pytest.mark.ocr
@pytest.mark.scenarios
def test_79_the_due_date_of_december_is_an_estimate(remembering: RememberingEngine, tmp_path: Path) -> None:
    drawn = next(drawn for drawn in DRAWN if drawn.number == "79")
    folder = staged(drawn.change, tmp_path)
    due = screen(folder, engine=remembering, policy=load_policy(), limits=Limits()).decision_due_on
    assert due is not None
    assert (due.date, due.estimated) == (dt.date(2027, 1, 13), True)


def test_every_scenario_of_the_notes_is_decided_or_said_to_be_undecided() -> None:
    numbers = {str(number) for number in range(1, LAST + 1)}
    drawn = {drawn.number.rstrip("abc") for drawn in DRAWN}
    by_facts = {scenario.number.rstrip("abc") for scenario in SCENARIOS}
    assert numbers == drawn | by_facts | set(UNDECIDED)
    assert not set(UNDECIDED) & (drawn | by_facts)
    assert numbers - drawn - set(UNDECIDED) == set(BY_FACTS_ALONE)


def test_scenarios_are_named_once_and_say_why() -> None:
    assert set(GAPS) <= {drawn.number for drawn in DRAWN if not drawn.usual}
    assert len({drawn.number for drawn in DRAWN}) == len(DRAWN)
    assert all(drawn.codes for drawn in DRAWN if drawn.verdict == INCOMPLETE)
    assert not any(drawn.codes for drawn in DRAWN if drawn.verdict == COMPLETE)

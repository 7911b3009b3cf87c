"""Every rule by its table of cases: what it objects to, and what it lets pass."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
import re

import pytest

from tests.contract import REASON_CODES
from tests.validators import builders as b
from tests.validators.builders import STANDARD, evidence
from tests.validators.cases import form_and_files, people, services, sponsor, stamps
from tests.validators.cases.row import Row
from validators import rules
from validators.case import Case
from validators.findings import CheckStatus, Finding, ReasonCode
from validators.outcomes import spoken
from validators.rules import RULES, Rule

TABLES = {**form_and_files.CASES, **sponsor.CASES, **people.CASES, **services.CASES, **stamps.CASES}
BY_NAME = {rule.__module__.rpartition(".")[2]: rule for rule in RULES}
# Reasons that `judge` gives itself.
OF_THE_VERDICT = {"system.failed"}


def ask(rule: Rule, row: Row) -> list[Finding]:
    given = dict(row.given)
    policy = given.pop("policy", STANDARD)
    today: dt.date | None = given.pop("today", None)
    seen = evidence(given.pop("form", None), given.pop("documents", None), **given)
    assert seen.form is not None
    return list(rule(Case.of(seen, seen.form, policy, today or seen.form.submitted_on)))


def test_a_number_that_cannot_be_is_said_to_be_somebodys() -> None:
    mistyped, other = b.ID_NUMBER[:-1] + "?", b.OTHER_ID[:-1] + "?"
    form = b.unit_form(
        sponsor={"person_in_charge": b.person(number=mistyped)},
        services=[
            b.website(person_in_charge=b.person(number=mistyped)),
            b.website(name="云启商城", person_in_charge=b.person(b.OTHER_PERSON, other)),
        ],
    )
    findings = ask(BY_NAME["form_numbers"], Row("two numbers", (), {"form": form}))
    assert [f.reason.message for f in findings if f.reason] == [
        f"备案信息中负责人“{b.PERSON}”的居民身份证号码“{mistyped}”校验不通过",
        f"备案信息中负责人“{b.OTHER_PERSON}”的居民身份证号码“{other}”校验不通过",
    ]


@pytest.mark.parametrize(
    ("name", "row"),
    [pytest.param(name, row, id=f"{name}: {row.what}") for name, table in TABLES.items() for row in table],
)
def test_rule(name: str, row: Row) -> None:
    findings = ask(BY_NAME[name], row)
    reasons = [f"{f.reason.code.value} {f.reason.severity.value}" for f in findings if f.reason]
    assert sorted(reasons) == sorted(row.reasons)


def test_every_rule_file_is_registered_once() -> None:
    files = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    assert sorted(BY_NAME) == sorted(files)
    assert len(BY_NAME) == len(RULES)


def test_every_rule_has_a_table() -> None:
    assert set(TABLES) == set(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_table_has_both_outcomes(name: str) -> None:
    assert any(row.reasons for row in TABLES[name])
    assert any(not row.reasons for row in TABLES[name])


@pytest.mark.parametrize("name", BY_NAME)
def test_every_rule_says_what_it_asks_why_and_when(name: str) -> None:
    text = importlib.import_module(f"validators.rules.{name}").__doc__ or ""
    assert re.match(r".+\?\n", text), "the first line is a question"
    for section in ("Basis: ", "Fails: ", "Passes: "):
        assert re.search(f"^{section}.+", text, re.MULTILINE), section


@pytest.mark.parametrize("name", BY_NAME)
def test_every_reason_tells_people_where_what_and_what_to_do(name: str) -> None:
    for row in TABLES[name]:
        for finding in ask(BY_NAME[name], row):
            reason = finding.reason
            if reason is not None:
                said = reason.message + reason.suggestion
                assert re.search("[\u4e00-\u9fff]", reason.message)
                assert re.search("[\u4e00-\u9fff]", reason.suggestion)
                assert not re.search(r"\b(?:None|[a-z]+_[a-z_]+)\b", said), "a name of the code"
                assert reason.file is None or reason.file in said
                assert (reason.document is None) == (reason.page is None)
                assert reason.page is None or f"第{reason.page}页" in said
                assert spoken(reason.expected) in said
                assert spoken(reason.found) in said
                assert finding.check.status in (CheckStatus.FAIL, CheckStatus.UNSURE)


@pytest.mark.parametrize("code", sorted({*REASON_CODES, *(code.value for code in ReasonCode)} - OF_THE_VERDICT))
def test_every_reason_code_is_produced_by_a_rule(code: str) -> None:
    assert ReasonCode(code).value == code
    given = {reason.split()[0] for table in TABLES.values() for row in table for reason in row.reasons}
    assert code in given


def test_the_code_that_no_rule_gives_is_given_by_the_verdict() -> None:
    """`system.failed` is what a broken rule leaves; see test_verdict."""
    assert {ReasonCode.SYSTEM_FAILED.value} == OF_THE_VERDICT


@pytest.mark.parametrize("name", BY_NAME)
def test_a_rule_is_short_enough_to_be_read_at_once(name: str) -> None:
    assert len(inspect.getsource(importlib.import_module(f"validators.rules.{name}")).splitlines()) < 80

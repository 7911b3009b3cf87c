from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from validators.policy import Entry, ImageAnswer, Policy, PolicyError, StampNeed, load_policy, policy_names

TEXT = (Path(__file__).parents[2] / "validators" / "policies" / "standard.toml").read_text("utf-8")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(text, "utf-8")
    return path


def test_standard_is_the_baseline_of_the_contract() -> None:
    policy = load_policy()
    stamps = policy.stamp
    always = StampNeed.ALWAYS
    assert {stamps.unit.sponsor_certificate.value, stamps.unit.domain_certificate.value} == {always}
    assert {stamps.unit.pre_approval.value, stamps.unit.verification_sheet.value} == {always}
    assert stamps.individual.pre_approval.value is always
    others = {name: entry.value for name, entry in stamps.individual if name != "pre_approval"}
    assert set(others.values()) == {StampNeed.NEVER}
    assert (policy.validity.certificate_months.value, policy.validity.domain_months.value) == (3, 3)
    assert policy.person.adult_age.value == 18
    assert (policy.name, policy.as_of) == ("standard", dt.date(2026, 11, 24))


@pytest.mark.parametrize("name", policy_names())
def test_every_entry_has_a_source_and_a_date(name: str) -> None:
    policy = load_policy(name)
    entries = list(_entries(policy))
    assert len(entries) > 30
    for entry in entries:
        assert entry.source.strip()
        assert entry.since <= policy.as_of


def _entries(model: object) -> list[Entry[object]]:
    if isinstance(model, Entry):
        return [model]
    return (
        [entry for _, value in model for entry in _entries(value)]
        if isinstance(model, Policy) or _is_table(model)
        else []
    )


def _is_table(model: object) -> bool:
    return type(model).__name__.endswith(("Policy", "Needs"))


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        TEXT.replace('name = "standard"', 'name = "ours"').replace("months = { value = 3", "months = { value = 1"),
    )
    policy = load_policy(path)
    assert (policy.name, policy.validity.certificate_months.value) == ("ours", 1)
    assert load_policy(str(path)) == policy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("adult_age = { value = 18", 'adult_age = { value = "x"', r"line \d+: person\.adult_age\.value: "),
        ("adult_age =", "adult_years =", r"line \d+: person\.adult_age: Field required"),
        ("adult_age =", "adult_years =", r"line \d+: person\.adult_years: Extra inputs"),
        ('value = "either"', 'value = "sometimes"', r"line \d+: sheet\.date\.value: "),
        (", since = 2022-09-01", "", r"licence_term_not_printed_since\.since: Field required"),
        ("agree = { value = 0.75", "agree = { value = 0.95", r"confidence: .*agree must not be above accept"),
        ("[sheet]", "[sheet", r"ours\.toml: not TOML: .*line \d+"),
        ('"image.glare" = { value = "if_unread"', '"image.glare" = { value = "no"', r"image\.glare"),
    ],
)
def test_a_bad_file_is_named_with_line_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(PolicyError, match=message) as caught:
        load_policy(written(tmp_path, TEXT.replace(old, new)))
    assert "ours.toml" in str(caught.value)


def test_the_line_is_the_right_one(tmp_path: Path) -> None:
    text = TEXT.replace("adult_age = { value = 18", "adult_age = { value = -1")
    line = next(n for n, words in enumerate(text.splitlines(), 1) if words.startswith("adult_age"))
    with pytest.raises(PolicyError, match=rf"line {line}: person\.adult_age\.value"):
        load_policy(written(tmp_path, text))


@pytest.mark.parametrize("name", ["nosuch", "nosuch.toml", "", "../standard"])
def test_no_such_policy(name: str) -> None:
    with pytest.raises(PolicyError):
        load_policy(name)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match="cannot be read"):
        load_policy(path)


def test_a_flaw_nobody_knows() -> None:
    policy = load_policy()
    assert policy.images.answer("image.blurred") is ImageAnswer.IF_UNREAD
    with pytest.raises(KeyError):
        policy.images.answer("image.unheard_of")

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from validators.policy import Answer, ImageAnswer, LegalRepresentative, SheetDate, StampNeed
from validators.policy_files import PolicyError, load_policy, policy_names
from validators.policy_sources import all_sources, keys_in

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
    entries = dict(policy.entries())
    assert len(entries) > 50
    for entry in entries.values():
        assert keys_in(entry.source), entry.source
        assert entry.since <= policy.as_of
    assert policy.name == name


def test_every_source_is_used() -> None:
    used = {key for name in policy_names() for _, entry in load_policy(name).entries() for key in keys_in(entry.source)}
    assert set(all_sources()) == used


@pytest.mark.parametrize("name", [name for name in policy_names() if name != "standard"])
def test_other_policies_say_only_what_they_want_otherwise(name: str) -> None:
    standard, other = dict(load_policy().entries()), dict(load_policy(name).entries())
    assert load_policy(name).based_on == "standard"
    assert list(standard) == list(other)
    changed = {key for key, entry in other.items() if entry != standard[key]}
    assert 0 < len(changed) < len(standard) / 2


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("original-photo", "stamp.unit.sponsor_certificate", StampNeed.NEVER),
        ("original-photo", "images.image.black_and_white", ImageAnswer.FAIL),
        ("original-or-stamped-copy", "stamp.unit.sponsor_certificate", StampNeed.IF_COPY_OR_BW),
        ("stamped-paper", "stamp.unit.person_certificate", StampNeed.ALWAYS),
        ("stamped-paper", "sheet.date", SheetDate.BLANK),
        ("one-month-left", "validity.certificate_months", 1),
        ("zhejiang", "stamp_of_sole_trader.missing_but_signed", Answer.FAIL),
        ("hunan", "domain.held_by_legal_representative", Answer.FAIL),
        ("gansu", "domain.held_by_legal_representative", Answer.ACCEPT),
        ("shanxi", "person.sponsor_vs_legal_representative", LegalRepresentative.SAME),
        ("beijing", "person.sponsor_vs_legal_representative", LegalRepresentative.FREE),
        ("shanghai", "sponsor.electronic_certificate", Answer.FAIL),
        ("jiangsu", "person.least_age", 16),
        ("hebei", "person.without_mainland_id", Answer.REVIEW),
        ("guangdong", "sponsor.old_registration_number", Answer.FAIL),
    ],
)
def test_what_providers_and_provinces_want_otherwise(name: str, key: str, value: object) -> None:
    assert dict(load_policy(name).entries())[key].value == value


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        TEXT.replace('name = "standard"', 'name = "ours"').replace("months = { value = 3", "months = { value = 1"),
    )
    policy = load_policy(path)
    assert (policy.name, policy.validity.certificate_months.value) == ("ours", 1)
    assert load_policy(str(path)) == policy


BASED = 'name = "ours"\ntitle = "我们的"\nas_of = 2026-11-24\nbased_on = "standard"\n'


def test_a_file_that_is_based_on_another_says_only_what_it_wants_otherwise(tmp_path: Path) -> None:
    entry = '[person]\nadult_age = { value = 20, source = "OWN", since = 2026-01-01 }\n'
    policy = load_policy(written(tmp_path, BASED + entry))
    assert (policy.name, policy.person.adult_age.value, policy.person.adult_age.source) == ("ours", 20, "OWN")
    assert policy.person.underage == load_policy().person.underage
    assert policy.stamp == load_policy().stamp


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # A value alone would keep the source of another value.
        ("[person]\nadult_age = { value = 20 }\n", "ours.toml 第 6 行 person.adult_age.source：缺少此项"),
        ("[person]\nadult = { value = 20 }\n", "ours.toml 第 6 行 person.adult：没有这一项，请删除或检查拼写"),
        ("[person]\nadult_age = 20\n", "ours.toml 第 6 行 person.adult_age：应为 { value = …, source"),
        ("[persons]\n", "ours.toml 第 5 行 persons：没有这一项，请删除或检查拼写"),
    ],
)
def test_what_is_wrong_in_a_file_based_on_another_is_found_there(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(written(tmp_path, BASED + text))
    assert message in str(caught.value)


@pytest.mark.parametrize("key", ["name", "title", "as_of"])
def test_a_file_based_on_another_has_a_name_of_its_own(tmp_path: Path, key: str) -> None:
    text = re.sub(rf"(?m)^{key} = .*\n", "", BASED)
    with pytest.raises(PolicyError, match=f"{key}：缺少此项"):
        load_policy(written(tmp_path, text))


def test_a_file_is_based_on_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="based_on：没有名为“nosuch”的内置规则"):
        load_policy(written(tmp_path, BASED.replace("standard", "nosuch")))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("adult_age = { value = 18", 'adult_age = { value = "x"', r"第 \d+ 行 person\.adult_age\.value：应为整数"),
        ("adult_age =", "adult_years =", r"第 \d+ 行 person\.adult_age：缺少此项"),
        ("adult_age =", "adult_years =", r"第 \d+ 行 person\.adult_years：没有这一项，请删除或检查拼写"),
        (
            'value = "either"',
            'value = "sometimes"',
            r"第 \d+ 行 sheet\.date\.value：应为以下之一：either、blank、required",
        ),
        (", since = 2022-09-01", "", r"licence_term_not_printed_since\.since：缺少此项"),
        ("since = 2022-09-01", "since = 2022", r"since：应为日期 YYYY-MM-DD"),
        ("agree = { value = 0.75", "agree = { value = 0.95", r"confidence：agree 不能大于 accept"),
        ("least_age = { value = 0", "least_age = { value = 19", r"person：least_age 不能大于 adult_age"),
        ("accept = { value = 0.90", "accept = { value = 1.5", r"confidence\.accept\.value：不能大于 1"),
        ('source = "BL-TERM"', 'source = ""', r"source：不能为空"),
        ("[sheet]", "[sheet", r"ours\.toml：不是有效的 TOML（第 \d+ 行第 \d+ 列）"),
        (
            '"image.glare" = { value = "if_unread"',
            '"image.glare" = { value = "no"',
            r"images\.image\.glare\.value：应为",
        ),
    ],
)
def test_a_bad_file_is_named_with_line_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(PolicyError, match=message) as caught:
        load_policy(written(tmp_path, TEXT.replace(old, new)))
    assert "ours.toml" in str(caught.value)
    assert not re.search(r"[Ii]nput|[Ff]ield|[Ee]xtra|[Ii]nvalid|Value", str(caught.value))


def test_the_line_is_the_right_one(tmp_path: Path) -> None:
    text = TEXT.replace("adult_age = { value = 18", "adult_age = { value = -1")
    line = next(n for n, words in enumerate(text.splitlines(), 1) if words.startswith("adult_age"))
    with pytest.raises(PolicyError, match=rf"第 {line} 行 person\.adult_age\.value：不能小于 0"):
        load_policy(written(tmp_path, text))


@pytest.mark.parametrize("name", ["nosuch", "nosuch.toml", "", "../standard"])
def test_no_such_policy(name: str) -> None:
    with pytest.raises(PolicyError):
        load_policy(name)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match="不是 UTF-8 文本"):
        load_policy(path)


def test_a_flaw_nobody_knows() -> None:
    policy = load_policy()
    assert policy.images.answer("image.blurred") is ImageAnswer.IF_UNREAD
    with pytest.raises(KeyError):
        policy.images.answer("image.unheard_of")

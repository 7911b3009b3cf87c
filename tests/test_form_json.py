from __future__ import annotations

import pytest

from extractors.form_json import parse_form
from tests.forms import FORM, SECRET, broken


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (broken(sponsor__certificate__number=110108198001010013), "sponsor.certificate.number：应为字符串"),
        (broken(sponsor__certificate__number=""), "sponsor.certificate.number：不能为空"),
        (broken(sponsor__certificate__number="9" * 501), "sponsor.certificate.number：不能超过 500 个字符"),
        (broken(province=...), "province：缺少必填项"),
        (broken(sponser={}), "sponser：未知的键，请删除或检查拼写"),
        (broken(services__0__domain="a.cn"), "services[0].domain：未知的键，请删除或检查拼写"),
        (broken(services=[]), "services：至少要有 1 项"),
        (broken(services={}), "services：应为数组"),
        (broken(sponsor=[]), "sponsor：应为对象"),
        (broken(submitted_on="2026-13-01"), "submitted_on：应为日期 YYYY-MM-DD"),
        (broken(submitted_on=20261120), "submitted_on：应为日期 YYYY-MM-DD"),
        (broken(filing_type="new"), "filing_type：应为以下之一：first、add_service、add_access、change"),
        (
            broken(sponsor__certificate__valid_until="长期"),
            'sponsor.certificate.valid_until：应为日期 YYYY-MM-DD、"long_term" 或 null',
        ),
        (broken(services__0__app={"online": "yes"}), "services[0].app.online：应为 true 或 false"),
        (broken(**{SECRET: 1}), "（非法键名）：未知的键，请删除或检查拼写"),
        (b"[]", "form.json：应为对象"),
        (FORM[:-1] + b', "province": "x"}', "province：键重复出现，请只保留一个"),
        (FORM[:-20], "form.json：不是有效的 JSON"),
        (b"", "form.json：不是有效的 JSON"),
        (b"[" * 100_000, "form.json：不是有效的 JSON"),
        (FORM.replace(b'"first"', b"NaN"), "form.json：不是有效的 JSON"),
        (FORM.decode().encode("gbk"), "form.json：应为 UTF-8 编码，请另存为 UTF-8 后重新提交"),
        (b'{"province": "\\ud800"}', "form.json：不是有效的 JSON"),
    ],
)
def test_a_broken_form_names_the_place_and_what_is_expected(data: bytes, problem: str) -> None:
    reading = parse_form(data)
    assert reading.form is None
    assert any(found.startswith(problem) for found in reading.problems), reading.problems
    assert not any(SECRET in found or "110108198001010013" in found for found in reading.problems)


def test_one_problem_a_place() -> None:
    reading = parse_form(broken(sponsor__certificate__valid_until=5))
    assert len(reading.problems) == 1


def test_a_broken_form_keeps_its_name() -> None:
    assert parse_form(broken(province=...)).submission_id == "S-2026-0001"
    assert parse_form(broken(submission_id=7)).submission_id is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_mistake(encoding: str) -> None:
    assert parse_form(FORM.decode().encode(encoding)).form is not None

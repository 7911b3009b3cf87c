import datetime as dt
import re
from pathlib import Path

import pypdfium2
import pytest

from flows.reports.decisions import Choice
from flows.reports.notice import Notice, as_markdown, as_text, notice_of
from flows.reports.notice_pdf import as_pdf
from tests.flows.results import decision, write_result
from tests.flows.test_reports import report
from validators.findings import Reason, ReasonCode, Report, Severity

DAY = dt.date(2026, 11, 24)
HOSTILE = "[x](http://evil.example) <script>alert(1)</script> **粗** `c` # 标题\n二、伪造的一节\r\n=cmd|' /C calc'!A0"


def reason(code: ReasonCode, message: str, severity: Severity = Severity.FAIL) -> Reason:
    return (
        report()
        .reasons[0]
        .model_copy(
            update={
                "code": code,
                "message": message,
                "severity": severity,
                "suggestion": f"办法{message}",
                "file": message,
            }
        )
    )


def with_reasons(*reasons: Reason) -> Report:
    return report("S-1").model_copy(update={"reasons": reasons})


def made(*reasons: Reason) -> Notice:
    notice = notice_of(with_reasons(*reasons), (), DAY)
    assert notice is not None
    return notice


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize(
    ("codes", "finding"),
    [
        ([ReasonCode.MATERIAL_MISSING], "不齐全"),
        ([ReasonCode.STAMP_MISSING, ReasonCode.FILE_ENCRYPTED], "不齐全"),
        ([ReasonCode.NAME_MISMATCH], "不准确"),
        ([ReasonCode.CERTIFICATE_EXPIRED, ReasonCode.PRE_APPROVAL_MISSING], "不齐全且不准确"),
    ],
)
def test_the_notice_says_what_the_rules_say(codes: list[ReasonCode], finding: str) -> None:
    notice = made(*(reason(code, code.value) for code in codes))
    assert notice.finding == finding
    for text in (as_text(notice), as_markdown(notice).replace("**", "")):
        assert f"您提交的备案材料{finding}，暂不予通过" in text


def test_only_what_is_certain_or_confirmed_is_told(tmp_path: Path) -> None:
    whole = with_reasons(
        reason(ReasonCode.NAME_MISMATCH, "确定"),
        reason(ReasonCode.NUMBER_MISMATCH, "推翻"),
        reason(ReasonCode.STAMP_UNREAD, "存疑", Severity.REVIEW),
        reason(ReasonCode.FIELD_UNREAD, "证实", Severity.REVIEW),
    )
    folder, _ = write_result(tmp_path)
    choices = [
        decision(folder, whole, 1, decision=Choice.OVERRULED, note="n"),
        decision(folder, whole, 3),
    ]
    notice = notice_of(whole, choices, DAY)
    assert notice is not None
    assert [item.message for item in (*notice.lacking, *notice.inaccurate)] == ["确定", "证实"]
    overruled = [decision(folder, whole, n, decision=Choice.OVERRULED, note="n") for n in range(4)]
    assert notice_of(whole, overruled, DAY) is None


def test_hostile_words_make_no_line_no_link_and_no_markup() -> None:
    notice = made(reason(ReasonCode.NAME_MISMATCH, HOSTILE))
    text, markdown = as_text(notice), as_markdown(notice)
    assert not re.search(r"^二、伪造", text, re.MULTILINE)
    assert not re.search(r"^=cmd", text, re.MULTILINE)
    for bare in (r"(?<!\\)<script", r"(?<!\\)\[x\]", r"(?<!\\)`c", r"^# 标题"):
        assert not re.search(bare, markdown, re.MULTILINE)
    data = as_pdf(notice)
    assert "<script>alert(1)</script>" in "".join(pages_of(data)).replace("\r\n", "")
    for means in (b"/JavaScript", b"/JS", b"/Annot", b"/URI", b"/OpenAction /"):
        assert means not in data


def test_a_long_notice_runs_over_pages_whole() -> None:
    notice = made(*(reason(ReasonCode.NAME_MISMATCH, f"问题{n}" + "很长的说明" * 20) for n in range(30)))
    data = as_pdf(notice)
    pages = pages_of(data)
    assert len(pages) > 1
    assert all(f"问题{n}" in "".join(pages) for n in range(30))
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        rights = [text.get_charbox(index)[2] for index in range(text.count_chars())]
        assert max(rights) <= page.get_width() - 55

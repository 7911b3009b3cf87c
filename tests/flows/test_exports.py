"""`summary.xlsx` and `fields.jsonl`: all of it, linked, and inert whatever the filer wrote."""

import json
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.facts.kinds import Field
from flows.reports import write_report
from flows.reports.counts import Counts
from flows.reports.summary import SUMMARY_FILES, write_summary
from flows.rows import Row, RowStatus, kept_row
from tests.flows.pages import NUMBER, card
from tests.flows.results import write_result
from validators.findings import Check, CheckCode, ReportedDocument

FORMULA = "=cmd|' /C calc'!A0"
HOSTILE = [
    FORMULA,
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://evil.example")',
    "http://evil.example",
    "x" * 40_000,
]


def write_batch(out: Path, words: str = "样本", masked: bool = False) -> list[Row]:
    """Write one submission whose every text is `words`, and one the program failed on."""
    folder, made = write_result(out)
    document = card()
    reading = document.fields[Field.NAME].model_copy(update={"value": words, "raw": words})
    fields = document.fields | {Field.NAME: reading}
    reason = made.reasons[0].model_copy(
        update=dict.fromkeys(("message", "suggestion", "file", "expected", "found"), words)
    )
    changed = made.model_copy(
        update={
            "submission_id": words,
            "reasons": (reason,),
            "documents": (ReportedDocument.of(document.model_copy(update={"fields": fields, "file": words})),),
        }
    )
    write_report(changed, folder)
    row = kept_row(Path(words[:100]), folder, masked)
    assert row is not None
    rows = [
        row.model_copy(update={"sponsor": words, "domains": (words,), "note": words}),
        Row(submission=words, status=RowStatus.FAILED, note=words),
    ]
    write_summary(rows, Counts.of(rows, 0), [], out, masked=masked)
    return rows


def sheets(out: Path) -> Any:
    return openpyxl.load_workbook(out / "summary.xlsx")


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12].strip())
def test_no_cell_is_a_formula_or_a_link_of_the_filers(words: str, tmp_path: Path) -> None:
    write_batch(tmp_path, words)
    book = sheets(tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    # The writer names files as Excel does on Windows; Excel elsewhere and others read both.
    links = {cell.hyperlink.target.replace("\\", "/") for cell in cells if cell.hyperlink is not None}
    assert links == {"S-1/report.html"}
    assert any(cell.value == words[:32_767] for cell in cells)
    for line in (tmp_path / "summary.csv").read_text("utf-8-sig").splitlines()[1:]:
        assert not line.startswith(("=", "+", "-", "@"))


def test_the_workbook_has_its_sheets_with_filters_headers_and_colours(tmp_path: Path) -> None:
    write_batch(tmp_path)
    book = sheets(tmp_path)
    assert book.sheetnames == ["汇总", "问题", "字段", "说明"]
    for name in ("汇总", "问题", "字段"):
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")
        assert book[name].conditional_formatting
    summary = [[cell.value for cell in row] for row in book["汇总"].iter_rows()]
    assert [row[1] for row in summary] == ["结论", "不齐全", "未能审核"]
    (reasons,) = [[cell.value for cell in row] for row in book["问题"].iter_rows(min_row=2)]
    assert (reasons[4], reasons[-1]) == ("名称不一致", "name.mismatch")
    fields = {row[4].value: [cell.value for cell in row] for row in book["字段"].iter_rows(min_row=2)}
    assert fields["公民身份号码"][6] == NUMBER
    assert fields["公民身份号码"][8] == 0.9
    assert "个人信息" in book["说明"]["A1"].value


def test_every_field_is_a_line_of_json(tmp_path: Path) -> None:
    write_batch(tmp_path)
    about, *lines = map(json.loads, (tmp_path / "fields.jsonl").read_text("utf-8").splitlines())
    assert about["type"] == "about"
    assert "个人信息" in about["personal_data"]
    assert {line["field"]: line["value"] for line in lines} == {"name": "样本", "id_number": NUMBER}
    assert lines[1]["box"][0] == [400, 500]
    assert (lines[0]["status"], lines[0]["expected"]) == ("fail", "S-1")


def test_what_another_document_says_is_not_taken_for_the_forms_value(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    code = {"code": CheckCode.DOCUMENTS_AGREE, "document": "d1", "field": Field.NAME}
    agree = Check.model_validate(code | {"status": "unsure", "expected": "另一份", "found": "样本"})
    write_report(made.model_copy(update={"checks": (agree,)}), folder)
    row = kept_row(folder, folder)
    assert row is not None
    write_summary([row], Counts.of([row], 0), [], tmp_path)
    _, name, *_ = map(json.loads, (tmp_path / "fields.jsonl").read_text("utf-8").splitlines())
    assert (name["field"], name["status"], name["expected"]) == ("name", "unsure", None)
    page = (folder / "report.html").read_text("utf-8")
    assert "另一份" in page.partition("其他核对")[2]  # it is said, and as a check of its own


def test_masked_exports_hold_the_number_nowhere(tmp_path: Path) -> None:
    write_batch(tmp_path / "open")
    assert NUMBER in (tmp_path / "open" / "fields.jsonl").read_text("utf-8")
    write_batch(tmp_path / "masked", masked=True)
    shown = "110101********1234"
    assert shown in (tmp_path / "masked" / "fields.jsonl").read_text("utf-8")
    values = [str(cell.value) for sheet in sheets(tmp_path / "masked") for row in sheet.iter_rows() for cell in row]
    assert shown in values
    for text in (
        "\n".join(values),
        *((tmp_path / "masked" / name).read_text("utf-8") for name in ("index.html", "summary.csv")),
    ):
        assert NUMBER not in text


def test_all_files_of_a_batch_are_their_owners_only(tmp_path: Path) -> None:
    write_batch(tmp_path)
    for name in SUMMARY_FILES:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*.tmp"))

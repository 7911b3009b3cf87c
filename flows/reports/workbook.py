"""`summary.xlsx`: the batch for people who work in spreadsheets, with its reasons and its fields.

Every text is written as text: a spreadsheet takes no cell here for a formula or a link but the links that are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.reports import wording
from flows.reports.folders import REPORT_HTML
from flows.reports.reason_words import reason_name
from flows.reports.records import PERSONAL_DATA, Reported, field_records, shown
from flows.rows import Row, RowStatus

_LONGEST_CELL = 32_767  # characters Excel takes
_MOST_ROWS = 1_048_000  # Excel's own end is a little further
_MOST_LINKS = 65_000  # Excel drops all links of a sheet with more than 65,530
_FAILED = "未能审核"
_TONES = {
    wording.VERDICTS["complete"]: ("#136238", "#E2F3E8"),
    wording.VERDICTS["incomplete"]: ("#A3171B", "#FDE8E6"),
    wording.VERDICTS["needs_review"]: ("#7A4A00", "#FFF0D2"),
    _FAILED: ("#A3171B", "#FDE8E6"),
    wording.SEVERITIES["fail"]: ("#A3171B", "#FDE8E6"),
    wording.SEVERITIES["review"]: ("#7A4A00", "#FFF0D2"),
    wording.CHECK_STATUSES["fail"]: ("#A3171B", "#FDE8E6"),
    wording.CHECK_STATUSES["unsure"]: ("#7A4A00", "#FFF0D2"),
}
_SUMMARY = {
    "编号": 20,
    "结论": 12,
    "主办者": 30,
    "域名": 26,
    "不符合": 50,
    "待复核": 50,
    "审核期限": 12,
    "用时（秒）": 10,
    "申请": 20,
    "备注": 24,
}
_REASONS = {
    "编号": 20,
    "主办者": 30,
    "结论": 12,
    "程度": 9,
    "问题": 18,
    "说明": 50,
    "建议": 50,
    "材料": 18,
    "文件": 24,
    "页": 5,
    "字段": 14,
    "应为": 26,
    "读到": 26,
    "代码": 22,
}
_FIELDS = {
    "编号": 20,
    "文件": 24,
    "页": 5,
    "材料": 18,
    "字段": 16,
    "填报值": 30,
    "读取值": 30,
    "原文": 30,
    "置信度": 9,
    "按校验码修正": 13,
    "结果": 9,
}
_LINK = "编号"


class _Table:
    """One sheet as a table: headers that stay, filters, colours, and rows written one after another."""

    def __init__(self, book: Workbook, name: str, columns: dict[str, int], coloured: str, formats: dict[str, Format]):
        self._sheet: Worksheet = book.add_worksheet(name)
        self._columns = columns
        self._formats = formats
        self._rows = 0
        self._links = 0
        self._coloured = list(columns).index(coloured)
        for number, (title, width) in enumerate(columns.items()):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, title, formats["head"])
        self._sheet.freeze_panes(1, 1)

    def add(self, folder: str | None, values: Sequence[object]) -> None:
        """Write a row; its first cell is a link to the report in `folder`."""
        if self._rows >= _MOST_ROWS:
            return
        self._rows += 1
        for number, value in enumerate(values):
            if isinstance(value, int | float) and not isinstance(value, bool):
                self._sheet.write_number(self._rows, number, value)
            else:
                self._write_text(number, "" if value is None else str(value), folder if number == 0 else None)

    def close(self) -> None:
        """Lay filters and colours over what was written."""
        last = max(self._rows, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        for words in _TONES:
            rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": self._formats[words]}
            self._sheet.conditional_format(1, self._coloured, last, self._coloured, rule)

    def _write_text(self, column: int, text: str, folder: str | None) -> None:
        text = text[:_LONGEST_CELL]
        if folder is not None and text and self._links < _MOST_LINKS:
            self._links += 1
            self._sheet.write_url(self._rows, column, f"external:{folder}/{REPORT_HTML}", None, text)
        else:
            self._sheet.write_string(self._rows, column, text, self._formats["text"])


def write_workbook(stream: IO[bytes], rows: Sequence[Row], all_reported: Iterable[Reported]) -> None:
    """Write the workbook: the sheets 汇总, 问题, 字段 and 说明.

    Args:
        stream: where it goes.
        rows: one a submission.
        all_reported: those of them that have a report, with it.
    """
    # Rows go to disk as they come: the fields of thousands of submissions do not fit into memory.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        formats = _formats(book)
        summary = _Table(book, "汇总", _SUMMARY, "结论", formats)
        for row in rows:
            summary.add(row.folder, _summary_cells(row))
        reasons = _Table(book, "问题", _REASONS, "程度", formats)
        fields = _Table(book, "字段", _FIELDS, "结果", formats)
        for one in all_reported:
            for cells in _reason_cells(one):
                reasons.add(one.row.folder, cells)
            for record in field_records(one):
                fields.add(one.row.folder, _field_cells(record))
        for table in (summary, reasons, fields):
            table.close()
        _explain(book.add_worksheet("说明"), formats)


def _formats(book: Workbook) -> dict[str, Format]:
    made = {
        "head": book.add_format({"bold": True, "bg_color": "#E7EFFB", "bottom": 1}),
        "text": book.add_format({"valign": "top"}),
    }
    for words, (ink, ground) in _TONES.items():
        made[words] = book.add_format({"font_color": ink, "bg_color": ground})
    return made


def _summary_cells(row: Row) -> list[object]:
    failed = row.status is RowStatus.FAILED or row.verdict is None
    return [
        row.submission_id or row.submission,
        _FAILED if failed else wording.word(wording.VERDICTS, row.verdict),
        row.sponsor,
        "、".join(row.domains),
        "；".join(row.fails),
        "；".join(row.reviews),
        row.decision_due_on.date.isoformat() if row.decision_due_on else "",
        round(row.seconds, 1),
        row.submission,
        row.note,
    ]


def _reason_cells(one: Reported) -> Iterable[list[object]]:
    for reason in one.report.reasons:
        yield [
            one.report.submission_id,
            one.row.sponsor,
            wording.word(wording.VERDICTS, one.report.verdict),
            wording.word(wording.SEVERITIES, reason.severity),
            reason_name(reason.code),
            reason.message,
            reason.suggestion,
            wording.word(wording.KINDS, reason.material),
            reason.file,
            reason.page,
            wording.word(wording.FIELDS, reason.field),
            wording.shown(reason.expected),
            wording.shown(reason.found),
            reason.code,
        ]


def _field_cells(record: dict[str, Any]) -> list[object]:
    confidence = record["confidence"]
    return [
        record["submission_id"],
        record["file"],
        record["page"],
        *(shown(record, name) for name in ("kind", "field", "expected", "value", "raw")),
        None if confidence is None else round(confidence, 4),
        "是" if record["repaired"] else "",
        shown(record, "status"),
    ]


def _explain(sheet: Worksheet, formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 100)
    lines = (
        PERSONAL_DATA,
        "汇总：每份申请一行，点击编号打开报告。报告与本文件须在同一目录下。",
        "问题：每条理由一行；“不符合”使结论为不齐全，“待复核”需人工判断。",
        "字段：材料上读出的每个字段一行；填报值仅在与备案信息核对过时给出；置信度为 0 到 1。",
    )
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line, formats["text"])

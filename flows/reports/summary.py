"""A batch at a glance, in files.

`index.html` is for people, `summary.xlsx` and `summary.csv` for spreadsheets, `fields.jsonl` for programs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from flows.reports import wording
from flows.reports.counts import Counts
from flows.reports.decisions import all_decisions, with_decisions
from flows.reports.files import private_stream, sync_folder, temporary_folder, write_private
from flows.reports.folders import INDEX_HTML, REPORT_HTML
from flows.reports.index_page import render_index
from flows.reports.locks import state_folder, write_lock
from flows.reports.records import PERSONAL_DATA, reported, with_json_lines
from flows.reports.spreadsheets import guarded
from flows.reports.workbook import write_workbook
from flows.rows import Row

SUMMARY_CSV = "summary.csv"
SUMMARY_XLSX = "summary.xlsx"
FIELDS_JSONL = "fields.jsonl"
PERSONAL_TXT = "含个人信息-请妥善保管.txt"
# All that a batch leaves in its result folder besides the reports' own folders.
SUMMARY_FILES = (SUMMARY_CSV, SUMMARY_XLSX, FIELDS_JSONL, INDEX_HTML, PERSONAL_TXT)
STATUSES = {"screened": "已审核", "kept": "沿用上次", "failed": "未能审核"}
_COLUMNS = (
    "申请",
    "编号",
    "结论",
    "状态",
    "不符合",
    "待复核",
    "审核期限",
    "报告",
    "用时（秒）",
    "备注",
    "主办者",
    "域名",
)
# What the page offers and the server hands out besides pages.
EXPORTS = (SUMMARY_XLSX, SUMMARY_CSV, FIELDS_JSONL)


def write_summary(
    rows: Sequence[Row],
    counts: Counts,
    ignored: Sequence[str],
    out: Path,
    *,
    elapsed: float | None = None,
    masked: bool = False,
    waiting: Sequence[str] = (),
) -> None:
    """Write the files below `out`; see `render_index` for what they are made of. To be called with the run lock held.

    Raises:
        OSError: when they cannot be written.
    """
    # Thousands of reports are read for minutes, in which others must be able to write: the files are made aside first.
    with temporary_folder(state_folder(out)) as made:
        write_private(made / SUMMARY_CSV, summary_csv(rows))
        with private_stream(made / SUMMARY_XLSX) as book, private_stream(made / FIELDS_JSONL) as lines:
            write_workbook(book, rows, with_json_lines(reported(rows, out, masked), lines))
        write_private(made / PERSONAL_TXT, PERSONAL_DATA.replace("本文件", "本目录下的报告和表格") + "\n")
        page = render_index(rows, counts, ignored, elapsed, masked, exports=EXPORTS, waiting=waiting)
        with write_lock(out):
            write_private(made / INDEX_HTML, with_decisions(page, all_decisions(out)))
            for name in SUMMARY_FILES:
                (made / name).replace(out / name)
            sync_folder(out)


def summary_csv(rows: Sequence[Row]) -> bytes:
    """Return the table as CSV; with a byte order mark, without which Excel takes Chinese for Latin-1."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for row in rows:
        due = row.decision_due_on
        writer.writerow(
            [
                guarded(row.submission),
                guarded(row.submission_id),
                wording.word(wording.VERDICTS, row.verdict),
                wording.word(STATUSES, row.status),
                guarded("；".join(row.fails)),
                guarded("；".join(row.reviews)),
                f"{due.date}{'（估计）' if due.estimated else ''}" if due else "",
                guarded(f"{row.folder}/{REPORT_HTML}" if row.folder else ""),
                f"{row.seconds:.1f}",
                guarded(row.note),
                guarded(row.sponsor),
                guarded("、".join(row.domains)),
            ]
        )
    return stream.getvalue().encode("utf-8-sig")

"""A batch at a glance: `summary.csv` for spreadsheets, `index.html` for people."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from extractors.facts import Model
from flows.reports import wording
from flows.reports.files import write_private
from flows.reports.folders import REPORT_HTML
from flows.reports.html import environment
from flows.rows import Row, RowStatus

SUMMARY_CSV = "summary.csv"
INDEX_HTML = "index.html"
STATUSES = {"screened": "已审核", "kept": "沿用上次", "failed": "未能审核"}
_COLUMNS = ("申请", "编号", "结论", "状态", "不符合", "待复核", "审核期限", "报告", "用时（秒）", "备注")
# A cell that begins like this is a formula to a spreadsheet, whoever wrote it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Counts(Model):
    """How many submissions fared how. Numbers only: this is what a server may keep of a run."""

    total: int
    complete: int
    incomplete: int
    needs_review: int
    screened: int
    kept: int
    failed: int
    ignored: int

    @classmethod
    def of(cls, rows: Sequence[Row], ignored: int) -> Counts:
        """Return the counts of a batch. A failed submission has no verdict to count."""
        statuses = Counter(str(row.status) for row in rows)
        verdicts = Counter(str(row.verdict) for row in rows if row.status is not RowStatus.FAILED)
        return cls(
            total=len(rows),
            ignored=ignored,
            **{name: verdicts[name] for name in ("complete", "incomplete", "needs_review")},
            **{name: statuses[name] for name in ("screened", "kept", "failed")},
        )


def write_summary(rows: Sequence[Row], counts: Counts, ignored: Sequence[str], out: Path) -> None:
    """Write both files below `out`.

    Raises:
        OSError: when they cannot be written.
    """
    write_private(out / SUMMARY_CSV, summary_csv(rows))
    write_private(out / INDEX_HTML, render_index(rows, counts, ignored))


def summary_csv(rows: Sequence[Row]) -> bytes:
    """Return the table as CSV; with a byte order mark, without which Excel takes Chinese for Latin-1."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for row in rows:
        due = row.decision_due_on
        writer.writerow(
            [
                _cell(row.submission),
                _cell(row.submission_id),
                wording.word(wording.VERDICTS, row.verdict),
                wording.word(STATUSES, row.status),
                _cell("；".join(row.fails)),
                _cell("；".join(row.reviews)),
                f"{due.date}{'（估计）' if due.estimated else ''}" if due else "",
                _cell(f"{row.folder}/{REPORT_HTML}" if row.folder else ""),
                f"{row.seconds:.1f}",
                _cell(row.note),
            ]
        )
    return stream.getvalue().encode("utf-8-sig")


def render_index(rows: Sequence[Row], counts: Counts, ignored: Sequence[str]) -> str:
    """Return the batch as a page with links to the reports."""
    links = {row.submission: quote(row.folder, safe="") + f"/{REPORT_HTML}" for row in rows if row.folder}
    template = environment().get_template("index.html.j2")
    return template.render(rows=rows, counts=counts, ignored=ignored, links=links, statuses=STATUSES)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text

"""Every field of a batch as flat records, for `fields.jsonl` and the sheets of `summary.xlsx`.

Reports are read back one at a time: thousands of them do not fit into memory, and their rows do not hold the fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flows.reports import wording
from flows.reports.decisions import read_report
from flows.reports.document_view import comparison_of, worst_of
from flows.reports.masking import Masker, masked_report
from flows.rows import Row
from validators.findings import Report

PERSONAL_DATA = "本文件含个人信息，请妥善保管，仅供备案审核使用，用毕按规定删除。"


@dataclass(frozen=True)
class Reported:
    """A row of the batch with its report."""

    row: Row
    report: Report


def reported(rows: Sequence[Row], out: Path, masked: bool) -> Iterator[Reported]:
    """Yield the rows that have a report below `out`, masked where that is wanted, each with it."""
    for row in rows:
        report = read_report(out / row.folder) if row.folder else None
        if report is not None:
            yield Reported(row, masked_report(report, Masker.of(report)) if masked else report)


def field_records(one: Reported) -> Iterator[dict[str, Any]]:
    """Yield a record for every field that was read or was not legible, in the order of the documents."""
    for document in one.report.documents:
        about = [check for check in one.report.checks if check.document == document.id]
        for name in dict.fromkeys((*document.fields, *document.unread)):
            reading = document.fields.get(name)
            checks = [check for check in about if check.field is name]
            compared = comparison_of(checks)
            yield {
                "type": "field",
                "submission": one.row.submission,
                "submission_id": one.report.submission_id,
                "folder": one.row.folder,
                "document": document.id,
                "file": document.file,
                "page": reading.page if reading else document.page,
                "kind": document.kind,
                "field": name,
                "value": reading.value if reading else None,
                "raw": reading.raw if reading else None,
                "confidence": reading.confidence if reading else None,
                "repaired": reading.repaired if reading else False,
                "box": reading.box if reading else None,
                "expected": compared.expected if compared else None,
                "status": worst_of([check.status for check in checks]) or None,
            }


def with_json_lines(all_reported: Iterable[Reported], stream: IO[bytes]) -> Iterator[Reported]:
    """Yield what comes in, and write `fields.jsonl` on the way: a line that says what the file is, then one a field.

    On the way, because reading thousands of reports once more would take as long as all else together.
    """
    about = {"type": "about", "schema_version": 1, "personal_data": PERSONAL_DATA}
    stream.write(json.dumps(about, ensure_ascii=False).encode() + b"\n")
    for one in all_reported:
        for record in field_records(one):
            stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        yield one


def shown(record: dict[str, Any], name: str) -> str:
    """Return one value of a record as people read it."""
    tables = {"kind": wording.KINDS, "field": wording.FIELDS, "status": wording.CHECK_STATUSES}
    value = record[name]
    if name in tables:
        return wording.word(tables[name], value)
    return wording.shown(value) if isinstance(value, str) else wording.show(value)

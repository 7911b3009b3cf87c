"""Folders of results as `check` and `intake` leave them, without screening anything."""

import datetime as dt
from pathlib import Path
from typing import Any

from flows.reports import write_report
from flows.reports.album import Album
from flows.reports.decisions import SUBMISSION_KEY, Choice, Decision
from flows.reports.folders import Source, claim_folder, write_source
from flows.reports.identity import fingerprint, reason_keys
from tests.flows.pages import card, page
from tests.flows.test_reports import report
from validators.findings import Report, ReportedDocument


def write_result(out: Path, submission_id: str = "S-1", **changes: Any) -> tuple[Path, Report]:
    """Write one submission's result below `out`: an identity card with a picture, and one reason about its name."""
    made = report(submission_id).model_copy(
        update={
            "documents": (ReportedDocument.of(card(file="sfz.jpg")),),
            "reasons": (report().reasons[0].model_copy(update={"document": "d1", "file": "sfz.jpg"}),),
        }
        | changes
    )
    folder = claim_folder(out, submission_id, f"/inbox/{submission_id}").path
    album = Album()
    album.saw_page(page(), [card()], ())
    write_report(made, folder, album)
    write_source(folder, Source(path=f"/inbox/{submission_id}", key="k"))
    return folder, made


def decision(at: Path, made: Report, reason: int | None = 0, **changes: Any) -> Decision:
    """Return a decision about a reason of a report, or about its verdict."""
    content: dict[str, Any] = {
        "submission_id": made.submission_id,
        "folder": at.name,
        "report": fingerprint(made),
        "key": SUBMISSION_KEY if reason is None else reason_keys(made)[reason],
        "code": "verdict" if reason is None else made.reasons[reason].code,
        "verdict": made.verdict,
        "decision": Choice.CONFIRMED,
        "decided_at": dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC),
    }
    return Decision.model_validate(content | changes)

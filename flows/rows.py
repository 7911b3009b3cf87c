"""One line a submission: what a batch keeps of a report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from extractors.facts.model import Model
from flows.checking import Outcome
from flows.reports.folders import REPORT_JSON
from flows.reports.identity import fingerprint
from flows.reports.masking import Masker, masked_report
from flows.terminal import clean
from validators.findings import DueDate, Report, Severity, Verdict
from validators.requirements import Material


class RowStatus(StrEnum):
    """How a submission fared: `kept` means that an earlier run's report still stands."""

    SCREENED = "screened"
    KEPT = "kept"
    FAILED = "failed"


class Row(Model):
    """One submission of a batch. `submission` is its name in the inbox, `folder` its report's below the results.

    `codes` are its reasons', `fails` and `reviews` their sentences.
    """

    submission: str
    status: RowStatus
    submission_id: str = ""
    verdict: Verdict | None = None
    sponsor: str = ""
    domains: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    decision_due_on: DueDate | None = None
    folder: str | None = None
    seconds: float = 0.0
    fingerprint: str = ""
    note: str = ""


class ResultsUnwritableError(Exception):
    """Nothing more can be written into the result folder. The message is a Chinese sentence with the next step."""


def row_of(submission: Path, outcome: Outcome, mask: bool = False) -> Row:
    """Return the row of a submission that was screened, or on which the program failed; masked where it is wanted.

    Raises:
        ResultsUnwritableError: its report was not written, and no other could be: the batch has no use in going on.
    """
    if outcome.lasting:
        raise ResultsUnwritableError(f"{outcome.problem}。请腾出空间或检查磁盘后再次运行，会接着做。")
    status = RowStatus.FAILED if outcome.failed else RowStatus.SCREENED
    folder = outcome.folder
    notes = [outcome.problem] if outcome.problem else []
    if folder is not None and folder.renamed:
        notes.append("编号与另一份申请相同")
    return _row(submission, _seen(outcome.report, mask), status, folder.path.name if folder else None, "；".join(notes))


def kept_row(submission: Path, folder: Path, mask: bool = False) -> Row | None:
    """Return the row of an earlier report, masked where it is wanted; None when it cannot be used."""
    try:
        report = Report.model_validate_json((folder / REPORT_JSON).read_bytes())
    except (OSError, ValidationError):
        return None
    return _row(submission, _seen(report, mask), RowStatus.KEPT, folder.name, "")


def shared_row(row: Row, owner: str) -> Row:
    """Return a row that says whose report it shows, where another submission of the same content has it."""
    return row.model_copy(update={"note": f"内容与 {clean(owner)} 相同，不重复审核"})


def failed_row(submission: Path, note: str) -> Row:
    """Return the row of a submission that has no report."""
    return Row(submission=clean(submission.name), status=RowStatus.FAILED, note=clean(note))


def given_up_row(submission: Path, outcome: Outcome, cause: str, mask: bool = False) -> Row:
    """Return the row of a submission that was given up, with its cause; see `row_of`."""
    row = row_of(submission, outcome, mask)
    return row.model_copy(update={"note": "；".join(filter(None, (clean(cause), row.note)))})


def _seen(report: Report, mask: bool) -> Report:
    return masked_report(report, Masker.of(report)) if mask else report


def _row(submission: Path, report: Report, status: RowStatus, folder: str | None, note: str) -> Row:
    def messages(severity: Severity) -> tuple[str, ...]:
        return tuple(reason.message for reason in report.reasons if reason.severity is severity)

    return Row(
        submission=clean(submission.name),
        status=status,
        submission_id=report.submission_id,
        verdict=report.verdict,
        sponsor=next(iter(_subjects(report, Material.SPONSOR_CERTIFICATE)), ""),
        domains=_subjects(report, Material.DOMAIN_CERTIFICATE),
        codes=tuple(reason.code for reason in report.reasons),
        fails=messages(Severity.FAIL),
        reviews=messages(Severity.REVIEW),
        decision_due_on=report.decision_due_on,
        folder=folder,
        seconds=sum(report.seconds.model_dump().values()),
        fingerprint=fingerprint(report),
        note=note,
    )


def _subjects(report: Report, name: Material) -> tuple[str, ...]:
    """Return for whom or what a material is asked, as the checklist has it: the report does not repeat the form."""
    found = (need.subject for need in report.requirements if need.name == name and need.subject)
    return tuple(dict.fromkeys(found))

"""Screens submissions one after another and writes their reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from extractors.limits import Limits
from extractors.ocr import OcrEngine
from flows.reports import write_report
from flows.reports.album import Album
from flows.reports.folders import ReportFolder, Source, claim_folder, source_path, write_source
from flows.screening import ScreeningFailed, screen
from validators.findings import ReasonCode, Report
from validators.policy import Policy


@dataclass(frozen=True)
class Outcome:
    """A submission's report and its folder, None when the report could not be written (`problem` says why).

    `failed`: the program failed on this submission.
    """

    report: Report
    folder: ReportFolder | None
    failed: bool
    problem: str = ""


def check_submission(
    path: Path,
    out: Path,
    *,
    engine: OcrEngine,
    policy: Policy,
    limits: Limits,
    today: dt.date | None = None,
    key: str | None = None,
    mask: bool = False,
) -> Outcome:
    """Screen one submission and write its report below `out`.

    Args:
        path: the submission.
        out: where report folders are.
        engine: see `screen`.
        policy: see `screen`.
        limits: see `screen`.
        today: see `screen`.
        mask: hide personal numbers and faces on the page.
        key: what the report depends on; noted beside a report that succeeded, so that a later run may rely on it.

    Raises:
        SubmissionError: the path is no submission.
    """
    album = Album(mask=mask)
    try:
        report = screen(path, engine=engine, policy=policy, limits=limits, today=today, witness=album)
    except ScreeningFailed as error:
        report = error.report
    # A rule that broke down leaves this reason, too.
    failed = any(reason.code is ReasonCode.SYSTEM_FAILED for reason in report.reasons)
    try:
        folder = _write(report, album, source_path(path), out, None if failed else key)
    except OSError as error:
        return Outcome(report, None, failed=True, problem=f"报告写不进 {out}：{error.strerror or error}")
    return Outcome(report, folder, failed)


def notes_of(outcome: Outcome, out: Path) -> tuple[str, ...]:
    """Return what the user must be told beside the report."""
    notes = [outcome.problem] if outcome.problem else []
    if outcome.failed:
        notes.append(f"{outcome.report.submission_id}：程序出错，没有审核完，请重新运行。")
    if outcome.folder is not None and outcome.folder.renamed:
        notes.append(f"{out} 里已有编号相同的另一份申请的报告，本份的报告写到 {outcome.folder.path}。")
    return tuple(notes)


def _write(report: Report, album: Album, source: str, out: Path, key: str | None) -> ReportFolder:
    folder = claim_folder(out, report.submission_id, source)
    if folder.source.key is not None:  # an interrupted run must not leave an old promise on a new report
        write_source(folder.path, Source(path=source))
    write_report(report, folder.path, album)
    if key is not None:
        write_source(folder.path, Source(path=source, key=key))
    return folder

"""Screens submissions one after another and writes their reports."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractors.limits import Limits
from extractors.ocr import OcrEngine
from flows.reports import render_page, write_rendered
from flows.reports.album import Album
from flows.reports.folders import (
    REPORT_JSON,
    ReportFolder,
    Source,
    claim_folder,
    keep_in_history,
    source_path,
    write_source,
)
from flows.reports.locks import write_lock
from flows.screening import ScreeningFailed, screen
from validators.findings import ReasonCode, Report
from validators.policy import Policy

# What the next submission's report would meet as well: no space, no quota, a disk that became read-only.
_LASTING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True)
class Outcome:
    """A submission's report and its folder, None when the report could not be written (`problem` says why).

    `failed`: the program failed on this submission. `lasting`: no other report could be written either.
    """

    report: Report
    folder: ReportFolder | None
    failed: bool
    problem: str = ""
    lasting: bool = False


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
    before_writing: Callable[[], None] = lambda: None,
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
        before_writing: called with the write lock held before anything is written; what it raises goes through.

    Raises:
        SubmissionError: the path is no submission.
    """
    album = Album(mask=mask)
    try:
        report = screen(path, engine=engine, policy=policy, limits=limits, today=today, witness=album)
    except ScreeningFailed as error:
        report = error.report
    return written(report, album, path, out, key, before_writing)


def written(
    report: Report,
    album: Album,
    path: Path,
    out: Path,
    key: str | None,
    before_writing: Callable[[], None] = lambda: None,
) -> Outcome:
    """Write a report of a submission; see `check_submission`."""
    # A rule that broke down leaves this reason, too. A report of a failure never counts as done.
    failed = any(reason.code is ReasonCode.SYSTEM_FAILED for reason in report.reasons)
    try:
        folder = _write(report, album, source_path(path), out, None if failed else key, before_writing)
    except OSError as error:
        problem = f"报告写不进 {out}：{error.strerror or error}"
        return Outcome(report, None, failed=True, problem=problem, lasting=error.errno in _LASTING)
    return Outcome(report, folder, failed)


def notes_of(outcome: Outcome, out: Path) -> tuple[str, ...]:
    """Return what the user must be told beside the report."""
    notes = [outcome.problem] if outcome.problem else []
    if outcome.failed:
        notes.append(f"{outcome.report.submission_id}：程序出错，没有审核完，请重新运行。")
    if outcome.folder is not None and outcome.folder.renamed:
        notes.append(f"{out} 里已有编号相同的另一份申请的报告，本份的报告写到 {outcome.folder.path}。")
    return tuple(notes)


def _write(
    report: Report, album: Album, source: str, out: Path, key: str | None, before_writing: Callable[[], None]
) -> ReportFolder:
    """Write a report so that at every moment its folder tells the truth, whenever the process ends.

    The old report goes into the history first, then the promise that the folder is whole is taken back; the page comes
    before the record, and the promise last.
    """
    with write_lock(out):
        before_writing()
        name = claim_folder(out, report.submission_id, source).path.name
    page = render_page(report, album, name)  # takes a while: not while others wait
    with write_lock(out):
        before_writing()
        folder = claim_folder(out, report.submission_id, source)
        if folder.source.key is not None:
            if folder.source.key != key and (folder.path / REPORT_JSON).is_file():
                keep_in_history(folder.path)
            write_source(folder.path, Source(path=source))
        write_rendered(report, page, folder.path)
        if key is not None:
            write_source(folder.path, Source(path=source, key=key))
    return folder

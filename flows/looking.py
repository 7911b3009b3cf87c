"""Reading a submission without writing anything: for whoever is not the one who keeps the results."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from extractors.submission import SubmissionError
from flows.processes import WorkerLostError
from flows.reports.album import Album
from flows.screening import ScreeningFailed, failure_report, screen
from flows.traces import trace_of
from flows.workers import WorkerPool, worker_process
from validators.findings import Report

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Look:
    """What a submission says and how its pages look, or why not.

    Attributes:
        report: None when it could not be screened at all.
        album: for its report page.
        problem: what went wrong, a Chinese sentence that names no file of this machine.
        lost: a worker process was lost over it; perhaps not over it alone, if memory was short.
    """

    report: Report | None = field(default=None, repr=False)
    album: Album = field(default_factory=Album, repr=False)
    problem: str = ""
    lost: bool = False


def look(pool: WorkerPool, path: Path, *, alone: bool) -> Look:
    """Return what a submission says, read in a process of the pool.

    Args:
        pool: the processes.
        path: the submission.
        alone: use a fresh process with none beside it; a second loss is then the result.

    Raises:
        CancelledError: the pool was closed meanwhile.
    """
    if not alone:
        try:
            return pool.run(look_here, path)
        except WorkerLostError as error:
            return Look(problem=str(error), lost=True)
    try:
        return pool.run_alone(look_here, path)
    except WorkerLostError as error:
        cause = str(error)
    try:
        return pool.give_up(give_up_here, path, cause)
    except WorkerLostError:
        return Look(problem=cause)


def look_here(path: Path) -> Look:
    """Look at a submission in a worker process."""
    here = worker_process()
    job = here.job
    album = Album(mask=job.mask)
    try:
        limits = job.settings.limits
        report = screen(path, engine=here.engine, policy=here.policy, limits=limits, today=job.today, witness=album)
    except ScreeningFailed as error:
        report = error.report
    except (SubmissionError, OSError) as error:
        return Look(problem=f"申请无法读取（{type(error).__name__}），请检查后重新提交")
    except Exception as error:  # noqa: BLE001 - one submission stops no other
        logger.error("%s", trace_of(error))
        return Look(problem=f"程序出错，没有审核完（{type(error).__name__}）")
    return Look(report, album)


def give_up_here(path: Path, cause: str) -> Look:
    """Report on a submission that no process survived; only its form is read."""
    here = worker_process()
    limits = here.job.settings.limits
    try:
        report = failure_report(path, engine=here.engine, policy=here.policy, limits=limits, cause=cause)
    except (SubmissionError, OSError):
        return Look(problem=cause)
    return Look(report, Album(mask=here.job.mask), cause)

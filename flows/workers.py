"""Worker processes: one OCR engine each, and none of Prefect in them.

An engine is not to be shared between processes and takes seconds to start, so processes keep theirs, until they hold
too much memory or have worked long enough. Each process has a pool of its own: one that dies or hangs takes nothing
with it but the submission it was at. Processes leave Ctrl-C to their parent, which ends them; whatever they were
writing is written in one step or not at all.
"""

from __future__ import annotations

import datetime as dt
import logging
import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from extractors.ocr import OcrEngine
from extractors.submission import SubmissionError
from flows.checking import check_submission, written
from flows.engines import engine_for
from flows.inbox import Sighting, sight
from flows.memory import give_memory_back
from flows.processes import Served, WorkerLostError
from flows.reports.album import Album
from flows.rows import ResultsUnwritableError, Row, failed_row, given_up_row, row_of
from flows.screening import failure_report
from flows.settings import Settings
from flows.traces import trace_of
from validators.policy import Policy
from validators.policy_files import load_policy

logger = logging.getLogger(__name__)
_GIVE_UP_SECONDS = 60  # what it may take to read a form and to write that nothing more was read
T = TypeVar("T")


@dataclass(frozen=True)
class Job:
    """What is the same for all submissions of a run.

    `policy` is its JSON: generic models cannot be pickled. `make_engine` is called once in each worker process.
    """

    out: Path
    policy: str
    today: dt.date | None
    settings: Settings
    mask: bool = False
    make_engine: Callable[[Settings], OcrEngine] = engine_for


def job_for(out: Path, policy: str, today: dt.date | None, settings: Settings, mask: bool) -> Job:
    """Return the job for a policy's name or file; see `Job`.

    Raises:
        PolicyError: see `load_policy`.
    """
    return Job(out, load_policy(policy).model_dump_json(by_alias=True), today, settings, mask)


class SubmissionChangedError(RuntimeError):
    """A submission was changed while it was screened; nothing was written."""


class WorkerPool:
    """Processes that screen submissions; may be called from several threads. Use it as a context."""

    def __init__(self, size: int, job: Job) -> None:
        self._job = job
        self._workers = [Served(start_here, (job,), job.settings.batch) for _ in range(size + 1)]
        *shared, self._alone = self._workers
        self._idle: queue.SimpleQueue[Served] = queue.SimpleQueue()
        for worker in shared:
            self._idle.put(worker)

    def screen(self, seen: Sighting, key: str | None) -> Row:
        """Return the row of a submission, screened.

        Args:
            seen: the submission; when it no longer looks so in the end, its report is not written.
            key: what its report depends on, if that is known.

        Raises:
            WorkerLostError: the process died or hung; perhaps not over this submission, if memory was short.
            SubmissionChangedError: it was changed meanwhile.
            ResultsUnwritableError: nothing more can be written.
            CancelledError: the pool was closed meanwhile.
        """
        return self.run(screen_here, seen, key)

    def screen_alone(self, seen: Sighting, key: str | None) -> Row:
        """Return the row of a submission that a process was lost over, screened once more in a fresh one.

        When that is lost as well, the submission's report and row say so. To be called when nothing else runs.

        Raises:
            SubmissionChangedError: see `screen`.
            ResultsUnwritableError: see `screen`.
            CancelledError: see `screen`.
        """
        try:
            return self.run_alone(screen_here, seen, key)
        except WorkerLostError as error:
            cause = str(error)
        try:
            return self.give_up(give_up_here, seen, cause)
        except WorkerLostError:
            return failed_row(seen.path, cause)

    def run(self, work: Callable[..., T], *arguments: object) -> T:
        """Return what `work` gives for the arguments in one of the processes; see `screen` for what it may raise."""
        worker = self._idle.get()
        try:
            return worker.run(work, *arguments)
        finally:
            self._idle.put(worker)

    def run_alone(self, work: Callable[..., T], *arguments: object) -> T:
        """Do as `run` in a fresh process beside which there is none."""
        for worker in self._workers:
            worker.end()  # their memory is what the submission may have lacked
        return self._alone.run(work, *arguments)

    def give_up(self, work: Callable[..., T], subject: object, cause: str) -> T:
        """Return what `work` makes, quickly, of what two processes were lost over, and of the cause."""
        logger.error("a submission was given up: %s", cause)
        return self._alone.run(work, subject, cause, seconds=_GIVE_UP_SECONDS)

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, whatever they are at."""
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are at: who waits for one gets a `CancelledError`."""
        for worker in self._workers:
            worker.close()


@dataclass
class _Here:
    """What a worker process keeps between submissions."""

    job: Job
    policy: Policy
    engine: OcrEngine


_here: _Here | None = None  # set once in each worker process, where there is nobody to hand it over


def start_here(job: Job) -> None:
    """Make this process a worker: it ends with its parent, and says nothing on standard output."""
    global _here
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # standard output is the parent's to use
    _here = _Here(job, Policy.model_validate_json(job.policy), job.make_engine(job.settings))


def screen_here(seen: Sighting, key: str | None) -> Row:
    """Screen a submission in a worker process; see `WorkerPool.screen`."""
    here = worker_process()
    job = here.job

    def stop_if_in_vain() -> None:
        _stop_without_parent()
        if seen.signature and sight(seen.path).signature != seen.signature:
            raise SubmissionChangedError

    try:
        outcome = check_submission(
            seen.path,
            job.out,
            engine=here.engine,
            policy=here.policy,
            limits=job.settings.limits,
            today=job.today,
            key=key,
            mask=job.mask,
            before_writing=stop_if_in_vain,
        )
        return row_of(seen.path, outcome, job.mask)
    except (SubmissionChangedError, ResultsUnwritableError):
        raise
    except (SubmissionError, OSError) as error:
        return failed_row(seen.path, str(error))
    except Exception as error:  # noqa: BLE001 - one submission stops no other
        logger.error("%s", trace_of(error))
        return failed_row(seen.path, f"程序出错，没有审核完（{type(error).__name__}）")
    finally:
        give_memory_back()


def give_up_here(seen: Sighting, cause: str) -> Row:
    """Write the report of a submission that no process survived, and return its row; only its form is read."""
    here = worker_process()
    job = here.job
    try:
        report = failure_report(
            seen.path, engine=here.engine, policy=here.policy, limits=job.settings.limits, cause=cause
        )
        outcome = written(report, Album(mask=job.mask), seen.path, job.out, None, _stop_without_parent)
        return given_up_row(seen.path, outcome, cause, job.mask)
    except (SubmissionError, OSError) as error:
        return failed_row(seen.path, f"{cause}；{error}")


def worker_process() -> _Here:
    """Return what this process keeps.

    Raises:
        RuntimeError: it is no worker process.
    """
    if _here is None:
        raise RuntimeError("not in a worker process")
    return _here


def _end_with_parent() -> None:
    """End this process when its parent does, even when that was killed and could not see to it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _stop_without_parent() -> None:
    """End this process if its parent is gone: the next run may be at work already."""
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        os._exit(1)

"""Worker processes: started once a run, one OCR engine each, and none of Prefect in them.

An engine is not to be shared between processes and takes seconds to start, so processes keep theirs. They leave Ctrl-C
to the parent, which ends them; whatever they were writing is written in one step or not at all.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from extractors.submission import SubmissionError
from flows.checking import check_submission
from flows.engines import LazyEngine, engine_for
from flows.inbox import content_key
from flows.rows import Row, failed_row, kept_row, row_of
from flows.settings import Settings
from flows.traces import trace_of
from validators.policy import Policy

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """What is the same for all submissions of a run. `policy` is its JSON: generic models cannot be pickled."""

    out: Path
    policy: str
    today: dt.date | None
    settings: Settings
    mask: bool = False


@dataclass(frozen=True)
class Earlier:
    """An earlier run's report of the same submission."""

    folder: Path
    key: str


class WorkerPool:
    """Processes that screen submissions; may be called from several threads. Use it as a context."""

    def __init__(self, size: int, job: Job) -> None:
        self._size = size
        self._job = job
        self._lock = threading.Lock()
        self._closed = False
        self._others = frozenset(multiprocessing.active_children())
        self._executor = self._start(size)

    def screen(self, submission: Path, earlier: Earlier | None) -> Row:
        """Return the row of a submission, screened or kept from an earlier run.

        Raises:
            CancelledError: the pool was closed meanwhile.
        """
        self._refuse_if_closed()
        executor = self._executor
        try:
            return executor.submit(_screen, submission, earlier).result()
        except BrokenProcessPool:
            self._replace(executor)
        # Some process died, killed for its memory perhaps: not necessarily over this submission. Alone, it is certain.
        try:
            with self._start(1) as alone:
                return alone.submit(_screen, submission, earlier).result()
        except BrokenProcessPool:
            self._refuse_if_closed()
            return failed_row(submission, "审核进程异常退出（可能是内存不足）")

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; at once when the run was interrupted."""
        with self._lock:
            self._closed = True
        if kind is not None:
            for process in set(multiprocessing.active_children()) - self._others:
                process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self, size: int) -> ProcessPoolExecutor:
        with self._lock:
            self._refuse_if_closed()
            # Spawned, not forked: a fork copies the locks of Prefect's threads in whatever state they are.
            context = multiprocessing.get_context("spawn")
            return ProcessPoolExecutor(size, context, initializer=_start_worker, initargs=(self._job,))

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        fresh = self._start(self._size)
        with self._lock:
            if self._executor is broken:
                self._executor, fresh = fresh, broken
        fresh.shutdown(wait=False)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise CancelledError


@dataclass
class _Worker:
    """What a worker process keeps between submissions."""

    job: Job
    policy: Policy
    engine: LazyEngine


_worker: _Worker | None = None  # set once in each worker process, where there is nobody to hand it over


def _start_worker(job: Job) -> None:
    global _worker
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # standard output is the parent's to use
    _worker = _Worker(job, Policy.model_validate_json(job.policy), engine_for(job.settings))


def _end_with_parent() -> None:
    """End this process when its parent does, even when that was killed and could not see to it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _screen(submission: Path, earlier: Earlier | None) -> Row:
    """Screen one submission in a worker process, unless an earlier report still stands."""
    if _worker is None:
        raise RuntimeError("not in a worker process")
    job, engine = _worker.job, _worker.engine
    try:
        key = _key(submission, job, engine)
        kept = kept_row(submission, earlier.folder, job.mask) if earlier is not None and earlier.key == key else None
        if kept is not None:
            return kept
        outcome = check_submission(
            submission,
            job.out,
            engine=engine,
            policy=_worker.policy,
            limits=job.settings.limits,
            today=job.today,
            key=key,
            mask=job.mask,
        )
        return row_of(submission, outcome, job.mask)
    except (SubmissionError, OSError) as error:
        return failed_row(submission, str(error))
    except Exception as error:  # noqa: BLE001 - one submission stops no other
        logger.error("%s", trace_of(error))
        return failed_row(submission, f"程序出错，没有审核完（{type(error).__name__}）")


def _key(submission: Path, job: Job, engine: LazyEngine) -> str:
    return content_key(
        submission,
        importlib.metadata.version("beian-intake"),
        engine.name,
        engine.version,
        job.policy,
        job.settings.limits.model_dump_json(),
        str(job.today),
        "masked" if job.mask else "",
    )

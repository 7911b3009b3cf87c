"""The batch flow: every submission of an inbox is screened, and the results are summed up.

Prefect sees names of folders only through its parameters, and of the outcome only numbers: reports hold personal data
and stay in the result folder. Take the decorators away and this is still the program.

To run it on a schedule, see `prefect.yaml`.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.announcing import announce
from flows.inbox import Sighting
from flows.planning import Plan, settle
from flows.progress import shown_progress
from flows.reports.counts import Counts
from flows.rows import Row
from flows.screener import Screener
from flows.session import Session, session
from flows.settings import load_settings
from flows.workers import Job, WorkerPool, job_for

logger = logging.getLogger(__name__)
TAG = "beian-intake"
# A task run costs the server some 35 ms and 23 KB, so submissions go in chunks; but small ones, for the progress bar.
_LARGEST_CHUNK = 8
_CHUNKS_A_WORKER = 8


class SubmissionsFailedError(RuntimeError):
    """The program failed on some submissions; the others were screened, and the summary is written."""

    def __init__(self, counts: Counts) -> None:
        super().__init__(f"{counts.failed} of {counts.total} submissions could not be screened")
        self.counts = counts


@task(name="screen-submissions", tags=[TAG], cache_policy=NO_CACHE, persist_result=False)
def screen_chunk(screener: Screener, chunk: Sequence[Sighting], alone: bool = False) -> list[Row | None]:
    """Return the rows of some submissions; see `Screener.screen`."""
    return [screener.screen(seen, alone=alone) for seen in chunk]


@flow(name="beian-intake", flow_run_name="预审 {inbox}", persist_result=False, log_prints=False)
def intake(
    inbox: Path,
    out: Path,
    policy: str = "standard",
    today: dt.date | None = None,
    workers: int = 1,
    mask: bool = False,
) -> Counts:
    """Screen all submissions of an inbox and sum up; what an earlier run did and has not changed is kept.

    Args:
        inbox: a folder of submissions.
        out: where reports and summary go.
        policy: name or file of the rules.
        today: the day to judge by; each form's `submitted_on` when None.
        workers: number of worker processes, each with an engine of its own.
        mask: hide personal numbers and faces on pages and in exports.

    Raises:
        SubmissionsFailedError: after the summary is written, when the program failed on a submission.
    """
    job = job_for(out, policy, today, load_settings(os.environ), mask)
    start = time.monotonic()
    with session(job) as run:
        plan = run.plan(inbox)
        screened = _screen_all(plan, job, run, workers)
        counts = run.finish(plan, plan.kept | screened, time.monotonic() - start)
    announce(counts, job.settings.reports_url or out.resolve().as_uri(), job.settings.webhook)
    if counts.failed:
        raise SubmissionsFailedError(counts)
    return counts


def _screen_all(plan: Plan, job: Job, run: Session, workers: int) -> dict[Path, Row]:
    """Return the rows of what a plan has to do; adds to the plan's waiting ones what changed meanwhile."""
    total = len(plan.todo) + len(plan.young)
    rows: dict[Path, Row] = {}
    if not total:
        return rows
    # Order matters: an interruption closes the pool first, which frees the threads that the runner then waits for.
    runner: ThreadPoolTaskRunner[list[Row | None]] = ThreadPoolTaskRunner(max_workers=workers)
    with runner, WorkerPool(workers, job) as pool, shown_progress(total) as advance:
        screener = Screener(pool, run.ledger)

        def screen(submissions: Sequence[Sighting], size: int, alone: bool = False) -> None:
            chunks = [submissions[start : start + size] for start in range(0, len(submissions), size)]
            futures: dict[PrefectFuture[list[Row | None]], Sequence[Sighting]] = {}
            for chunk in chunks:
                parameters = {"screener": screener, "chunk": chunk, "alone": alone}
                futures[runner.submit(screen_chunk, parameters=parameters)] = chunk
            for future in as_completed(list(futures)):
                done = {seen.path: row for seen, row in zip(futures[future], future.result(), strict=True) if row}
                rows.update(done)
                advance(list(done.values()))

        screen(plan.todo, _chunk_size(len(plan.todo), workers))
        screen(settle(plan, job.settings.batch), 1)
        for suspect in screener.suspects:  # one after another: perhaps it was memory that two of them together lacked
            screen([suspect], 1, alone=True)
        plan.waiting += screener.changed
    return rows


def _chunk_size(submissions: int, workers: int) -> int:
    return max(1, min(_LARGEST_CHUNK, submissions // (workers * _CHUNKS_A_WORKER)))

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
from contextlib import closing
from pathlib import Path
from typing import Annotated

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import BeforeValidator

from flows.announcing import announce
from flows.crew import crew_for
from flows.inbox import Sighting
from flows.planning import Plan
from flows.progress import shown_progress
from flows.reports.counts import Counts
from flows.results import Results, results_at
from flows.retries import may_pass
from flows.rows import Row
from flows.screener import Screener
from flows.session import Session, session
from flows.settings import load_settings
from flows.sources import Source, source_at
from flows.turns import turn
from flows.workers import Job, job_for

logger = logging.getLogger(__name__)
TAG = "beian-intake"
# A task run costs the server some 35 ms and 23 KB, so submissions go in chunks; but small ones, for the progress bar.
_LARGEST_CHUNK = 8
_CHUNKS_A_WORKER = 8
_MOST_RUNS = 5  # a run that was taken up so often crashes over what it is at
# A path, or an address in a store. As text: `Path` makes one slash of the two in `s3://`.
Place = Annotated[str, BeforeValidator(str)]


class SubmissionsFailedError(RuntimeError):
    """The program failed on some submissions; the others were screened, and the summary is written."""

    def __init__(self, counts: Counts) -> None:
        super().__init__(f"{counts.failed} of {counts.total} submissions could not be screened")
        self.counts = counts


class CrashedTooOftenError(RuntimeError):
    """A run crashed again and again; it is not taken up once more."""


@task(
    name="screen-submissions",
    tags=[TAG],
    retries=2,
    retry_delay_seconds=[5, 30],
    retry_condition_fn=may_pass,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def screen_chunk(
    screener: Screener, results: Results, chunk: Sequence[Sighting], alone: bool = False
) -> list[Row | None]:
    """Return the rows of some submissions, their reports published; see `Screener.screen`.

    Raises:
        StoreError: a store cannot be used. What was done before is not done again when this is retried.
    """
    rows = []
    for seen in chunk:
        row = screener.screen(seen, alone=alone)
        if row is not None and row.folder is not None:
            results.publish_report(row.folder)
        rows.append(row)
    return rows


@flow(name="beian-intake", flow_run_name="预审 {inbox}", persist_result=False, log_prints=False)
def intake(
    inbox: Place,
    out: Place,
    policy: str = "standard",
    today: dt.date | None = None,
    workers: int = 1,
    mask: bool = False,
) -> Counts:
    """Screen all submissions of an inbox and sum up; what an earlier run did and has not changed is kept.

    Args:
        inbox: a folder of submissions; a path or an address in a store.
        out: where reports and summary go; likewise.
        policy: name or file of the rules.
        today: the day to judge by; each form's `submitted_on` when None.
        workers: number of worker processes, each with an engine of its own.
        mask: hide personal numbers and faces on pages and in exports.

    Raises:
        SubmissionsFailedError: after the summary is written, when the program failed on a submission.
        CrashedTooOftenError: the run was taken up too often.
        ResultsInUseError: another run has the results.
        StoreError: a store cannot be used.
    """
    if (flow_run.run_count or 0) > _MOST_RUNS:
        raise CrashedTooOftenError(f"the run crashed {_MOST_RUNS} times; see what its worker says")
    settings = load_settings(os.environ)
    results, source = results_at(out, settings), source_at(inbox)
    job = job_for(results.folder, policy, today, settings, mask)
    start = time.monotonic()
    with turn(results), session(job) as run:
        results.restore()
        results.publish_rest()
        plan = run.plan(source)
        rows = _screen_all(plan, job, run, workers, source, results)
        counts = run.finish(plan, rows, time.monotonic() - start)
        results.publish_summary()
    announce(counts, settings.reports_url or results.address, settings.webhook)
    if counts.failed:
        raise SubmissionsFailedError(counts)
    return counts


def _screen_all(plan: Plan, job: Job, run: Session, workers: int, source: Source, results: Results) -> dict[Path, Row]:
    """Carry out a plan and return the rows of all its submissions but those that wait."""
    total = len(plan.todo) + len(plan.young)
    rows = dict(plan.kept)
    if not total:
        return rows
    with (
        crew_for(job, workers, source) as crew,
        ThreadPoolTaskRunner[list[Row | None]](max_workers=crew.size) as runner,
        closing(crew),  # before the runner: that waits for its threads, and those for the crew
        shown_progress(total) as advance,
    ):
        screener = Screener(crew.pool, source, run.ledger)
        begun = 0

        def screen(submissions: Sequence[Sighting], size: int, alone: bool = False) -> None:
            nonlocal begun
            futures: dict[PrefectFuture[list[Row | None]], Sequence[Sighting]] = {}
            for start in range(0, len(submissions), size):
                chunk = submissions[start : start + size]
                about = f"{begun + 1}–{begun + len(chunk)} / {total}"
                begun += len(chunk)
                named = screen_chunk.with_options(task_run_name=about)
                parameters = {"screener": screener, "results": results, "chunk": chunk, "alone": alone}
                futures[runner.submit(named, parameters)] = chunk
            for future in as_completed(list(futures)):
                done = {seen.path: row for seen, row in zip(futures[future], future.result(), strict=True) if row}
                rows.update(done)
                advance(list(done.values()))

        for submissions, alone in screener.rounds(plan, rows, job.settings.batch):
            screen(submissions, _chunk_size(len(submissions), crew.size), alone)
    return rows


def _chunk_size(submissions: int, at_a_time: int) -> int:
    return max(1, min(_LARGEST_CHUNK, submissions // (at_a_time * _CHUNKS_A_WORKER)))

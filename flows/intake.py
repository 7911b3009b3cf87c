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
from flows.inbox import look_into
from flows.progress import shown_progress
from flows.reports.counts import Counts
from flows.reports.files import make_private_folder
from flows.reports.folders import read_source, source_path
from flows.reports.summary import write_summary
from flows.rows import Row
from flows.settings import load_settings
from flows.terminal import clean
from flows.workers import Earlier, Job, WorkerPool
from validators.policy_files import load_policy

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
def screen_chunk(pool: WorkerPool, submissions: Sequence[Path], earlier: dict[Path, Earlier]) -> list[Row]:
    """Return the rows of some submissions."""
    return [pool.screen(submission, earlier.get(submission)) for submission in submissions]


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
    rules = load_policy(policy).model_dump_json(by_alias=True)
    job = Job(out=out, policy=rules, today=today, settings=load_settings(os.environ), mask=mask)
    make_private_folder(out)
    found = look_into(inbox)
    start = time.monotonic()
    rows = _screen_all(found.submissions, job, workers)
    ignored = [clean(entry.name) for entry in found.ignored]
    counts = Counts.of(rows, len(ignored))
    write_summary(rows, counts, ignored, out, elapsed=time.monotonic() - start, masked=mask)
    announce(counts, job.settings.reports_url or out.resolve().as_uri(), job.settings.webhook)
    if counts.failed:
        raise SubmissionsFailedError(counts)
    return counts


def _screen_all(submissions: Sequence[Path], job: Job, workers: int) -> list[Row]:
    """Return a row for every submission, in order."""
    if not submissions:
        return []
    earlier = _earlier_reports(submissions, job.out)
    size = max(1, min(_LARGEST_CHUNK, len(submissions) // (workers * _CHUNKS_A_WORKER)))
    chunks = [submissions[start : start + size] for start in range(0, len(submissions), size)]
    # Order matters: an interruption closes the pool first, which frees the threads that the runner then waits for.
    runner: ThreadPoolTaskRunner[list[Row]] = ThreadPoolTaskRunner(max_workers=workers)
    with runner, WorkerPool(workers, job) as pool, shown_progress(len(submissions)) as advance:
        futures: list[PrefectFuture[list[Row]]] = [
            runner.submit(
                screen_chunk,
                parameters={
                    "pool": pool,
                    "submissions": chunk,
                    "earlier": {path: earlier[path] for path in chunk if path in earlier},
                },
            )
            for chunk in chunks
        ]
        for future in as_completed(futures):
            advance(len(future.result()))
        return [row for future in futures for row in future.result()]


def _earlier_reports(submissions: Sequence[Path], out: Path) -> dict[Path, Earlier]:
    """Return the finished reports of earlier runs below `out`, by submission."""
    by_path = {source_path(submission): submission for submission in submissions}
    found: dict[Path, Earlier] = {}
    for folder in out.iterdir():
        source = read_source(folder)
        if source is not None and source.key is not None and source.path in by_path:
            found[by_path[source.path]] = Earlier(folder, source.key)
    return found

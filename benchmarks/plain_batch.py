"""A batch without Prefect and with an engine that sees nothing, to measure and test the rest of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Self

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.ocr import OcrEngine, Recognised, Turn
from flows import workers
from flows.inbox import Sighting
from flows.reports.counts import Counts
from flows.rows import Row
from flows.screener import Screener
from flows.session import session
from flows.settings import BatchSettings, Settings
from flows.sources import LocalSource
from flows.workers import Job, WorkerPool, screen_here
from validators.policy import Policy
from validators.policy_files import load_policy


class SlowBlindEngine:
    """Sees no text on any picture, and takes a moment for each."""

    name = "blind"
    version = "1"
    seconds = 0.05

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:  # noqa: ARG002
        """See `OcrEngine`."""
        time.sleep(self.seconds)
        return ()

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`."""
        return tuple(Recognised("", 0.0) for _ in strips)

    def find_turn(self, image: Image) -> Turn:  # noqa: ARG002
        """See `OcrEngine`."""
        return Turn(0, 1.0)


def blind_engine(_: Settings) -> OcrEngine:
    """Return an engine for `Job.make_engine`."""
    return SlowBlindEngine()


def plain_job(
    out: Path,
    *,
    batch: BatchSettings | None = None,
    policy: str = "standard",
    make_engine: Callable[[Settings], OcrEngine] = blind_engine,
) -> Job:
    """Return a job that waits for nothing unless `batch` says so."""
    settings = Settings(
        cache=out.with_name("cache"),
        prefect_home=out.with_name("prefect"),
        batch=batch or BatchSettings(settle_seconds=0, truncated_seconds=0),
    )
    rules = load_policy(policy).model_dump_json(by_alias=True)
    return Job(out, rules, None, settings, make_engine=make_engine)


class InProcess:
    """What screens in this very process, for those whom processes of their own are too slow. Use it as a context."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def screen(self, seen: Sighting, key: str | None) -> Row:
        """See `WorkerPool`."""
        return screen_here(seen, key)

    def screen_alone(self, seen: Sighting, key: str | None) -> Row:
        """See `WorkerPool`."""
        return screen_here(seen, key)

    def __enter__(self) -> Self:
        """Make this process a worker."""
        policy = Policy.model_validate_json(self._job.policy)
        workers._here = workers._Here(self._job, policy, self._job.make_engine(self._job.settings))
        return self

    def __exit__(self, *_: object) -> None:
        """Make it none."""
        workers._here = None


def run_plainly(inbox: Path, job: Job, processes: int = 0) -> Counts:
    """Run a batch as the flow does, and return its counts; in this process where there are to be no others."""
    source = LocalSource(inbox)
    with session(job) as run:
        plan = run.plan(source)
        rows = dict(plan.kept)
        with ThreadPoolExecutor(max(processes, 2)) as threads, _pool(job, processes) as pool:
            screener = Screener(pool, source, run.ledger)
            for todo, alone in screener.rounds(plan, rows, job.settings.batch):
                found = threads.map(partial(screener.screen, alone=alone), todo)
                rows |= {seen.path: row for seen, row in zip(todo, found, strict=True) if row is not None}
        return run.finish(plan, rows)


def _pool(job: Job, processes: int) -> WorkerPool | InProcess:
    return WorkerPool(processes, job) if processes else InProcess(job)

"""A batch over one result folder, from taking it to the summary; knows nothing of Prefect, nor who screens."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flows.keys import context_digest
from flows.ledger import Ledger
from flows.planning import Plan, make_plan
from flows.record import Record
from flows.reports.counts import Counts
from flows.reports.files import make_private_folder
from flows.reports.leftovers import sweep
from flows.reports.locks import run_lock
from flows.reports.summary import SUMMARY_FILES, write_summary
from flows.rows import Row, RowStatus
from flows.sources import Source
from flows.terminal import clean
from flows.workers import Job
from validators.policy import Policy


class Session:
    """The result folder of a run, held for it; see `session`.

    Attributes:
        ledger: which submissions have a report that stands.
    """

    def __init__(self, job: Job, record: Record) -> None:
        self._job = job
        self._record = record
        policy = Policy.model_validate_json(job.policy)
        engine = job.make_engine(job.settings)
        context = context_digest(engine, policy, job.settings.limits, job.today, job.mask)
        self.ledger = Ledger(record, job.out, context, mask=job.mask)

    def plan(self, source: Source) -> Plan:
        """Return what is to be done for an inbox.

        Raises:
            OSError: it cannot be listed.
        """
        return make_plan(source, self.ledger, self._job.settings.batch)

    def finish(self, plan: Plan, rows: Mapping[Path, Row], elapsed: float | None = None) -> Counts:
        """Sum up the rows of a plan's submissions, write the summary unless it stands already, and return the counts.

        Args:
            plan: the plan, carried out.
            rows: rows of all its submissions but those that wait.
            elapsed: seconds the run took.

        Raises:
            OSError: the summary cannot be written.
        """
        pending = set(plan.waiting)
        ordered = [rows[path] for path in plan.order if path in rows and path not in pending]
        ignored = [clean(name) for name in plan.ignored]
        waiting = sorted(clean(path.name) for path in plan.waiting)
        counts = Counts.of(ordered, len(ignored), len(waiting))
        state = self._summary_state(ordered, ignored, waiting)
        out = self._job.out
        if self._record.summary_state != state or not all((out / name).is_file() for name in SUMMARY_FILES):
            self._record.summary_state = ""  # until all of it is written
            write_summary(ordered, counts, ignored, out, elapsed=elapsed, masked=self._job.mask, waiting=waiting)
            self._record.summary_state = state
        return counts

    def _summary_state(self, rows: list[Row], ignored: list[str], waiting: list[str]) -> str:
        """Return a digest of what the summary is made from; when a row was screened changes nothing."""
        digest = hashlib.sha256()
        facts = (importlib.metadata.version("beian-intake"), self._job.mask, ignored, waiting)
        digest.update(json.dumps(facts).encode())
        for row in rows:
            kept = row.model_copy(update={"status": RowStatus.KEPT}) if row.status is RowStatus.SCREENED else row
            digest.update(kept.model_dump_json().encode())
        return digest.hexdigest()


@contextmanager
def session(job: Job) -> Iterator[Session]:
    """Take the result folder of a job for a run, and clear away what a killed run left there.

    Raises:
        ResultsInUseError: another run has it.
        OSError: it cannot be used.
    """
    make_private_folder(job.out)
    with run_lock(job.out):
        sweep(job.out)
        with Record(job.out) as record:
            yield Session(job, record)


def finish_if_idle(source: Source, job: Job) -> Counts | None:
    """Return the counts of an inbox in which there is nothing to do; None where there is.

    Raises:
        ResultsInUseError: another run has the result folder.
        OSError: inbox or result folder cannot be used.
    """
    with session(job) as run:
        plan = run.plan(source)
        return None if plan.todo or plan.young else run.finish(plan, plan.kept)

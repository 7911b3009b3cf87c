"""Submissions that come from a store, or are read on other machines: the run writes their reports itself.

What reads them hands back what it saw. So only one machine writes into a result folder, keeps its record and holds its
locks; the others need nothing of it.
"""

from __future__ import annotations

from typing import Protocol

from flows.checking import written
from flows.inbox import Sighting
from flows.looking import Look, look
from flows.processes import WorkerLostError
from flows.rows import Row, failed_row, given_up_row, row_of
from flows.sources import LocalErrand, Source, StoredErrand
from flows.stores import StoreError
from flows.workers import Job, SubmissionChangedError, WorkerPool


class ClusterError(RuntimeError):
    """A cluster cannot be used. The message is a Chinese sentence with the next step."""


class Reader(Protocol):
    """What reads submissions: processes here, or a cluster."""

    def look(self, errand: LocalErrand | StoredErrand, *, alone: bool) -> Look:
        """Return what a submission says; see `flows.looking.look`.

        Raises:
            StoreError: it cannot be had from its store now, but perhaps in a while.
        """


class ReaderHere:
    """Reads in worker processes of this machine."""

    def __init__(self, pool: WorkerPool, job: Job) -> None:
        self._pool = pool
        self._limits = job.settings.limits

    def look(self, errand: LocalErrand | StoredErrand, *, alone: bool) -> Look:
        """See `Reader`."""
        try:
            with errand.fetched(self._limits) as path:
                return look(self._pool, path, alone=alone)
        except StoreError as error:
            if error.may_pass:
                raise
            return Look(problem=str(error))


class ElsewherePool:
    """Screens through a reader and writes the reports; may be called from several threads. See `WorkerPool`."""

    def __init__(self, reader: Reader, source: Source, job: Job) -> None:
        self._reader = reader
        self._source = source
        self._job = job

    def screen(self, seen: Sighting, key: str | None) -> Row:
        """See `WorkerPool.screen`.

        Raises:
            StoreError: the submission cannot be had now, but perhaps in a while.
        """
        return self._screen(seen, key, alone=False)

    def screen_alone(self, seen: Sighting, key: str | None) -> Row:
        """See `WorkerPool.screen_alone`."""
        return self._screen(seen, key, alone=True)

    def _screen(self, seen: Sighting, key: str | None, *, alone: bool) -> Row:
        found = self._reader.look(self._source.errand(seen), alone=alone)
        self._stop_if_changed(seen)
        if found.lost and not alone:
            raise WorkerLostError(found.problem)
        if found.report is None:
            return failed_row(seen.path, found.problem)

        def stop_if_changed() -> None:
            self._stop_if_changed(seen)

        outcome = written(found.report, found.album, seen.path, self._job.out, key, stop_if_changed)
        if found.problem:
            return given_up_row(seen.path, outcome, found.problem, self._job.mask)
        return row_of(seen.path, outcome, self._job.mask)

    def _stop_if_changed(self, seen: Sighting) -> None:
        if seen.signature and self._source.sight(seen.path).signature != seen.signature:
            raise SubmissionChangedError

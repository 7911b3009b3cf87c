"""One submission of a batch from the inbox to its row, once for each content."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from flows.inbox import Sighting
from flows.ledger import Ledger
from flows.planning import Plan, settle
from flows.processes import WorkerLostError
from flows.rows import Row, RowStatus
from flows.settings import BatchSettings
from flows.sources import Source
from flows.workers import SubmissionChangedError


class ScreeningPool(Protocol):
    """What screens submissions one by one; see `flows.workers.WorkerPool`."""

    def screen(self, seen: Sighting, key: str | None) -> Row:
        """Return the row of a submission, screened."""

    def screen_alone(self, seen: Sighting, key: str | None) -> Row:
        """Return the row of a submission that a process was lost over."""


class Screener:
    """Screens what has no report yet. May be used from several threads.

    Attributes:
        suspects: submissions that a process was lost over; to be tried once more when nothing else runs.
        changed: submissions that were changed meanwhile; the next run's.
    """

    def __init__(self, pool: ScreeningPool, source: Source, ledger: Ledger) -> None:
        self._pool = pool
        self._source = source
        self._ledger = ledger
        self._lock = threading.Lock()
        self.suspects: list[Sighting] = []
        self.changed: list[Path] = []

    def rounds(
        self, plan: Plan, rows: Mapping[Path, Row], settings: BatchSettings
    ) -> Iterator[tuple[list[Sighting], bool]]:
        """Yield what a plan has to do, in rounds that follow one another, and whether a round is to run `alone`.

        Adds to the plan's waiting ones what turns out not to be whole.

        Args:
            plan: the plan.
            rows: all rows there are so far; the caller adds to them after each round.
            settings: how patient to be.
        """
        yield plan.todo, False
        yield settle(plan, self._source, settings), False
        anew: set[Path] = set()
        while True:
            suspects, self.suspects = dict.fromkeys(self.suspects), []
            for suspect in suspects:  # one by one: perhaps two of them together lacked memory
                yield [suspect], True
            # A submission that shared another's report needs its own once the other one was changed.
            lost = [plan.seen[path] for path, row in rows.items() if path not in anew and self._lost(plan, path, row)]
            if not lost and not self.suspects:
                break
            anew.update(seen.path for seen in lost)
            yield lost, False
        plan.waiting += dict.fromkeys(self.changed)

    def _lost(self, plan: Plan, path: Path, row: Row) -> bool:
        return row.status is not RowStatus.FAILED and self._ledger.gave_way(plan.seen[path])

    def screen(self, seen: Sighting, *, alone: bool = False) -> Row | None:
        """Return the row of a submission; None when it went to the suspects or to the changed ones.

        Args:
            seen: the submission.
            alone: whether nothing else runs. Then it does not go to the suspects: a second loss is its result.

        Raises:
            ResultsUnwritableError: nothing more can be written.
            CancelledError: the run was interrupted.
        """
        content = self._ledger.content_of(seen) or self._source.content(seen)
        if content is None:
            return self._screened(seen, None, alone)
        key = self._ledger.key_of(content)
        with self._ledger.claimed(key):
            row = self._ledger.find(seen, content)
            if row is not None:
                return row
            row = self._screened(seen, key, alone)
            if row is not None and row.status is RowStatus.SCREENED:
                self._ledger.note(seen, content, row)
            return row

    def _screened(self, seen: Sighting, key: str | None, alone: bool) -> Row | None:
        try:
            return (self._pool.screen_alone if alone else self._pool.screen)(seen, key)
        except WorkerLostError:
            with self._lock:
                self.suspects.append(seen)
        except SubmissionChangedError:
            with self._lock:
                self.changed.append(seen.path)
        return None

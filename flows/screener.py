"""One submission of a batch from the inbox to its row, once for each content."""

from __future__ import annotations

import threading
from pathlib import Path

from flows.inbox import Sighting, content_digest
from flows.ledger import Ledger
from flows.rows import Row, RowStatus
from flows.workers import SubmissionChangedError, WorkerLostError, WorkerPool


class Screener:
    """Screens what has no report yet. May be used from several threads.

    Attributes:
        suspects: submissions that a process was lost over; to be tried once more when nothing else runs.
        changed: submissions that were changed meanwhile; the next run's.
    """

    def __init__(self, pool: WorkerPool, ledger: Ledger) -> None:
        self._pool = pool
        self._ledger = ledger
        self._lock = threading.Lock()
        self.suspects: list[Sighting] = []
        self.changed: list[Path] = []

    def screen(self, seen: Sighting, *, alone: bool = False) -> Row | None:
        """Return the row of a submission; None when it went to the suspects or to the changed ones.

        Args:
            seen: the submission.
            alone: whether nothing else runs. Then it does not go to the suspects: a second loss is its result.

        Raises:
            ResultsUnwritableError: nothing more can be written.
            CancelledError: the run was interrupted.
        """
        content = self._ledger.content_of(seen) or _content(seen)
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


def _content(seen: Sighting) -> str | None:
    """Return the digest of a submission's content; None where it cannot be read: screening says what is wrong."""
    try:
        return content_digest(seen.path) if seen.signature else None
    except OSError:
        return None

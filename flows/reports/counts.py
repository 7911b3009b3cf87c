"""How a batch fared, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.facts.model import Model
from flows.rows import Row, RowStatus


class Counts(Model):
    """How many submissions fared how. Numbers only: this is what a server may keep of a run."""

    total: int
    complete: int
    incomplete: int
    needs_review: int
    screened: int
    kept: int
    failed: int
    ignored: int
    waiting: int = 0

    @classmethod
    def of(cls, rows: Sequence[Row], ignored: int, waiting: int = 0) -> Counts:
        """Return the counts of a batch. A failed submission has no verdict to count, one that waits no row."""
        statuses = Counter(str(row.status) for row in rows)
        verdicts = Counter(str(row.verdict) for row in rows if row.status is not RowStatus.FAILED)
        return cls(
            total=len(rows),
            ignored=ignored,
            waiting=waiting,
            **{name: verdicts[name] for name in ("complete", "incomplete", "needs_review")},
            **{name: statuses[name] for name in ("screened", "kept", "failed")},
        )

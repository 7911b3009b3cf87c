"""Whether confidence means something: how often readings of a confidence are right, and those that count as certain.

Every reading of a printed field is judged, and every value given for what nobody can read, which is wrong. A reading
that a check digit repaired is never accepted, so the tables of accepted readings leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.groups import Group
from benchmarks.scoring import FieldOutcome, Status
from benchmarks.tables import Cell, Table, share
from flows.statistics import interval

TITLE = "Confidence"
# Narrow where nearly all readings are and where the thresholds of the policy lie.
_EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)


@dataclass(frozen=True)
class Bin:
    """Readings whose confidence is from `low` up to, but not at, `high` (the last bin includes 1).

    `claimed` is their mean confidence; None of nothing.
    """

    low: float
    high: float
    n: int
    right: int
    claimed: float | None

    @property
    def name(self) -> str:
        """The range as people read it."""
        return f"{self.low:g} - {self.high:g}"


def bins_of(outcomes: Iterable[FieldOutcome]) -> tuple[Bin, ...]:
    """Return all bins, from the least confidence to the most, empty ones included."""
    judged = _judged(outcomes)
    return tuple(_bin(low, high, judged) for low, high in pairwise(_EDGES))


def reliability_table(outcomes: Iterable[FieldOutcome]) -> Table:
    """Return one row a bin: share right with the ends of its 95 % interval beside the mean confidence, and all.

    In the row of all, `off %` is the mean distance of the two over all readings (expected calibration error).
    """
    bins = bins_of(outcomes)
    rows: list[tuple[Cell, ...]] = [_row(b.name, b.n, b.right, b.claimed) for b in bins]
    n, right = sum(b.n for b in bins), sum(b.right for b in bins)
    claimed = sum(b.n * (b.claimed or 0.0) for b in bins) / n if n else None
    off = sum(abs(b.right - b.n * (b.claimed or 0.0)) for b in bins) / n if n else None
    rows.append((*_row("all", n, right, claimed)[:-1], off))
    columns = ("confidence", "n", "right", "right %", "from %", "to %", "claimed %", "off %")
    return Table(TITLE, columns, tuple(rows))


def accepted_table(outcomes: Sequence[FieldOutcome], groups: Sequence[Group], accept: float) -> Table:
    """Return one row a group: how many of the accepted readings (confidence at or above `accept`) are right.

    `of printed %` is the share of all printed and legible fields that are accepted and right.
    """
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        own = [outcome for outcome in outcomes if outcome in group]
        taken = [o for o in _judged(own) if o.is_sure(accept) and not o.repaired]
        right = sum(o.status is Status.EXACT for o in taken)
        printed = sum(o.status in (Status.EXACT, Status.WRONG, Status.UNREAD) for o in own)
        rows.append((group.name, len(taken), right, *interval(right, len(taken)), share(right, printed)))
    columns = ("fields", "accepted", "right", "right %", "from %", "to %", "of printed %")
    return Table(f"Accepted (confidence >= {accept:g})", columns, tuple(rows))


def _judged(outcomes: Iterable[FieldOutcome]) -> list[FieldOutcome]:
    return [o for o in outcomes if o.confidence is not None and o.status is not Status.EXTRA]


def _bin(low: float, high: float, judged: Sequence[FieldOutcome]) -> Bin:
    own = [(o.confidence or 0.0, o) for o in judged if _lies(o.confidence or 0.0, low, high)]
    right = sum(o.status is Status.EXACT for _, o in own)
    return Bin(low, high, len(own), right, sum(trust for trust, _ in own) / len(own) if own else None)


def _lies(confidence: float, low: float, high: float) -> bool:
    return low <= confidence < high or confidence == high == _EDGES[-1]


def _row(name: str, n: int, right: int, claimed: float | None) -> tuple[Cell, ...]:
    held, low, high = interval(right, n)
    off = abs(held - claimed) if held is not None and claimed is not None else None
    return name, n, right, held, low, high, claimed, off

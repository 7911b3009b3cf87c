"""Outcomes of fields, documents and stamps, counted into tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.groups import Group
from benchmarks.scoring import FieldOutcome, KindOutcome, StampOutcome, Status
from benchmarks.tables import Cell, Table, share

_READABLE = (Status.EXACT, Status.WRONG, Status.UNREAD)
_COUNTS = ("n", "exact", "exact %", "unread", "wrong", "wrong, sure", "invented", "invented, sure", "extra")


def levels_of(outcomes: Iterable[FieldOutcome | KindOutcome | StampOutcome]) -> tuple[str, ...]:
    """Return the levels in the order in which they come."""
    return tuple(dict.fromkeys(outcome.level for outcome in outcomes))


def group_table(outcomes: Sequence[FieldOutcome], groups: Sequence[Group], accept: float) -> Table:
    """Return one row a group and level. `sure` means a confidence at or above `accept`."""
    rows = []
    for group in groups:
        own = [outcome for outcome in outcomes if outcome in group]
        for level in levels_of(outcomes):
            rows.append((group.name, level, *_counts([o for o in own if o.level == level], accept)))
    return Table(f"Fields (sure: confidence >= {accept:g})", ("fields", "level", *_COUNTS), tuple(rows))


def field_table(outcomes: Sequence[FieldOutcome], accept: float) -> Table:
    """Return one row a kind and field: n and exact at each level, and the mistakes of all levels."""
    levels = levels_of(outcomes)
    rows: list[tuple[Cell, ...]] = []
    for kind, name in sorted({(o.kind, o.field) for o in outcomes}):
        own = [o for o in outcomes if (o.kind, o.field) == (kind, name)]
        row: tuple[Cell, ...] = (kind, name)
        for level in levels:
            printed, _, exact, *_ = _counts([o for o in own if o.level == level], accept)
            row += (printed, exact)
        rows.append((*row, *_counts(own, accept)[3:]))
    by_level = tuple(column for level in levels for column in (f"{level} n", "exact %"))
    return Table("Fields by kind", ("kind", "field", *by_level, *_COUNTS[3:]), tuple(rows))


def _counts(outcomes: Sequence[FieldOutcome], accept: float) -> tuple[Cell, ...]:
    by_status = Counter(o.status for o in outcomes)
    sure = Counter(o.status for o in outcomes if o.is_sure(accept))
    printed = sum(by_status[status] for status in _READABLE)
    return (
        printed,
        by_status[Status.EXACT],
        share(by_status[Status.EXACT], printed),
        by_status[Status.UNREAD],
        by_status[Status.WRONG],
        sure[Status.WRONG],
        by_status[Status.INVENTED],
        sure[Status.INVENTED],
        by_status[Status.EXTRA],
    )


def kind_table(outcomes: Sequence[KindOutcome]) -> Table:
    """Return one row a kind: how many were recognised, and what the others were taken for."""
    rows: list[tuple[Cell, ...]] = []
    for kind in sorted({o.kind for o in outcomes}):
        own = [o for o in outcomes if o.kind == kind]
        right = sum(o.found == kind for o in own)
        mistakes = Counter(str(o.found or "nothing") for o in own if o.found != kind)
        rows.append((kind, len(own), right, share(right, len(own)), _listed(mistakes)))
    right = sum(o.found == o.kind for o in outcomes)
    rows.append(("all", len(outcomes), right, share(right, len(outcomes)), ""))
    return Table("Kinds", ("kind", "n", "right", "right %", "taken for"), tuple(rows))


def stamp_table(outcomes: Sequence[StampOutcome]) -> Table:
    """Return one row a level."""
    rows = []
    for level in levels_of(outcomes):
        own = [o for o in outcomes if o.level == level]
        there = [o for o in own if o.truth is not None]
        reported = [o for o in own if o.found is not None]
        both = [o for o in there if o.found is not None]
        with_text = [o for o in there if o.truth is not None and o.truth.text]
        text_right = sum(o.text_right is True for o in with_text)
        owners = Counter(o.owner for o in both)
        colour_right = sum(o.truth.colour == o.found.colour for o in both if o.truth and o.found)
        row: tuple[Cell, ...] = (
            level,
            len(there),
            share(len(both), len(there)),
            share(len(both), len(reported)),
            len(with_text),
            share(text_right, len(with_text)),
            share(colour_right, len(both)),
            owners["right"],
            owners["unread"],
            owners["wrong"],
        )
        rows.append(row)
    columns = ("recall", "precision", "with text", "text exact %", "colour %", "owner right", "unread", "wrong")
    return Table("Stamps", ("level", "n", *columns), tuple(rows))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.most_common())

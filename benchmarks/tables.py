"""A table as data, and how it is shown and saved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """A titled table. Shares (floats) are 0 to 1; None is an empty cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def share(part: int, whole: int) -> float | None:
    """Return `part` of `whole`; None of nothing."""
    return part / whole if whole else None


def show(console: Console, tables: Iterable[Table]) -> None:
    """Print tables; columns that hold a number are right-aligned. Tables without rows are left out."""
    for table in tables:
        if not table.rows:
            continue
        drawn = RichTable(title=table.title, title_justify="left", title_style="bold")
        for index, column in enumerate(table.columns):
            is_text = any(isinstance(row[index], str) for row in table.rows)
            drawn.add_column(column, justify="left" if is_text else "right", overflow="fold")
        for row in table.rows:
            drawn.add_row(*map(_text, row))
        console.print(drawn)


def save(path: Path, tables: Iterable[Table]) -> None:
    """Write tables as JSON."""
    path.write_text(json.dumps([asdict(table) for table in tables], ensure_ascii=False, indent=1), encoding="utf-8")


def load(path: Path) -> tuple[Table, ...]:
    """Return the tables that `save` wrote."""
    held = json.loads(path.read_text("utf-8"))
    return tuple(Table(t["title"], tuple(t["columns"]), tuple(map(tuple, t["rows"]))) for t in held)


def save_lines(path: Path, objects: Sequence[dict[str, object]]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(json.dumps(o, ensure_ascii=False, default=str) + "\n" for o in objects), encoding="utf-8")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.1%}" if isinstance(cell, float) else str(cell)

"""Draws the table of confidences as an SVG picture: `python -m benchmarks.reliability_picture bench.json picture.svg`.

The JSON is what `benchmarks.bench --json` or `benchmarks.pictures --json` wrote. A bar is the share that is right, its
whisker the 95 % interval, the short line across it what the readings claim for themselves: their mean confidence.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import svg
from benchmarks.reliability import TITLE
from benchmarks.tables import Cell, Table, load

_PITCH, _BAR = 88, 54
_LEFT, _TOP, _HEIGHT = 60, 56, 300
_FILL, _CLAIM = "#7aa6d6", "#c0392b"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the tables and write the picture."""
    parser = argparse.ArgumentParser(prog="benchmarks.reliability_picture", description=__doc__)
    parser.add_argument("tables", type=Path, help="what --json wrote")
    parser.add_argument("picture", type=Path, help="the SVG file to write")
    options = parser.parse_args(arguments)
    found = [table for table in load(options.tables) if table.title == TITLE]
    if not found:
        parser.error(f"{options.tables} holds no table '{TITLE}'; write it anew with --json")
    options.picture.write_text(draw(found[0]), encoding="utf-8")


def draw(table: Table) -> str:
    """Return the picture of a table made by `reliability_table`."""
    width, height = _LEFT + _PITCH * len(table.rows) + 20, _TOP + _HEIGHT + 70
    parts = [*_axis(width), *(part for index, row in enumerate(table.rows) for part in _column(index, row))]
    return svg.document(width, height, parts)


def _axis(width: int) -> Iterator[str]:
    yield svg.text(_LEFT, 24, "Readings that are right, by confidence (red: what they claim; n below)")
    for tenth in range(0, 11, 2):
        y = _y(tenth / 10)
        yield svg.line((_LEFT, y), (width - 20, y), "#ddd")
        yield svg.text(12, y + 4, f"{tenth * 10} %")


def _column(index: int, row: Sequence[Cell]) -> Iterator[str]:
    """Yield the marks of one bin; an empty one has only its name."""
    name, n, _, *shares, _ = row
    middle = _LEFT + _PITCH * (index + 0.5)
    yield svg.text(middle, _TOP + _HEIGHT + 22, str(name), middle=True)
    yield svg.text(middle, _TOP + _HEIGHT + 42, f"n = {n}", middle=True)
    if not n:
        return
    held, low, high, claimed = (float(share or 0) for share in shares)
    top = _y(held)
    yield f'<rect x="{middle - _BAR / 2}" y="{top:.1f}" width="{_BAR}" height="{_y(0) - top:.1f}" fill="{_FILL}"/>'
    yield svg.line((middle, _y(low)), (middle, _y(high)), width=2)
    yield svg.line((middle - _BAR / 2, _y(claimed)), (middle + _BAR / 2, _y(claimed)), _CLAIM, width=3)
    yield svg.text(middle, _TOP - 8, f"{held:.1%}", middle=True)


def _y(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share)


if __name__ == "__main__":
    main()

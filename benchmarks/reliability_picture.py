"""Draws the table of confidences as an SVG picture: `python -m benchmarks.reliability_picture bench.json picture.svg`.

The JSON is what `benchmarks.bench --json` or `benchmarks.pictures --json` wrote. A bar is the share that is right, its
whisker the 95 % interval, the short line across it what the readings claim for themselves: their mean confidence.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.reliability import TITLE
from benchmarks.tables import Cell, Table, load

_PITCH, _BAR = 88, 54
_LEFT, _TOP, _HEIGHT = 60, 56, 300
_INK, _FILL, _CLAIM = "#333", "#7aa6d6", "#c0392b"


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
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    style = f"<style>text {{ font: 13px sans-serif; fill: {_INK}; }} .middle {{ text-anchor: middle; }}</style>"
    return "\n".join((head, style, f'<rect width="{width}" height="{height}" fill="#fff"/>', *parts, "</svg>", ""))


def _axis(width: int) -> Iterator[str]:
    yield _text(_LEFT, 24, "Readings that are right, by confidence (red: what they claim; n below)")
    for tenth in range(0, 11, 2):
        y = _y(tenth / 10)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{width - 20}" y2="{y:.1f}" stroke="#ddd"/>'
        yield _text(12, y + 4, f"{tenth * 10} %")


def _column(index: int, row: Sequence[Cell]) -> Iterator[str]:
    """Yield the marks of one bin; an empty one has only its name."""
    name, n, _, *shares, _ = row
    middle = _LEFT + _PITCH * (index + 0.5)
    yield _text(middle, _TOP + _HEIGHT + 22, str(name), middle=True)
    yield _text(middle, _TOP + _HEIGHT + 42, f"n = {n}", middle=True)
    if not n:
        return
    held, low, high, claimed = (float(share or 0) for share in shares)
    top = _y(held)
    yield f'<rect x="{middle - _BAR / 2}" y="{top:.1f}" width="{_BAR}" height="{_y(0) - top:.1f}" fill="{_FILL}"/>'
    yield f'<line x1="{middle}" y1="{_y(low):.1f}" x2="{middle}" y2="{_y(high):.1f}" stroke="{_INK}" stroke-width="2"/>'
    yield (
        f'<line x1="{middle - _BAR / 2}" y1="{_y(claimed):.1f}" x2="{middle + _BAR / 2}" y2="{_y(claimed):.1f}" '
        f'stroke="{_CLAIM}" stroke-width="3"/>'
    )
    yield _text(middle, _TOP - 8, f"{held:.1%}", middle=True)


def _y(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share)


def _text(x: float, y: float, words: str, *, middle: bool = False) -> str:
    place = ' class="middle"' if middle else ""
    return f'<text x="{x}" y="{y:.1f}"{place}>{escape(words)}</text>'


if __name__ == "__main__":
    main()

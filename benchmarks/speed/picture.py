"""Throughput against workers and memory against pages, as one SVG picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks import svg
from benchmarks.speed.results import MemoryLine, Side

_LEFT, _TOP, _WIDTH, _HEIGHT = 60, 50, 360, 260
_COLOURS = ("#2c6fbb", "#c0392b", "#3b8f4e", "#8e5bb0", "#b07d2b")
_DASHES = "6 4"
_STEPS = 5


@dataclass(frozen=True)
class Line:
    """A line through points; `is_level` draws one point's height across the whole chart."""

    name: str
    points: tuple[tuple[float, float], ...]
    is_level: bool = False


def draw(workers: Sequence[Side], others: Sequence[Side], memory: Sequence[MemoryLine]) -> str:
    """Return the picture.

    Args:
        workers: one program by number of processes.
        others: what it is compared with; each is a level in the chart of throughput.
        memory: of a process of each.
    """
    speed = [Line("this program", tuple((side.processes, side.pages_a_minute) for side in workers))]
    speed += [Line(side.name, ((side.processes, side.pages_a_minute),), is_level=True) for side in others]
    held = [Line(line.name, line.points) for line in memory]
    right = _LEFT + _WIDTH + 70
    parts = [*_chart(_LEFT, "Pages a minute, by worker processes", speed)]
    parts += _chart(right, "Memory of a process (MB), by pages read", held)
    return svg.document(right + _WIDTH + 30, _TOP + _HEIGHT + 50 + 20 * max(len(speed), len(held)), parts)


def _chart(left: float, title: str, lines: Sequence[Line]) -> Iterator[str]:
    points = [point for line in lines for point in line.points]
    most_x, most_y = max(x for x, _ in points), nice_top(max(y for _, y in points))
    bottom = _TOP + _HEIGHT

    def place(x: float, y: float) -> tuple[float, float]:
        return left + _WIDTH * x / most_x, bottom - _HEIGHT * y / most_y

    yield svg.text(left, 24, title)
    for step in range(_STEPS + 1):
        _, y = place(0, most_y * step / _STEPS)
        yield svg.line((left, y), (left + _WIDTH, y), "#ddd")
        yield svg.text(left - 48, y + 4, f"{most_y * step / _STEPS:g}")
    for x in sorted({0.0, most_x, *(x for line in lines for x, _ in line.points if most_x <= _STEPS)}):
        yield svg.text(place(x, 0)[0], bottom + 20, f"{x:g}", middle=True)
    for index, line in enumerate(lines):
        colour, y = _COLOURS[index % len(_COLOURS)], bottom + 44 + 20 * index
        places = [place(*point) for point in line.points]
        if line.is_level:
            yield svg.line((left, places[0][1]), (left + _WIDTH, places[0][1]), colour, width=2, dashes=_DASHES)
        else:
            yield from _marks(places, colour)
        yield svg.line((left, y - 4), (left + 24, y - 4), colour, width=2, dashes=_DASHES if line.is_level else "")
        yield svg.text(left + 32, y, line.name)


def _marks(places: Sequence[tuple[float, float]], colour: str) -> Iterator[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'


def nice_top(most: float) -> float:
    """Return the end of an axis: 1, 2 or 5 times a power of ten for each fifth of it, just beyond `most`.

    >>> nice_top(47), nice_top(740)
    (50.0, 1000.0)
    """
    step = max(most, 1e-9) / _STEPS
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power * _STEPS for factor in (1, 2, 5, 10) if factor * power >= step)

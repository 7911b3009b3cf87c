"""Turns as tables: who took how long, what our time went into, what more processes gain, how much memory they hold.

Contestants are compared submission by submission within a round, so that all ran under the same conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.speed.readers import Work
from benchmarks.speed.rounds import Contestant, Turn
from benchmarks.speed.stages import Stage
from benchmarks.tables import Cell, Table, share

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class PageCount:
    """Pages of a submission: `pictures` need OCR, the others have a text layer."""

    pictures: int
    digital: int


Pages = Mapping[str, PageCount]  # by submission
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Side:
    """One row of the table of speeds: seconds by round and submission, and how many pages they are for."""

    name: str
    processes: int
    pages: int
    seconds: Mapping[tuple[int, str], float]

    @property
    def total(self) -> float:
        """Seconds of all turns."""
        return sum(self.seconds.values())

    @property
    def pages_a_minute(self) -> float:
        """How many pages are done in a minute."""
        return 60 * self.pages / self.total if self.total else 0.0


def sides_of(turns: Sequence[Turn], contestants: Sequence[Contestant], pages: Pages, ours: Contestant) -> list[Side]:
    """Return the rows of the table of speeds: ours in full, without pages with a text layer, and its models alone."""
    sides = []
    for contestant in (ours, *(c for c in contestants if c.reader is not ours.reader)):
        own = [turn for turn in turns if turn.contestant == contestant.name]
        pictures = sum(pages[turn.submission].pictures for turn in own)
        in_all = pictures + sum(pages[turn.submission].digital for turn in own) if contestant is ours else pictures
        sides.append(Side(contestant.name, contestant.processes, in_all, {_key(t): t.seconds for t in own}))
        if contestant is ours:
            without = {_key(t): t.seconds - t.digital_seconds for t in own}
            models = {_key(t): t.stage(Stage.MODELS) for t in own}
            sides.append(Side("… without pages with a text layer", contestant.processes, pictures, without))
            sides.append(Side("… its models alone: the floor", contestant.processes, pictures, models))
    return [side for side in sides if side.seconds]


def speed_table(sides: Sequence[Side]) -> Table:
    """Return seconds a page over the whole machine, and how many times the first one's time each side takes."""
    columns = ("contestant", "processes", "pages", "seconds a page", "pages a minute", "times ours", "least", "most")
    rows: list[Row] = []
    for side in sides:
        ratios = list(ratios_of(side, sides[0]))
        times = [side.total / sides[0].total, min(ratios), max(ratios)]
        speed = f"{side.total / max(side.pages, 1):.2f}", f"{side.pages_a_minute:.1f}"
        rows.append((side.name, side.processes, side.pages, *speed, *(f"{ratio:.2f}" for ratio in times)))
    return Table("Speed: the same pages over all cores", columns, tuple(rows))


def ratios_of(side: Side, base: Side) -> Iterator[float]:
    """Yield how many times the base's seconds a side took, for each turn that both had."""
    for key, seconds in side.seconds.items():
        if base.seconds.get(key):
            yield seconds / base.seconds[key]


def scaling_of(turns: Sequence[Turn], contestants: Sequence[Contestant], pages: Pages) -> list[Side]:
    """Return the sides of one program by number of processes, fewest first."""
    sides = []
    for contestant in sorted(contestants, key=lambda c: c.processes):
        own = [turn for turn in turns if turn.contestant == contestant.name]
        count = sum(pages[turn.submission].pictures + pages[turn.submission].digital for turn in own)
        sides.append(Side(contestant.name, contestant.processes, count, {_key(t): t.seconds for t in own}))
    return sides


def scaling_table(sides: Sequence[Side]) -> Table:
    """Return what more workers gain over the fewest."""
    rows: list[Row] = [
        (s.processes, f"{s.total / max(s.pages, 1):.2f}", f"{s.pages_a_minute:.1f}", f"{sides[0].total / s.total:.2f}")
        for s in sides
    ]
    return Table("Workers", ("workers", "seconds a page", "pages a minute", "times one"), tuple(rows))


def share_table(turns: Sequence[Turn]) -> Table:
    """Return what the time of one process goes into, report and page included."""
    works = [work for turn in turns for work in turn.works]
    total = sum(work.seconds for work in works)
    rows: list[Row] = []
    for stage in Stage:
        seconds = sum(work.stages.get(stage, 0.0) for work in works)
        rows.append((str(stage), f"{seconds / max(len(works), 1):.3f}", seconds / total if total else None))
    rows.append(("all", f"{total / max(len(works), 1):.3f}", 1.0))
    return Table("Where our time goes", ("stage", "seconds a submission", "share"), tuple(rows))


@dataclass(frozen=True)
class MemoryLine:
    """Memory of one process: pages done so far and megabytes held, after each submission; and the most ever."""

    name: str
    points: tuple[tuple[int, float], ...]
    peak: float


def memory_lines(turns: Iterable[Turn], groups: Mapping[str, str], pages: Pages) -> list[MemoryLine]:
    """Return the memory of the first process of each group of contestants that share their processes.

    Args:
        turns: in the order in which they were done.
        groups: contestants by name, and the group each belongs to.
        pages: see `sides_of`.
    """
    works: dict[str, list[tuple[int, Work]]] = {}
    for turn in turns:
        own = works.setdefault(groups[turn.contestant], [])
        done = own[-1][0] if own else 0
        own.append((done + pages[turn.submission].pictures, turn.works[0]))
    return [
        MemoryLine(
            name,
            tuple((count, work.resident / _MEGABYTE) for count, work in own),
            max(work.peak for _, work in own) / _MEGABYTE,
        )
        for name, own in works.items()
    ]


def memory_table(lines: Sequence[MemoryLine]) -> Table:
    """Return megabytes of a process after the first submission that was counted, the last, any; and the most ever."""
    rows: list[Row] = []
    for line in lines:
        held = [megabytes for _, megabytes in line.points]
        rows.append((line.name, line.points[-1][0], *(f"{m:.0f}" for m in (held[0], held[-1], max(held), line.peak))))
    return Table("Memory of one process, MB", ("contestant", "pages", "first", "last", "most", "peak"), tuple(rows))


def page_table(pages: Pages, rounds: int) -> Table:
    """Return what was read."""
    pictures, digital = sum(p.pictures for p in pages.values()), sum(p.digital for p in pages.values())
    row: Row = (len(pages), pictures, digital, share(digital, pictures + digital), rounds)
    return Table("Pages", ("submissions", "pictures", "with a text layer", "share", "rounds"), (row,))


def _key(turn: Turn) -> tuple[int, str]:
    return turn.round, turn.submission

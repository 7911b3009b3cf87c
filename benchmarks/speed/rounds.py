"""Contestants in worker processes of their own, taking turns at every submission.

All of a contestant's processes do the same submission at the same moment: so none waits at the end of a round for
another one with more to do, and a submission took `seconds / processes`. Whoever comes first in one turn comes last in
the next: what disturbs the machine falls on all alike.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from benchmarks.speed.readers import Ours, Reader, Seen, Work

T = TypeVar("T")
_readers: list[Reader] = []  # of this process: the pool's initialiser can hand over nothing but a global


@dataclass(frozen=True)
class Contestant:
    """What is measured as one: some processes of a team.

    Attributes:
        name: as in the tables.
        reader: what works in each process. The processes of one reader and number of threads are shared.
        processes: how many work side by side.
        threads: of each engine; None leaves that to the program.
    """

    name: str
    reader: type[Reader]
    processes: int = 1
    threads: int | None = None


@dataclass(frozen=True)
class Turn:
    """A submission done by a contestant, once in each of its processes, side by side."""

    contestant: str
    round: int
    submission: str
    works: tuple[Work, ...]

    @property
    def seconds(self) -> float:
        """Seconds a submission takes when all processes have one to do."""
        return self._of([work.seconds for work in self.works])

    @property
    def digital_seconds(self) -> float:
        """Of these, on pages with a text layer."""
        return self._of([work.digital_seconds for work in self.works])

    def stage(self, name: str) -> float:
        """Of these, in a stage."""
        return self._of([work.stages.get(name, 0.0) for work in self.works])

    def _of(self, each: Sequence[float]) -> float:
        return sum(each) / len(each) / len(each)


class Arena:
    """The processes of all contestants. Use it as a context; leaving it ends them.

    Args:
        contestants: who takes part.
        cache: folder of the engines' model files.
    """

    def __init__(self, contestants: Sequence[Contestant], cache: Path) -> None:
        self._contestants = contestants
        self._cache = cache
        self._stack = ExitStack()
        self._teams: dict[tuple[type[Reader], int | None], list[ProcessPoolExecutor]] = {}

    def __enter__(self) -> Self:
        """Start the processes."""
        context = multiprocessing.get_context("spawn")
        for contestant in self._contestants:
            team = self._teams.setdefault(_team(contestant), [])
            while len(team) < contestant.processes:
                start = (contestant.reader, self._cache, contestant.threads)
                pool = ProcessPoolExecutor(1, mp_context=context, initializer=_start, initargs=start)
                team.append(self._stack.enter_context(pool))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them."""
        self._stack.__exit__(kind, error, trace)

    def warm(self, contestant: Contestant, submission: Path) -> Seen:
        """Have each process do a submission that is not counted, and return what was read."""
        return self._all(contestant, _seen, submission)[0]

    def rounds(self, submissions: Sequence[Path], count: int) -> Iterator[Turn]:
        """Yield the turns of all contestants at all submissions, `count` times."""
        for number in range(count):
            for index, submission in enumerate(submissions):
                for contestant in in_turn(self._contestants, number + index):
                    yield self._turn(contestant, number, submission, _timed)

    def written(self, contestant: Contestant, submissions: Sequence[Path]) -> Iterator[Turn]:
        """Yield turns at which reports are written as well; only `Ours` can do that."""
        for submission in submissions:
            yield self._turn(contestant, 0, submission, _written)

    def _turn(self, contestant: Contestant, number: int, submission: Path, work: Callable[[Path], Work]) -> Turn:
        return Turn(contestant.name, number, submission.name, self._all(contestant, work, submission))

    def _all(self, contestant: Contestant, work: Callable[[Path], T], submission: Path) -> tuple[T, ...]:
        team = self._teams[_team(contestant)][: contestant.processes]
        return tuple(future.result() for future in [pool.submit(work, submission) for pool in team])


def in_turn(contestants: Sequence[Contestant], turn: int) -> list[Contestant]:
    """Return the contestants in the order of a turn: each comes first, last and in between equally often."""
    first = turn % len(contestants)
    return [*contestants[first:], *contestants[:first]]


def _team(contestant: Contestant) -> tuple[type[Reader], int | None]:
    return contestant.reader, contestant.threads


def _start(reader: Callable[[Path, int | None], Reader], cache: Path, threads: int | None) -> None:
    _readers.append(reader(cache, threads))


def _timed(submission: Path) -> Work:
    return _readers[0].timed(submission)


def _seen(submission: Path) -> Seen:
    return _readers[0].seen(submission)


def _written(submission: Path) -> Work:
    (reader,) = _readers
    if not isinstance(reader, Ours):
        raise TypeError(f"{type(reader).__name__} writes no reports")
    return reader.written(submission)

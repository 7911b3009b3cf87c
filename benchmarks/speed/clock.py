"""Where the time goes: seconds by name, each second counted once, for the innermost name it was spent in."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Clock:
    """Self times, in seconds. For one thread; what is spent outside any name is not counted.

    Args:
        now: gives the time.
    """

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._seconds: dict[str, float] = {}
        self._names: list[str] = []
        self._since = 0.0

    @contextmanager
    def within(self, name: str) -> Iterator[None]:
        """Count the time within under `name`, but for what names within it take."""
        self._count()
        self._names.append(name)
        try:
            yield
        finally:
            self._count()
            self._names.pop()

    def take(self) -> dict[str, float]:
        """Return the seconds since the last call, by name."""
        taken, self._seconds = self._seconds, {}
        return taken

    def watch(self, owner: object, attribute: str, name: str | Callable[..., str]) -> None:
        """Count every call of a function under `name`, which may be told from the call's arguments.

        Args:
            owner: the class or module that holds the function, and where its callers look it up.
            attribute: the function's name there.
            name: what to count it under.
        """
        function: Callable[..., Any] = getattr(owner, attribute)

        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.within(name(*arguments, **named) if callable(name) else name):
                return function(*arguments, **named)

        setattr(owner, attribute, timed)

    def _count(self) -> None:
        now = self._now()
        if self._names:
            self._seconds[self._names[-1]] = self._seconds.get(self._names[-1], 0.0) + now - self._since
        self._since = now

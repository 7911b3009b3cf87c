"""How far a batch is: a bar for the person at the terminal, an artifact for those who watch the server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

PROGRESS_KEY = "beian-intake-progress"
_WHOLE = 100.0
_STEP = 5.0  # percent; each update is a request to the server


@contextmanager
def shown_progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show the progress of `total` submissions; gives a function to be told how many more are done."""
    # Typed for callers that await as well; called from a plain function it returns the identifier.
    artifact = cast(UUID, create_progress_artifact(0.0, key=PROGRESS_KEY, description="备案材料预审进度"))
    done, shown = 0, 0.0
    with _bar() as bar:
        row = bar.add_task("审核", total=total)

        def advance(count: int) -> None:
            nonlocal done, shown
            done += count
            bar.advance(row, count)
            percent = _WHOLE * done / total
            if percent >= min(shown + _STEP, _WHOLE):
                update_progress_artifact(artifact, percent)
                shown = percent

        yield advance


def _bar() -> Progress:
    console = Console(file=sys.stderr)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )

"""How far a batch is: a bar for the person at the terminal, an artifact for those who watch the server."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from flows.reports import wording
from flows.rows import Row, RowStatus

PROGRESS_KEY = "beian-intake-progress"
_WHOLE = 100.0
_FAILED = "未能审核"
_STEP = 5.0  # percent; each update is a request to the server


@contextmanager
def shown_progress(total: int) -> Iterator[Callable[[Sequence[Row]], None]]:
    """Show the progress of `total` submissions; gives a function to be told the rows of those that are done."""
    # Typed for callers that await as well; called from a plain function it returns the identifier.
    artifact = cast(UUID, create_progress_artifact(0.0, key=PROGRESS_KEY, description="备案材料预审进度"))
    done, shown = 0, 0.0
    counted: Counter[str] = Counter()
    with _bar() as bar:
        line = bar.add_task("审核", total=total, rate="", verdicts="")
        start = time.monotonic()

        def advance(rows: Sequence[Row]) -> None:
            nonlocal done, shown
            done += len(rows)
            counted.update(_word(row) for row in rows)
            rate = 60 * done / max(time.monotonic() - start, 0.001)
            verdicts = "，".join(
                f"{word} {counted[word]}" for word in (*wording.VERDICTS.values(), _FAILED) if counted[word]
            )
            bar.update(line, advance=len(rows), rate=f"{rate:.1f} 份/分", verdicts=verdicts)
            percent = _WHOLE * done / total
            if percent >= min(shown + _STEP, _WHOLE):
                update_progress_artifact(artifact, percent)
                shown = percent

        yield advance


def _word(row: Row) -> str:
    failed = row.status is RowStatus.FAILED or row.verdict is None
    return _FAILED if failed else wording.word(wording.VERDICTS, row.verdict)


def _bar() -> Progress:
    console = Console(file=sys.stderr)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} 剩余"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[verdicts]}"),
        console=console,
        disable=not console.is_terminal,
    )

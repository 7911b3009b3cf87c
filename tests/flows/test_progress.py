"""What the bar of a batch tells its user."""

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

from flows import progress
from flows.reports import wording
from flows.rows import Row, RowStatus
from tests.flows.batches import rows


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return what a wide terminal shows; no server is told."""
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=160)
    monkeypatch.setattr(progress, "Console", lambda **_: console)
    monkeypatch.setattr(progress, "create_progress_artifact", lambda *_, **__: "id")
    return shown


def test_the_bar_tells_rate_time_left_and_verdicts(screen: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    monkeypatch.setattr(progress, "update_progress_artifact", lambda _, percent: told.append(percent))
    done: Sequence[Row] = [*rows(9), Row(submission="a", status=RowStatus.FAILED)]
    with progress.shown_progress(20) as advance:
        advance(done[:5])
        advance(done[5:])
    last = screen.getvalue()
    assert "10/20" in last
    verdicts = [wording.word(wording.VERDICTS, row.verdict) for row in done[:-1]]
    for words in ("份/分", "剩余", "未能审核 1", *(f"{word} {verdicts.count(word)}" for word in set(verdicts))):
        assert words in last
    assert told == [25.0, 50.0]

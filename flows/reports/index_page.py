"""A batch as one page: counts, frequent reasons, and a list that stays quick with thousands of submissions.

The list goes into the page as data; its script draws the rows in sight. Drawn as HTML, 5,000 rows would take seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.reports import wording
from flows.reports.assets import assets
from flows.reports.counts import Counts
from flows.reports.html import environment
from flows.reports.reason_words import REASONS
from flows.rows import Row, RowStatus

_STYLES = ("base.css", "index.css")
_SCRIPTS = ("store.js", "index.js")
_MOST_BARS = 8
_FAILED = "failed"
_WORDS = {**wording.VERDICTS, _FAILED: "未能审核"}
# As `index.js` names them, in this order.
_COLUMNS = (
    *("folder", "submission", "submission_id", "sponsor", "domains", "verdict"),
    *("codes", "messages", "due", "seconds", "fingerprint"),
)


@dataclass(frozen=True)
class Tile:
    """How many submissions have a verdict, and their part of all (`start` and `width` in percent)."""

    verdict: str
    label: str
    count: int
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """In how many submissions a reason is found; `width` in percent of the most frequent one's."""

    code: str
    label: str
    count: int
    width: float


def render_index(
    rows: Sequence[Row],
    counts: Counts,
    ignored: Sequence[str],
    elapsed: float | None = None,
    masked: bool = False,
    exports: Sequence[str] = (),
    waiting: Sequence[str] = (),
) -> str:
    """Return the batch as a page with links to the reports.

    Args:
        rows: one a submission.
        counts: how they fared.
        ignored: names of what is no submission.
        elapsed: seconds the run took, where that is known.
        masked: whether personal numbers were hidden in the rows.
        exports: names of files beside the page that it links to.
        waiting: names of submissions that were not whole yet.
    """
    found = Counter(code for row in rows for code in set(row.codes))
    data = {"columns": _COLUMNS, "words": _WORDS, "rows": [_cells(row) for row in rows]}
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            counts=counts,
            ignored=ignored,
            waiting=waiting,
            tiles=_tiles(counts),
            bars=_bars(found),
            reasons=[(code, wording.word(REASONS, code)) for code in sorted(found)],
            facts=_facts(rows, elapsed),
            masked=masked,
            exports=exports,
            data=data,
            assets=assets(_STYLES, _SCRIPTS),
        )
    )


def _cells(row: Row) -> list[Any]:
    verdict = _FAILED if row.status is RowStatus.FAILED or row.verdict is None else row.verdict
    due = row.decision_due_on
    return [
        row.folder or "",
        row.submission,
        row.submission_id,
        row.sponsor,
        "、".join(row.domains),
        verdict,
        sorted(set(row.codes)),
        [*row.fails, *row.reviews, *([row.note] if row.note else [])],
        due.date.isoformat() if due else "",
        round(row.seconds, 1),
        row.fingerprint,
    ]


def _tiles(counts: Counts) -> list[Tile]:
    numbers = {name: getattr(counts, name) for name in (*wording.VERDICTS, _FAILED)}
    tiles: list[Tile] = []
    start = 0.0
    for name, count in numbers.items():
        if name == _FAILED and not count:
            continue
        width = 100 * count / counts.total if counts.total else 0.0
        tiles.append(Tile(name, _WORDS[name], count, round(start, 3), round(width, 3)))
        start += width
    return tiles


def _bars(found: Counter[str]) -> list[Bar]:
    most = max(found.values(), default=1)
    return [
        Bar(code, wording.word(REASONS, code), count, round(100 * count / most, 2))
        for code, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_BARS]
    ]


def _facts(rows: Sequence[Row], elapsed: float | None) -> list[tuple[str, str]]:
    """Return how fast it went: of one submission, and of the run."""
    worked = [row.seconds for row in rows if row.status is RowStatus.SCREENED]
    facts = []
    if worked:
        facts.append(("每份平均", f"{sum(worked) / len(worked):.1f} 秒"))
    if elapsed and worked:
        facts.append(("本次用时", f"{elapsed / 60:.1f} 分钟" if elapsed >= 60 else f"{elapsed:.0f} 秒"))
        facts.append(("吞吐", f"每小时 {3600 * len(worked) / elapsed:.0f} 份"))
    return facts

"""Measures how fast submissions are screened, beside programs that only do OCR: `python -m benchmarks.speed --count 6`.

Submissions are drawn before the clocks start, and every process does each of them once uncounted. Numbers in seconds
are this machine's at this moment; the ratios are what can be compared.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from benchmarks.speed import results
from benchmarks.speed.batch import Batch, batch_table, batches
from benchmarks.speed.found import found_table
from benchmarks.speed.picture import draw
from benchmarks.speed.readers import Ours, Pipeline, Rapid, is_rapid_installed, pages_of
from benchmarks.speed.rounds import Arena, Contestant
from benchmarks.tables import Table, save, show
from benchmarks.truth import TRUTH_FILE, SubmissionTruth, read_submission_truth
from flows.settings import load_settings
from samples.damage import LEVELS
from samples.generate import write_samples

T = TypeVar("T")
_RAPID, _PIPELINE = "RapidOCR, OCR only", "PaddleOCR's pipeline, OCR only"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, measure and show; return the exit status."""
    options = options_of(arguments)
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder)
        truths = drawn(inbox, options)
        tables, picture = measured(inbox, truths, options)
    show(Console(width=options.width), tables)
    if options.json:
        save(options.json, tables)
    if options.picture:
        options.picture.write_text(picture, encoding="utf-8")
    return 0


def drawn(inbox: Path, options: argparse.Namespace) -> list[SubmissionTruth]:
    """Draw the submissions, at one level after the other, and return their truths, which go out of the readers' way."""
    levels = options.level or ["clean", "mild"]
    truths = []
    for index in range(options.count):
        (sample,) = write_samples(inbox, count=1, seed=options.seed * 10_000 + index, level=levels[index % len(levels)])
        truths.append(read_submission_truth(sample))
        (sample / TRUTH_FILE).unlink()
    return truths


def measured(
    inbox: Path, truths: Sequence[SubmissionTruth], options: argparse.Namespace
) -> tuple[tuple[Table, ...], str]:
    """Return the tables and the picture."""
    ours = [Contestant(f"this program, workers: {n}", Ours, n, 1) for n in range(1, options.workers + 1)]
    others, left_out = others_of(options)
    contestants, most = [*ours, *others], ours[-1]
    submissions = [inbox / truth.submission_id for truth in truths]
    pages = {path.name: count_of(path) for path in submissions}
    total = options.rounds * len(submissions) * len(contestants)
    with Arena(contestants, load_settings(os.environ).cache) as arena:
        seen = {
            contestant.name: {path.name: arena.warm(contestant, path) for path in submissions}
            for contestant in _shown((most, *others), "warming up", 1 + len(others))
        }
        turns = list(_shown(arena.rounds(submissions, options.rounds), "measuring", total))
        written = list(_shown(arena.written(most, submissions), "writing reports", len(submissions)))
    sides, scaling = results.sides_of(turns, contestants, pages, most), results.scaling_of(turns, ours, pages)
    # All of ours are the same processes.
    memory = results.memory_lines(turns, {c.name: "this program" if c in ours else c.name for c in contestants}, pages)
    tables = (
        results.page_table(pages, options.rounds),
        results.speed_table(sides),
        Table("Left out", ("contestant", "why"), left_out),
        results.scaling_table(scaling),
        results.share_table(written),
        results.memory_table(memory),
        found_table(truths, seen, most.name),
        batch_table(batches_of(inbox, options)),
    )
    return tables, draw(scaling, [side for side in sides if side.name in {c.name for c in others}], memory)


def count_of(submission: Path) -> results.PageCount:
    """Return how many pages a submission has of either sort."""
    pages = pages_of(submission)
    pictures = sum(page.text is None for page in pages)
    return results.PageCount(pictures, len(pages) - pictures)


def batches_of(inbox: Path, options: argparse.Namespace) -> list[Batch]:
    """Return what batches took; none where they are not asked for."""
    if not options.batches:
        return []
    runs = batches(inbox, options.count, options.workers, options.batches)
    return list(_shown(runs, "batches", 2 + 2 * options.batches))


def _shown(work: Iterable[T], what: str, total: int) -> Iterable[T]:
    return track(work, what, total=total, console=Console(stderr=True))


def others_of(options: argparse.Namespace) -> tuple[list[Contestant], tuple[tuple[str, str], ...]]:
    """Return who else takes part, and who does not and why."""
    there = [Contestant(_PIPELINE, Pipeline)]
    left_out: tuple[tuple[str, str], ...] = ()
    if is_rapid_installed():
        there.insert(0, Contestant(_RAPID, Rapid))
    else:
        left_out = ((_RAPID, "not installed: make bench-speed"),)
    if options.split:
        there += [Contestant(f"{c.name}, a thread each", c.reader, options.workers, 1) for c in there]
    return there, left_out


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__)
    parser.add_argument("--count", type=int, default=6, help="submissions")
    parser.add_argument("--seed", type=int, default=79)
    parser.add_argument("--level", action="append", choices=LEVELS, help="may be repeated; clean and mild by default")
    parser.add_argument("--rounds", type=int, default=2, help="how often each contestant does each submission")
    parser.add_argument("--workers", type=int, default=2, help="processes of this program, as many as there are cores")
    parser.add_argument("--batches", type=int, default=1, help="how often the batch is run; 0 leaves Prefect out")
    parser.add_argument(
        "--split", action="store_true", help="the OCR programs also as processes of one thread, as this program does it"
    )
    parser.add_argument("--width", type=int, help="columns of the output; the terminal's by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there, too")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="write there an SVG picture of speed and memory")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

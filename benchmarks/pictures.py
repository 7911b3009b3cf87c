"""Reads a folder of pictures with their truth.json, and shows how well: `python -m benchmarks.pictures FOLDER`.

The pictures are other people's: file and field names are shown, values only with `--values`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from benchmarks import summaries
from benchmarks.groups import PICTURE_GROUPS
from benchmarks.reliability import accepted_table, reliability_table
from benchmarks.run import Read, in_workers, read_picture
from benchmarks.scoring import FieldOutcome, Scores, Status, score
from benchmarks.tables import Cell, Table, save, show
from benchmarks.truth import DocumentTruth, read_picture_truth
from flows.settings import load_settings
from validators.policy_files import load_policy


def main(arguments: Sequence[str] | None = None) -> None:
    """Read and show; the exit status says nothing about how well."""
    options = _options(arguments)
    accept = load_policy(options.policy).confidence.accept.value
    truths = [t for t in read_picture_truth(options.folder) if not options.only or t.file in options.only]
    reads = read_pictures(options.folder, truths, options.workers)
    scores = Scores.joined(score([truth], reads[truth.file].documents, level="pictures") for truth in truths)
    tables = list(picture_tables(scores, accept, options.values))
    tables.append(_seconds_table(list(reads.values()), options.workers))
    show(Console(width=options.width), tables)
    if options.json:
        save(options.json, tables)


def read_pictures(folder: Path, truths: Sequence[DocumentTruth], workers: int) -> dict[str, Read]:
    """Return what each picture says, by file name."""
    files = list(dict.fromkeys(truth.file for truth in truths))
    results = in_workers(
        read_picture, [folder / file for file in files], workers=workers, cache=load_settings(os.environ).cache
    )
    console = Console(stderr=True)
    return dict(track(results, "reading", total=len(files), console=console))


def picture_tables(scores: Scores, accept: float, with_values: bool) -> tuple[Table, ...]:
    """Return all tables of a folder. Values are quoted only `with_values`."""
    return (
        summaries.field_table(scores.fields, accept),
        summaries.kind_table(scores.kinds),
        summaries.stamp_table(scores.stamps),
        reliability_table(scores.fields),
        accepted_table(scores.fields, PICTURE_GROUPS, accept),
        _mistakes_table(scores.fields, accept, with_values),
        _wrong_kinds_table(scores),
        summaries.group_table(scores.fields, PICTURE_GROUPS, accept),
    )


def _mistakes_table(outcomes: Sequence[FieldOutcome], accept: float, with_values: bool) -> Table:
    """Return every field that is not as it should be; first those with the confidence at which they count."""
    rows: list[tuple[Cell, ...]] = []
    for outcome in outcomes:
        if outcome.status not in (Status.EXACT, Status.BLANK):
            sure = "SURE" if outcome.is_sure(accept) else ""
            confidence = "" if outcome.confidence is None else f"{outcome.confidence:.3f}"
            row: tuple[Cell, ...] = (outcome.file, outcome.field, outcome.status, confidence, sure)
            rows.append((*row, _quoted(outcome.printed), _quoted(outcome.read)) if with_values else row)
    columns = ("file", "field", "what", "confidence", f">= {accept:g}")
    rows.sort(key=lambda row: (row[4] == "", str(row[2]), str(row[0])))
    return Table("Fields not exact", (*columns, "printed", "read") if with_values else columns, tuple(rows))


def _wrong_kinds_table(scores: Scores) -> Table:
    rows = tuple((o.file, o.kind, str(o.found or "nothing")) for o in scores.kinds if o.found != o.kind)
    return Table("Wrong kinds", ("file", "kind", "taken for"), rows)


def _seconds_table(reads: Sequence[Read], workers: int) -> Table:
    seconds = sorted(read.seconds for read in reads)
    rows: tuple[tuple[Cell, ...], ...] = (
        ("pictures", str(len(reads))),
        ("workers", str(workers)),
        ("seconds a picture, mean", f"{sum(seconds) / max(len(seconds), 1):.2f}"),
        ("seconds a picture, median", f"{seconds[len(seconds) // 2]:.2f}" if seconds else ""),
        ("seconds a picture, slowest", f"{seconds[-1]:.2f}" if seconds else ""),
    )
    return Table("Time", ("what", "value"), rows)


def _quoted(value: object) -> str:
    return "" if value is None else str(value)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, help="pictures and truth.json")
    parser.add_argument("--only", action="append", default=[], metavar="FILE", help="read this file; may be repeated")
    parser.add_argument("--values", action="store_true", help="quote values")
    parser.add_argument("--policy", default="standard", help="whose acceptance threshold to use")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--width", type=int, help="columns of the output; the terminal's by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there, too")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()

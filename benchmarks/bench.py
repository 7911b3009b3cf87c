"""Draws sample submissions, screens them, and shows how well: `python -m benchmarks.bench --count 200 --seed 1`.

The same seeds are drawn at every level, so that levels differ by damage alone. The exit status is 1 when anything was
called complete that is not, or the program failed on a submission.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from benchmarks import summaries
from benchmarks.failures import reading_failures, verdict_failures
from benchmarks.groups import README_GROUPS
from benchmarks.reliability import accepted_table, reliability_table
from benchmarks.run import Read, SampleJob, draw_and_read, in_workers
from benchmarks.scoring import Scores, score
from benchmarks.tables import Cell, Table, save, save_lines, show
from benchmarks.truth import SubmissionTruth
from benchmarks.verdicts import GivenReason, Judged, verdict_tables
from flows.settings import load_settings
from samples.damage import LEVELS
from samples.defects import DEFECTS
from validators.findings import Report
from validators.policy_files import load_policy

_SEEDS_A_RUN = 10_000  # runs of neighbouring seeds share no sample


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, screen and show; return the exit status."""
    options = options_of(arguments)
    accept = load_policy(options.policy).confidence.accept.value
    jobs = jobs_of(options)
    done = in_workers(draw_and_read, jobs, workers=options.workers, cache=load_settings(os.environ).cache)
    results = list(track(done, "screening", total=len(jobs), console=Console(stderr=True)))
    results.sort(key=lambda result: (LEVELS.index(result[0].level), result[0].submission_id))
    scores = Scores.joined(
        score(truth.documents, read.documents, submission=truth.submission_id, level=truth.level)
        for truth, read in results
    )
    judged = [_judged(truth, read.report) for truth, read in results if read.report is not None]
    tables = [*reading_tables(scores, accept), time_table(results)]
    if judged:
        tables += verdict_tables(judged)
    show(Console(width=options.width), tables)
    if options.json:
        save(options.json, tables)
    if options.failures:
        save_lines(options.failures, [*verdict_failures(judged), *reading_failures(scores)])
    return int(any(j.is_false_complete or j.has_program_failed for j in judged))


def reading_tables(scores: Scores, accept: float) -> tuple[Table, ...]:
    """Return the tables on documents, fields and stamps."""
    return (
        summaries.field_table(scores.fields, accept),
        summaries.kind_table(scores.kinds),
        summaries.stamp_table(scores.stamps),
        reliability_table(scores.fields),
        accepted_table(scores.fields, README_GROUPS, accept),
        summaries.group_table(scores.fields, README_GROUPS, accept),
    )


def time_table(results: Sequence[tuple[SubmissionTruth, Read]]) -> Table:
    """Return seconds a page by level, in one process of one thread."""
    rows: list[tuple[Cell, ...]] = []
    for level in dict.fromkeys(truth.level for truth, _ in results):
        own = [read for truth, read in results if truth.level == level]
        pages, seconds = sum(read.pages for read in own), sum(read.seconds for read in own)
        rows.append((level, len(own), pages, f"{seconds / max(pages, 1):.2f}", f"{seconds / len(own):.2f}"))
    return Table("Time", ("level", "submissions", "pages", "seconds a page", "seconds a submission"), tuple(rows))


def _judged(truth: SubmissionTruth, report: Report) -> Judged:
    reasons = (
        GivenReason(r.code, r.severity, f"{r.file or ''} {r.field or ''} {r.message}: {r.expected} / {r.found}")
        for r in report.reasons
    )
    return Judged(truth, report.verdict, tuple(reasons))


def jobs_of(options: argparse.Namespace) -> list[SampleJob]:
    """Return what a run draws: every seed at every level."""
    levels = options.level or ["clean", "mild"]
    policy = None if options.documents_only else options.policy
    defects = [defect.name for defect in DEFECTS] if options.each_defect else [options.defect]
    return [
        SampleJob(options.seed * _SEEDS_A_RUN + index, level, defect, options.share_fine, policy)
        for index, defect in enumerate(name for name in defects for _ in range(options.count))
        for level in levels
    ]


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.bench", description=__doc__)
    parser.add_argument("--count", type=int, default=50, help="submissions a level")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", action="append", choices=LEVELS, help="may be repeated; clean and mild by default")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--defect", help="one defect for all, or 'fine'; otherwise a mixture")
    which.add_argument("--each-defect", action="store_true", help="--count submissions of every defect in turn")
    parser.add_argument("--share-fine", type=float, default=0.4, help="share without a defect in a mixture")
    parser.add_argument("--documents-only", action="store_true", help="read the documents, judge nothing")
    parser.add_argument("--policy", default="standard", help="whose rules and acceptance threshold to use")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--width", type=int, help="columns of the output; the terminal's by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there, too")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write there all that is wrong, one a line")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

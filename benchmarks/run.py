"""Reading in worker processes: one engine a process, started once, so that seconds are those of reading."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.truth import TRUTH_FILE, SubmissionTruth, read_submission_truth
from extractors.limits import Limits
from extractors.ocr import OcrEngine, PaddleEngine
from extractors.pages import UnusableFileError, open_file
from extractors.reading import read_file
from flows.screening import ScreeningFailed, screen
from samples.generate import write_samples
from validators.findings import Report, ReportedDocument
from validators.policy import Policy
from validators.policy_files import load_policy

Job = TypeVar("Job")
Result = TypeVar("Result")
_FORM_FILE = "form.json"
_engines: list[OcrEngine] = []  # of this process: the pool's initialiser can hand over nothing but a global


@dataclass(frozen=True)
class Read:
    """What the files of a folder gave, and in how many seconds."""

    documents: tuple[ReportedDocument, ...]
    pages: int
    seconds: float
    report: Report | None = None  # where it was judged, too


@dataclass(frozen=True)
class SampleJob:
    """A sample to draw and read. `write_samples` draws it again from these and a count of 1.

    With a `policy` it is judged by it, too.
    """

    seed: int
    level: str
    defect: str | None = None
    share_fine: float = 0.4
    policy: str | None = None


def in_workers(work: Callable[[Job], Result], jobs: Sequence[Job], *, workers: int, cache: Path) -> Iterator[Result]:
    """Yield the result of every job as it is done, in any order. `cache` holds the engine's model files.

    What a job raises ends the run; a note on it names the job.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(cache,)) as pool:
        job_of = {pool.submit(work, job): job for job in jobs}
        for future in as_completed(job_of):
            error = future.exception()
            if error is not None:
                pool.shutdown(wait=False, cancel_futures=True)
                error.add_note(f"while working on {job_of[future]}")
                raise error
            yield future.result()


def _start(cache: Path) -> None:
    _engines.append(PaddleEngine(cache=cache, threads=1))


def read_picture(path: Path) -> tuple[str, Read]:
    """Return a file's name and what it says. Runs in a worker."""
    return path.name, _read([path])


def draw_and_read(job: SampleJob) -> tuple[SubmissionTruth, Read]:
    """Return the truth of a sample and what its files say. Runs in a worker."""
    with tempfile.TemporaryDirectory() as folder:
        (sample,) = write_samples(
            Path(folder), count=1, seed=job.seed, level=job.level, defect=job.defect, share_fine=job.share_fine
        )
        truth = read_submission_truth(sample)
        (sample / TRUTH_FILE).unlink()
        if job.policy is not None:
            return truth, _screen(sample, load_policy(job.policy))
        return truth, _read([path for path in sorted(sample.iterdir()) if path.name != _FORM_FILE])


def _read(paths: Sequence[Path]) -> Read:
    documents: list[ReportedDocument] = []
    count = 0
    start = time.perf_counter()
    for path in paths:
        try:
            pages = open_file(path.name, path.read_bytes(), Limits())
        except UnusableFileError:
            continue
        count += len(pages)
        documents += map(ReportedDocument.of, read_file(pages, _engines[0]))
    return Read(tuple(documents), count, time.perf_counter() - start)


def _screen(folder: Path, policy: Policy) -> Read:
    start = time.perf_counter()
    try:
        report = screen(folder, engine=_engines[0], policy=policy, limits=Limits())
    except ScreeningFailed as failure:
        report = failure.report
    seconds = time.perf_counter() - start
    pages = {(document.file, page) for document in report.documents for page in (document.page, *document.pages)}
    return Read(report.documents, len(pages), seconds, report)

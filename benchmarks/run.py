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
from samples.generate import write_samples
from validators.findings import ReportedDocument

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


@dataclass(frozen=True)
class SampleJob:
    """A sample to draw and read: `seed` alone draws it again (`write_samples` with a count of 1)."""

    seed: int
    level: str
    defect: str | None = None
    share_fine: float = 0.4


def in_workers(work: Callable[[Job], Result], jobs: Sequence[Job], *, workers: int, cache: Path) -> Iterator[Result]:
    """Yield the result of every job as it is done, in any order. `cache` holds the engine's model files."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(cache,)) as pool:
        for future in as_completed([pool.submit(work, job) for job in jobs]):
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
        uploads = sorted(path for path in sample.iterdir() if path.name not in (_FORM_FILE, TRUTH_FILE))
        return read_submission_truth(sample), _read(uploads)


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

"""Who is measured: this program, RapidOCR, and PaddleOCR's pipeline. Each lives in worker processes of its own.

The OCR programs get the pages as `open_file` gives them to this program, opened before their clock starts; pages with a
text layer, which need no OCR, are left out for them. This program starts from the files and ends with the verdict.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import resource
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.speed.clock import Clock
from benchmarks.speed.stages import DIGITAL, Stage, watch_pages, watch_stages
from extractors import models
from extractors.facts.documents import Document
from extractors.facts.lines import TextLine
from extractors.facts.pages import Page
from extractors.facts.pictures import Image
from extractors.form import FilingForm
from extractors.form_json import FORM_NAME
from extractors.limits import Limits
from extractors.ocr import PaddleEngine
from extractors.pages import UnusableFileError, open_file
from flows.checking import check_submission
from flows.memory import give_memory_back
from flows.screening import screen
from validators.findings import ReportedDocument
from validators.policy_files import load_policy


@dataclass(frozen=True)
class Work:
    """One submission done in one process.

    Attributes:
        seconds: what it took.
        digital_seconds: of these, on pages with a text layer.
        stages: the seconds by stage, where they were counted.
        resident: bytes the process holds after it.
        peak: bytes it ever held.
    """

    seconds: float
    digital_seconds: float = 0.0
    stages: Mapping[str, float] = field(default_factory=dict)
    resident: int = 0
    peak: int = 0


@dataclass(frozen=True)
class Seen:
    """What was read in a submission: the text of its pictures by file and page, and the documents, if any are told."""

    texts: Mapping[tuple[str, int], str]
    documents: tuple[ReportedDocument, ...] = ()


class Reader(ABC):
    """What does the work, once a process. Every submission ends with the memory for its pages given back."""

    @abstractmethod
    def timed(self, submission: Path) -> Work:
        """Do a submission against the clock."""

    @abstractmethod
    def seen(self, submission: Path) -> Seen:
        """Do a submission and return what was read."""


class Ours(Reader):
    """This program as its worker processes run it: one engine of one thread, from the files to the verdict."""

    def __init__(self, cache: Path, threads: int | None) -> None:
        self._clock, self._pages = Clock(), Clock()
        watch_stages(self._clock)
        watch_pages(self._pages)
        self._given: Any = {
            "engine": PaddleEngine(cache=cache, threads=threads or 1),
            "policy": load_policy("standard"),
            "limits": Limits(),
        }

    def timed(self, submission: Path) -> Work:
        """See `Reader`. Returns the stages, too."""
        start = self._begin()
        with self._clock.within(Stage.READING):
            screen(submission, **self._given)
            give_memory_back()
        return self._done(start)

    def written(self, submission: Path) -> Work:
        """Do a submission as a batch does, its report and page written as well."""
        with tempfile.TemporaryDirectory() as out:
            start = self._begin()
            with self._clock.within(Stage.READING):
                check_submission(submission, Path(out), **self._given)
                give_memory_back()
            return self._done(start)

    def seen(self, submission: Path) -> Seen:
        """See `Reader`."""
        texts = _Texts()
        report = screen(submission, witness=texts, **self._given)
        give_memory_back()
        return Seen(texts.found, report.documents)

    def _begin(self) -> float:
        """Forget what was counted before, and return the time."""
        self._clock.take()
        self._pages.take()
        return time.perf_counter()

    def _done(self, start: float) -> Work:
        seconds = time.perf_counter() - start
        return Work(seconds, self._pages.take().get(DIGITAL, 0.0), self._clock.take(), *_memory())


class _Texts:
    """A `flows.screening.Witness` that keeps the words of pictures."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], str] = {}

    def saw_form(self, form: FilingForm | None) -> None:
        """See `Witness`."""

    def saw_page(self, page: Page, documents: Sequence[Document], lines: Sequence[TextLine]) -> None:  # noqa: ARG002
        """See `Witness`."""
        if page.text is None:
            self.found[page.file, page.number] = "\n".join(line.text for line in lines)


class PlainOcr(Reader):
    """A program that returns the lines of text on a picture."""

    def __init__(self, cache: Path, threads: int | None) -> None:
        self.start(cache, threads)

    @abstractmethod
    def start(self, cache: Path, threads: int | None) -> None:
        """Start it; with its own number of threads where `threads` is None."""

    @abstractmethod
    def lines(self, picture: Image) -> Sequence[str]:
        """Return the lines of text on a picture."""

    def timed(self, submission: Path) -> Work:
        """See `Reader`."""
        pages = pictures_of(submission)
        start = time.perf_counter()
        for page in pages:
            self.lines(page.pixels)
        seconds = time.perf_counter() - start
        pages.clear()
        give_memory_back()
        return Work(seconds, 0.0, {}, *_memory())

    def seen(self, submission: Path) -> Seen:
        """See `Reader`."""
        texts = {(page.file, page.number): "\n".join(self.lines(page.pixels)) for page in pictures_of(submission)}
        give_memory_back()
        return Seen(texts)


class Rapid(PlainOcr):
    """RapidOCR as it comes: PP-OCRv6 small on ONNX Runtime, and its own turning of lines."""

    def start(self, cache: Path, threads: int | None) -> None:  # noqa: ARG002 - its weights are in its package
        """See `PlainOcr`."""
        import rapidocr

        given: dict[str, Any] = {"Global.log_level": "error"}
        if threads is not None:
            given["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
        self._read = rapidocr.RapidOCR(params=given)

    def lines(self, picture: Image) -> Sequence[str]:
        """See `PlainOcr`."""
        return tuple(self._read(picture).txts or ())


class Pipeline(PlainOcr):
    """PaddleOCR's pipeline on ONNX Runtime with the weights this program uses, and nothing before or between them.

    Straightening pages and turning them or their lines, which it does by default, need weights that would have to be
    downloaded.
    """

    def start(self, cache: Path, threads: int | None) -> None:
        """See `PlainOcr`."""
        os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(cache / "paddlex"))
        os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
        import paddleocr

        logging.getLogger("paddlex").setLevel(logging.ERROR)
        detection, recognition = models.DETECTION_SMALL, models.RECOGNITION_SMALL
        self._pipeline = paddleocr.PaddleOCR(
            text_detection_model_name=detection.name,
            text_detection_model_dir=str(models.model_folder(detection, cache)),
            text_recognition_model_name=recognition.name,
            text_recognition_model_dir=str(models.model_folder(recognition, cache)),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": threads} if threads is not None else None,
        )

    def lines(self, picture: Image) -> Sequence[str]:
        """See `PlainOcr`."""
        (result,) = self._pipeline.predict(picture)
        return tuple(result["rec_texts"])


def is_rapid_installed() -> bool:
    """Return whether RapidOCR can be measured."""
    return importlib.util.find_spec("rapidocr") is not None


def pictures_of(submission: Path) -> list[Page]:
    """Return the pages of a submission that need OCR."""
    return [page for page in pages_of(submission) if page.text is None]


def pages_of(submission: Path) -> list[Page]:
    """Return the pages of a submission's files that open."""
    pages: list[Page] = []
    for path in sorted(submission.iterdir()):
        if path.name != FORM_NAME:
            try:
                pages += open_file(path.name, path.read_bytes(), Limits())
            except UnusableFileError:
                continue  # nobody can read it
    return pages


def _memory() -> tuple[int, int]:
    """Return the bytes this process holds, and the most it ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return psutil.Process().memory_info().rss, peak

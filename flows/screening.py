"""The whole main job as plain functions: a submission becomes its report. No server, no schedule, no disk writing.

What is wrong with a submission is in its report. What is wrong with the program is a `ScreeningFailed`, which carries a
report that says so: a submission the program failed on is never complete and never silently missing.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractors.facts.documents import Document, Source
from extractors.facts.lines import TextLine
from extractors.facts.pages import FileProblem, Page, UnusableFile
from extractors.form import FilingForm
from extractors.limits import Limits
from extractors.ocr import EngineError, OcrEngine
from extractors.pages import UnusableFileError, open_file
from extractors.picture_hash import PictureHash, picture_hash
from extractors.reading import read_file
from extractors.submission import Submission, SubmissionError, read_submission
from flows.engines import LazyEngine
from flows.listening import ListeningEngine
from flows.terminal import clean
from flows.traces import trace_of
from validators.calendar import decision_due_on
from validators.case import Evidence
from validators.findings import (
    Check,
    CheckCode,
    CheckStatus,
    EngineInfo,
    Judgement,
    Reason,
    ReasonCode,
    Report,
    Seconds,
    Severity,
    Verdict,
)
from validators.policy import Policy
from validators.verdict import judge

logger = logging.getLogger(__name__)
ZIP_SUFFIX = ".zip"


class ScreeningFailed(RuntimeError):  # noqa: N818 - what happened, not an error class of a library
    """The program failed on a submission. `report` says so, for its file."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"screening of {report.submission_id} failed")
        self.report = report


class Witness(Protocol):
    """Whoever wants to see what is not in a report: the form, and the pages while they are open.

    Pages are dropped as soon as their file is read, for a submission of photographs fills gigabytes.
    """

    def saw_form(self, form: FilingForm | None) -> None:
        """Take the form, or None when it cannot be used."""

    def saw_page(self, page: Page, documents: Sequence[Document], lines: Sequence[TextLine]) -> None:
        """Take a page, the documents found on it, and the lines on it in pixels of the upload."""


Upload = tuple[str, Callable[[], bytes]]  # a file's name and what gives its bytes, or raises UnusableFileError


@dataclass(frozen=True)
class Uploads:
    """What a set of files gave. Documents are numbered `d1`, `d2` … through all of them. Times are in seconds."""

    documents: tuple[Document, ...] = ()
    problems: tuple[UnusableFile, ...] = ()
    load_seconds: float = 0.0
    ocr_seconds: float = 0.0
    stamp_seconds: float = 0.0
    pictures: tuple[PictureHash, ...] = ()


def screen(
    path: Path,
    *,
    engine: OcrEngine,
    policy: Policy,
    limits: Limits,
    today: dt.date | None = None,
    witness: Witness | None = None,
) -> Report:
    """Return the report of a submission.

    Args:
        path: its folder, or a zip of one.
        engine: what recognises text.
        policy: the rules.
        limits: what is too much to read.
        today: the day to judge by; the form's `submitted_on` when None.
        witness: shown the form and the pages; it changes nothing about the report.

    Raises:
        SubmissionError: the path is neither a folder nor a zip.
        ScreeningFailed: the program or the engine failed.
    """
    start = time.perf_counter()
    submission = _submission(path, limits)
    seconds = Seconds(load=time.perf_counter() - start)
    info = EngineInfo(ocr=engine.name, version=engine.version)
    submission_id = submission.submission_id or clean(submission.folder_name)
    if witness is not None:
        witness.saw_form(submission.form)
    try:
        files = ((file.name, file.read) for file in submission.files)
        uploads = read_uploads(files, engine=engine, limits=limits, witness=witness)
        start = time.perf_counter()
        judgement = judge(Evidence.of(submission, uploads.documents, uploads.problems, uploads.pictures), policy, today)
    except Exception as error:
        logger.error("screening failed: %s", _name(error) if isinstance(error, EngineError) else trace_of(error))
        failure = _failure(submission, policy, _name(error))
        raise ScreeningFailed(Report.of(failure, submission_id, info, seconds)) from error
    validate = time.perf_counter() - start
    seconds = _seconds(seconds.load + uploads.load_seconds, uploads.ocr_seconds, uploads.stamp_seconds, validate)
    return Report.of(judgement, submission_id, info, seconds)


def failure_report(path: Path, *, engine: OcrEngine, policy: Policy, limits: Limits, cause: str) -> Report:
    """Return the report of a submission that was never screened to the end; only its form is read.

    Args:
        path: see `screen`.
        engine: what would have read it.
        policy: see `screen`.
        limits: see `screen`.
        cause: why, as a Chinese sentence.

    Raises:
        SubmissionError: the path is neither a folder nor a zip.
    """
    submission = _submission(path, limits)
    info = EngineInfo(ocr=engine.name, version=engine.version)
    submission_id = submission.submission_id or clean(submission.folder_name)
    return Report.of(_failure(submission, policy, cause), submission_id, info, Seconds())


def read_uploads(
    uploads: Iterable[Upload], *, engine: OcrEngine, limits: Limits, witness: Witness | None = None
) -> Uploads:
    """Return what the files say; one that cannot be used does not stop the others.

    Raises:
        EngineError: the engine failed.
    """
    documents: list[Document] = []
    problems: list[UnusableFile] = []
    pictures: list[PictureHash] = []
    load = ocr = 0.0
    watch = _Stopwatch()
    for name, read_bytes in uploads:
        start = time.perf_counter()
        try:
            pages = open_file(name, read_bytes(), limits)
            pictures += map(picture_hash, pages)
        except UnusableFileError as error:
            problems.append(error.problem)
            continue
        finally:
            load += time.perf_counter() - start
        if isinstance(engine, LazyEngine):
            engine.start()  # here, so that its seconds are not counted as this file's
        ear = ListeningEngine(engine) if witness is not None else None
        start = time.perf_counter()
        found = [
            document.model_copy(update={"id": f"d{number}"})
            for number, document in enumerate(read_file(pages, ear or engine, watch.stage), len(documents) + 1)
        ]
        ocr += time.perf_counter() - start
        documents += found
        if witness is not None and ear is not None:
            _show(pages, found, ear, witness)
    stamps = watch.seconds.get("stamps", 0.0)
    return Uploads(tuple(documents), tuple(problems), load, ocr - stamps, stamps, tuple(pictures))


def _show(pages: Sequence[Page], documents: Sequence[Document], ear: ListeningEngine, witness: Witness) -> None:
    for page in pages:
        on_page = [document for document in documents if page.number in document.pages or page.number == document.page]
        words_of_file = on_page and all(document.source is Source.TEXT_LAYER for document in on_page)
        lines = page.text if words_of_file and page.text is not None else ear.lines_on(page)
        witness.saw_page(page, on_page, lines)


class _Stopwatch:
    """Seconds spent in the stages of reading, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time within under `name`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def bytes_of(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a file outside any submission; of one that is too large, enough to be found too large.

    Raises:
        UnusableFileError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(limits.max_file_bytes + 1)
    except OSError as error:
        detail = "文件无法读取，请检查路径和权限"
        raise UnusableFileError(
            UnusableFile(file=clean(path), problem=FileProblem.UNREADABLE, detail=detail)
        ) from error


def _submission(path: Path, limits: Limits) -> Submission:
    """Return the submission; a zip that cannot be opened is one without a form, and its report says why."""
    try:
        return read_submission(path, limits)
    except SubmissionError as error:
        if not path.is_file() or path.suffix.lower() != ZIP_SUFFIX:
            raise
        detail = "压缩包已损坏、过大或无法读取，请重新打包后提交"
        problem = UnusableFile(file=clean(path.name), problem=FileProblem.UNREADABLE, detail=detail)
        logger.info("%s", error)
        return Submission(path, path.stem, None, form_problems=(detail,), problems=(problem,))


def _seconds(load: float, ocr: float, stamps: float, validate: float) -> Seconds:
    # By alias: the model's own name for it is `validate_`, since pydantic has a method of the plain name.
    return Seconds.model_validate({"load": load, "ocr": ocr, "stamps": stamps, "validate": validate})


def _name(error: Exception) -> str:
    return str(error) if isinstance(error, EngineError) else type(error).__name__


def _failure(submission: Submission, policy: Policy, found: str) -> Judgement:
    """Return the judgement on a submission the program failed on: a person must look."""
    return Judgement(
        verdict=Verdict.NEEDS_REVIEW,
        reasons=(
            Reason(
                code=ReasonCode.SYSTEM_FAILED,
                severity=Severity.REVIEW,
                found=found,
                message="程序出错，这份申请没有审核完",
                suggestion="请重新运行；如果仍然出错，请人工审核，并把错误信息告诉管理员",
            ),
        ),
        requirements=(),
        checks=(Check(code=CheckCode.SYSTEM_RAN, status=CheckStatus.UNSURE, found=found),),
        documents=(),
        decision_due_on=decision_due_on(submission.form.submitted_on) if submission.form else None,
        policy=policy.name,
        policy_date=policy.as_of,
    )

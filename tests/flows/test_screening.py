import datetime as dt
import zipfile
from pathlib import Path

import pytest

from extractors.facts.pages import FileProblem
from extractors.limits import Limits
from extractors.models import WeightsError
from extractors.ocr import EngineError, OcrEngine, PaddleEngine
from extractors.submission import SubmissionError
from flows.checking import check_submission, notes_of
from flows.engines import LazyEngine, engine_for
from flows.screening import ScreeningFailed, bytes_of, read_uploads, screen
from flows.settings import Settings
from tests.flows.engines import BlindEngine, BrokenEngine
from tests.flows.submissions import blank_picture, form, write_submission
from validators.findings import Report, Verdict
from validators.policy_files import load_policy

POLICY = load_policy("standard")
LIMITS = Limits()


def screened(path: Path, engine: OcrEngine | None = None) -> Report:
    return screen(path, engine=engine or BlindEngine(), policy=POLICY, limits=LIMITS)


def codes(report: Report) -> set[str]:
    return {reason.code.value for reason in report.reasons}


def test_what_cannot_be_read_is_never_complete(tmp_path: Path) -> None:
    report = screened(write_submission(tmp_path / "S", files={"a.png": blank_picture()}))
    assert report.submission_id == "S-1"
    assert report.verdict is not Verdict.COMPLETE
    assert "material.missing" in codes(report)
    assert (report.engine.ocr, report.engine.version) == ("blind", "1")
    assert report.decision_due_on is not None
    assert report.seconds.load > 0
    assert report.seconds.ocr > 0
    assert report.seconds.validate_ > 0


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    files = {"a.jpg": b"", "b.png": blank_picture(), "c.pdf": b"PK\x03\x04", "d.jpg": b"\xff\xd8\xff"}
    report = screened(write_submission(tmp_path / "S", files=files))
    assert {"file.empty", "file.unsupported", "file.unreadable"} <= codes(report)
    assert {reason.file for reason in report.reasons if reason.code.value.startswith("file.")} == {
        "a.jpg",
        "c.pdf",
        "d.jpg",
    }


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"submission_id": "S-9"}'],
    ids=["empty", "broken", "list", "not utf-8", "null", "incomplete"],
)
def test_an_unusable_form_is_screened_and_the_files_are_read(content: bytes, tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "文件夹", content, {"a.png": blank_picture(), "b.jpg": b""})
    report = screened(folder)
    assert report.verdict is Verdict.INCOMPLETE
    assert {"form.invalid", "file.empty"} <= codes(report)
    assert report.submission_id == ("S-9" if b"S-9" in content else "文件夹")
    assert report.seconds.ocr > 0
    assert report.decision_due_on is None


def test_no_form_at_all_is_an_invalid_form(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "S", files={"a.png": blank_picture()})
    (folder / "form.json").unlink()
    assert "form.invalid" in codes(screened(folder))


def test_a_material_that_is_not_there_is_named(tmp_path: Path) -> None:
    content = form(materials=[{"file": "没有.jpg", "kind": "business_licence"}])
    report = screened(write_submission(tmp_path / "S", content))
    assert "没有.jpg" in {reason.file for reason in report.reasons}


def test_a_zip_gives_what_its_folder_gives(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "S", files={"a.png": blank_picture()})
    with zipfile.ZipFile(tmp_path / "S.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    assert screened(tmp_path / "S.zip").reasons == screened(folder).reasons


def test_a_broken_zip_is_a_submission_without_a_form(tmp_path: Path) -> None:
    (tmp_path / "S-7.zip").write_bytes(b"PK\x03\x04 no zip")
    report = screened(tmp_path / "S-7.zip")
    assert (report.submission_id, report.verdict) == ("S-7", Verdict.INCOMPLETE)
    assert {"form.invalid", "file.unreadable"} <= codes(report)


def test_any_other_file_is_no_submission(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(blank_picture())
    with pytest.raises(SubmissionError):
        screened(tmp_path / "a.jpg")


def test_today_is_the_day_of_submission_unless_said_otherwise(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "S", files={"a.png": blank_picture()})
    given = dt.date(2026, 11, 20)
    told = screen(folder, engine=BlindEngine(), policy=POLICY, limits=LIMITS, today=given)
    assert told.checks == screened(folder).checks


def test_a_failing_engine_ends_in_a_report_that_asks_for_review(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "S", files={"a.png": blank_picture()})
    with pytest.raises(ScreeningFailed) as failure:
        screened(folder, BrokenEngine())
    report = failure.value.report
    assert (report.submission_id, report.verdict, codes(report)) == ("S-1", Verdict.NEEDS_REVIEW, {"system.failed"})
    assert report.reasons[0].found == "orientation failed: RuntimeError"
    assert report.decision_due_on is not None


def test_what_nobody_foresaw_is_reported_without_its_words(tmp_path: Path) -> None:
    class Surprising(BlindEngine):
        def find_turn(self, image: object) -> object:  # type: ignore[override]
            raise KeyError("张三 110101199001011234")

    folder = write_submission(tmp_path / "S", files={"a.png": blank_picture()})
    with pytest.raises(ScreeningFailed) as failure:
        screened(folder, Surprising())  # type: ignore[arg-type]
    assert failure.value.report.reasons[0].found == "KeyError"
    assert "张三" not in failure.value.report.model_dump_json()


def test_ids_run_through_all_files() -> None:
    data = blank_picture()
    uploads = read_uploads(
        [("a", lambda: data), ("b", lambda: b""), ("c", lambda: data)], engine=BlindEngine(), limits=LIMITS
    )
    assert [document.id for document in uploads.documents] == [f"d{i + 1}" for i in range(len(uploads.documents))]
    assert [(problem.file, problem.problem) for problem in uploads.problems] == [("b", FileProblem.EMPTY)]


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "huge.jpg"
    with file.open("wb") as stream:
        stream.truncate(10**12)
    limits = Limits(max_file_bytes=1000)
    assert len(bytes_of(file, limits)) == 1001
    uploads = read_uploads([(str(file), lambda: bytes_of(file, limits))], engine=BlindEngine(), limits=limits)
    assert uploads.problems[0].problem is FileProblem.TOO_LARGE


def test_the_report_is_written_whatever_happened(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "S", files={"a.png": blank_picture()})
    for engine, failed in ((BlindEngine(), False), (BrokenEngine(), True)):
        outcome = check_submission(folder, tmp_path / "out", engine=engine, policy=POLICY, limits=LIMITS, key="k")
        assert outcome.failed is failed
        assert outcome.folder is not None
        written = Report.model_validate_json((outcome.folder.path / "report.json").read_bytes())
        assert written == outcome.report
        # A report of a failure must never count as done.
        assert ('"k"' in (outcome.folder.path / "source.json").read_text()) is not failed
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["S-1"]


def test_results_that_cannot_be_written_are_a_failure_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    folder = write_submission(tmp_path / "S")
    outcome = check_submission(folder, tmp_path / "out", engine=BlindEngine(), policy=POLICY, limits=LIMITS)
    assert outcome.failed
    assert outcome.folder is None
    assert "写不进" in notes_of(outcome, tmp_path / "out")[0]


def test_an_engine_starts_once_and_only_when_needed() -> None:
    starts: list[int] = []

    def start() -> OcrEngine:
        starts.append(1)
        return BlindEngine()

    engine = LazyEngine(start, name="n", version="v")
    assert (engine.name, engine.recognise([]), starts) == ("n", (), [])
    assert engine.start() is engine.start()
    assert starts == [1]


def test_an_engine_that_does_not_start_is_not_tried_again() -> None:
    starts: list[int] = []

    def start() -> OcrEngine:
        starts.append(1)
        raise WeightsError("weights are missing")

    engine = LazyEngine(start, name="n", version="v")
    for _ in range(2):
        with pytest.raises(EngineError, match="weights are missing"):
            engine.start()
    assert starts == [1]


@pytest.mark.ocr
def test_the_lazy_engine_says_what_the_real_one_says(engine: PaddleEngine) -> None:
    lazy = engine_for(Settings(cache=Path(), prefect_home=Path()))
    assert (lazy.name, lazy.version) == (engine.name, engine.version)

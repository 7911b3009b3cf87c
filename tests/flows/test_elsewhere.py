"""Submissions that are read elsewhere: the run writes their reports, and nothing is lost of what goes wrong there."""

import builtins
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.limits import Limits
from flows.crew import crew_for
from flows.elsewhere import ClusterError, ElsewherePool, ReaderHere
from flows.inbox import sight
from flows.looking import Look, look
from flows.processes import WorkerLostError
from flows.reports.folders import read_source
from flows.rows import RowStatus
from flows.settings import Settings
from flows.sources import LocalErrand, LocalSource
from flows.stores import StoreError
from flows.workers import Job, SubmissionChangedError, WorkerPool, job_for
from tests.flows.submissions import form, write_submission


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    return write_submission(tmp_path / "inbox" / "a", form(submission_id="S-1"))


@pytest.fixture
def job(tmp_path: Path) -> Job:
    settings = Settings(cache=tmp_path / "cache", prefect_home=tmp_path)
    return job_for(tmp_path / "out", "standard", None, settings, mask=False)


class Fake:
    """A reader that answers as it is told."""

    def __init__(self, answer: Callable[[bool], Look]) -> None:
        self._answer = answer

    def look(self, errand: LocalErrand, *, alone: bool) -> Look:
        return self._answer(alone)


def pool(job: Job, submission: Path, answer: Callable[[bool], Look]) -> ElsewherePool:
    return ElsewherePool(Fake(answer), LocalSource(submission.parent), job)


def test_what_was_read_is_written_here(submission: Path, job: Job) -> None:
    with WorkerPool(1, job) as processes:
        here = ElsewherePool(ReaderHere(processes, job), LocalSource(submission.parent), job)
        assert not list(job.out.glob("*"))
        row = here.screen(sight(submission), "key")
    assert (row.status, row.folder) == (RowStatus.SCREENED, "S-1")
    source = read_source(job.out / "S-1")
    assert source is not None
    assert (source.path, source.key) == (str(submission), "key")


def test_looking_writes_nothing_and_names_nothing(submission: Path, job: Job) -> None:
    with WorkerPool(1, job) as processes:
        found = look(processes, submission, alone=False)
        missing = look(processes, submission.with_name("张三的申请"), alone=False)
    assert found.report is not None
    assert found.report.submission_id == "S-1"
    assert not job.out.exists()
    assert missing.report is None
    assert missing.problem
    assert "张三" not in missing.problem


def test_what_was_lost_twice_has_a_row_that_says_so(submission: Path, job: Job) -> None:
    lost = pool(job, submission, lambda alone: Look(problem="失联", lost=True))
    with pytest.raises(WorkerLostError, match="失联"):
        lost.screen(sight(submission), "key")
    row = lost.screen_alone(sight(submission), "key")
    assert (row.status, row.note) == (RowStatus.FAILED, "失联")


def test_what_was_given_up_has_a_report_that_does_not_stand(submission: Path, job: Job) -> None:
    from flows.engines import engine_for
    from flows.screening import failure_report
    from validators.policy_files import load_policy

    report = failure_report(
        submission, engine=engine_for(job.settings), policy=load_policy(), limits=Limits(), cause="超过时限"
    )
    row = pool(job, submission, lambda alone: Look(report, problem="超过时限")).screen_alone(sight(submission), "key")
    assert (row.status, row.folder) == (RowStatus.FAILED, "S-1")
    assert "超过时限" in row.note
    source = read_source(job.out / "S-1")
    assert source is not None
    assert source.key is None


def test_what_changed_meanwhile_is_not_written(submission: Path, job: Job) -> None:
    seen = sight(submission)

    def change(alone: bool) -> Look:
        (submission / "more.txt").write_text("x")
        return Look(problem="")

    with pytest.raises(SubmissionChangedError):
        pool(job, submission, change).screen(seen, "key")
    assert not job.out.exists()


class Failing:
    def __init__(self, error: StoreError) -> None:
        self._error = error

    def fetched(self, limits: Limits) -> Any:
        raise self._error


def test_a_store_is_tried_again_only_where_that_has_a_point(job: Job) -> None:
    with WorkerPool(1, job) as processes:
        reader = ReaderHere(processes, job)
        with pytest.raises(StoreError):
            reader.look(Failing(StoreError("gone", may_pass=True)), alone=False)  # type: ignore[arg-type]
        found = reader.look(Failing(StoreError("文件名不能存到本机")), alone=False)  # type: ignore[arg-type]
    assert (found.report, found.problem, found.lost) == (None, "文件名不能存到本机", False)


def test_without_dask_the_next_step_is_named(submission: Path, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "flows.cluster":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    job = replace(job, settings=replace(job.settings, dask="tcp://127.0.0.1:9"))
    with pytest.raises(ClusterError, match="make distributed"), crew_for(job, 1, LocalSource(submission.parent)):
        pass


@pytest.mark.usefixtures("prefect_server")
def test_results_in_a_store_have_one_run_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import turns
    from flows.reports.locks import ResultsInUseError
    from flows.results import Results
    from flows.stores import Store

    monkeypatch.setattr(turns, "_PATIENCE", 1)
    results, other = Results(tmp_path, Store("memory://one")), Results(tmp_path, Store("memory://two"))
    with turns.turn(results):
        with turns.turn(other), turns.turn(Results(tmp_path)):
            pass
        with pytest.raises(ResultsInUseError, match="memory://one"), turns.turn(results):
            pass
    with turns.turn(results):
        pass


@pytest.mark.usefixtures("prefect_server")
def test_a_run_that_crashes_again_and_again_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import intake

    class Run:
        run_count = 6

    (tmp_path / "inbox").mkdir()
    monkeypatch.setattr(intake, "flow_run", Run)
    with pytest.raises(intake.CrashedTooOftenError):
        intake.intake(str(tmp_path / "inbox"), str(tmp_path / "out"))
    Run.run_count = 5
    assert intake.intake(str(tmp_path / "inbox"), str(tmp_path / "out")).total == 0

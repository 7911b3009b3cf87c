"""Worker processes that die, hang or grow, and submissions that change under their hands."""

import json
import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.plain_batch import plain_job, run_plainly
from extractors.ocr import OcrEngine
from flows import checking, workers
from flows.inbox import sight
from flows.reports.folders import read_source
from flows.rows import ResultsUnwritableError, RowStatus
from flows.settings import BatchSettings, Settings
from flows.workers import SubmissionChangedError, WorkerPool
from tests.flows.engines import deadly_engine, hanging_engine
from tests.flows.submissions import blank_picture, form, write_submission
from validators.policy_files import load_policy

QUICK = BatchSettings(settle_seconds=0, truncated_seconds=0, submission_seconds=3)


def make_inbox(folder: Path, dark: set[int], count: int = 4) -> Path:
    for number in range(count):
        picture = blank_picture(0 if number in dark else 255 - number)
        write_submission(folder / f"{number}", form(submission_id=f"S-{number}"), {"a.png": picture})
    return folder


@pytest.mark.parametrize(
    ("make_engine", "cause"), [(deadly_engine, "内存不足"), (hanging_engine, "超过时限（3 秒）")], ids=["dies", "hangs"]
)
def test_a_lost_worker_takes_one_submission_with_it(
    tmp_path: Path, make_engine: Callable[[Settings], OcrEngine], cause: str
) -> None:
    inbox, out = make_inbox(tmp_path / "inbox", dark={1}), tmp_path / "out"
    others = set(multiprocessing.active_children())
    counts = run_plainly(inbox, plain_job(out, batch=QUICK, make_engine=make_engine), processes=2)
    assert (counts.total, counts.screened, counts.failed) == (4, 3, 1)
    report = json.loads((out / "S-1" / "report.json").read_text())
    assert (report["verdict"], [reason["code"] for reason in report["reasons"]]) == ("needs_review", ["system.failed"])
    assert cause in report["reasons"][0]["found"]
    assert cause in (out / "summary.csv").read_text("utf-8-sig")
    assert set(multiprocessing.active_children()) == others
    # It has no key, so that the next run tries it again; the others are kept.
    assert (source := read_source(out / "S-1")) is not None
    assert source.key is None


def test_a_worker_lost_once_is_no_failure(tmp_path: Path) -> None:
    """Memory that two had together is enough for one: the second try is alone, in a process of its own."""
    inbox, out = make_inbox(tmp_path / "inbox", dark={0}, count=2), tmp_path / "out"
    (seen, _) = (sight(inbox / "0"), sight(inbox / "1"))
    with WorkerPool(1, plain_job(out, batch=QUICK, make_engine=deadly_engine)) as pool:
        with pytest.raises(workers.WorkerLostError):
            pool.screen(seen, None)
        (inbox / "0" / "a.png").write_bytes(blank_picture())
        assert pool.screen_alone(sight(inbox / "0"), "k").status is RowStatus.SCREENED


@pytest.mark.parametrize(
    "batch", [BatchSettings(worker_submissions=1), BatchSettings(worker_megabytes=1)], ids=["number", "memory"]
)
def test_workers_are_replaced_before_they_grow(tmp_path: Path, batch: BatchSettings) -> None:
    write_submission(tmp_path / "inbox" / "a")
    others = set(multiprocessing.active_children())
    with WorkerPool(1, plain_job(tmp_path / "out", batch=batch)) as pool:
        assert pool.screen(sight(tmp_path / "inbox" / "a"), "k").status is RowStatus.SCREENED
        assert set(multiprocessing.active_children()) == others
        assert pool.screen(sight(tmp_path / "inbox" / "a"), "k").status is RowStatus.SCREENED


def test_a_submission_that_changes_meanwhile_is_not_written(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "inbox" / "a")
    seen = sight(folder)
    (folder / "b.png").write_bytes(blank_picture())
    with WorkerPool(1, plain_job(tmp_path / "out")) as pool, pytest.raises(SubmissionChangedError):
        pool.screen(seen, "k")
    assert not list((tmp_path / "out").glob("*/report.json"))


def test_a_full_disk_ends_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    folder = write_submission(tmp_path / "inbox" / "a")
    job = plain_job(tmp_path / "out")
    monkeypatch.setattr(checking, "write_rendered", fail)
    monkeypatch.setattr(workers, "_here", workers._Here(job, load_policy(), job.make_engine(job.settings)))
    with pytest.raises(ResultsUnwritableError, match="腾出空间"):
        workers.screen_here(sight(folder), "k")
    assert (source := read_source(tmp_path / "out" / "S-1")) is not None
    assert source.key is None


def test_workers_end_at_once_when_the_pool_does(tmp_path: Path) -> None:
    inbox = make_inbox(tmp_path / "inbox", dark={0}, count=1)
    others = set(multiprocessing.active_children())
    job = plain_job(tmp_path / "out", make_engine=hanging_engine)
    with WorkerPool(1, job) as pool:
        future = pool._idle.get()._submit(workers.screen_here, (sight(inbox / "0"), None), 60)
        while not future.running():
            time.sleep(0.05)
        start = time.monotonic()
    assert time.monotonic() - start < 10
    assert set(multiprocessing.active_children()) == others

"""Each content is screened once for the same rules, whatever its name, and whatever became of the record."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.plain_batch import plain_job, run_plainly
from flows.inbox import content_digest, is_truncated_zip, sight
from flows.record import RECORD
from flows.reports.counts import Counts
from flows.reports.locks import STATE_FOLDER
from flows.session import finish_if_idle
from flows.settings import BatchSettings
from flows.sources import LocalSource
from flows.workers import Job
from tests.flows.submissions import blank_picture, form, write_submission
from validators.findings import Report


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        write_submission(tmp_path / "inbox" / name, form(submission_id=f"S-{name}"), {"x.png": blank_picture()})
    return tmp_path / "inbox"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return plain_job(tmp_path / "out")


def written(out: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in out.glob("*/report.json")}


def done(counts: Counts) -> tuple[int, int, int]:
    return counts.screened, counts.kept, counts.waiting


def test_what_is_known_is_not_opened(inbox: Path, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    assert finish_if_idle(LocalSource(inbox), job) is None
    assert done(run_plainly(inbox, job)) == (2, 0, 0)
    before, summary = written(job.out), (job.out / "summary.csv").stat().st_mtime_ns
    for reader in ("flows.sources.content_digest", "flows.ledger.kept_row", "flows.ledger.read_source"):
        monkeypatch.setattr(reader, lambda *_: pytest.fail("opened"))
    counts = finish_if_idle(LocalSource(inbox), job)
    assert counts is not None
    assert done(counts) == (0, 2, 0)
    assert (written(job.out), (job.out / "summary.csv").stat().st_mtime_ns) == (before, summary)


def test_a_touched_file_is_read_and_found_the_same(inbox: Path, job: Job) -> None:
    run_plainly(inbox, job)
    os.utime(inbox / "a" / "x.png", (1, 1))
    assert finish_if_idle(LocalSource(inbox), job) is None
    assert done(run_plainly(inbox, job)) == (0, 2, 0)
    assert finish_if_idle(LocalSource(inbox), job) is not None


def test_the_same_content_under_other_names_shares_one_report(inbox: Path, job: Job) -> None:
    shutil.copytree(inbox / "a", inbox / "c")
    assert done(run_plainly(inbox, job)) == (2, 1, 0)
    (inbox / "b").rename(inbox / "d")
    assert done(run_plainly(inbox, job)) == (0, 3, 0)
    assert sorted(written(job.out)) == ["S-a", "S-b"]
    lines = (job.out / "summary.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["a", "c", "d"]
    assert "内容与 a 相同" in lines[2]
    # When one of the two is changed, the other no longer has a report.
    (inbox / "a" / "y.png").write_bytes(blank_picture(200))
    assert done(run_plainly(inbox, job)) == (2, 1, 0)


@pytest.mark.parametrize("what", ["file", "policy"])
def test_what_changed_is_screened_anew_and_the_old_report_kept(inbox: Path, job: Job, what: str) -> None:
    run_plainly(inbox, job)
    old = (job.out / "S-a" / "report.json").read_bytes()
    (job.out / "S-a" / "notice.md").write_text("x")
    if what == "file":
        (inbox / "a" / "y.png").write_bytes(blank_picture(200))
        again = job
    else:
        again = plain_job(job.out, policy="anhui")
    assert done(run_plainly(inbox, again)) == ((1, 1, 0) if what == "file" else (2, 0, 0))
    (history,) = (job.out / "S-a" / "history").iterdir()
    assert (history / "report.json").read_bytes() == old
    assert sorted(path.name for path in history.iterdir()) == ["notice.md", "report.html", "report.json", "source.json"]
    assert not (job.out / "S-a" / "notice.md").exists()
    assert (job.out / "S-a" / "report.json").read_bytes() != old
    assert done(run_plainly(inbox, again)) == (0, 2, 0)
    if what == "policy":  # back to the first rules: their report gave way, so it is made again
        assert done(run_plainly(inbox, job)) == (2, 0, 0)


def lose(record: Path) -> None:
    record.unlink()


def spoil(record: Path) -> None:
    record.write_bytes(b"no database" * 1000)


def age(record: Path) -> None:
    with sqlite3.connect(record) as base:
        base.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("damage", [lose, spoil, age])
def test_a_lost_record_costs_time_only(inbox: Path, job: Job, damage: Callable[[Path], None]) -> None:
    run_plainly(inbox, job)
    damage(job.out / STATE_FOLDER / RECORD)
    assert done(run_plainly(inbox, job)) == (0, 2, 0)
    assert (job.out / STATE_FOLDER / RECORD).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["report.json", "report.html", "source.json"])
def test_a_report_that_is_not_whole_does_not_stand(inbox: Path, job: Job, name: str) -> None:
    run_plainly(inbox, job)
    (job.out / "S-a" / name).unlink()
    run_plainly(inbox, job)
    for folder in (job.out / path.parent.name for path in job.out.glob("*/source.json")):
        Report.model_validate_json((folder / "report.json").read_bytes())
        assert (folder / "report.html").is_file()


PATIENT = BatchSettings(settle_seconds=2, truncated_seconds=600)


def test_what_is_still_being_copied_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that grows while the run waits for it is left for the next one; one that rests is screened."""
    inbox, job = tmp_path / "inbox", plain_job(tmp_path / "out", batch=PATIENT)
    write_submission(inbox / "still")
    growing = write_submission(inbox / "growing", form(submission_id="S-2"))

    def copy_on(seconds: float) -> None:
        assert 0 < seconds <= PATIENT.settle_seconds
        (growing / "more.png").write_bytes(blank_picture())
        pause(seconds)

    pause = time.sleep
    with monkeypatch.context() as patch:
        patch.setattr("flows.planning.time.sleep", copy_on)
        assert done(run_plainly(inbox, job)) == (1, 0, 1)
    assert "growing" in (job.out / "index.html").read_text()
    assert list(written(job.out)) == ["S-1"]
    assert done(run_plainly(inbox, job)) == (1, 1, 0)


def test_a_zip_that_breaks_off_waits_while_it_is_young(tmp_path: Path) -> None:
    write_submission(tmp_path / "s")
    whole = Path(shutil.make_archive(str(tmp_path / "whole"), "zip", tmp_path / "s")).read_bytes()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "z.zip").write_bytes(whole[:-30])
    (inbox / "none.zip").write_bytes(b"never was one")
    assert is_truncated_zip(inbox / "z.zip")
    job = plain_job(tmp_path / "out", batch=BatchSettings(settle_seconds=0, truncated_seconds=600))
    assert done(run_plainly(inbox, job)) == (1, 0, 1)
    assert "没有审核，留待下次运行：z.zip" in (job.out / "index.html").read_text()
    # In the end it is a broken one, and its report says so.
    assert done(run_plainly(inbox, plain_job(tmp_path / "out"))) == (1, 1, 0)
    (inbox / "z.zip").write_bytes(whole)
    assert done(run_plainly(inbox, job)) == (1, 1, 0)
    assert json.loads((job.out / "S-1" / "report.json").read_text())["submission_id"] == "S-1"


def test_digests_follow_names_and_bytes_but_not_the_submissions_own_name(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "a")
    digests = {content_digest(folder)}
    assert content_digest(folder.rename(tmp_path / "b")) in digests
    folder = tmp_path / "b"
    for change in (
        lambda: (folder / "x").write_bytes(b"1"),
        lambda: (folder / "x").rename(folder / "y"),
        lambda: (folder / "y").write_bytes(b"2"),
        lambda: (folder / "link").symlink_to("y"),
        lambda: (folder / "link").unlink() or (folder / "link").symlink_to("/etc/passwd"),
    ):
        before = sight(folder)
        change()
        digests.add(content_digest(folder))
        assert sight(folder).signature != before.signature
    assert len(digests) == 6


def test_what_cannot_be_listed_has_no_signature(tmp_path: Path) -> None:
    seen = sight(tmp_path / "gone")
    assert (seen.signature, bool(seen.problem)) == ("", True)

"""Processes that use one result folder at once, and what killed ones leave there."""

import datetime as dt
import itertools
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.kills import measure, problems
from benchmarks.plain_batch import plain_job, run_plainly
from flows import checking
from flows.purge import forget, outdated, purging, remove
from flows.record import Record
from flows.reports.decisions import kept_decisions, merge
from flows.reports.folders import read_source
from flows.reports.leftovers import sweep
from flows.reports.locks import ResultsInUseError, run_lock, write_lock
from tests.flows.results import decision, write_result
from tests.flows.submissions import write_submission

BEIAN = [sys.executable, "-c", "from flows.cli import app; app()"]
HOLD = "import sys, time; from pathlib import Path; from flows.reports.locks import {lock}\n" + (
    "with {lock}(Path(sys.argv[1])): print('held', flush=True); time.sleep({seconds})"
)


def holder(lock: str, out: Path, seconds: float = 60) -> subprocess.Popen[str]:
    """Return a process that holds a lock."""
    code = HOLD.format(lock=lock, seconds=seconds)
    process = subprocess.Popen([sys.executable, "-c", code, str(out)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_one_batch_at_a_time(tmp_path: Path) -> None:
    write_submission(tmp_path / "inbox" / "a")
    out = tmp_path / "out"
    first = holder("run_lock", out)
    try:
        with pytest.raises(ResultsInUseError, match="另一个 beian 正在使用结果目录"):
            run_plainly(tmp_path / "inbox", plain_job(out))
        for command in (["intake", str(tmp_path / "inbox")], ["purge", "--older-than", "1d"]):
            done = subprocess.run([*BEIAN, *command, "--out", str(out)], capture_output=True, text=True, check=False)
            assert (done.returncode, done.stdout) == (1, "")
            assert "另一个 beian 正在使用结果目录" in done.stderr
    finally:
        first.kill()  # as the system does; its lock goes with it
        first.wait()
    assert run_plainly(tmp_path / "inbox", plain_job(out)).screened == 1


def test_a_process_may_take_its_run_lock_again(tmp_path: Path) -> None:
    with run_lock(tmp_path), run_lock(tmp_path):
        pass
    holder("run_lock", tmp_path).kill()


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    other = holder("write_lock", tmp_path, seconds=1)
    start = time.monotonic()
    with write_lock(tmp_path):
        assert time.monotonic() - start > 0.3
    other.wait()


def test_decisions_made_at_once_are_all_kept(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        keys = [decision(folder, made, 0), decision(folder, made, None)]
        pool.starmap(merge, [(tmp_path, [one]) for one in keys * 4])
    assert {one.key for one in kept_decisions(folder)} == {one.key for one in keys}


# What writing a report over another calls, and which call of it is the last of all.
STEPS = [("keep_in_history", 1), ("write_source", 1), ("write_rendered", 1), ("write_source", 2)]


class Killed(BaseException):
    """Nothing is cleaned up after this, as after a SIGKILL."""


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(("step", "call"), STEPS)
def test_a_report_cut_short_at_any_step_is_made_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int, before: bool
) -> None:
    """The old report is in the history once, and the new one is screened again, whenever the process ended."""
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    write_submission(inbox / "a")
    run_plainly(inbox, plain_job(out))
    old = (out / "S-1" / "report.json").read_bytes()
    work: Callable[..., None] = getattr(checking, step)

    calls = itertools.count(1)

    def die(*arguments: object) -> None:
        last = next(calls) == call
        if not (last and before):
            work(*arguments)
        if last:
            raise Killed

    job = plain_job(out, policy="anhui")
    with monkeypatch.context() as patch:
        patch.setattr(checking, step, die)
        with pytest.raises(Killed):
            run_plainly(inbox, job)
    run_plainly(inbox, job)
    assert run_plainly(inbox, job).kept == 1
    assert (source := read_source(out / "S-1")) is not None
    assert source.key is not None
    (history,) = (out / "S-1" / "history").iterdir()
    assert (history / "report.json").read_bytes() == old
    assert problems(inbox, out, 1) == []


def litter(out: Path, folder: Path) -> list[Path]:
    made = [out / ".abcdef12.tmp", folder / ".abcdef12.tmp", folder / "history" / ".abcdef12.tmp"]
    made.append(out / ".beian" / ".abcdef12.tmp")
    for path in made:
        path.mkdir(parents=True)
        (path / "report.json").write_text("half")
    return made


@pytest.mark.parametrize("cleaner", ["run", "purge"])
def test_leftovers_of_killed_processes_go(tmp_path: Path, cleaner: str) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    write_submission(inbox / "a")
    run_plainly(inbox, plain_job(out))
    mine = [out / ".notes.tmp", out / "theirs" / ".abcdef12.tmp"]
    (out / "theirs").mkdir()
    for path in mine:
        path.write_text("not ours")
    made = litter(out, out / "S-1")
    if cleaner == "run":
        run_plainly(inbox, plain_job(out))
    else:
        with purging(out):
            pass
    assert [path for path in made if path.exists()] == []
    assert [path.read_text() for path in mine] == ["not ours"] * 2
    assert sweep(out) == 0


def test_purge_takes_old_reports_from_the_history_and_rows_from_the_record(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    write_submission(inbox / "a")
    run_plainly(inbox, plain_job(out))
    now = dt.datetime.now(dt.UTC)
    old = (now - dt.timedelta(days=40)).timestamp()
    os.utime(out / "S-1" / "report.json", (old, old))
    run_plainly(inbox, plain_job(out, policy="anhui"))
    before = now - dt.timedelta(days=30)
    (found,) = outdated(out, before)
    assert found.path.parent.name == "history"
    remove(found)
    assert (out / "S-1" / "report.json").is_file()
    with Record(out) as record:
        assert len(record.entries()) == 1
    for name in ("report.json", "report.html"):
        os.utime(out / "S-1" / name, (old, old))
    with purging(out):
        found = next(iter(outdated(out, before)))
        remove(found)
        forget(out, [found])
    with Record(out) as record:
        assert record.entries() == {}
    assert b"S-1" not in (out / ".beian" / "record.sqlite3").read_bytes()


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Few kills; `python -m benchmarks.kills` does many."""
    assert measure(tmp_path, kills=4, count=12, seed=3) == []

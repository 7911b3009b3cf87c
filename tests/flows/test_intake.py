import csv
import datetime as dt
import json
import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from flows import workers
from flows.engines import engine_for
from flows.inbox import look_into, sight
from flows.reports.counts import Counts
from flows.reports.folders import read_source
from flows.reports.summary import write_summary
from flows.rows import RowStatus
from flows.settings import Settings
from flows.terminal import clean
from flows.workers import Job, WorkerPool
from samples.generate import write_samples
from tests.flows.pages import NUMBER
from tests.flows.submissions import blank_picture, form, write_submission
from validators.policy_files import load_policy


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Four submissions, two of them bad in their own ways, and two entries that are none."""
    inbox = tmp_path / "inbox"
    write_submission(inbox / "a", form(submission_id="S-1"))
    write_submission(inbox / "b", form(submission_id="S-1", province="上海"))
    write_submission(inbox / "c", b"no JSON")
    (inbox / "d.zip").write_bytes(b"no zip")
    (inbox / "readme.txt").write_text("x")
    (inbox / "empty").mkdir()
    (inbox / ".hidden").mkdir()
    return inbox


@pytest.fixture
def quick_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder in which no engine can start: these tests must not need one."""
    blocked = tmp_path / "no-cache"
    blocked.write_text("a file")
    monkeypatch.setenv("BEIAN_CACHE", str(blocked))
    monkeypatch.setenv("BEIAN_SETTLE_SECONDS", "0")
    return blocked


def summary(out: Path) -> dict[str, dict[str, str]]:
    with (out / "summary.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["申请"]: row for row in csv.DictReader(stream)}


def run(inbox: Path, out: Path, workers: int = 1) -> Counts:
    from flows.intake import SubmissionsFailedError, intake

    try:
        return intake(inbox, out, workers=workers)
    except SubmissionsFailedError as error:
        return error.counts


def test_an_inbox_holds_folders_and_zips(inbox: Path) -> None:
    found = look_into(inbox)
    assert [path.name for path in found.submissions] == ["a", "b", "c", "d.zip"]
    assert [path.name for path in found.ignored] == ["empty", "readme.txt"]


@pytest.mark.usefixtures("prefect_server", "quick_settings")
def test_every_submission_is_screened_and_summed_up(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    counts = run(inbox, out)
    assert counts == Counts(total=4, complete=0, incomplete=4, needs_review=0, screened=4, kept=0, failed=0, ignored=2)
    rows = summary(out)
    assert list(rows) == ["a", "b", "c", "d.zip"]
    # Two submissions of one number: each has its own report, and the second says so.
    assert {rows["a"]["报告"], rows["b"]["报告"]} == {"S-1/report.html", "S-1-2/report.html"}
    assert rows["b"]["备注"] == "编号与另一份申请相同"
    assert "压缩包已损坏" in rows["d.zip"]["不符合"]
    assert "readme.txt" in (out / "index.html").read_text()
    for row in rows.values():
        assert (out / row["报告"]).with_name("report.json").is_file()


@pytest.mark.usefixtures("prefect_server", "quick_settings")
def test_a_second_run_keeps_what_has_not_changed(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(inbox, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("report.json")}
    write_submission(inbox / "e", form(submission_id="S-5"))
    (inbox / "c" / "form.json").write_text(json.dumps(form(submission_id="S-3")))
    (out / summary(out)["d.zip"]["报告"]).with_name("report.json").write_text("{")
    counts = run(inbox, out)
    assert (counts.screened, counts.kept) == (3, 2)
    rows = summary(out)
    assert [rows[name]["状态"] for name in ("a", "b", "c", "d.zip", "e")] == [
        *("沿用上次", "沿用上次", "已审核", "已审核", "已审核"),
    ]
    kept = [out / row["报告"].replace(".html", ".json") for row in (rows["a"], rows["b"])]
    assert [path.stat().st_mtime_ns for path in kept] == [before[path] for path in kept]


@pytest.mark.usefixtures("prefect_server", "quick_settings")
def test_a_submission_the_program_fails_on_does_not_stop_the_rest(inbox: Path, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from flows.intake import SubmissionsFailedError, intake

    write_submission(inbox / "b2", form(submission_id="S-2"), {"a.png": blank_picture()})  # needs an engine
    out = tmp_path / "out"
    with pytest.raises(SubmissionsFailedError) as failure:
        intake(inbox, out, workers=2)
    assert (failure.value.counts.failed, failure.value.counts.screened) == (1, 4)
    assert summary(out)["b2"]["状态"] == "未能审核"
    report = json.loads((out / "S-2" / "report.json").read_text())
    assert (report["verdict"], report["reasons"][0]["code"]) == ("needs_review", "system.failed")
    with get_client(sync_client=True) as client:
        (latest, *_) = client.read_flow_runs(limit=1, sort="START_TIME_DESC")
        assert latest.state_name == "Failed"
        # Failed ones are tried again, the others kept.
    counts = run(inbox, out)
    assert (counts.failed, counts.kept) == (1, 4)


@pytest.mark.usefixtures("prefect_server", "quick_settings")
def test_the_server_learns_paths_and_numbers_only(inbox: Path, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

    run(inbox, tmp_path / "out")
    with get_client(sync_client=True) as client:
        (flow_run, *_) = client.read_flow_runs(limit=1, sort="START_TIME_DESC")
        artifacts = client.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["beian-intake"])))
    assert flow_run.parameters == {
        "inbox": str(inbox),
        "out": str(tmp_path / "out"),
        "policy": "standard",
        "today": None,
        "workers": 1,
        "mask": False,
    }
    newest = max(artifacts, key=lambda artifact: artifact.created or dt.datetime.min)
    assert "| 不齐全 | 4 |" in str(newest.data)
    assert "样本" not in str(newest.data)
    assert "S-1" not in str(newest.data)


@pytest.mark.usefixtures("prefect_server", "quick_settings")
def test_an_empty_inbox_gives_an_empty_summary(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    assert run(tmp_path / "inbox", tmp_path / "out").total == 0
    assert "没有备案申请" in (tmp_path / "out" / "index.html").read_text()


def job(tmp_path: Path) -> Job:
    rules = load_policy().model_dump_json(by_alias=True)
    return Job(tmp_path / "out", rules, None, Settings(cache=tmp_path / "cache", prefect_home=tmp_path))


def test_a_worker_that_dies_is_replaced(inbox: Path, tmp_path: Path) -> None:
    others = set(multiprocessing.active_children())
    with WorkerPool(1, job(tmp_path)) as pool:
        assert pool.screen(sight(inbox / "a"), None).status is RowStatus.SCREENED
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
            process.join()
        assert pool.screen(sight(inbox / "b"), None).status is RowStatus.SCREENED
        assert pool.screen(sight(inbox / "c"), None).status is RowStatus.SCREENED
    assert set(multiprocessing.active_children()) == others


def test_a_submission_that_vanishes_is_a_failed_row(inbox: Path, tmp_path: Path) -> None:
    with WorkerPool(1, job(tmp_path)) as pool:
        shutil.rmtree(inbox / "a")
        row = pool.screen(sight(inbox / "a"), None)
    assert row.status is RowStatus.FAILED
    assert row.note


def test_a_name_that_is_no_utf_8_stops_nothing(inbox: Path, tmp_path: Path) -> None:
    name = os.fsdecode("备案".encode("gbk"))
    with_form, without = inbox / name, inbox / f"{name}-2"
    shutil.copytree(inbox / "a", with_form)
    shutil.copytree(inbox / "a", without)
    (without / "form.json").unlink()
    with WorkerPool(1, job(tmp_path)) as pool:
        rows = [pool.screen(sight(folder), None) for folder in (with_form, without)]
    assert [row.status for row in rows] == [RowStatus.SCREENED] * 2
    assert all("\ufffd" in row.submission for row in rows)
    assert len({read_source(tmp_path / "out" / str(row.folder)) for row in rows}) == 2
    write_summary(rows, Counts.of(rows, 1), [clean(name)], tmp_path / "out")


def test_a_failure_nobody_foresaw_is_a_failed_row_that_quotes_nothing(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError(NUMBER)

    monkeypatch.setattr(workers, "check_submission", fail)
    task = job(tmp_path)
    monkeypatch.setattr(workers, "_here", workers._Here(task, load_policy(), engine_for(task.settings)))
    row = workers.screen_here(sight(inbox / "a"), None)
    assert row.status is RowStatus.FAILED
    assert "KeyError" in row.note
    assert NUMBER not in row.note + caplog.text


@pytest.mark.ocr
@pytest.mark.usefixtures("prefect_server")
def test_the_flow_reads_real_samples(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEIAN_CACHE", str(model_cache))
    monkeypatch.setenv("BEIAN_OCR_SIZE", "tiny")
    write_samples(tmp_path / "inbox", count=2, seed=5)
    counts = run(tmp_path / "inbox", tmp_path / "out", workers=2)
    assert (counts.total, counts.failed) == (2, 0)
    for path in (tmp_path / "out").rglob("report.json"):
        documents = json.loads(path.read_text())["documents"]
        assert {"business_licence", "id_card_portrait"} & {document["kind"] for document in documents}

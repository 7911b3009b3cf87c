"""Inboxes and results in a store, with fsspec's own store in memory; tests/deploy does it with S3."""

import json
from pathlib import Path
from typing import Any

import fsspec
import pytest

from extractors.limits import Limits
from flows.inbox import Sighting
from flows.reports.counts import Counts
from flows.results import Results, results_at
from flows.settings import Settings
from flows.sources import StoreSource
from flows.stores import Store, StoreError
from tests.flows.submissions import form, write_submission

INBOX, OUT = "memory://inbox", "memory://results"
LIMITS = Limits()


@pytest.fixture
def memory() -> Any:
    """Return the store in memory, empty."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    return files


@pytest.fixture
def inbox(memory: Any) -> Any:
    """Four submissions, one of them a broken zip, and two entries that are none."""
    for name in ("a", "b", "甲"):
        memory.pipe_file(f"/inbox/{name}/form.json", json.dumps(form(submission_id=f"S-{name}")).encode())
    memory.pipe_file("/inbox/a/deep/down/empty.jpg", b"")
    memory.pipe_file("/inbox/d.zip", b"no zip")
    memory.pipe_file("/inbox/readme.txt", b"x")
    memory.pipe_file("/inbox/only/deep/x.jpg", b"x")
    memory.pipe_file("/inbox/.hidden/form.json", b"x")
    return memory


def test_an_inbox_in_a_store_is_like_one_on_a_disk(inbox: Any) -> None:
    source = StoreSource(INBOX)
    sightings, ignored = source.look()
    assert [seen.path.name for seen in sightings] == ["a", "b", "d.zip", "甲"]
    assert ignored == ("only", "readme.txt")
    first = sightings[0]
    assert first.path == Path("/memory:/inbox/a")
    assert source.sight(first.path) == first
    inbox.pipe_file("/inbox/a/form.json", b"{}")
    changed = source.sight(first.path)
    assert changed.signature not in ("", first.signature)
    assert changed.changed > first.changed
    inbox.rm("/inbox/a", recursive=True)
    assert source.sight(first.path) == Sighting(first.path, problem="not there")


def test_what_is_fetched_is_what_is_there(inbox: Any, tmp_path: Path) -> None:
    store = Store(INBOX)
    stored = {entry.name: entry for entry in store.entries()}
    folder = store.fetch(stored["a"], tmp_path, LIMITS)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"form.json", "deep/down/empty.jpg"}
    assert json.loads((folder / "form.json").read_bytes())["submission_id"] == "S-a"
    assert store.fetch(stored["d.zip"], tmp_path, LIMITS).read_bytes() == b"no zip"
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.rglob("*"))


def test_of_what_is_too_large_no_more_comes_than_shows_it(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/inbox/a/form.json", b"{}")
    memory.pipe_file("/inbox/a/large.jpg", b"x" * 50)
    (stored,) = Store(INBOX).entries()
    limits = Limits(max_file_bytes=10, max_total_bytes=100)
    assert (Store(INBOX).fetch(stored, tmp_path, limits) / "large.jpg").stat().st_size == 11
    with pytest.raises(StoreError, match="合计过大"):
        Store(INBOX).fetch(stored, tmp_path / "again", Limits(max_file_bytes=3, max_total_bytes=1))


@pytest.mark.parametrize("name", ["../x.jpg", "a/../../x.jpg", "./x.jpg"])
def test_names_never_lead_out_of_the_folder(memory: Any, tmp_path: Path, name: str) -> None:
    memory.store[f"/inbox/a/{name}"] = memory.open("/other", "wb")
    stored = next(entry for entry in Store(INBOX).entries() if entry.is_folder)
    with pytest.raises(StoreError, match="文件名"):
        Store(INBOX).fetch(stored, tmp_path, LIMITS)
    assert not any(tmp_path.rglob("x.jpg"))


def run(**options: Any) -> Counts:
    from flows.intake import SubmissionsFailedError, intake

    try:
        return intake(INBOX, OUT, **options)
    except SubmissionsFailedError as error:
        return error.counts


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of copies; no engine can start: these tests must not need one."""
    (tmp_path / "no-cache").write_text("a file")
    monkeypatch.setenv("BEIAN_CACHE", str(tmp_path / "no-cache"))
    monkeypatch.setenv("BEIAN_COPIES", str(tmp_path / "copies"))
    monkeypatch.setenv("BEIAN_SETTLE_SECONDS", "0")
    return tmp_path / "copies"


@pytest.mark.usefixtures("prefect_server")
def test_a_batch_from_a_store_into_a_store(inbox: Any, copies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = run(workers=2)
    assert (counts.total, counts.screened, counts.failed, counts.ignored) == (4, 4, 0, 2)
    folders = {path.split("/")[2] for path in inbox.find("/results") if path.endswith("/report.json")}
    assert folders == {"S-a", "S-b", "S-甲", "d"}
    assert {"/results/index.html", "/results/summary.xlsx"} <= set(inbox.find("/results"))
    source = json.loads(inbox.cat_file("/results/S-a/source.json"))
    assert source["path"] == "/memory:/inbox/a"  # no path of this machine
    assert source["key"]
    assert not [path for path in inbox.find("/results") if "/.beian/" in path]
    assert run().kept == 4

    # Another machine, which has no copy: it takes over what is there.
    monkeypatch.setenv("BEIAN_COPIES", str(copies.with_name("other")))
    inbox.pipe_file("/inbox/b/form.json", json.dumps(form(submission_id="S-b", province="上海")).encode())
    counts = run()
    assert (counts.kept, counts.screened) == (3, 1)
    assert inbox.find("/results/S-b/history")


@pytest.mark.usefixtures("prefect_server", "copies")
def test_either_place_may_be_a_store(inbox: Any, tmp_path: Path) -> None:
    from flows.intake import intake

    out = tmp_path / "out"
    assert intake(INBOX, str(out)).screened == 4
    assert {path.parent.name for path in out.glob("*/report.json")} == {"S-a", "S-b", "S-甲", "d"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.rglob("*"))
    assert intake(INBOX, str(out)).kept == 4
    write_submission(tmp_path / "here" / "x", form(submission_id="S-x"))
    assert intake(str(tmp_path / "here"), OUT).screened == 1
    assert inbox.exists("/results/S-x/source.json")
    assert intake(str(tmp_path / "here"), OUT).kept == 1


def folder_of_copies(copies: Path) -> str:
    (folder,) = copies.iterdir()
    return folder.name


@pytest.mark.usefixtures("prefect_server")
def test_what_could_not_be_put_into_the_store_is_put_there_by_the_next_run(
    inbox: Any, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.intake import screen_chunk

    monkeypatch.setattr(screen_chunk, "retry_delay_seconds", [0.01] * 2)
    put, asked = Store.put, []

    def fail(self: Store, folder: Path, names: list[str]) -> None:
        asked.append(names)
        put(self, folder, names[:1])
        raise StoreError("store gone", may_pass=True)

    monkeypatch.setattr(Store, "put", fail)
    with pytest.raises(StoreError, match="store gone"):
        run()
    assert len([names for names in asked if names[0].startswith("S-a/")]) == 3  # retried, for the cause could pass
    first = (copies / folder_of_copies(copies) / "S-a" / "report.json").stat().st_mtime_ns
    assert not [path for path in inbox.find("/results") if path.endswith(("report.json", "source.json"))]
    monkeypatch.setattr(Store, "put", put)
    run()
    assert (copies / folder_of_copies(copies) / "S-a" / "report.json").stat().st_mtime_ns == first  # screened once
    assert {"/results/S-a/report.json", "/results/S-a/source.json"} <= set(inbox.find("/results"))


def test_a_report_says_last_that_it_is_whole(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = Results(tmp_path, Store(OUT))
    folder = tmp_path / "S-1"
    (folder / "history" / "x").mkdir(parents=True)
    for name in ("source.json", "report.json", "report.html", "decisions.json", "history/x/report.json"):
        (folder / name).write_text(name)
    order: list[str] = []
    monkeypatch.setattr(Store, "put", lambda self, folder, names: order.extend(names))
    results.publish_report("S-1")
    assert order[-2:] == ["S-1/report.json", "S-1/source.json"]
    assert sorted(order) == sorted(f"S-1/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.*"))
    results.publish_report("S-1")
    assert len(order) == 5  # the store has it
    (folder / "report.json").write_text("other")
    results.publish_report("S-1")
    assert len(order) == 10


@pytest.mark.parametrize("address", ["nosuch://x/y", "s3://key:secret@x/y", "s3://key@x/y", "sftp://u:secret@x/y"])
def test_an_address_that_cannot_be_used_is_named_without_its_password(address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as failure:
        results_at(address, Settings(cache=tmp_path, prefect_home=tmp_path))
    assert "secret" not in str(failure.value)
    assert not failure.value.may_pass


def test_copies_of_different_places_never_share_a_folder(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path, prefect_home=tmp_path, copies=tmp_path)
    places = ["memory://a/b", "memory://a-b", "memory://a%2Fb", f"memory://{'长' * 90}/1", f"memory://{'长' * 90}/2"]
    folders = [results_at(place, settings).folder for place in places]
    assert len(set(folders)) == len(places)
    assert all(folder.parent == tmp_path for folder in folders)
    assert results_at("memory://a/b/", settings).folder == folders[0]
    assert results_at("here", settings) == Results(Path("here"))

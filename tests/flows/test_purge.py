import datetime as dt
import os
from pathlib import Path

import pytest

from flows.purge import outdated, parse_age, remove
from flows.reports.summary import SUMMARY_FILES
from tests.flows.results import write_result

NOW = dt.datetime.now(dt.UTC)


def age(path: Path, days: float) -> None:
    moment = (NOW - dt.timedelta(days=days)).timestamp()
    for file in [path, *path.rglob("*")]:
        os.utime(file, (moment, moment))


def test_what_is_old_and_ours_goes_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old, _ = write_result(out, "old")
    new, _ = write_result(out, "new")
    foreign = out / "foreign"
    foreign.mkdir()
    (foreign / "report.html").write_text("x")
    (out / "notes.txt").write_text("x")
    for name in SUMMARY_FILES:
        (out / name).write_text("x")
    elsewhere, _ = write_result(tmp_path / "elsewhere", "linked")
    (out / "linked").symlink_to(elsewhere)
    for path in (old, foreign, out / "notes.txt", elsewhere, *(out / name for name in SUMMARY_FILES)):
        age(path, 40)
    age(new, 20)
    found = list(outdated(out, NOW - dt.timedelta(days=30)))
    assert {one.path.name for one in found} == {"old", *SUMMARY_FILES}
    assert next(one.size for one in found if one.path == old) > 10_000
    for one in found:
        remove(one)
    assert sorted(path.name for path in out.iterdir()) == ["foreign", "linked", "new", "notes.txt"]
    assert (elsewhere / "report.json").is_file()


def test_a_folder_without_a_report_goes_by_its_own_age(tmp_path: Path) -> None:
    folder, _ = write_result(tmp_path)
    (folder / "report.json").unlink()
    (folder / "report.html").unlink()
    assert list(outdated(tmp_path, NOW - dt.timedelta(days=1))) == []
    age(folder, 2)
    assert [one.path for one in outdated(tmp_path, NOW - dt.timedelta(days=1))] == [folder]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("30d", 720), ("12h", 12), ("4w", 672), (" 1D ", 24), ("30", None), ("-1d", None), ("1.5d", None), ("", None)],
)
def test_ages_are_read_as_they_are_documented(text: str, hours: int | None) -> None:
    assert parse_age(text) == (None if hours is None else dt.timedelta(hours=hours))

import csv
import datetime as dt
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from flows.reports import write_report
from flows.reports.counts import Counts
from flows.reports.decisions import (
    Choice,
    Decisions,
    DecisionsError,
    merge,
    read_decisions,
    read_export,
    report_folders,
    with_decisions,
)
from flows.reports.summary import write_summary
from flows.rows import kept_row
from flows.statistics import agreements
from tests.flows.results import decision, write_result
from validators.findings import Verdict

LATER = dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)


def shown(folder: Path) -> list[dict[str, Any]]:
    """Return the decisions a report's page shows from the start."""
    html = (folder / "report.html").read_text("utf-8")
    start = html.index('id="page-decisions">') + len('id="page-decisions">')
    content = json.loads(html[start : html.index("</script>", start)])
    assert isinstance(content, list)
    return content


def test_the_newest_decision_is_kept_beside_the_report_and_shown_on_its_page(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    first = decision(folder, made)
    newer = decision(folder, made, decision=Choice.OVERRULED, note="印章清晰", decided_at=LATER)
    assert merge(tmp_path, [first]).saved == 1
    assert merge(tmp_path, [newer]).saved == 1
    again = merge(tmp_path, [first])
    assert (again.saved, again.older) == (0, 1)
    assert read_decisions(folder) == (newer,)
    assert [one["note"] for one in shown(folder)] == ["印章清晰"]
    assert stat.S_IMODE((folder / "decisions.json").stat().st_mode) == 0o600


def test_the_batchs_page_shows_them_too(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    row = kept_row(folder, folder)
    assert row is not None
    write_summary([row], Counts.of([row], 0), [], tmp_path)
    assert '"confirmed"' not in (tmp_path / "index.html").read_text("utf-8")
    merge(tmp_path, [decision(folder, made)])
    assert '"confirmed"' in (tmp_path / "index.html").read_text("utf-8")
    write_summary([row], Counts.of([row], 0), [], tmp_path)
    assert '"confirmed"' in (tmp_path / "index.html").read_text("utf-8")


def test_decisions_stay_when_the_same_is_found_again_and_go_when_it_is_not(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    merge(tmp_path, [decision(folder, made)])
    write_report(made, folder)
    assert len(shown(folder)) == 1
    write_report(made.model_copy(update={"verdict": Verdict.COMPLETE, "reasons": ()}), folder)
    assert shown(folder) == []
    assert [a.confirmed for a in agreements([tmp_path])] == [0]


def test_what_fits_no_report_is_refused_and_said(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    (tmp_path / "foreign").mkdir()
    outside = [decision(folder, made, folder=name) for name in ("S-2", "../S-1", "foreign", "")]
    stale = [decision(folder, made, report="0" * 16), decision(folder, made, key="name.mismatch-00000000")]
    merged = merge(tmp_path, [*outside, *stale])
    assert (merged.unknown, merged.stale, merged.saved) == (4, 2, 0)
    assert not (folder / "decisions.json").exists()
    assert list(report_folders(tmp_path)) == ["S-1"]


def test_an_export_is_read_as_json_and_as_csv(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    one = decision(folder, made, decision=Choice.OVERRULED, note="=1+1 不是公式", reviewer="李")
    (tmp_path / "a.json").write_text(Decisions(decisions=(one,)).model_dump_json(), "utf-8")
    row = one.model_dump(mode="json") | {"note": "'" + one.note}
    with (tmp_path / "a.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)
    assert read_export(tmp_path / "a.json") == read_export(tmp_path / "a.csv") == (one,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"decisions": [{"key": 1}]}', "decisions"),
        (b'{"schema_version": 2, "decisions": []}', "schema_version"),
        (b"a,b\n1,2\n", "decisions"),
    ],
)
def test_what_is_no_export_is_refused_in_chinese(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(DecisionsError) as refusal:
        read_export(tmp_path / "x")
    assert words in str(refusal.value)
    assert "请给出报告页面导出的" in str(refusal.value)


def test_overruling_needs_a_note(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    with pytest.raises(ValueError, match="note"):
        decision(folder, made, decision=Choice.OVERRULED, note="  ")


def test_a_note_cannot_leave_its_element(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    hostile = "</script><script>alert(1)</script>"
    merge(tmp_path, [decision(folder, made, note=hostile)])
    assert shown(folder)[0]["note"] == hostile
    assert hostile not in (folder / "report.html").read_text("utf-8")
    assert with_decisions("<html></html>", read_decisions(folder)) == "<html></html>"


def test_agreement_is_counted_by_reason_and_by_verdict(tmp_path: Path) -> None:
    for number in range(4):
        folder, made = write_result(tmp_path, f"S-{number}")
        choice = Choice.OVERRULED if number == 0 else Choice.CONFIRMED
        merge(tmp_path, [decision(folder, made, decision=choice, note="n")])
        if number < 2:
            merge(tmp_path, [decision(folder, made, None)])
    folder, made = write_result(tmp_path, "S-9")
    merge(tmp_path, [decision(folder, made, decision=Choice.WITHDRAWN)])
    by_code = {one.code: one for one in agreements([tmp_path])}
    name = by_code["name.mismatch"]
    assert (name.found, name.confirmed, name.overruled, name.agreement) == (5, 3, 1, 0.75)
    # Wilson's interval for three of four.
    assert (name.low, name.high) == (0.3006, 0.9544)
    assert name.confidence_confirmed == name.confidence_overruled == 0.9
    assert (by_code["verdict.incomplete"].found, by_code["verdict.incomplete"].confirmed) == (5, 2)


def test_decisions_that_cannot_be_read_are_not_written_over(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    (folder / "decisions.json").write_text("{")
    with pytest.raises(DecisionsError, match="没有改动"):
        merge(tmp_path, [decision(folder, made)])
    assert (folder / "decisions.json").read_text() == "{"
    write_report(made, folder)  # the report itself is shown all the same
    assert shown(folder) == []

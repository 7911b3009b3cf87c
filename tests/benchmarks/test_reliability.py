"""Confidence against what is right, and the picture of it."""

import json
from xml.etree import ElementTree

import pytest

from benchmarks import reliability_picture
from benchmarks.groups import Group
from benchmarks.reliability import accepted_table, bins_of, reliability_table
from benchmarks.scoring import FieldOutcome, Status
from benchmarks.tables import Table, save


def outcome(status, confidence=None, *, field="name", repaired=False):
    return FieldOutcome("S", "a.jpg", 1, "mild", "passport", field, status, confidence=confidence, repaired=repaired)


OUTCOMES = [
    *[outcome(Status.EXACT, 0.96)] * 3,
    outcome(Status.WRONG, 0.96),
    outcome(Status.INVENTED, 0.4),
    outcome(Status.EXACT, 1.0, field="number"),
    outcome(Status.EXACT, 0.92, repaired=True),
    outcome(Status.EXTRA, 0.99),
    outcome(Status.UNREAD),
    outcome(Status.BLANK),
]


def test_every_judged_reading_is_in_one_bin():
    bins = {b.name: b for b in bins_of(OUTCOMES)}
    assert sum(b.n for b in bins.values()) == 7
    assert (bins["0 - 0.5"].n, bins["0 - 0.5"].right) == (1, 0)
    assert (bins["0.95 - 0.98"].n, bins["0.95 - 0.98"].right) == (4, 3)
    assert bins["0.95 - 0.98"].claimed == pytest.approx(0.96)
    assert (bins["0.995 - 1"].n, bins["0.5 - 0.7"].claimed) == (1, None)


@pytest.mark.parametrize(("confidence", "name"), [(0.95, "0.95 - 0.98"), (0.9499, "0.9 - 0.95"), (1.0, "0.995 - 1")])
def test_a_bin_begins_at_its_lower_end(confidence, name):
    assert [b.name for b in bins_of([outcome(Status.EXACT, confidence)]) if b.n] == [name]


def test_the_table_holds_share_interval_and_claim():
    table = reliability_table(OUTCOMES)
    row = next(row for row in table.rows if row[0] == "0.95 - 0.98")
    assert row[1:4] == (4, 3, 0.75)
    assert row[4] < 0.75 < row[5]
    assert row[6:] == pytest.approx((0.96, 0.21))
    name, n, right, *_, off = table.rows[-1]
    assert (name, n, right) == ("all", 7, 5)
    assert off == pytest.approx((4 * 0.21 + 0.4 + 0.08) / 7)


def test_accepted_readings_leave_out_repaired_ones():
    rows = accepted_table(OUTCOMES, [Group("all"), Group("numbers", fields=frozenset({"number"}))], 0.9).rows
    assert rows[0][:4] == ("all", 5, 4, 0.8)
    assert rows[0][6] == pytest.approx(4 / 7)
    assert rows[1][:4] == ("numbers", 1, 1, 1.0)


def test_nothing_read():
    assert reliability_table([]).rows[-1] == ("all", 0, 0, None, None, None, None, None)
    assert accepted_table([], [Group("all")], 0.9).rows == (("all", 0, 0, None, None, None, None),)


def test_the_picture_is_drawn_from_saved_tables(tmp_path):
    save(tmp_path / "bench.json", [Table("Other", ("a",), ()), reliability_table(OUTCOMES)])
    reliability_picture.main([str(tmp_path / "bench.json"), str(tmp_path / "picture.svg")])
    picture = ElementTree.parse(tmp_path / "picture.svg").getroot()
    bars = [r for r in picture.iter("{http://www.w3.org/2000/svg}rect") if r.get("fill") == "#7aa6d6"]
    assert len(bars) == 5  # four bins that hold something, and all
    said = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"75.0%", "n = 4", "0.95 - 0.98"} <= set(said)
    heights = sorted(float(bar.get("height")) for bar in bars)
    assert (heights[0], heights[-1]) == (0.0, 300.0)


def test_tables_of_an_older_run_are_refused(tmp_path, capsys):
    (tmp_path / "old.json").write_text(json.dumps([]), encoding="utf-8")
    with pytest.raises(SystemExit):
        reliability_picture.main([str(tmp_path / "old.json"), str(tmp_path / "picture.svg")])
    assert "--json" in capsys.readouterr().err

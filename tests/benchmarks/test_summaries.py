"""Counting, and that numbers land in the right columns."""

import json
from io import StringIO

from rich.console import Console

from benchmarks import summaries
from benchmarks.groups import Group
from benchmarks.scoring import Scores, score
from benchmarks.tables import Table, save, show
from benchmarks.truth import StampTruth
from tests.benchmarks.builders import document, stamp, truth


def scores():
    """One of each: exact, wrong and sure, wrong and unsure, unread, invented, extra."""
    dates = {"valid_from": "2020-01-01", "valid_until": "2030-01-01"}
    return Scores.joined(
        [
            score([truth(authority="甲")], [document(authority="甲")], level="clean"),
            score([truth(authority="甲")], [document(authority="乙")], level="clean"),
            score([truth(authority="甲")], [document(authority="乙", confidence=0.3)], level="clean"),
            score([truth(authority="甲")], [document()], level="clean"),
            score([truth(unreadable=["authority"])], [document(authority="乙")], level="clean"),
            score([truth()], [document(authority="乙")], level="clean"),
            score([truth(**dates)], [document(**dates)], level="mild"),
        ]
    )


def test_group_table():
    groups = [Group("text", fields=frozenset({"authority"})), Group("rest", without=frozenset({"authority"}))]
    rows = summaries.group_table(scores().fields, groups, accept=0.9).rows
    assert rows[0] == ("text", "clean", 4, 1, 0.25, 1, 2, 1, 1, 1, 1)
    assert rows[3] == ("rest", "mild", 2, 2, 1.0, 0, 0, 0, 0, 0, 0)


def test_field_table_has_the_levels_side_by_side():
    table = summaries.field_table(scores().fields, accept=0.9)
    assert table.columns[2:6] == ("clean n", "exact %", "mild n", "exact %")
    assert table.rows[0] == ("id_card_emblem", "authority", 4, 0.25, 0, None, 1, 2, 1, 1, 1, 1)
    assert table.rows[1] == ("id_card_emblem", "valid_from", 0, None, 1, 1.0, 0, 0, 0, 0, 0, 0)


def test_kind_table_says_what_a_document_was_taken_for():
    found = Scores.joined(
        [score([truth()], [document()]), score([truth()], [document("passport")]), score([truth()], [])]
    )
    rows = summaries.kind_table(found.kinds).rows
    assert rows[0] == ("id_card_emblem", 3, 1, 1 / 3, "passport 1, nothing 1")
    assert rows[-1] == ("all", 3, 1, 1 / 3, "")


def test_stamp_table():
    own, faint = StampTruth("red", "sponsor", "云启"), StampTruth("black", "registrar", None)
    stamps = (stamp("云启", owner="sponsor"), stamp("天地玄黄", at=9))
    found = score([truth(stamps=[own, faint]), truth(page=2, stamps=[own])], [document(stamps=stamps)], level="mild")
    assert summaries.stamp_table(found.stamps).rows == (("mild", 3, 2 / 3, 1.0, 2, 0.5, 0.5, 1, 1, 0),)


def test_a_table_is_shown_and_saved(tmp_path):
    table = Table("Title", ("what", "n", "%"), (("甲", 3, 0.5), ("乙", 0, None)))
    out = StringIO()
    show(Console(file=out, width=80), [table, Table("nothing", ("a",), ())])
    assert "50.0%" in out.getvalue()
    assert "nothing" not in out.getvalue()
    save(tmp_path / "t.json", [table])
    assert json.loads((tmp_path / "t.json").read_text("utf-8"))[0]["rows"] == [["甲", 3, 0.5], ["乙", 0, None]]

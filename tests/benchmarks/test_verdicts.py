"""Verdicts and reasons against the truth."""

import pytest

from benchmarks.failures import verdict_failures
from benchmarks.verdicts import GivenReason, Judged, verdict_tables
from tests.benchmarks.builders import submission

STAMP = GivenReason("stamp.missing", "fail")
UNREAD = GivenReason("field.unread", "review")


@pytest.mark.parametrize(
    ("expected", "accepted", "given", "is_right", "is_false_complete"),
    [
        ("complete", (), "complete", True, False),
        ("complete", (), "needs_review", False, False),
        ("incomplete", (), "incomplete", True, False),
        ("incomplete", ("needs_review",), "needs_review", True, False),
        ("incomplete", ("needs_review",), "complete", False, True),
        ("needs_review", (), "complete", False, True),
        ("needs_review", ("complete",), "complete", True, False),
    ],
)
def test_verdict(expected, accepted, given, is_right, is_false_complete):
    judged = Judged(submission(expected, accepted_verdicts=accepted), given)
    assert (judged.is_right, judged.is_false_complete) == (is_right, is_false_complete)


@pytest.mark.parametrize(
    ("required", "accepted", "given", "missed"),
    [
        (("stamp.missing",), (), (STAMP,), ()),
        (("stamp.missing",), (), (UNREAD,), ("stamp.missing",)),
        (("stamp.missing",), ("field.unread",), (UNREAD,), ()),
        (("stamp.missing", "name.mismatch"), (), (STAMP,), ("name.mismatch",)),
        (("stamp.missing", "stamp.missing"), (), (), ("stamp.missing",)),
        ((), (), (STAMP,), ()),
    ],
)
def test_missed_reasons(required, accepted, given, missed):
    truth = submission(reasons=required, accepted_reasons=accepted)
    assert Judged(truth, "incomplete", given).missed_codes == missed


def tables(*judged):
    return {table.title: table.rows for table in verdict_tables(judged)}


def test_tables_count_by_defect_and_level():
    fine = submission("complete", defects=())
    faulty = submission(reasons=("stamp.missing",), defects=("no_stamp",))
    found = tables(
        Judged(fine, "complete"),
        Judged(fine, "needs_review", (UNREAD,)),
        Judged(faulty, "incomplete", (STAMP, UNREAD)),
        Judged(faulty, "complete"),
    )
    assert found["Verdicts"][0] == ("complete", 2, 1, 1, 0, 1, 0.5)
    assert found["Verdicts"][2] == ("incomplete", 2, 1, 0, 1, 1, 0.5)
    assert found["Straight through"][-1] == ("all", 2, 1, 0.5, 0, 2, 1)
    assert found["Defects"] == (("fine", 2, 0.5, None, None, 0.0), ("no_stamp", 2, 0.5, 0.5, 1.0, 0.5))
    assert found["Reasons without cause"] == (("field.unread", 0, 1, 1),)
    assert found["FALSE COMPLETES"] == (("S-1", "mild", "no_stamp"),)
    assert not found["Program failed"]


def test_a_failure_of_the_program_is_named():
    failed = Judged(submission(), "needs_review", (GivenReason("system.failed", "review"),))
    assert tables(failed)["Program failed"] == (("S-1", "mild", "x"),)


def test_failures_hold_verdict_missed_reasons_and_reasons_without_cause():
    judged = Judged(submission(reasons=("stamp.missing",)), "complete", (UNREAD,))
    what = [(f["what"], f["expected"], f["found"]) for f in verdict_failures([judged])]
    assert what == [
        ("FALSE COMPLETE", "incomplete", "complete"),
        ("reason", "stamp.missing", None),
        ("reason", None, ("field.unread", "review", "")),
    ]

"""What came of fields, documents and stamps."""

import pytest

from benchmarks.scoring import Scores, Status, score
from benchmarks.truth import StampTruth
from extractors.facts.documents import Source
from tests.benchmarks.builders import document, stamp, truth


@pytest.mark.parametrize(
    ("printed", "read", "status"),
    [
        pytest.param(truth(authority="甲局"), document(authority="甲局"), Status.EXACT, id="exact"),
        pytest.param(truth(authority="甲局"), document(authority="乙局"), Status.WRONG, id="wrong"),
        pytest.param(truth(authority="甲局"), document(), Status.UNREAD, id="unread"),
        pytest.param(truth(authority="甲局"), None, Status.UNREAD, id="no document"),
        pytest.param(truth(authority="甲局"), document("other"), Status.UNREAD, id="another kind"),
        pytest.param(truth(unreadable=["authority"]), document(authority="甲"), Status.INVENTED, id="invented"),
        pytest.param(truth(unreadable=["authority"]), document(), Status.BLANK, id="rightly blank"),
        pytest.param(truth(), document(authority="甲局"), Status.EXTRA, id="not printed"),
    ],
)
def test_field_status(printed, read, status):
    scores = score([printed], [read] if read else [], submission="S-1", level="mild")
    (outcome,) = scores.fields
    assert (outcome.field, outcome.status, outcome.level) == ("authority", status, "mild")


@pytest.mark.parametrize("kind", ["other", "authorization_letter"])
def test_kinds_without_fields_in_the_contract_count_as_documents_only(kind):
    scores = score([truth(kind, name="甲")], [document(kind)])
    assert not scores.fields
    assert [(o.kind, o.found) for o in scores.kinds] == [(kind, kind)]


@pytest.mark.parametrize(("confidence", "sure"), [(0.95, True), (0.9, True), (0.89, False)])
def test_sure_from_the_threshold_on(confidence, sure):
    (outcome,) = score([truth(authority="甲")], [document(authority="乙", confidence=confidence)]).fields
    assert outcome.is_sure(0.9) is sure


def test_a_field_without_value_is_never_sure():
    (outcome,) = score([truth(authority="甲")], []).fields
    assert not outcome.is_sure(0.0)


def test_a_page_with_a_text_layer_has_a_level_of_its_own():
    scores = score([truth(authority="甲")], [document(authority="甲", source=Source.TEXT_LAYER)], level="hard")
    assert {outcome.level for outcome in (*scores.fields, *scores.kinds)} == {"digital"}


@pytest.mark.parametrize(
    ("there", "reported", "text_right", "owner"),
    [
        (
            StampTruth("red", "sponsor", "云启（北京） 合同章"),
            stamp("云启(北京)合同章", owner="sponsor"),
            True,
            "right",
        ),
        (StampTruth("red", "sponsor", "云启"), stamp("云岂", owner="other"), False, "wrong"),
        (StampTruth("red", "sponsor", "云启"), stamp(""), False, "unread"),
        (StampTruth("red", "registrar", None), stamp("云启", owner="registrar"), None, "right"),
        (StampTruth("red", "sponsor", "云启"), None, None, None),
        (None, stamp("云启"), None, None),
    ],
)
def test_stamp(there, reported, text_right, owner):
    stamps = [there] if there else []
    found = document(stamps=(reported,) if reported else ())
    (outcome,) = score([truth(stamps=stamps)], [found]).stamps
    assert (outcome.text_right, outcome.owner) == (text_right, owner)


def test_a_stamp_on_two_documents_of_a_page_is_one():
    both = stamp("云启")
    pages = [document(stamps=(both,)), document("id_card_portrait", stamps=(both,))]
    scores = score([truth(stamps=[StampTruth("red", "sponsor", "云启")]), truth("id_card_portrait")], pages)
    assert len(scores.stamps) == 1


@pytest.mark.parametrize("found", [(), (stamp("", colour="red"),)])
def test_a_sliver_counts_neither_for_nor_against(found):
    there = truth(stamps=[StampTruth("red", "unread", None)])
    assert not score([there], [document(stamps=found)]).stamps


def test_scores_are_joined():
    one = score([truth(authority="甲")], [document(authority="甲")])
    assert Scores.joined([one, one]) == Scores(one.fields * 2, one.kinds * 2, one.stamps * 2)

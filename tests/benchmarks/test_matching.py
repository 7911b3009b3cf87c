"""Who belongs to whom."""

import pytest

from benchmarks.matching import pair_documents, pair_stamps
from benchmarks.truth import StampTruth
from tests.benchmarks.builders import document, stamp, truth


@pytest.mark.parametrize(
    ("truths", "reported", "found"),
    [
        pytest.param([truth()], [document()], [0], id="one each"),
        pytest.param([truth()], [], [None], id="nothing reported"),
        pytest.param([truth()], [document(page=2)], [None], id="another page"),
        pytest.param([truth()], [document(file="b.jpg")], [None], id="another file"),
        pytest.param([truth()], [document("other")], [0], id="another kind is better than nothing"),
        pytest.param([truth()], [document("other"), document()], [1], id="the kind decides"),
        pytest.param(
            [truth("id_card_portrait"), truth()], [document(), document("id_card_portrait")], [1, 0], id="two sides"
        ),
        pytest.param(
            [truth(authority="甲"), truth(authority="乙")],
            [document(authority="乙"), document(authority="甲")],
            [1, 0],
            id="of one kind, the values decide",
        ),
        pytest.param([truth(), truth()], [document()], [0, None], id="none serves twice"),
    ],
)
def test_pair_documents(truths, reported, found):
    pairs = pair_documents(truths, reported)
    assert [t for t, _ in pairs] == truths
    assert [next((i for i, r in enumerate(reported) if r is d), None) for _, d in pairs] == found


def test_a_document_of_several_pages_is_found_on_each():
    long = document().model_copy(update={"pages": (1, 2)})
    assert pair_documents([truth(page=2)], [long])[0][1] is long


RED = StampTruth("red", "sponsor", "北京云启数智科技有限公司")
REGISTRAR = StampTruth("red", "registrar", "北京市市场监督管理局")
ILLEGIBLE = StampTruth("black", "registrar", None)


@pytest.mark.parametrize(
    ("truths", "stamps", "found"),
    [
        pytest.param([RED, REGISTRAR], ["北京市市场监督管理局", "北京云启数智科技有限公司"], {0: 1, 1: 0}, id="text"),
        pytest.param([RED, REGISTRAR], ["北京云启数智科技有公司"], {0: 0, 1: None}, id="nearly the text, one missed"),
        pytest.param([RED], ["", "北京云启"], {0: 1}, id="text before order"),
        pytest.param([RED], [""], {0: 0}, id="unread text"),
        pytest.param([ILLEGIBLE], ["北京市市场监督管理局"], {0: 0}, id="no text to match"),
        pytest.param([], ["甲"], {}, id="invented"),
    ],
)
def test_pair_stamps(truths, stamps, found):
    reported = [stamp(text, at=10 * i) for i, text in enumerate(stamps)]
    pairs = pair_stamps(truths, reported)
    got = {truths.index(t): reported.index(s) if s else None for t, s in pairs if t}
    assert got == found
    assert len([s for _, s in pairs if s]) == len(stamps)


def test_without_text_colour_decides_before_owner():
    red, black = stamp(owner="registrar"), stamp(colour="black", owner="other", at=5)
    assert (ILLEGIBLE, black) in pair_stamps([ILLEGIBLE], [red, black])

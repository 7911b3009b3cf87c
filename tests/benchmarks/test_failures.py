"""What a developer is shown: only what is wrong, with truth and reading."""

import pytest

from benchmarks.failures import reading_failures
from benchmarks.scoring import score
from benchmarks.truth import StampTruth
from tests.benchmarks.builders import document, stamp, truth

SEAL = StampTruth("red", "sponsor", "云启数智")


@pytest.mark.parametrize(
    ("there", "reported", "what"),
    [
        pytest.param(truth(authority="甲"), document(authority="甲"), [], id="all right"),
        pytest.param(truth(unreadable=["authority"]), document(), [], id="rightly blank"),
        pytest.param(truth(authority="甲"), document(authority="乙"), [("field", "wrong")], id="field"),
        pytest.param(truth(), document("other"), [("kind", None)], id="kind"),
        pytest.param(truth(stamps=[SEAL]), document(), [("stamp", "missed")], id="missed stamp"),
        pytest.param(truth(), document(stamps=(stamp("云启"),)), [("stamp", "invented")], id="invented stamp"),
        pytest.param(
            truth(stamps=[SEAL]),
            document(stamps=(stamp("云启数智", owner="other"),)),
            [("stamp", "owner wrong")],
            id="owner",
        ),
        pytest.param(
            truth(stamps=[SEAL]), document(stamps=(stamp("云启数", owner="sponsor"),)), [("stamp", "text")], id="text"
        ),
    ],
)
def test_failures(there, reported, what):
    assert [(f["what"], f.get("status")) for f in reading_failures(score([there], [reported]))] == what

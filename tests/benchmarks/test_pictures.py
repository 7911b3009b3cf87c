"""Other people's pictures are quoted only on demand."""

import pytest

from benchmarks.pictures import picture_tables
from benchmarks.scoring import score
from tests.benchmarks.builders import document, truth


@pytest.mark.parametrize("with_values", [False, True])
def test_values_are_quoted_only_on_demand(with_values):
    scores = score([truth(authority="甲局")], [document(authority="乙局")])
    text = str(picture_tables(scores, 0.9, with_values))
    assert ("甲局" in text, "乙局" in text) == (with_values, with_values)


def test_what_is_wrong_and_sure_comes_first():
    doubtful = score([truth(authority="甲")], [document(authority="乙", confidence=0.5)])
    sure = score([truth(file="b.jpg", authority="甲")], [document(file="b.jpg", authority="乙")])
    outcomes = type(sure).joined([doubtful, sure])
    (table,) = (t for t in picture_tables(outcomes, 0.9, False) if t.title == "Fields not exact")
    assert [(row[0], row[4]) for row in table.rows] == [("b.jpg", "SURE"), ("a.jpg", "")]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reports.differences import Piece, compare


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{p.text}]" if p.differs else p.text for p in pieces)


@pytest.mark.parametrize(
    ("expected", "found", "left", "right"),
    [
        ("云启科技", "云启科技", "云启科技", "云启科技"),
        ("云启科技", "云起科技", "云[启]科技", "云[起]科技"),
        ("云启科技有限公司", "云启科技公司", "云启科技[有限]公司", "云启科技公司"),
        ("张三", "李四", "[张三]", "[李四]"),
        ("", "李四", "", "[李四]"),
    ],
)
def test_what_differs_is_marked_on_its_own_side(expected: str, found: str, left: str, right: str) -> None:
    compared = compare(expected, found)
    assert (marked(compared.expected), marked(compared.found)) == (left, right)


@given(st.text(), st.text())
def test_no_character_is_lost_or_made_up(expected: str, found: str) -> None:
    compared = compare(expected, found)
    assert "".join(p.text for p in compared.expected) == expected
    assert "".join(p.text for p in compared.found) == found
    if expected != found and max(len(expected), len(found)) <= 600:
        assert any(p.differs for p in (*compared.expected, *compared.found))

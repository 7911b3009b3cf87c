"""Closed lists against doubtful characters: what is near and possible is taken, what is sure or ambiguous stays."""

from __future__ import annotations

import pytest

from extractors.doubts import NEVER_SURE
from extractors.enterprise_types import with_type
from extractors.facts.lines import Char
from extractors.lexicon import nearest
from extractors.places import around, names_of, with_places


def chars(text: str, doubts: dict[int, tuple[float, str]] | None = None) -> tuple[Char, ...]:
    """Return sure characters, but for some places with a probability and a runner-up."""
    doubts = doubts or {}
    return tuple(
        Char(c, doubts[i][0], 0.0, tuple((o, 0.1) for o in doubts[i][1])) if i in doubts else Char(c, 0.99, 0.0)
        for i, c in enumerate(text)
    )


def text(read: tuple[Char, ...]) -> str:
    return "".join(char.text for char in read)


@pytest.mark.parametrize(
    ("read", "doubts", "wanted"),
    [
        ("陕西省成阳市晋城区层", {3: (0.6, "咸")}, "陕西省咸阳市晋城区层"),  # 晋 was sure
        ("陕西省成阳市晋城区层", {3: (0.6, "咸"), 6: (0.4, "渭")}, "陕西省咸阳市渭城区层"),
        ("平项山市湛河区", {1: (0.7, "顶")}, "平顶山市湛河区"),
        ("河南省溪河市源汇区", {3: (0.6, "漯")}, "河南省漯河市源汇区"),
        ("溪河市源汇区", {0: (0.6, "")}, "溪河市源汇区"),  # 漯河, 漠河, 三河 …
        ("西安市高新区科技路", {4: (0.6, "")}, "西安市高新区科技路"),  # a development zone is in no list
        ("山东省济阳县", {}, "山东省济阳县"),  # a district today
        ("云启数智科技", {0: (0.3, "北")}, "云启数智科技"),
        ("", {}, ""),
    ],
)
def test_places_are_corrected_where_one_is_meant(read: str, doubts: dict[int, tuple[float, str]], wanted: str) -> None:
    assert text(with_places(chars(read, doubts))) == wanted


@pytest.mark.parametrize(("as_read", "trust"), [(0.05, NEVER_SURE), (0.2, 0.8), (0.6, 0.4), (0.94, 0.06)])
def test_a_list_is_trusted_as_far_as_the_recogniser_did_not_believe_otherwise(as_read: float, trust: float) -> None:
    read = with_places(chars("平项山市", {1: (as_read, "顶")}))
    assert read[1].text == "顶"
    assert read[1].confidence == pytest.approx(trust)


def test_a_zone_in_no_list_that_was_read_fairly_well_never_agrees_as_a_county() -> None:
    read = with_places(chars("陕西省西安市高新区", {7: (0.8, "陵")}))
    assert min(char.confidence for char in read) < 0.75


@pytest.mark.parametrize(
    ("read", "doubts", "wanted"),
    [
        ("有限资任公司（法人独资）", {2: (0.8, "责")}, "有限责任公司（法人独资）"),
        ("有限责任公司(自然人投变或控股)", {11: (0.3, "资")}, "有限责任公司(自然人投资或控股)"),
        ("有限责任公司(国有独资)", {}, "有限责任公司(国有独资)"),
        ("有限责任公司(法国独资)", {8: (0.5, "人")}, "有限责任公司(法人独资)"),
        ("有限责任公司(法国独资)", {}, "有限责任公司(法国独资)"),  # sure, and in no list
    ],
)
def test_types_are_corrected(read: str, doubts: dict[int, tuple[float, str]], wanted: str) -> None:
    assert text(with_type(chars(read, doubts))) == wanted


def test_two_words_as_near_leave_the_characters_as_they_are() -> None:
    assert nearest(chars("北X区", {1: (0.3, "")}), ["北京区", "北海区"]) is None
    assert nearest(chars("北京区"), ["北京区", "北海区"]) is not None


def test_codes_have_their_names_and_what_they_lie_in() -> None:
    assert names_of("370115") == ("济阳区",)
    assert "济阳县" in names_of("370125")
    assert around("370115") == ("370115", "370100", "370000")
    assert around("999999") == ()

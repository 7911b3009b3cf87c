"""Authorities on stamps: completed where place and body leave no other name, left alone otherwise."""

from __future__ import annotations

import pytest

from extractors.doubts import NEVER_SURE
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field
from extractors.facts.stamps import Stamp, StampOwner, StampSlot
from extractors.registrars import region_of, with_registrar
from tests.lines import stamp

YUANHUI = "411102"  # 漯河市源汇区
WRITTEN = {"□": StampSlot(text="")}


def seal(*places: str, owner: StampOwner = StampOwner.UNREAD, sure: float = 0.99) -> Stamp:
    """Return a stamp; a place is a character, `□` for nothing, or a doubtful one and its runners-up (`月河`)."""
    slots = [
        WRITTEN.get(p)
        or StampSlot(text=p[0], confidence=0.6 if len(p) > 1 else sure, others=tuple((o, 0.1) for o in p[1:]))
        for p in places
    ]
    text = "".join(slot.text for slot in slots)
    return stamp(text).model_copy(update={"slots": tuple(slots), "owner": owner, "confidence": 0.9})


@pytest.mark.parametrize(
    ("places", "region", "wanted"),
    [
        (["溪漯", *"河市市场监督管理局"], YUANHUI, "漯河市市场监督管理局"),
        (["□", "月河", *"市市场监督管理局源汇", "中分", "局"], YUANHUI, "漯河市市场监督管理局源汇分局"),
        ([*"漯河市源汇", "□", *"行政审批", "服版", *"务局"], YUANHUI, "漯河市源汇区行政审批服务局"),
        (
            ["红江", "苏", "名省", "能淮", *"安工", "真商", *"行政", "营管", "要理", "局"],
            "320800",
            "江苏省淮安工商行政管理局",
        ),
        ([*"上海市", "通浦", *"东新区市场监督管理局"], "", "上海市浦东新区市场监督管理局"),  # no number was read
    ],
)
def test_hidden_characters_are_those_of_the_one_authority(places: list[str], region: str, wanted: str) -> None:
    found = with_registrar(seal(*places), region)
    assert found.text == wanted
    assert found.owner is StampOwner.REGISTRAR
    assert 0 < found.confidence <= NEVER_SURE


@pytest.mark.parametrize(
    ("places", "region"),
    [
        ([*"云启数智科技有限公司"], YUANHUI),
        ([*"云启", "□", *"智科技有限公", "□"], YUANHUI),
        (["□", *"山市市场监督管理局"], ""),  # 鞍山, 唐山, 黄山 …
        (["□"] * 10, YUANHUI),
        ([], YUANHUI),
    ],
)
def test_others_are_left_alone(places: list[str], region: str) -> None:
    given = seal(*places)
    assert with_registrar(given, region) == given


def test_what_was_read_surely_stays_wherever_the_number_points() -> None:
    given = seal(*"西安市市场监督管理局", owner=StampOwner.REGISTRAR)
    assert with_registrar(given, YUANHUI) is given


def test_a_stamp_that_is_somebody_s_is_left_alone() -> None:
    given = seal("溪漯", *"河市市场监督管理局", owner=StampOwner.SPONSOR)
    assert with_registrar(given, YUANHUI) is given


def test_words_below_the_star_are_kept() -> None:
    given = seal("溪漯", *"河市行政审批服务局")
    given = given.model_copy(update={"text": f"{given.text} 企业登记专用章"})
    assert with_registrar(given, YUANHUI).text == "漯河市行政审批服务局 企业登记专用章"


def test_the_region_is_in_the_number() -> None:
    def reading(value: str) -> Reading:
        return Reading(value=value, raw=value, confidence=0.9, page=1)

    assert region_of({Field.CREDIT_CODE: reading("92411102MA9XXXXX1A")}) == YUANHUI
    assert region_of({Field.REGISTRATION_NUMBER: reading("411102000001234")}) == YUANHUI
    assert region_of({}) == ""

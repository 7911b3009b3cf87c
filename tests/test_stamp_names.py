"""A known name held against a stamp: hidden places may be filled, what speaks against the name may not."""

from __future__ import annotations

import pytest

from extractors.facts.stamps import StampOwner, StampSlot
from extractors.stamp_names import attributed, completion
from tests.lines import stamp

NAME = "赤峰麦田影视文化有限公司"
SURE = 0.99


def slots(text: str, **changed: StampSlot) -> tuple[StampSlot, ...]:
    """Return the places of a text read surely, those named `at3` (the fourth) replaced; □ is one not read."""
    read = [
        StampSlot(text="") if character == "□" else StampSlot(text=character, confidence=SURE) for character in text
    ]
    for place, slot in changed.items():
        read[int(place.removeprefix("at"))] = slot
    return tuple(read)


CROSSED = StampSlot(text="出", confidence=0.6, hidden=0.3)
RUNNER_UP = StampSlot(text="出", confidence=0.6, others=(("田", 0.3),))
OPEN = StampSlot(text="出", confidence=0.6)
CERTAIN = StampSlot(text="出", confidence=0.97, others=(("田", 0.02),), hidden=0.3)


def test_the_name_itself_is_completed_by_nothing() -> None:
    assert completion(slots(NAME), NAME) == 0.85


@pytest.mark.parametrize(
    "read",
    [
        slots(NAME, at3=CROSSED),
        slots(NAME, at3=RUNNER_UP),
        slots("赤峰麦□影视文化有限公司"),
        slots("□峰麦田影视文化有限公司"),
        slots("赤峰麦田影视文化有限公□"),
        slots("□□赤峰麦田影视文化有限公司□"),
        slots("赤峰麦田影视文化有限公□□"),
    ],
)
def test_places_in_doubt_may_hold_the_name_s_characters(read: tuple[StampSlot, ...]) -> None:
    assert completion(read, NAME) == 0.85


@pytest.mark.parametrize(
    "read",
    [
        slots(NAME, at3=OPEN),
        slots(NAME, at3=CERTAIN),
        slots("赤峰麦禾影视文化有限公司"),
        slots("赤峰麦田影视文化有限责任公司"),
        slots("赤峰麦田影视文化公司"),
        slots("赤峰麦田影视文化有限公"),
        slots("□□□□影视文化有限公司"),
        slots("赤峰□□影视文化有限公司"),
        slots("赤峰□田影视文化有限公司", at5=CROSSED),
        slots("赤峰麦田影视文化有限公司分店"),
        (),
    ],
)
def test_what_speaks_against_the_name_makes_it_another(read: tuple[StampSlot, ...]) -> None:
    assert completion(read, NAME) is None


def test_brackets_of_all_kinds_are_one() -> None:
    read = slots("晋中优品企业管□合伙企业（有限合伙）")
    assert completion(read, "晋中优品企业管理合伙企业(有限合伙)") is not None


@pytest.mark.parametrize(
    ("read", "name", "fits"),
    [
        ("烟台恒信农机服务农民专业□□□", "烟台恒信农机服务农民专业合作社", True),
        ("烟台□□农机服务农民专业合作社", "烟台恒信农机服务农民专业合作社", False),
        ("海口致远服务有限公司南京□□分公司", "海口致远服务有限公司南京第一分公司", False),
        ("海口致远服务有限公司南京第□分公司", "海口致远服务有限公司南京第一分公司", True),
    ],
)
def test_of_what_tells_a_name_from_others_one_character_may_be_hidden(read: str, name: str, *, fits: bool) -> None:
    assert (completion(slots(read), name) is not None) == fits


def test_a_short_name_needs_enough_that_was_read() -> None:
    assert completion(slots("云□"), "云启") is None
    assert completion(slots("北京□启"), "北京云启") is None


def test_uncertain_reading_completes_nothing() -> None:
    read = tuple(slot.model_copy(update={"confidence": 0.7}) for slot in slots("赤峰麦□影视文化有限公司"))
    assert completion(read, NAME) is None


def test_a_completed_stamp_is_the_sponsor_s_and_says_the_name() -> None:
    seen = stamp("赤峰麦出影视文化有限公司 合同专用章", owner=StampOwner.UNREAD, confidence=0.93)
    seen = seen.model_copy(update={"slots": slots(NAME, at3=CROSSED)})
    completed = attributed(seen, ["别的公司", NAME])
    assert (completed.owner, completed.text) == (StampOwner.SPONSOR, f"{NAME} 合同专用章")
    assert completed.confidence == 0.85


def test_a_stamp_that_says_another_name_stays_as_read() -> None:
    seen = stamp("赤峰麦禾影视文化有限公司", confidence=0.99)
    seen = seen.model_copy(update={"slots": slots(seen.text)})
    other = attributed(seen, [NAME])
    assert other.text == seen.text
    assert other.owner is not StampOwner.SPONSOR


def test_a_stamp_of_which_places_were_not_read_is_nobody_s() -> None:
    seen = stamp("专媒有限公司", confidence=0.99).model_copy(update={"slots": slots("□□专媒有限公司")})
    assert attributed(seen, ["保定灵犀文化传媒有限公司"]).owner is StampOwner.UNREAD

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.lines import Char
from extractors.ocr import Recognised
from extractors.stamp_legend import Words, agreed, arc_words
from extractors.stamp_purposes import is_known, restored
from extractors.stamp_slots import looked_closer, with_ends

NAME = "北京云启数智科技"


def words(text: str, certain: float = 0.99, **less: float) -> Words:
    each = tuple(less.get(character, certain) for character in text)
    return Words(text, each, tuple((i + 0.5) / len(text) for i in range(len(text))), tuple(() for _ in text))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("合同专用章", "合同专用章"),
        ("名业务专用章", "域名业务专用章"),
        ("同专用章", "合同专用章"),
        ("登记专用康", "登记专用章"),
        ("政审批专用", "行政审批专用章"),
        ("财务专用", "财务专用章"),
    ],
)
def test_a_known_purpose_is_restored(read: str, meant: str) -> None:
    assert restored(words(read)).text == meant
    assert is_known(restored(words(read)))


def test_a_doubtful_character_before_a_purpose_is_a_leaked_one() -> None:
    assert restored(words("在业务专用章", 在=0.8)).text == "业务专用章"


def test_a_purpose_that_could_be_several_is_left_alone() -> None:
    assert not is_known(restored(words("务专用章")))


@pytest.mark.parametrize("text", ["北京云启数智科技有限公司", "技术部", "(1)", "91110108MA01ABCD2X", ""])
def test_other_words_are_left_as_they_are(text: str) -> None:
    assert restored(words(text)).text == text


@given(st.text(alphabet="北京云启合同财务业域名专用章", max_size=10))
def test_restoring_twice_changes_nothing(text: str) -> None:
    once = restored(words(text, 0.8))
    assert restored(once).text == once.text
    assert len(once.each) == len(once.text)


def test_runners_up_count_when_readings_disagree() -> None:
    one = Words("云微", (0.9, 0.5), (0.2, 0.6), ((), (("数", 0.4),)))
    two = Words("云数", (0.9, 0.5), (0.2, 0.6), ((), (("微", 0.1),)))
    assert agreed([one, two]).text == "云数"


def test_a_doubtful_character_is_voted_on_again() -> None:
    doubtful = words("北京元启数智科技", 元=0.4)

    def look(first: float, last: float) -> list[Words]:
        return [Words("云", (0.99,), ((first + last) / 2,), ((),))]

    assert looked_closer(doubtful, look).text == NAME


def test_what_stands_beyond_the_end_is_read_only_where_there_is_ink() -> None:
    cut_off = words(NAME[1:])

    def look(first: float, last: float) -> list[Words]:
        place = cut_off.places[0]
        return [Words("北京云", (0.9, 1.0, 1.0), (place - cut_off.pitch, place, place + cut_off.pitch), ((), (), ()))]

    assert with_ends(cut_off, lambda place: place < 0, look).text == NAME
    assert with_ends(cut_off, lambda place: False, look).text == NAME[1:]


def test_digits_of_the_serial_number_are_no_part_of_the_arc() -> None:
    chars = tuple(Char(text=c, confidence=0.95, offset=i / 8) for i, c in enumerate("L€0北京云启6"))
    assert arc_words(Recognised("", 0.95, chars)).text == "北京云启"


def test_a_few_doubtful_characters_far_off_are_not_the_arcs() -> None:
    places = (*(0.1 * i for i in range(7)), 0.78, 0.86)
    leaked = Words("北京云启有限公真出"[:9], (1.0,) * 7 + (0.5, 0.9), places, ((),) * 9)
    assert leaked.trimmed().text == "北京云启有限公"

"""Which words belong to which label, by their place alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.kinds import Field
from extractors.labels import Label
from extractors.layout import FieldText, in_reading_order, read_form
from extractors.pieces import level
from tests.lines import Line, line, moved, page, slanted, turned

LABELS = (
    Label(Field.NAME, ("名称", "主办者名称")),
    Label(Field.TYPE, ("类型",)),
    Label(Field.ADDRESS, ("住所",)),
    Label(Field.SCOPE, ("经营范围",)),
    Label(None, ("组成形式",)),
)


def fields(lines: str | tuple[Line, ...]) -> dict[str, str]:
    form = read_form(page(lines) if isinstance(lines, str) else lines, LABELS)
    return {name.value: value.text for name, value in form.fields.items()}


CASES = {
    "beside": ("名称  云启公司", {"name": "云启公司"}),
    "far beside, as in a wide cell": ("名称                    云启公司", {"name": "云启公司"}),
    "too far beside": ("名称                              云启公司", {"name": ""}),
    "in pieces set apart": ("名称  云启    数智    公司", {"name": "云启数智公司"}),
    "wrapped once": ("住所  北京市海淀区中关村大街\n      1号2号楼", {"address": "北京市海淀区中关村大街1号2号楼"}),
    "wrapped twice": (
        "经营范围  技术开发、技术咨询、\n          软件开发、软件销售、\n          会议服务",
        {"scope": "技术开发、技术咨询、软件开发、软件销售、会议服务"},
    ),
    "a new row is no wrapped line": ("住所  北京市海淀区\n\n      北京市朝阳区", {"address": "北京市海淀区"}),
    "half a line above and half a line below": (
        "      北京市海淀区\n^住所\n^      中关村大街1号",
        {"address": "北京市海淀区中关村大街1号"},
    ),
    "below its label": ("名称\n云启公司", {"name": "云启公司"}),
    "too far below its label": ("名称\n\n\n\n云启公司", {"name": ""}),
    "beside comes before below": ("名称  云启公司\n数智", {"name": "云启公司"}),
    "two columns": (
        "名称  云启公司        住所  海淀区\n\n类型  有限公司        经营范围  软件",
        {"name": "云启公司", "address": "海淀区", "type": "有限公司", "scope": "软件"},
    ),
    "two columns, the left one wrapped": (
        "住所  北京市海淀区中关村        名称  云启公司\n      大街1号\n"
        "\n                                类型  有限公司",
        {"address": "北京市海淀区中关村大街1号", "name": "云启公司", "type": "有限公司"},
    ),
    "two columns, the right one wrapped": (
        "名称  云启公司        住所  北京市海淀区中关村\n                            大街1号\n\n类型  有限公司",
        {"address": "北京市海淀区中关村大街1号", "name": "云启公司", "type": "有限公司"},
    ),
    "a label without a value": ("名称\n\n类型  有限公司", {"name": "", "type": "有限公司"}),
    "a label nobody asked for beside a wrapped row": (
        "主办者名称  张某\n主办者性质  个人",
        {"name": "张某"},
    ),
    "a label that names no field ends a value": ("类型  个体工商户  组成形式  个人经营", {"type": "个体工商户"}),
    "a label on the next row": ("住所  北京市海淀区\n名称  云启公司", {"address": "北京市海淀区", "name": "云启公司"}),
    "words left of a label": ("甲乙  名称  云启公司", {"name": "云启公司"}),
    "nothing": ("", {}),
}


@pytest.mark.parametrize(("drawing", "expected"), CASES.values(), ids=CASES)
def test_a_value(drawing: str, expected: dict[str, str]) -> None:
    assert fields(drawing) == expected


def test_lines_set_tight_around_their_label_are_one_value() -> None:
    values = [line(text, 100, 25 * i) for i, text in enumerate(("技术开发、", "软件开发、", "会议服务"))]
    assert fields((line("经营范围", 0, 25), *values)) == {"scope": "技术开发、软件开发、会议服务"}


def test_slanted_lines_are_no_words_of_the_form() -> None:
    lines = page("名称  云启公司\n\n类型  有限公司\n\n住所  海淀区")
    mark = slanted("仅供网站备案使用", 150, 0, 35)
    assert fields((*lines, mark)) == fields(lines)


def test_of_several_labels_of_a_field_the_first_with_a_value_counts() -> None:
    form = read_form(page("名称\n\n\n\n名称  云启公司\n\n名称  另一公司"), LABELS)
    assert form.fields[Field.NAME].text == "云启公司"
    assert [value.text for value in form.values] == ["", "云启公司", "另一公司"]


def test_what_no_label_took_is_left_over() -> None:
    form = read_form(page("营业执照\n\n\n名称  云启公司"), LABELS)
    assert [p.text for p in form.rest] == ["营业执照"]
    assert [p.text for p in form.pieces] == ["营业执照", "云启公司"]


def test_a_field_says_its_words_as_text_and_as_they_stand() -> None:
    value = read_form(page("名称  云启 数智    公司"), LABELS).fields[Field.NAME]
    assert (value.text, value.raw) == ("云启数智公司", "云启 数智 公司")
    assert value.box is not None
    assert (value.box.left, value.box.top, value.box.bottom) == (60, 0, 20)
    assert FieldText(Field.NAME, ()).box is None


def test_reading_order_is_by_rows() -> None:
    pieces = level([line("乙", 100, 3), line("丙", 0, 40), line("甲", 0, 0)])
    assert "".join(p.text for p in in_reading_order(pieces)) == "甲乙丙"


FORM = page("""
名　　称  云启公司                  住　　所  北京市海淀区中关村
                                              大街1号
类　　型
有限责任公司

          技术开发、技术咨询、
^经营范围
^          软件开发、软件销售
""")


def test_the_form_that_is_moved_about_is_read() -> None:
    assert fields(FORM) == {
        "name": "云启公司",
        "address": "北京市海淀区中关村大街1号",
        "type": "有限责任公司",
        "scope": "技术开发、技术咨询、软件开发、软件销售",
    }


@given(
    x=st.floats(-5000, 5000),
    y=st.floats(-5000, 5000),
    scale=st.floats(0.3, 6),
)
def test_layout_does_not_depend_on_place_or_size(x: float, y: float, scale: float) -> None:
    matrix = np.asarray([[scale, 0, x], [0, scale, y], [0, 0, 1]])
    assert fields(moved(FORM, matrix)) == fields(FORM)


@given(st.floats(-6, 6))
def test_layout_does_not_depend_on_a_slight_tilt(degrees: float) -> None:
    assert fields(turned(FORM, degrees)) == fields(FORM)


@given(st.randoms(use_true_random=False))
def test_layout_does_not_depend_on_the_order_of_lines(rng) -> None:
    lines = list(FORM)
    rng.shuffle(lines)
    assert fields(tuple(lines)) == fields(FORM)


@given(
    st.lists(
        st.tuples(st.text("名称类型住所经营范围云启 ：", max_size=12), st.integers(0, 600), st.integers(0, 600)),
        max_size=15,
    )
)
def test_every_word_goes_to_one_field_or_none(places: list[tuple[str, int, int]]) -> None:
    form = read_form([line(text, x, y) for text, x, y in places if text.strip()], LABELS)
    taken = [id(p) for value in form.values for p in value.pieces] + [id(p) for p in form.rest]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {id(p) for p in form.pieces}

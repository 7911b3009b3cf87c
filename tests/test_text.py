"""Folding: what is equal, what stays different, and that folding twice is folding once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import flatten, fold, fold_name, han_ratio, is_han


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("北京（某某）科技有限公司", "北京(某某)科技有限公司"),
        ("北京〔某某〕【科技】有限公司", "北京(某某)(科技)有限公司"),
        ("ＡＢＣ１２３：", "ABC123:"),
        ("名　　称", "名称"),
        ("云启\u00a0数\u200b智\ufeff", "云启数智"),
        ("云启\n数智\t", "云启数智"),
        ("⻓期⽉⽇", "长期月日"),
        ("⼾籍", "户籍"),
        ("葛\U000e0100", "葛"),
        ("e\u200b\u0301", "é"),
        ("", ""),
        ("\u200b \u3000", ""),
    ],
)
def test_equal_after_folding(left, right):
    assert fold(left) == fold(right) == right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云启有限公司", "云启有限责任公司"),
        ("廣州云启", "广州云启"),
        ("己", "已"),
        ("末", "未"),
        ("ABC", "abc"),
        ("O", "0"),
        ("1-2号", "12号"),
        ("𬭚", "䶮"),
    ],
)
def test_different_after_folding(left, right):
    assert fold(left) != fold(right)


@pytest.mark.parametrize("dot", "·•・．‧∙⋅･.。●\u0387")
def test_every_middle_dot_of_a_name_is_one(dot):
    assert fold_name(f"阿卜杜{dot} 热合曼") == "阿卜杜\u00b7热合曼"


def test_a_missing_dot_stays_missing():
    assert fold_name("阿卜杜热合曼") != fold_name("阿卜杜·热合曼")


@pytest.mark.parametrize("function", [fold, fold_name])
@given(text=st.text())
def test_folding_is_idempotent(function, text):
    assert function(function(text)) == function(text)


@given(st.text())
def test_flattening_keeps_places(text):
    assert len(flatten(text)) == len(text)


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("云", True),
        ("〇", True),
        ("㛃", True),
        ("䶮", True),
        ("𬭚", True),
        ("A", False),
        ("1", False),
        ("，", False),
        ("の", False),
        ("", False),
        ("云启", False),
    ],
)
def test_is_han(character, expected):
    assert is_han(character) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0.0), (" \u200b", 0.0), ("云启", 1.0), ("云 启\n", 1.0), ("云A", 0.5), ("abc", 0.0), ("云启，。", 0.5)],
)
def test_han_ratio(text, expected):
    assert han_ratio(text) == expected

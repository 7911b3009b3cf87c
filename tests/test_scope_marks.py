"""Colons and semicolons of a scope: by the words before them, whatever tiny print was read as."""

from __future__ import annotations

import pytest

from extractors.doubts import NEVER_SURE
from extractors.facts.lines import Char
from extractors.scope_marks import with_marks


def marked(text: str, confidence: float = 0.99) -> tuple[Char, ...]:
    return with_marks([Char(c, confidence, 0.0) for c in text])


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("软件开发：信息系统集成服务：技术服务", "软件开发；信息系统集成服务；技术服务"),
        ("一般项目：软件开发：技术服务", "一般项目：软件开发；技术服务"),
        ("一般项目；软件开发；许可项目；食品销售", "一般项目：软件开发；许可项目：食品销售"),
        ("销售：喷砂机、磨料。", "销售：喷砂机、磨料。"),
        ("批发、零售：日用百货：服装", "批发、零售：日用百货；服装"),
        ("许可经营项目（凭证经营）：无", "许可经营项目（凭证经营）：无"),
        ("日用品销售：玩具销售", "日用品销售；玩具销售"),
        ("以下限分支机构经营：金属结构", "以下限分支机构经营：金属结构"),
        ("软件开发。", "软件开发。"),
        ("", ""),
    ],
)
def test_a_colon_opens_a_list(read: str, wanted: str) -> None:
    assert "".join(char.text for char in marked(read)) == wanted


def test_a_mark_put_right_is_not_sure() -> None:
    assert marked("软件开发：设计")[4].confidence == NEVER_SURE

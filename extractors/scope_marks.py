"""The marks between the items of a scope of business, where print is too small to tell `；` from `：`.

A colon opens a list and so stands behind a word that announces one: 一般项目, 许可经营项目, 主营, 销售 alone in its
clause. Behind an item of the list (软件开发) only a semicolon makes sense.

Source: 《经营范围登记规范表述目录》 and the scopes of older licences (domain notes, 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.doubts import doubted
from extractors.facts.lines import Char

_COLONS, _SEMICOLONS = ":：", ";；"
_CLAUSE_ENDS = f"{_COLONS}{_SEMICOLONS}，,。"
# At the end of a clause: what announces a list. As a whole clause: what may be done with the goods listed after it.
_ANNOUNCES = re.compile(
    r"(项目|范围|主营|兼营|主兼营|如下|以下|下列|其中|方式|品种|类别|产品|商品|货物|业务|包括|限|仅限|仅供|仅|经营|从事|从事以下)$"
)
_DEEDS = re.compile(
    r"(?:[、及和兼或与]?(?:销售|批发|零售|生产|制造|加工|经营|服务|维修|研发|设计|安装|制作|租赁|收购|种植|养殖|代理|进出口|承接|承办|提供|网上|预包装))+"
)


def with_marks(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return the characters of a scope, colons and semicolons as the words before them want it."""
    result = list(chars)
    for place, char in enumerate(chars):
        if char.text in _COLONS and not _opens_list(_clause(chars, place)):
            result[place] = doubted(replace(char, text="；", others=()))
        elif char.text in _SEMICOLONS and _clause(chars, place).endswith("项目"):
            result[place] = doubted(replace(char, text="：", others=()))
    return tuple(result)


def _clause(chars: Sequence[Char], end: int) -> str:
    """Return what stands between the mark before and the one at `end`."""
    start = next((i + 1 for i in range(end - 1, -1, -1) if chars[i].text in _CLAUSE_ENDS), 0)
    return "".join(char.text for char in chars[start:end])


def _opens_list(clause: str) -> bool:
    bare = re.sub(r"[（(].*?[）)]", "", clause)
    return not bare or _ANNOUNCES.search(bare) is not None or _DEEDS.fullmatch(bare) is not None

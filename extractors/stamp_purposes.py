"""What the straight words of a special stamp can say: a known purpose, restored where a character was lost or misread.

Only purposes are restored, for there are few of them and they all end in 专用章; names never are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.stamp_legend import Words

_HEADS = (
    "合同",
    "经济合同",
    "劳动合同",
    "采购合同",
    "销售合同",
    "财务",
    "财务结算",
    "结算",
    "现金收讫",
    "发票",
    "业务",
    "域名业务",
    "域名注册",
    "域名",
    "网络业务",
    "登记",
    "企业登记",
    "法人登记",
    "工商登记",
    "商事登记",
    "个体登记",
    "注册登记",
    "登记注册",
    "登记管理",
    "市场主体登记",
    "经营主体登记",
    "社会组织登记",
    "社会团体登记",
    "事业单位登记",
    "行政审批",
    "审批",
    "行政许可",
    "政务服务",
    "备案",
    "网站备案",
    "人事",
    "劳动人事",
    "报关",
    "报检",
    "投标",
    "招投标",
    "采购",
    "项目",
    "资料",
    "技术",
    "质检",
    "检验",
    "检验检测",
    "仓储",
    "收货",
    "发货",
    "物流",
    "法务",
    "档案查询",
)
_TAIL = "专用章"
_ENDING = re.compile(r"(专用.?|专.章|.用章)$")
# A character this certain is not a misread one.
_CERTAIN = 0.95
# How certain a restored character is.
_RESTORED = 0.85


def restored(words: Words) -> Words:
    """Return the words with a known purpose in place of what is nearly one, or as they are."""
    ending = _ENDING.search(words.text)
    if ending is None:
        return words
    head = _head(words, ending.start())
    if head is None:
        return _spelled(words, words.text[: ending.start()], ending.start())
    return _spelled(words, head, ending.start())


def is_known(words: Words) -> bool:
    """Return whether the words are a known purpose, to the letter."""
    return words.text.endswith(_TAIL) and words.text.removesuffix(_TAIL) in _HEADS


def _head(words: Words, length: int) -> str | None:
    """The one purpose that the first so many characters can be, or None."""
    head = words.text[:length]
    if head in _HEADS:
        return head
    lost = [known for known in _HEADS if head and known[1:] == head]
    misread = [known for known in _HEADS if len(known) == length > 1 and _differ_in_doubt(words, known)]
    leaked = [known for known in _HEADS if head[1:] == known and words.each[0] < _CERTAIN]
    for candidates in (lost, misread, leaked):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            return None
    return None


def _differ_in_doubt(words: Words, known: str) -> bool:
    """Whether one character differs, and that one is in doubt."""
    places = [i for i, character in enumerate(known) if words.text[i] != character]
    if len(places) != 1:
        return False
    others = words.others[places[0]] if words.others else ()
    return words.each[places[0]] < _CERTAIN or any(other == known[places[0]] for other, _ in others)


def _spelled(words: Words, head: str, length: int) -> Words:
    """The words with another head, and with 专用章 to end them; what was read as it should be keeps its certainty."""
    text = head + _TAIL
    if text == words.text:
        return words
    shift = length - len(head)
    each = []
    for place, character in enumerate(text):
        read = place + shift
        same = 0 <= read < len(words.text) and words.text[read] == character
        each.append(words.each[read] if same else _RESTORED)
    return replace(words, text=text, each=tuple(each), places=(), others=())

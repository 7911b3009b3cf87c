"""ICP 备案号, the filing number: province, `ICP备`, serial, `号`, and a suffix for a single service.

==========================  ===================================================
`京ICP备2021000001号`        the sponsor (主体), no suffix
`京ICP备2021000001号-1`      a website
`京ICP备2021000001号-2A`     an app
`京ICP备2021000001号-3X`     a mini-program
`京ICP备2021000001号-4K`     a quick app
==========================  ===================================================

It has no check digit, so being valid says little: only the shape was right. Serials have 6 to 10 digits (a two-digit
year and a serial, or since about 2020 a four-digit year). `ICP证` is an operating licence, another thing, and refused.

Source: the practice of the provinces; suffixes as announced with app filing in 2023.

>>> validate("皖 ＩＣＰ备 2025107155号－2a")
'皖ICP备2025107155号-2A'
>>> service_kind("皖ICP备2025107155号-2A")
'app'
>>> is_valid("京ICP证030173号")
False
"""

from __future__ import annotations

import re
from typing import Literal

from extractors.numbers.characters import capitals, fold_number
from extractors.numbers.exceptions import InvalidComponent, InvalidFormat, accepts

ServiceKind = Literal["website", "app", "mini_program", "quick_app"]

PROVINCES = {
    "京": "北京",
    "津": "天津",
    "冀": "河北",
    "晋": "山西",
    "蒙": "内蒙古",
    "辽": "辽宁",
    "吉": "吉林",
    "黑": "黑龙江",
    "沪": "上海",
    "苏": "江苏",
    "浙": "浙江",
    "皖": "安徽",
    "闽": "福建",
    "赣": "江西",
    "鲁": "山东",
    "豫": "河南",
    "鄂": "湖北",
    "湘": "湖南",
    "粤": "广东",
    "桂": "广西",
    "琼": "海南",
    "渝": "重庆",
    "蜀": "四川",
    "黔": "贵州",
    "滇": "云南",
    "藏": "西藏",
    "陕": "陕西",
    "陇": "甘肃",
    "青": "青海",
    "宁": "宁夏",
    "新": "新疆",
}

_SUFFIX_KINDS: dict[str, ServiceKind] = {"": "website", "A": "app", "X": "mini_program", "K": "quick_app"}
# `compact` drops dashes with the other separators and puts the one that counts back behind 号.
_PARTS = re.compile(
    r"(?P<province>[\u4e00-\u9fff])ICP备(?P<serial>[0-9]{6,10})号(?:-(?P<index>[0-9]+)(?P<kind>[AXK]?))?"
)
_SERVICE_TAIL = re.compile(r"号(?=[0-9])")


def compact(number: str | None) -> str:
    """Return the number half-width, letters in capitals, without spaces, with a plain hyphen before the suffix.

    Raises:
        InvalidFormat: `number` is not a string.
    """
    return _SERVICE_TAIL.sub("号-", capitals(fold_number(number)))


def validate(number: str | None) -> str:
    """Return the compact number, if it has the shape of a filing number.

    Raises:
        InvalidFormat: no text, or another shape (an ICP证 licence number included).
        InvalidComponent: the first character is no province.
    """
    text = compact(number)
    if _parts(text)["province"] not in PROVINCES:
        raise InvalidComponent("no province has this abbreviation")
    return text


def is_valid(number: str | None) -> bool:
    """Return whether `validate` accepts the number."""
    return accepts(validate, number)


def subject_number(number: str | None) -> str:
    """Return the sponsor's number: the same without the suffix of a service.

    Raises:
        ValidationError: the number is not valid.

    >>> subject_number("皖ICP备2025107155号-2A")
    '皖ICP备2025107155号'
    """
    return validate(number).partition("-")[0]


def service_kind(number: str | None) -> ServiceKind | None:
    """Return the kind of service the suffix stands for, or None for a sponsor's number.

    Raises:
        ValidationError: the number is not valid.
    """
    parts = _parts(validate(number))
    return None if parts["index"] is None else _SUFFIX_KINDS[parts["kind"] or ""]


def province(number: str | None) -> str:
    """Return the short name of the province in the number, such as 安徽 for 皖.

    Raises:
        ValidationError: the number is not valid.
    """
    return PROVINCES[validate(number)[0]]


def _parts(text: str) -> dict[str, str | None]:
    """Return the named parts of a compact number."""
    match = _PARTS.fullmatch(text)
    if match is None:
        raise InvalidFormat("not the shape of a filing number")
    return match.groupdict()

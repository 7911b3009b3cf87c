"""Whether two spellings mean the same: one question a function, symmetric, with the reason in Chinese.

`same` is literal equality after foldings that cannot change the meaning (widths, brackets, blanks, middle dots). `near`
says that the difference is one a person must look at, because it may be a way of writing rather than another thing; a
difference that is not near is another thing. 有限公司 and 有限责任公司 are different companies.

Source: domain notes, section 5, and scenarios 13, 24-26, 45, 72; the pairs of similar characters are our own (OWN).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from extractors.dates import LONG_TERM
from extractors.numbers import domain_name
from extractors.numbers.exceptions import ValidationError
from extractors.text import fold, fold_name

_TRADITIONAL = str.maketrans(
    "廣東國華電訊網絡責責務業產業開發興學會書長門馬龍鳳陳張劉楊黃趙吳孫許鄧蕭蔣葉蘇呂鍾譚陸鄭謝韓馮貝銀鐵錢號樓園區縣鎮鄉",
    "广东国华电讯网络责责务业产业开发兴学会书长门马龙凤陈张刘杨黄赵吴孙许邓萧蒋叶苏吕钟谭陆郑谢韩冯贝银铁钱号楼园区县镇乡",
)
_NOTE = re.compile(r"\([^()]*(?:申报|集群|托管|自主|一照多址|经营场所)[^()]*\)")
_DELEGATE = re.compile(r"\(委派代表[:：]?([^()]+)\)")
_DASHES = re.compile("[‐‑‒–—―−－~～]+")
_SAME_IN_ADDRESS = str.maketrans({"號": "号", "#": "号", "楝": "栋", "幢": "栋"})
# Characters that differ by the length of a stroke, by whether two strokes meet, or by one dot: on a scan of 150 dpi
# that is a pixel or two, and engines answer one for the other with certainty (沣 for 洋 on our benchmark). No others:
# what people mix up for its sound or sense (启/起, 华/桦) is told apart on paper and stays another name.
_ALIKE_GROUPS = (
    "己已巳",
    "末未",
    "土士",
    "日曰",
    "戊戌戍",
    "人入",
    "干千于",
    "天夭",
    "洋沣",
    "治冶",
    "今令",
    "洗冼",
    "冷泠",
    "余佘",
    "钩钧",
    "木本术",
    "王玉主",
    "鸟乌",
    "免兔",
    "亳毫",
    "茶荼",
    "刀刁",
    "白自",
    "侯候",
    "汨汩",
    "崇祟",
    "万方",
    "九丸",
    "几凡",
    "厂广",
    "古占",
    "风凤",
    "子孑",
    "失矢",
    "午牛",
    "甲由申",
)
_ALIKE = str.maketrans({character: group[0] for group in _ALIKE_GROUPS for character in group})
_LOOK_ALIKE = str.maketrans("0oO1lIij", "ooolllll")
# Vendors write 长期 as one of these days.
_VENDOR_ENDLESS = {"2099-12-31", "9999-12-31"}
_LEAST_SUFFIX = 6
_LEAST_PREFIX = 12  # a street and its number


@dataclass(frozen=True)
class Comparison:
    """Outcome of a comparison; `why` is empty when they are the same."""

    same: bool
    near: bool
    why: str = ""


_SAME = Comparison(same=True, near=False)
_DIFFERENT = Comparison(same=False, near=False, why="内容不同")


def _near(why: str) -> Comparison:
    return Comparison(same=False, near=True, why=why)


def same_name(one: str, other: str) -> Comparison:
    """Return whether two names of units are the same."""
    a, b = fold_name(one), fold_name(other)
    if a == b:
        return _SAME if a else _DIFFERENT
    if _bare(a) == _bare(b) != "":
        return _near("仅标点、间隔号或大小写不同")
    if _bare(a).translate(_TRADITIONAL) == _bare(b).translate(_TRADITIONAL):
        return _near("仅繁简体不同")
    if _bare(a).translate(_ALIKE) == _bare(b).translate(_ALIKE):
        return _near("仅形近字不同")
    if len(a) == len(b) and all(x == y or _is_hard(x) or _is_hard(y) for x, y in zip(a, b, strict=True)):
        return _near("仅生僻字不同")
    return _DIFFERENT


def same_person(one: str, other: str) -> Comparison:
    """Return whether two names of people are the same; Latin names ignore case, and their order is a near miss."""
    if one.isascii() and other.isascii():
        a, b = _words(one), _words(other)
        if a == b:
            return _SAME if a else _DIFFERENT
        if sorted(a) == sorted(b) or set(a) < set(b) or set(b) < set(a) or "".join(a) == "".join(b):
            return _near("姓名顺序或拼写方式不同")
        return _DIFFERENT
    return same_name(one, other)


def represents(one: str, other: str) -> Comparison:
    """Return whether one of the two, as printed for a legal representative, is or acts through the other.

    Partnerships print 执行事务合伙人, which may be a company with its delegate (委派代表：…), or several people. That a
    person is one of several is near.
    """
    a, b = (_DELEGATE.search(fold(text)) for text in (one, other))
    comparison = same_person(a[1] if a else one, b[1] if b else other)
    if comparison.same or comparison.near:
        return comparison
    several = [{fold_name(name) for name in re.split("[、,，;；/]", text)} for text in (one, other)]
    if several[0] & several[1] - {""}:
        return _near("多名执行事务合伙人之一")
    return comparison


def same_address(one: str, other: str) -> Comparison:
    """Return whether two addresses are the same.

    Near: only punctuation, a note (住所申报), 栋/幢, an omitted province, or one Chinese character differs.
    Other digits are another house.
    """
    a, b = _folded_address(one), _folded_address(other)
    if a == b:
        return _SAME if a else _DIFFERENT
    a, b = (_bare(_NOTE.sub("", text).translate(_SAME_IN_ADDRESS)) for text in (a, b))
    if not a or not b:
        return _DIFFERENT
    if a == b:
        return _near("仅标点、括注或写法不同")
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= _LEAST_SUFFIX and longer.endswith(shorter):
        return _near("省市区前缀不同")
    if len(shorter) >= _LEAST_PREFIX and longer.startswith(shorter):
        return _near("仅写到楼或院为止，或末尾未识别")
    if re.sub("[^0-9]", "", a) == re.sub("[^0-9]", "", b) and Levenshtein.distance(a, b) == 1:
        return _near("仅一字不同")
    return _DIFFERENT


def same_number(one: str, other: str) -> Comparison:
    """Return whether two certificate numbers are the same. Near: one has digits (of a renewal) behind the other."""
    a, b = (re.sub("[^0-9A-Z]", "", fold(text).upper()) for text in (one, other))
    if not a or not b:
        return _DIFFERENT
    if a == b:
        return _SAME
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 8 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return _near("证件号码后的换证次数不同")
    return _DIFFERENT


def same_date(one: str, other: str) -> Comparison:
    """Return whether two ISO dates (or `long_term`) are the same. Near: 长期 and the day vendors write for it."""
    if one == other:
        return _SAME if one else _DIFFERENT
    if LONG_TERM in (one, other) and {one, other} & _VENDOR_ENDLESS:
        return _near("“长期”与系统默认的远期日期")
    return _DIFFERENT


def same_domain(one: str, other: str) -> Comparison:
    """Return whether two domains are registered as the same one: A-labels, without `www.` and other sub-domains."""
    try:
        a, b = domain_name.registrable(one), domain_name.registrable(other)
    except ValidationError:
        return _DIFFERENT
    if a == b:
        return _SAME
    if a.translate(_LOOK_ALIKE) == b.translate(_LOOK_ALIKE):
        return _near("仅易混字符（0/o、1/l/i/j）不同")
    return _DIFFERENT


def _bare(text: str) -> str:
    """Return letters, digits and Chinese characters only, case folded."""
    return "".join(character for character in text if character.isalnum()).casefold()


def _words(name: str) -> list[str]:
    return re.findall("[a-z]+", name.casefold())


def _folded_address(text: str) -> str:
    return _DASHES.sub("-", fold(text)).replace("號", "号")


def _is_hard(character: str) -> bool:
    """Whether a character is one that engines and input methods commonly replace: rare, private, or a placeholder."""
    return (
        character in "?□〇○零"
        or unicodedata.category(character) == "Co"
        or 0x3400 <= ord(character) < 0x4DC0
        or ord(character) >= 0x20000
    )

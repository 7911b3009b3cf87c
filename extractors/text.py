"""Folding of text for comparison, and how Chinese a text is.

What a document says is kept as it was read; folding makes a second text in which spellings that mean the same are the
same. It is for comparing and searching, never for display, and it never merges what differs in law: 有限公司 stays
different from 有限责任公司, 广 from 廣.

Dates and terms are in `dates`, numbers with check digits in `numbers`.
"""

from __future__ import annotations

import unicodedata

MIDDLE_DOT = "\u00b7"

# Radicals that PDF text layers hold in place of characters, and that NFKC leaves alone (it folds the Kangxi block, but
# ⼾ to the character of another edition).
_RADICALS = str.maketrans(
    "⼾⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "户母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
# Bracket kinds say nothing: the same name is printed with （）, (), 〔〕 or 【】.
_BRACKETS = str.maketrans("[]{}〔〕【】〖〗〈〉", "()()()()()()")
# Dots seen in names of people, after NFKC. GB/T standard usage is U+00B7 (民委发〔2016〕33号).
_NAME_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・●.。ᐧㆍ"), MIDDLE_DOT)
_INVISIBLE_CATEGORIES = {"Cc", "Cf"}
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))

_HAN_RANGES = (
    range(0x3007, 0x3008),  # 〇
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x323B0),
)


def fold(text: str) -> str:
    """Return the text for comparison: NFKC, no spaces, nothing invisible, one kind of bracket.

    Case and everything that can tell two names apart stay. Folding twice changes nothing more.

    Source: Unicode UAX #15 (NFKC) for widths, ligatures and compatibility characters.

    >>> fold("北京（某某）　科技 ＡＢＣ\u200b有限公司")
    '北京(某某)科技ABC有限公司'
    """
    # Twice, because dropping a space can bring a combining mark next to its letter.
    for _ in range(2):
        text = unicodedata.normalize("NFKC", "".join(filter(_is_visible, text)).translate(_RADICALS))
    return "".join(filter(_is_visible, text)).translate(_BRACKETS)


def without_radicals(text: str) -> str:
    """Return the text with radicals that stand for whole characters replaced by these; nothing else changes.

    >>> without_radicals("⽤⼾⻓⻔（一）")
    '用户长门（一）'
    """
    characters = text.translate(_RADICALS)
    return "".join(unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fdf" else c for c in characters)


def fold_name(name: str) -> str:
    """Return the name for comparison: `fold`, and every middle dot or full stop as U+00B7.

    A missing dot stays missing: that is a difference for a person to judge.

    Source: 民委发〔2016〕33号 (names of minorities are written with U+00B7).

    >>> fold_name("买买提•艾力 ") == fold_name("买买提．艾力") == "买买提·艾力"
    True
    """
    return fold(name).translate(_NAME_DOTS)


def is_han(character: str) -> bool:
    """Return whether a single character is a Chinese character, the extension blocks and 〇 included.

    >>> is_han("䶮"), is_han("A"), is_han("，")
    (True, False, False)
    """
    return len(character) == 1 and any(ord(character) in block for block in _HAN_RANGES)


def han_ratio(text: str) -> float:
    """Return the share of Chinese characters among the visible characters, 0.0 to 1.0; 0.0 for an empty text.

    >>> han_ratio("云启 AB")
    0.5
    """
    visible = [character for character in text if _is_visible(character)]
    return sum(map(is_han, visible)) / len(visible) if visible else 0.0


def flatten(text: str) -> str:
    """Return the text with each character folded by itself, so that places in it are places in the original.

    Only foldings of one character into one are made. Use it to search, when the position of the find matters.

    >>> flatten("２０１５⽉①")
    '2015月1'
    """
    return "".join(_flat(character) for character in text.translate(_RADICALS))


def _flat(character: str) -> str:
    """Return the folded character, or the character itself where folding gives several."""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def _is_visible(character: str) -> bool:
    """Return whether the character is neither space, control, zero-width nor variation selector."""
    return not (
        character.isspace()
        or unicodedata.category(character) in _INVISIBLE_CATEGORIES
        or any(ord(character) in block for block in _VARIATION_SELECTORS)
    )

"""Domain names within recognised text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.facts import Reading
from extractors.numbers import domain_name
from extractors.pieces import Piece
from extractors.readings import confidence
from extractors.text import flatten

# Recognisers put blanks around the dot. Chinese top-level names are few; any other Chinese word ends the domain.
_HAN_ENDINGS = "中国|中國|公司|网络|網絡|网址|政务|公益|商标|网店|中文网|在线|集团|我爱你|商城|信息|移动|购物|游戏|企业"
# A label is Latin or Chinese, never both: Chinese words run into a Latin domain without a blank (`兹证明abc.cn`).
_LABEL = r"(?:[0-9A-Za-z-]{1,63}|[0-9\u3400-\u9fff-]{1,63})"
_DOMAIN = re.compile(rf"(?<![0-9A-Za-z@/.-])(?:{_LABEL}\s?\.\s?)+(?:[A-Za-z]{{2,24}}|{_HAN_ENDINGS})(?![0-9A-Za-z])")

# Words of the sentence that run into a Chinese domain.
_LEAD = re.compile(r".*(?:域名|证明|网站)(?=[^.])")


def find_domains(piece: Piece, page: int) -> Iterator[Reading]:
    """Yield the domains in a piece, lower case, as printed otherwise; addresses of web pages and mail are none."""
    text = flatten(piece.text)
    for match in _DOMAIN.finditer(text):
        lead = _LEAD.match(match.group())
        begin = match.start() + (lead.end() if lead else 0)
        candidate = re.sub(r"\s", "", text[begin : match.end()]).lower()
        if candidate.startswith("www.") or not domain_name.has_known_suffix(candidate):
            continue
        run = piece.cut(begin, match.end())
        yield Reading(value=candidate, raw=run.text, confidence=confidence(run.chars), page=page, box=run.box)


def has_domain(text: str) -> bool:
    """Say whether a text holds a registrable domain."""
    return any(
        domain_name.has_known_suffix(re.sub(r"\s", "", match.group()).lower())
        for match in _DOMAIN.finditer(flatten(text))
    )

"""Domain names within recognised text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.facts.documents import Reading
from extractors.facts.lines import Char
from extractors.numbers import domain_name
from extractors.pieces import Piece
from extractors.readings import confidence
from extractors.text import flatten

# Recognisers put blanks around the dot. Chinese top-level names are few; any other Chinese word ends the domain.
_HAN_ENDINGS = "中国|中國|公司|网络|網絡|网址|政务|公益|商标|网店|中文网|在线|集团|我爱你|商城|信息|移动|购物|游戏|企业"
# A label is Latin or Chinese, never both: Chinese words run into a Latin domain without a blank (`兹证明abc.cn`).
_LABEL = r"(?:[0-9A-Za-z-]{1,63}|[0-9\u3400-\u9fff-]{1,63})"
_DOMAIN = re.compile(rf"(?<![0-9A-Za-z@/.-])(?:{_LABEL}\s?\.\s?)+(?:[0-9A-Za-z]{{2,24}}|{_HAN_ENDINGS})(?![0-9A-Za-z])")
_APART = re.compile(r"[\s、,，;；/|和与及:：()（）]+|www\.?|https?", re.IGNORECASE)
_PERHAPS_CUT = 0.5
_LETTERS = str.maketrans("1i0", "llo")
_UNDOTTED = re.compile(r"(?P<name>[0-9A-Za-z-]{2,63})\s?[ ,，。、]\s?(?P<ending>[A-Za-z]{2,24})")
_UNDOTTED_HAN = re.compile(rf"(?P<name>[0-9\u3400-\u9fff-]{{2,63}}?)[ ,，。、]?(?P<ending>{_HAN_ENDINGS})")
_BY_ENDING = "known_ending"  # what the list of endings decided, and not the picture alone
_UNDOTTED_TRUST = 0.8  # enough to agree with a form, too little to object with
# 中国互联网络信息中心 ends in 信息 for the pattern, and `has be` of an English sentence in Belgium's .be.
_REGISTRY = "互联网络"
_VERBS = frozenset(("has", "have", "had", "is", "was", "been", "will", "the", "and"))
# Words of the sentence that run into a Chinese domain.
_LEAD = re.compile(r".*(?:域名|证明|网站)(?=[^.])")


def find_domains(piece: Piece, page: int) -> Iterator[Reading]:
    """Yield the domains in a piece, lower case, as printed otherwise; addresses of web pages and mail are none."""
    text = flatten(piece.text)
    for match in _DOMAIN.finditer(text):
        lead = _LEAD.match(match.group())
        begin = match.start() + (lead.end() if lead else 0)
        run = piece.cut(begin, match.end())
        printed = _compact(run.text)
        candidate = _with_known_ending(printed)
        if candidate is None or candidate.startswith("www.") or _is_of_a_sentence(candidate):
            continue
        methods = () if candidate == printed else (_BY_ENDING,)
        trust = _confidence(run.chars)
        yield Reading(value=candidate, raw=run.text, confidence=trust, page=page, box=run.box, methods=methods)


def value_domains(piece: Piece, page: int) -> tuple[Reading, ...]:
    """Return the domains of a piece that stands beside a label of domains.

    There a blank or a comma where the dot should be is a dot that was not made out: `abc ltd`, `云启中国`. What else
    stands before a domain may be its own beginning, read apart from it.
    """
    found = tuple(_perhaps_cut(piece, find_domains(piece, page)))
    words = flatten(piece.text).strip()
    if found or not (match := _UNDOTTED.fullmatch(words) or _UNDOTTED_HAN.fullmatch(words)):
        return found
    candidate = f"{match['name']}.{match['ending']}".lower()
    if not domain_name.has_known_suffix(candidate) or _is_of_a_sentence(candidate):
        return ()
    trust = min(confidence(piece.chars), _UNDOTTED_TRUST)
    dotted = Reading(value=candidate, raw=piece.text, confidence=trust, page=page, box=piece.box, methods=(_BY_ENDING,))
    return (dotted,)


def _is_of_a_sentence(candidate: str) -> bool:
    """Say whether what has the form of a domain is a piece of a certificate's sentences."""
    return _REGISTRY in candidate or candidate.partition(".")[0] in _VERBS


def _perhaps_cut(piece: Piece, found: Iterable[Reading]) -> Iterator[Reading]:
    """Yield the domains of a piece, those less sure before which words stand that are no domain."""
    ended = 0
    for reading in found:
        begin = piece.text.find(reading.raw, ended)
        before = _APART.sub("", piece.text[ended:begin])
        ended = begin + len(reading.raw)
        yield reading.model_copy(update={"confidence": min(reading.confidence, _PERHAPS_CUT)}) if before else reading


def _with_known_ending(candidate: str) -> str | None:
    """Return the domain if its ending is known, also where a letter of the ending was taken for its like: `.1td`."""
    if domain_name.has_known_suffix(candidate):
        return candidate
    name, dot, ending = candidate.rpartition(".")
    mended = name + dot + ending.translate(_LETTERS)
    return mended if domain_name.has_known_suffix(mended) else None


def _compact(printed: str) -> str:
    return re.sub(r"\s", "", flatten(printed)).lower()


def _confidence(chars: Sequence[Char]) -> float:
    """Return the least certain character's probability, as far as another domain could stand there.

    Only what would give a domain of a known ending counts against a character: a blank or a comma for the dot does not,
    nor does `Itd` for `ltd`.
    """
    printed = [char for char in chars if not char.text.isspace()]
    whole = list(_with_known_ending("".join(_compact(char.text) for char in printed)) or "")
    if len(whole) != len(printed):
        return confidence(printed)
    return min((_char_confidence(char, whole, place) for place, char in enumerate(printed)), default=0.0)


def _char_confidence(char: Char, whole: Sequence[str], place: int) -> float:
    same = char.confidence + sum(p for other, p in char.others if _compact(other) == whole[place])
    ending = len(whole) - whole[::-1].index(".") - 1 if "." in whole else len(whole)
    if whole[place] != "." and place < ending:
        return min(same, 1.0)
    against = sum(
        p for other, p in char.others if _is_domain((*whole[:place], _compact(other), *whole[place + 1 :]), whole)
    )
    return max(1.0 - against, same)


def _is_domain(parts: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the parts make up another domain than the printed one."""
    return parts != tuple(printed) and domain_name.has_known_suffix("".join(parts))


def has_domain(text: str) -> bool:
    """Say whether a text holds a registrable domain."""
    return any(_with_known_ending(_compact(match.group())) for match in _DOMAIN.finditer(flatten(text)))

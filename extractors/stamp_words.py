"""What the words of a stamp say: what it is for, and whose it is.

Registrar, domain registry and applicant all use round red stamps with a star; only the words tell them apart. A guess
costs more than a doubt: whatever was not read with confidence, or is nearly but not quite a known name, is `UNREAD`.
No geometry and no pixels here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.facts.stamps import StampKind, StampOwner, StampShape
from extractors.stamp_bodies import EXACT_ISSUER, ISSUERS, REGISTRIES
from extractors.text import MIDDLE_DOT, fold_name
from extractors.unit_names import is_whole_name

# Long enough that the words can be nothing else even when a stamp is cut off within them or a character is misread.
_LONG = 6
_LONGEST_BRANCH = 8
_OFFICE = re.compile(r".{1,12}(分局|支局|所|处|科|大队|支队|派出所)")
_ISSUER_PURPOSES = re.compile(
    r"(商事|企业|法人|工商|个体|注册|市场主体|经营主体|社会组织|社会团体|事业单位)+登记专用章"
    r"|登记注册专用章|行政审批专用章|审批专用章|行政许可专用章|登记管理专用章"
)
# Of an issuing body these make no lesser stamp; alone they do not say that it is one.
_PURPOSES_OF_ISSUERS = re.compile(rf"{_ISSUER_PURPOSES.pattern}|^登记专用章")
_PERSONAL = re.compile(r"^[㐀-鿿·]{1,5}(之印|印章|印鉴|印信|私章|印|章)$")
_TRAILING = re.compile(r"(专用章|公章|印章|[(](\d+|[一二三四五六七八九十]+)[)]|\d+)$")
# Marks that say what a copy is for, or that it is a true one: nobody's stamp in particular.
_NOTE = re.compile(r"仅供|专供|仅限|仅用于|复印|与原件|此件与|再次复印")
# A special stamp, also when its purpose was read in part.
_SPECIAL = re.compile(r"专用|用章|[^公印名]章$")
# What stands below the star of a department's stamp.
_DEPARTMENT = re.compile(r"(部|科|处|室|项目|工会|仓库)$")
_PURPOSE_BEHIND = re.compile(r"(?:财务|发票|合同|业务)专用章?$|(?:财务|发票|合同)用?章$")
_PURPOSES = {
    StampKind.INVOICE: ("发票专用", "发票"),
    StampKind.FINANCE: ("财务专用", "财务"),
    StampKind.CONTRACT: ("合同专用", "合同"),
}
# Mean probability of the characters from which a name counts as read. To call a stamp somebody else's takes more than
# to find a known name in it, for a misread name is somebody else's, too.
_LEGIBLE, _LEGIBLE_OTHER = 0.8, 0.9
# Words of the issuer lexicon are long; misread characters do not fall into them by chance.
_LEGIBLE_LEXICON = 0.6
_NEAR = 0.75
# Names alike in nothing but their generic words (网络科技有限公司) are not near; what is left must be this much alike.
_AKIN = 0.5
_WORDS = "(?:网络|信息|数字|数据|智能|电子|生物|文化|教育|传媒|商务|商贸|贸易|实业|工程|咨询|服务|管理|科技|技术|发展)*"
_COMPANY = "(?:股份|集团|控股)*有限(?:责任)?公司"
_GENERIC = re.compile(f"{_WORDS}{_COMPANY}.*$")
_FORM = re.compile(f"{_WORDS}(?:{_COMPANY}|(?:农民)?专业合作社|合伙企业(?:[(].{{2,4}}合伙[)])?)")


def fold(text: str) -> str:
    """Return the words as names are compared here: `text.fold_name`, and middle dots left out, as engravers do."""
    return fold_name(text).replace(MIDDLE_DOT, "")


def generic_places(name: str) -> frozenset[int]:
    """Return the places in the folded name that say a legal form or a trade, as thousands of other names do."""
    return frozenset(place for match in _FORM.finditer(fold(name)) for place in range(*match.span()))


def similarity(one: str, other: str) -> float:
    """Return how alike two names are after folding, 0 to 1; 1 only when they are the same."""
    return float(Levenshtein.normalized_similarity(fold(one), fold(other)))


def kind_of(text: str, shape: StampShape) -> StampKind:
    """Return what the stamp is for, by its words; the shape helps only to tell a person's name from a unit's.

    A special stamp of a department or of a use not listed in the contract is `UNKNOWN`: it is not the official one.
    """
    folded = fold(text)
    if not folded or is_note(text):
        return StampKind.UNKNOWN
    for kind, words in _PURPOSES.items():
        if any(word in folded for word in words):
            return kind
    if _DEPARTMENT.search(fold(text.partition(" ")[2])):
        return StampKind.UNKNOWN
    if _SPECIAL.search(folded):
        return (
            StampKind.OFFICIAL
            if _PURPOSES_OF_ISSUERS.search(fold(text.partition(" ")[2]) or folded)
            and _issuer_in(fold(text.partition(" ")[0]))
            else StampKind.UNKNOWN
        )
    if shape in (StampShape.SQUARE, StampShape.OTHER) or len(folded) <= 5:
        personal = _PERSONAL.match(folded) or (shape is StampShape.SQUARE and 2 <= len(folded) <= 4)
        return StampKind.PERSONAL if personal else StampKind.UNKNOWN
    return StampKind.OFFICIAL


def owner_of(text: str, names: Sequence[str], confidence: float) -> StampOwner:
    """Return whose stamp it is, by its words.

    Args:
        text: the arc's words, then a blank and the straight words where there are any.
        names: names the document itself carries, or the form's; one of them makes the stamp the sponsor's when the arc
            says exactly that name.
        confidence: 0 to 1, of the reading.
    """
    arc = fold(text.split(" ")[0]) if text else ""
    whole = fold(text)
    if not whole:
        return StampOwner.UNREAD
    if is_note(text):
        return StampOwner.OTHER if confidence >= _LEGIBLE_LEXICON else StampOwner.UNREAD
    folded = [f for f in (fold(name) for name in names) if f]
    if arc in folded or whole in folded:
        return StampOwner.SPONSOR if confidence >= _LEGIBLE else StampOwner.UNREAD
    if _without_purpose(arc) in folded:
        return StampOwner.SPONSOR if confidence >= _LEGIBLE else StampOwner.UNREAD
    if any(_is_near(arc, name) or _is_near(whole, name) for name in folded):
        # Units are named after the place that registered them; it must be out of the question that a name is cut off.
        sure = confidence >= _LEGIBLE_OTHER and _is_exact_issuer(arc)
        apart = not any(arc in name or _issuer_in(name) for name in folded)
        return StampOwner.REGISTRAR if sure and apart else StampOwner.UNREAD
    if confidence >= _LEGIBLE_LEXICON:
        authority = _authority(arc, whole, fold(text.partition(" ")[2]))
        if authority is not None:
            return authority
    if confidence < _LEGIBLE_OTHER or not _is_whole(arc, whole):
        return StampOwner.UNREAD
    return StampOwner.OTHER


def _without_purpose(arc: str) -> str:
    """Return an arc's words without what the stamp is for, which small seals engrave behind the name."""
    return _PURPOSE_BEHIND.sub("", arc)


def _authority(arc: str, whole: str, straight: str) -> StampOwner | None:
    """The issuing body or the registry that the words name, `UNREAD` for what is nearly a registry's name, or None."""
    if _issuer_in(arc) or _ISSUER_PURPOSES.search(whole):
        return StampOwner.REGISTRAR
    if _PURPOSES_OF_ISSUERS.search(straight) and any(name in arc for name in ISSUERS if len(name) >= _LONG):
        return StampOwner.REGISTRAR
    if any(name.casefold() in arc.casefold() for name in REGISTRIES):
        return StampOwner.REGISTRY
    return StampOwner.UNREAD if any(_is_nearly_in(arc, name) for name in REGISTRIES) else None


def is_note(text: str) -> bool:
    """Return whether the words remark on a copy (与原件一致, 仅供备案使用) and name nobody."""
    return _NOTE.search(fold(text)) is not None


def _is_near(text: str, name: str) -> bool:
    """Whether the words could be the name misread, cut off, or grown by a neighbour's."""
    if len(text) < 2:
        return False
    if similarity(text, name) >= _NEAR:
        return True
    stems = _GENERIC.sub("", text), _GENERIC.sub("", name)
    if all(stems) and fuzz.partial_ratio(*stems) < 100 * _AKIN:
        return False
    shorter = min(len(text), len(name))
    return shorter >= 3 and fuzz.partial_ratio(text, name) >= 100 * _NEAR and len(text) < 1.6 * len(name)


def _is_nearly_in(arc: str, name: str) -> bool:
    """Whether a registry's name is in the words but for its first character, or but for one that was misread."""
    if len(name) < 4 or name.isascii():
        return False
    pieces = [arc[start : start + len(name)] for start in range(max(len(arc) - len(name) + 1, 1))]
    return arc.startswith(name[1:]) or (len(name) > 4 and any(Levenshtein.distance(p, name) == 1 for p in pieces))


def _is_exact_issuer(arc: str) -> bool:
    listed = any(arc.endswith(name) and len(arc) > len(name) for name in ISSUERS)
    return listed or EXACT_ISSUER.search(arc) is not None


def _issuer_in(arc: str) -> bool:
    """Whether the arc ends in an issuing body, one of its offices, or breaks off within its name."""
    bare = _TRAILING.sub("", re.sub(r"(企业|个体|工商)?(登记|注册)?(专用章)$", "", arc))
    return any(_ends_in(bare, name) for name in ISSUERS) or EXACT_ISSUER.search(bare) is not None


def _ends_in(bare: str, name: str) -> bool:
    place = bare.rfind(name)
    if place > 0 or (place == 0 and len(name) >= 6):
        tail = bare[place + len(name) :]
        # Below a body whose name is long nothing is called 局 but its own branches, also when 分 was misread.
        is_branch = len(name) >= _LONG and tail.endswith("局") and len(tail) <= _LONGEST_BRANCH
        return not tail or is_branch or _OFFICE.fullmatch(tail) is not None
    if len(name) < _LONG:
        return False
    # One character misread in a long name of a body leaves no other body it could be.
    ending = bare[-len(name) :]
    if len(bare) > len(name) and Levenshtein.distance(ending, name) == 1 and ending[-1] == name[-1]:
        return True
    return any(bare.endswith(name[:length]) and len(bare) > length for length in range(len(name) - 2, len(name)))


def _is_whole(arc: str, whole: str) -> bool:
    """Whether the words look like a whole name and not like a piece of one."""
    bare = _TRAILING.sub("", arc)
    if _PERSONAL.match(whole) or "专用章" in whole:
        return len(whole) >= 2
    return len(bare) >= 5 and is_whole_name(bare)

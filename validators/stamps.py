"""Which of a document's stamps counts, and what is wrong when none does. Words decide; colour and shape never pass.

Source: domain notes 4.2, 4.3; scenarios 3-13, 47, 75.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts.documents import Document
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from extractors.stamp_words import fold, similarity
from validators.findings import ReasonCode, Severity
from validators.policy import Policy

# Words of imprints that are no seal of anybody: 与原件一致, 仅供备案使用, 复印件, 档案查询.
_NOTES = ("与原件", "仅供", "复印", "档案查询")
_SPECIAL = (StampKind.CONTRACT, StampKind.FINANCE, StampKind.INVOICE)
# What a stamp's centre says when it is that of a department, or for one use only.
_PART_OF_UNIT = re.compile("部|科$|处$|室$|专用|作废|项目|检验|办事|仓库|收讫|工会")
# A reading this close to the sponsor's name is a variant of it or a misreading, and for a person to tell.
_NEAR = 0.75
# Flaws that can hide a stamp.
_HIDING = {"image.blurred", "image.too_small", "image.glare", "image.cropped"}


@dataclass(frozen=True)
class Objection:
    """Why no stamp counts, in Chinese, with the words of the stamps it is about."""

    reason: ReasonCode
    severity: Severity
    message: str
    advice: str
    found: str | None = None


def counting_stamp(document: Document, owners: tuple[StampOwner, ...], policy: Policy) -> Stamp | None:
    """Return the red official stamp of one of these owners; None when there is none."""
    return next(
        (
            stamp
            for stamp in document.stamps
            if stamp.owner in owners
            and is_official(stamp)
            and stamp.colour is StampColour.RED
            and stamp.confidence >= policy.confidence.agree.value
        ),
        None,
    )


def is_official(stamp: Stamp) -> bool:
    """Return whether it is the seal of the whole unit: by its kind, and with no department or use in its centre."""
    return stamp.kind is StampKind.OFFICIAL and not _PART_OF_UNIT.search(fold(stamp.text.partition(" ")[2]))


def objection(document: Document, sponsor: str, policy: Policy) -> Objection:
    """Return why none of the stamps counts as the sponsor's; doubts come before certainties.

    The order matters: an unread red stamp may be the right one, so it keeps others from being held against the filer.
    """
    stamps = [stamp for stamp in document.stamps if not any(word in fold(stamp.text) for word in _NOTES)]
    for question in (_about_unread, _about_own, _about_others):
        found = question(document, stamps, sponsor, policy)
        if found is not None:
            return found
    return _missing(document, stamps)


def _about_unread(document: Document, stamps: list[Stamp], sponsor: str, policy: Policy) -> Objection | None:
    """Object to stamps that may be the sponsor's: nearly its name, or not read."""
    personal = [stamp for stamp in stamps if _is_name_stamp(stamp, policy)]
    unread = [stamp for stamp in stamps if stamp.owner is StampOwner.UNREAD and stamp not in personal]
    near = [stamp for stamp in unread if stamp.confidence >= _NEAR and _is_near(stamp.text, sponsor)]
    if near:
        found = near[0].text
        message = f"印章文字“{found}”与主办单位名称相近但不相同"
        advice = f"请人工核对印章是否为“{sponsor}”的公章"
        return Objection(ReasonCode.STAMP_WRONG_OWNER, Severity.REVIEW, message, advice, found)
    if any(stamp.colour is not StampColour.BLACK for stamp in unread) or (unread and document.quality.is_colour):
        message, advice = "印章文字未能识别", f"请人工查看印章是否为“{sponsor}”的公章"
        return Objection(ReasonCode.STAMP_UNREAD, Severity.REVIEW, message, advice, _words(unread))
    if unread and not any(stamp.owner is StampOwner.SPONSOR for stamp in stamps):
        return _copied(_words(unread), Severity.FAIL)
    return None


def _about_own(document: Document, stamps: list[Stamp], sponsor: str, policy: Policy) -> Objection | None:
    """Object to the sponsor's own stamps: not red, not the official one, not read well enough."""
    del document, sponsor
    own = [stamp for stamp in stamps if stamp.owner is StampOwner.SPONSOR]
    official = [stamp for stamp in own if is_official(stamp)]
    if any(stamp.colour is StampColour.RED for stamp in official):
        message, advice = "印章文字识别把握不足", "请人工查看印章"
        return Objection(ReasonCode.STAMP_UNREAD, Severity.REVIEW, message, advice, _words(official))
    if official:
        certain = any(
            stamp.colour is StampColour.BLACK and stamp.confidence >= policy.confidence.accept.value
            for stamp in official
        )
        return _copied(_words(official), Severity.FAIL if certain else Severity.REVIEW)
    special = [stamp for stamp in own if stamp.kind in (*_SPECIAL, StampKind.PERSONAL)]
    if own:
        certain = len(special) == len(own) and max(s.confidence for s in own) >= policy.confidence.accept.value
        return _wrong_kind(_words(own), Severity.FAIL if certain else Severity.REVIEW)
    return None


def _about_others(document: Document, stamps: list[Stamp], sponsor: str, policy: Policy) -> Objection | None:
    """Object to stamps of others; registrars and registries stamp what they issue, and that is no objection."""
    del document
    others = [stamp for stamp in stamps if stamp.owner is StampOwner.OTHER or _is_name_stamp(stamp, policy)]
    units = [stamp for stamp in others if stamp.kind is not StampKind.PERSONAL]
    if units:
        certain = max(stamp.confidence for stamp in units) >= policy.confidence.accept.value
        found = _words(units)
        message = f"印章属于其他主体：“{found}”"
        advice = f"请加盖“{sponsor}”的公章后重新上传"
        severity = Severity.FAIL if certain else Severity.REVIEW
        return Objection(ReasonCode.STAMP_WRONG_OWNER, severity, message, advice, found)
    if not others:
        return None
    certain = max(stamp.confidence for stamp in others) >= policy.confidence.accept.value
    return _wrong_kind(_words(others), Severity.FAIL if certain else Severity.REVIEW)


def _missing(document: Document, stamps: list[Stamp]) -> Objection:
    """Object to a document that carries no stamp, or its issuer's only."""
    issuers = [stamp for stamp in stamps if stamp.owner in (StampOwner.REGISTRAR, StampOwner.REGISTRY)]
    hidden = not stamps and _HIDING.intersection(document.quality.issues)
    only = f"，仅有发证机构印章“{_words(issuers)}”" if issuers else ""
    message = f"未加盖主办单位公章{only}"
    advice = "图片质量不足，请人工查看是否盖章" if hidden else "请在复印件上加盖单位公章（红色）后重新上传"
    severity = Severity.REVIEW if hidden else Severity.FAIL
    return Objection(ReasonCode.STAMP_MISSING, severity, message, advice, _words(issuers))


def _copied(found: str | None, severity: Severity) -> Objection:
    message, advice = "印章不是红色，疑似复印的印章", "请在复印件上加盖红色公章后重新上传"
    return Objection(ReasonCode.STAMP_NOT_RED, severity, message, advice, found)


def _wrong_kind(found: str | None, severity: Severity) -> Objection:
    message, advice = f"加盖的不是单位公章：“{found}”", "请加盖单位公章（合同、财务、发票专用章和名章无效）"
    return Objection(ReasonCode.STAMP_WRONG_KIND, severity, message, advice, found)


def _is_name_stamp(stamp: Stamp, policy: Policy) -> bool:
    """Return whether it is a square stamp that was read, and read as the name of a person."""
    is_square = stamp.kind is StampKind.PERSONAL and stamp.shape is StampShape.SQUARE
    return is_square and stamp.confidence >= policy.confidence.accept.value


def _is_near(text: str, sponsor: str) -> bool:
    arc = text.split(" ")[0]
    pair = fold(arc), fold(sponsor)
    contained = len(fold(arc)) >= 6 and (pair[0] in pair[1] or pair[1] in pair[0])
    return contained or similarity(arc, sponsor) >= _NEAR


def _words(stamps: list[Stamp]) -> str | None:
    return "、".join(dict.fromkeys(stamp.text for stamp in stamps if stamp.text)) or None

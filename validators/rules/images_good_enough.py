"""Are the pictures good enough, where it matters?

What could be read in full is sharp enough. A flaw counts when it keeps something needed from being read, or when the
policy objects to it as such. Domain certificates and sheets come into being on screens, and have no colour to lose.

Basis: HW-MAT, HW-REJ, TX-REJ; scenarios 9, 63, 65, 66.
Fails: glare over the name.
Passes: a small picture from which everything was read.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, skipped, unsure
from validators.policy import ImageAnswer
from validators.requirements import Material
from validators.trust import well_read

_CODE = CheckCode.IMAGE_GOOD_ENOUGH
_WORDS = {
    ReasonCode.IMAGE_BLURRED: "图片模糊",
    ReasonCode.IMAGE_TOO_SMALL: "图片分辨率过低",
    ReasonCode.IMAGE_GLARE: "图片反光",
    ReasonCode.IMAGE_CROPPED: "图片边角不完整",
    ReasonCode.IMAGE_SCREEN_PHOTO: "疑似翻拍屏幕",
    ReasonCode.IMAGE_WATERMARK: "图片有其他用途的水印或水印遮挡内容",
    ReasonCode.IMAGE_BLACK_AND_WHITE: "图片为黑白",
}
_FROM_SCREENS = (Kind.DOMAIN_CERTIFICATE, Kind.VERIFICATION_SHEET)
_NEEDED: dict[Kind, tuple[Field, ...]] = {
    **dict.fromkeys(UNIT_CERTIFICATES, (Field.NAME, Field.ADDRESS)),
    Kind.ID_CARD_PORTRAIT: (Field.NAME, Field.ID_NUMBER),
    Kind.ID_CARD_EMBLEM: (Field.VALID_UNTIL,),
    **dict.fromkeys(labels.PERMITS, (Field.NUMBER, Field.VALID_UNTIL)),
    Kind.DOMAIN_CERTIFICATE: (Field.DOMAIN, Field.REGISTRANT, Field.EXPIRES_ON),
    Kind.VERIFICATION_SHEET: (Field.SPONSOR_NAME, Field.DOMAINS),
    Kind.PRE_APPROVAL: (Field.HOLDER, Field.VALID_UNTIL),
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every flaw of every document that serves a need."""
    for _, document in case.serving(*Material):
        for issue in dict.fromkeys(document.quality.issues):
            yield _finding(case, document, ReasonCode(issue))
        if not document.quality.issues:
            yield passed(_CODE, Place(document))


def _finding(case: Case, document: Document, issue: ReasonCode) -> Finding:
    place = Place(document)
    answer = case.policy.images.answer(issue)
    is_screens = issue is ReasonCode.IMAGE_SCREEN_PHOTO and document.kind in _FROM_SCREENS
    if is_screens or (issue is ReasonCode.IMAGE_BLACK_AND_WHITE and document.kind not in labels.IN_COLOUR):
        answer = ImageAnswer.IGNORE
    if answer is ImageAnswer.IGNORE:
        return skipped(_CODE, place, found=_WORDS[issue])
    message = f"{labels.KINDS[document.kind]}：{_WORDS[issue]}"
    what = "、".join(labels.field_label(document.kind, name) for name in _unread(case, document))
    # Words of a watermark can be read around by a person, and joined to the print by a reader.
    hides = bool(what) and issue is not ReasonCode.IMAGE_WATERMARK
    if answer is ImageAnswer.FAIL or hides:
        advice = "请重新拍摄或扫描，保证四角完整、清晰、无反光" + (f"（{what}无法辨认）" if what else "")
        return failed(_CODE, issue, message, advice, place, found=_WORDS[issue])
    if answer is ImageAnswer.REVIEW:
        return unsure(_CODE, issue, message, "请人工查看图片是否可用", place, found=_WORDS[issue])
    return passed(_CODE, place, found=_WORDS[issue])


def _unread(case: Case, document: Document) -> Iterator[Field]:
    """Yield the needed fields that were not read, or not well enough."""
    yield from (name for name in _NEEDED.get(document.kind, ()) if well_read(document, name, case.policy) is None)

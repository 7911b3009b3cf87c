"""What an objection to a document's stamps does, where the policy or the kind of document leaves room."""

from __future__ import annotations

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from validators import labels
from validators.case import Case
from validators.findings import ReasonCode, Severity
from validators.licences import is_sole_traders
from validators.policy import Answer, StampNeed
from validators.requirements import Material
from validators.stamps import Objection
from validators.trust import well_read

_ANSWERS = {Severity.FAIL: Answer.FAIL, Severity.REVIEW: Answer.REVIEW}


def answer_to(case: Case, document: Document, found: Objection, need: StampNeed) -> Answer:
    """Return what the objection does.

    A sole trader without a seal may have signed instead: what that does, the policy says, but a signature that was
    hardly seen is never accepted, and a stamp that may be hidden is no missing one. Whether a document that has
    no colour by nature is a copy or the original, only a person can tell.

    Source: JKQY, HW-PROV; scenario 54.
    """
    is_missing = found.reason is ReasonCode.STAMP_MISSING and found.severity is Severity.FAIL
    if is_missing and (signed := _signed_instead(case, document)):
        answer = case.policy.stamp_of_sole_trader.missing_but_signed.value
        is_sure = any(well_read(letter, Field.SIGNATURE_PRESENT, case.policy) for letter in signed)
        return Answer.REVIEW if answer is Answer.ACCEPT and not is_sure else answer
    if need is StampNeed.IF_COPY_OR_BW and document.kind not in labels.IN_COLOUR:
        return Answer.REVIEW
    return _ANSWERS[found.severity]


def _signed_instead(case: Case, document: Document) -> list[Document]:
    """Return what a sole trader signed of the document and the sheets: readers look for no signature on copies."""
    certificate = case.unit_certificate()
    if certificate is None or not is_sole_traders(certificate, case.policy):
        return []
    sheets = (sheet for _, sheet in case.serving(Material.VERIFICATION_SHEET))
    readings = ((signed, signed.fields.get(Field.SIGNATURE_PRESENT)) for signed in (document, *sheets))
    return [signed for signed, reading in readings if reading is not None and reading.value is True]

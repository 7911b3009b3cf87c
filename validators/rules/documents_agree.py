"""Do further copies of a document say the same as the one that is used?

Basis: domain notes 1.4 (the newest certificate is used) and 0.10; OWN.
Fails: two licences of one company with different addresses: a person must look at it.
Passes: 正本 and 副本 that agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.text import fold_name
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, unsure
from validators.trust import words_of

_CODE = CheckCode.DOCUMENTS_AGREE
_REASONS = {
    Field.NAME: ReasonCode.NAME_MISMATCH,
    Field.HOLDER: ReasonCode.NAME_MISMATCH,
    Field.SPONSOR_NAME: ReasonCode.NAME_MISMATCH,
    Field.CREDIT_CODE: ReasonCode.NUMBER_MISMATCH,
    Field.REGISTRATION_NUMBER: ReasonCode.NUMBER_MISMATCH,
    Field.ID_NUMBER: ReasonCode.NUMBER_MISMATCH,
    Field.NUMBER: ReasonCode.NUMBER_MISMATCH,
    Field.ADDRESS: ReasonCode.ADDRESS_MISMATCH,
    Field.LEGAL_REPRESENTATIVE: ReasonCode.PERSON_MISMATCH,
    Field.PERSON_IN_CHARGE: ReasonCode.PERSON_MISMATCH,
    Field.DOMAIN: ReasonCode.DOMAIN_MISMATCH,
    Field.REGISTRANT: ReasonCode.REGISTRANT_MISMATCH,
    Field.VALID_UNTIL: ReasonCode.VALIDITY_MISMATCH,
    Field.EXPIRES_ON: ReasonCode.VALIDITY_MISMATCH,
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every field that a further copy repeats."""
    seen: set[str] = set()
    for filled in case.filled:
        used = {document.kind: document for document in filled.found}
        for spare in filled.spares:
            if spare.id not in seen and spare.kind in used:
                seen.add(spare.id)
                yield from _compare(case, used[spare.kind], spare)


def _compare(case: Case, used: Document, spare: Document) -> Iterator[Finding]:
    for name, reason in _REASONS.items():
        expected, found = (words_of(document, name, case.policy) for document in (used, spare))
        if expected is None or found is None:
            continue
        place = Place(spare, name)
        if fold_name(expected) == fold_name(found):
            yield passed(_CODE, place, expected, found)
        else:
            label = labels.field_label(spare.kind, name)
            message = f"两份{labels.KINDS[spare.kind]}上的{label}不一致"
            advice = f"请人工核对 {used.file} 与 {spare.file}，以最新的证件为准"
            yield unsure(_CODE, reason, message, advice, place, expected, found)

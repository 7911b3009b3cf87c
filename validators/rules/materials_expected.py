"""Is there anything that nobody asked for, and that points to another filer?

Letters, photographs and certificates of further domains do no harm. The legal representative's card is welcome.

Basis: OWN (a stranger's certificate among the files is for a person to explain).
Fails: an ID card of somebody the form does not name: a person must look at it.
Passes: the card of the legal representative beside that of the person in charge.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from validators import labels
from validators.assignment import is_recognised
from validators.case import Case
from validators.compare import same_person
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, skipped, unsure
from validators.trust import Outcome, weigh

_CODE = CheckCode.MATERIAL_EXPECTED
_TELLING = {*UNIT_CERTIFICATES, *labels.PERSON_CARDS, Kind.VERIFICATION_SHEET}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every recognised document that serves no need."""
    # Where nothing is filed here, nothing is asked for, and `services_filed_here` says so.
    for document in case.documents if case.filled else ():
        if not is_recognised(document, case.form, case.policy) or case.is_used(document):
            continue
        if document.kind in _TELLING and not _is_legal_representatives(case, document):
            message = f"{labels.KINDS[document.kind]}（{document.file}）不属于本次备案所需的材料"
            advice = "请人工查看该材料与本次备案的关系；如误传请删除"
            yield unsure(_CODE, ReasonCode.MATERIAL_UNEXPECTED, message, advice, Place(document))
        else:
            yield skipped(_CODE, Place(document), found=document.kind)


def _is_legal_representatives(case: Case, document: Document) -> bool:
    certificate = case.unit_certificate()
    name = certificate.text(Field.LEGAL_REPRESENTATIVE) if certificate else None
    if name is None or document.kind not in labels.PERSON_CARDS:
        return False
    return weigh(document, Field.NAME, name, same_person, case.policy) is Outcome.AGREES

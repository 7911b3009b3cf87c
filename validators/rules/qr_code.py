"""Does the QR code on a certificate say what is printed beside it?

Code and print come from one printer. A code that names another unit is a picture put together, a code of another
document in the picture, or a misreading: a person must look at it. Most codes say nothing openly, and then nothing
is asked; whether the address they hold answers is not, either: nothing is looked up.

Basis: domain notes 3.1 (QR content: an address of gsxt.gov.cn; compare its code or name where it can be decoded); OWN.
Fails: a licence whose code leads to another credit code.
Passes: a code with the credit code that is printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.qr_words import claims
from validators import labels
from validators.case import Case
from validators.compare import same_domain, same_name, same_number
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, skipped, unsure
from validators.requirements import Material
from validators.trust import words_of

_CODE = CheckCode.QR_CODE_AGREES
_QUESTIONS = {
    Field.CREDIT_CODE: (same_number, ReasonCode.NUMBER_MISMATCH),
    Field.REGISTRATION_NUMBER: (same_number, ReasonCode.NUMBER_MISMATCH),
    Field.NAME: (same_name, ReasonCode.NAME_MISMATCH),
    Field.DOMAIN: (same_domain, ReasonCode.DOMAIN_MISMATCH),
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for everything that the codes of the sponsor's and the domains' certificates say."""
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE, Material.DOMAIN_CERTIFICATE):
        said = [claim for code in document.qr_codes for claim in claims(code.text).items()]
        for name, value in dict.fromkeys(said):
            yield _finding(case, document, name, value)


def _finding(case: Case, document: Document, name: Field, said: str) -> Finding:
    """Return whether the print says the same; the code's word is `found`."""
    compare, reason = _QUESTIONS[name]
    place, printed = Place(document, name), words_of(document, name, case.policy)
    if printed is None:  # whatever needs it asks for it
        return skipped(_CODE, place, found=said)
    if compare(printed, said).same:
        return passed(_CODE, place, printed, said)
    label, kind = labels.field_label(document.kind, name), labels.KINDS[document.kind]
    message = f"{kind}上印刷的{label}与二维码中的不一致"
    advice = f"请人工核对{place.words}：证面为“{printed}”，二维码为“{said}”；识别错误、图中另有证件或证件存疑"
    return unsure(_CODE, reason, message, advice, place, printed, said)

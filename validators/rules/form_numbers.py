"""Do the certificate numbers on the form pass their own check digits?

A number that a document bears out, letter by letter, is for a person: then both are odd, or the number is genuine.

Basis: GB 32100, GB 11643, GB 11714, GS15-2006; scenarios 19, 20, 34.
Fails: a credit code with one character mistyped.
Passes: 91350100M000100Y43.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.form import CertificateType
from validators import labels
from validators.case import Case
from validators.certificate_numbers import can_be
from validators.compare import same_number
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import failed, passed, skipped, unsure
from validators.requirements import filed_services, service_person, sponsor_person
from validators.trust import Outcome, weigh

_CODE = CheckCode.FORM_NUMBER_VALID
_NUMBER_FIELDS = (Field.CREDIT_CODE, Field.REGISTRATION_NUMBER, Field.ID_NUMBER, Field.NUMBER)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every number on the form, each once; a unit's only where its type is a unit's."""
    form, holders = case.form, dict[tuple[CertificateType, str], list[str]]()
    persons = [sponsor_person(form), *(service_person(form, service) for service in filed_services(form))]
    stated = [(f"负责人“{person.name}”", person.certificate) for person in persons if person is not None]
    if form.sponsor.certificate.type in case.policy.sponsor.unit_certificates.value:
        stated.insert(0, (f"主办者“{form.sponsor.name}”", form.sponsor.certificate))
    for holder, certificate in stated:
        holders.setdefault((certificate.type, certificate.number), []).append(holder)
    for (kind, number), names in holders.items():
        yield _finding(case, "、".join(dict.fromkeys(names)), kind, number)


def _finding(case: Case, whose: str, kind: CertificateType, number: str) -> Finding:
    valid = can_be(kind, number)
    if valid is None:
        return skipped(_CODE, found=number)
    if valid:
        return passed(_CODE, found=number)
    label = labels.CERTIFICATES[kind]
    message = f"备案信息中{whose}的{label}号码“{number}”校验不通过"
    reading = next(filter(None, (_borne_out(case, document, number) for document in case.documents)), None)
    if reading is not None:
        advice = f"{reading.file}上的号码与填写一致但同样校验不通过，请人工核对原件"
        return unsure(_CODE, ReasonCode.FORM_NUMBER_INVALID, message, advice, found=number)
    return failed(_CODE, ReasonCode.FORM_NUMBER_INVALID, message, f"请对照{label}更正号码", found=number)


def _borne_out(case: Case, document: Document, number: str) -> Document | None:
    """Return the document, if it carries that very number."""
    outcomes = (weigh(document, name, number, same_number, case.policy) for name in _NUMBER_FIELDS)
    return document if Outcome.AGREES in outcomes else None

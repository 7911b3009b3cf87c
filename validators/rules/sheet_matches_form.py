"""Does the verification sheet name the form's sponsor, domains and person in charge?

Basis: AVOS, HY-FORM (name and domain are filled in), SEED 一.1.
Fails: a sheet for another sponsor, or without one of the domains.
Passes: a sheet that names all three as the form does.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.form import Service
from validators.assignment import Filled
from validators.case import Case
from validators.compare import same_domain, same_name, same_person
from validators.findings import CheckCode, Finding, ReasonCode
from validators.identity import domains_on
from validators.outcomes import Place, failed, matches_form, passed, unread, unsure
from validators.requirements import Material, filed_services
from validators.trust import can_object, text_of, well_read

_PERSON = CheckCode.PERSON_MATCHES_FORM


def check(case: Case) -> Iterator[Finding]:
    """Yield findings for every service and its sheet."""
    for filled in case.filled:
        if filled.need.name is Material.VERIFICATION_SHEET and filled.found:
            yield from _about(case, filled, filled.found[0])


def _about(case: Case, filled: Filled, sheet: Document) -> Iterator[Finding]:
    service, person = filled.need.service, filled.need.person
    sponsor, policy = case.form.sponsor.name, case.policy
    code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
    yield matches_form(code, reason, sheet, Field.SPONSOR_NAME, sponsor, same_name, policy)
    if service is not None:
        yield from _domains(case, sheet, service)
        if Field.SERVICE_NAME in sheet.fields:
            yield matches_form(code, reason, sheet, Field.SERVICE_NAME, service.name, same_name, policy)
    # Not every provider's sheet has a row for the person's name; all have one for the signature.
    name = Field.PERSON_IN_CHARGE
    if person is not None and (name in sheet.fields or name in sheet.unread):
        yield matches_form(_PERSON, ReasonCode.PERSON_MISMATCH, sheet, name, person.name, same_person, policy)


def _domains(case: Case, sheet: Document, service: Service) -> Iterator[Finding]:
    """Yield whether each domain of the service stands on the sheet."""
    code, reason, name = CheckCode.DOMAIN_MATCHES_FORM, ReasonCode.DOMAIN_MISMATCH, Field.DOMAINS
    reading = sheet.fields.get(name)
    place, found = Place(sheet, name), text_of(reading)
    for domain in service.domains:
        if well_read(sheet, name, case.policy) is None:
            yield unread(code, sheet, name, domain)
            continue
        comparisons = [same_domain(written, domain) for written in domains_on(sheet)]
        if any(comparison.same for comparison in comparisons):
            yield passed(code, place, domain, found)
        elif any(comparison.near for comparison in comparisons) or not can_object(sheet, name, case.policy):
            message, advice = f"核验单上的域名与“{domain}”疑似不一致", "请人工核对核验单上的域名"
            yield unsure(code, reason, message, advice, place, domain, found)
        else:
            message, advice = f"核验单上没有域名“{domain}”", "请补写域名，或更正备案信息后重新提交"
            yield failed(code, reason, message, advice, place, domain, found)
    for written in domains_on(sheet):
        if not any(same_domain(written, d).same for s in filed_services(case.form) for d in s.domains):
            message, advice = f"核验单上的域名“{written}”不在备案信息中", "请人工核对是否漏报域名"
            yield unsure(code, reason, message, advice, place, found=written)

"""Is the domain certificate for the form's domain, and held by the sponsor?

Basis: SEED 一.7, TX-REJ; HW-PREP, NM, HUN (other holders, by province); scenarios 42, 43, 45.
Fails: a certificate for another domain, or held by another company.
Passes: the same domain as an A-label; the sponsor's name with other brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from validators.case import Case
from validators.compare import same_domain, same_name, same_person
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, matches_form
from validators.policy import Answer
from validators.requirements import Material, sponsor_person
from validators.trust import Outcome, text_of, weigh, words_of

_OWNER = CheckCode.REGISTRANT_IS_SPONSOR


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on every domain certificate that serves a domain of the form."""
    for filled, document in case.serving(Material.DOMAIN_CERTIFICATE):
        code, reason = CheckCode.DOMAIN_MATCHES_FORM, ReasonCode.DOMAIN_MISMATCH
        expected = filled.need.subject or ""
        yield matches_form(code, reason, document, Field.DOMAIN, expected, same_domain, case.policy)
        yield _registrant(case, document)


def _registrant(case: Case, document: Document) -> Finding:
    sponsor, reason = case.form.sponsor.name, ReasonCode.REGISTRANT_MISMATCH
    if Field.REGISTRANT not in document.fields and Field.REGISTRANT_LATIN in document.fields:
        name = Field.REGISTRANT_LATIN
        return matches_form(_OWNER, reason, document, name, sponsor, same_name, case.policy, excused=True)
    compare = same_name if case.is_unit else same_person
    found = text_of(document.fields.get(Field.REGISTRANT))
    place = Place(document, Field.REGISTRANT)
    if weigh(document, Field.REGISTRANT, sponsor, compare, case.policy) is Outcome.DIFFERS and case.is_unit:
        for person, whose, answer in _other_holders(case):
            if weigh(document, Field.REGISTRANT, person, same_person, case.policy) is Outcome.AGREES:
                message = f"域名持有者为{whose}“{person}”，不是主办单位"
                advice = "请人工按省份规定判断，或将域名过户至主办单位"
                return answered(answer, _OWNER, reason, message, advice, place, sponsor, found)
    return matches_form(_OWNER, reason, document, Field.REGISTRANT, sponsor, compare, case.policy)


def _other_holders(case: Case) -> Iterator[tuple[str, str, Answer]]:
    """Yield the people who may hold a unit's domain, and what the policy makes of it."""
    person = sponsor_person(case.form)
    if person is not None:
        yield person.name, "主体负责人", case.policy.domain.held_by_person_in_charge.value
    certificate = case.unit_certificate()
    name = words_of(certificate, Field.LEGAL_REPRESENTATIVE, case.policy) if certificate else None
    if name is not None:
        yield name, "法定代表人", case.policy.domain.held_by_legal_representative.value

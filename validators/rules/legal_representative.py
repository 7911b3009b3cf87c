"""Is the person in charge the unit's legal representative, or does a letter authorise them?

Basis: TX-SUBJ, HW-PROV (by province); scenarios 27, 28, 76.
Fails: another person and no letter: a person must look at it, unless the policy says otherwise.
Passes: the legal representative is in charge.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts import Document, Field, Kind
from extractors.form import Person
from validators.case import Case
from validators.compare import same_person
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, passed, unread, unsure
from validators.policy import Answer, LegalRepresentative
from validators.requirements import filed_services, person_key, service_person, sponsor_person
from validators.trust import Outcome, text_of, weigh

_CODE, _REASON = CheckCode.AUTHORIZATION_SUFFICES, ReasonCode.AUTHORIZATION_MISSING
_NAME = Field.LEGAL_REPRESENTATIVE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every person who has to be, or to be authorised by, the legal representative."""
    certificate = case.unit_certificate()
    if certificate is not None:
        for person, rule in people_in_question(case):
            yield _finding(case, certificate, person, rule)


def people_in_question(case: Case) -> Iterator[tuple[Person, LegalRepresentative]]:
    """Yield each person in charge with what the policy asks of them, where it asks anything."""
    rules = case.policy.person
    sponsor = sponsor_person(case.form)
    people = [(sponsor, rules.sponsor_vs_legal_representative.value)]
    people += [
        (service_person(case.form, s), rules.service_vs_legal_representative.value) for s in filed_services(case.form)
    ]
    seen: set[tuple[str, str]] = set()
    for person, rule in people:
        if case.is_unit and person and rule is not LegalRepresentative.FREE and person_key(person) not in seen:
            seen.add(person_key(person))
            yield person, rule


def needs_letter(case: Case, person: Person) -> bool:
    """Return whether it was read that the legal representative is somebody else."""
    certificate = case.unit_certificate()
    outcome = weigh(certificate, _NAME, person.name, same_person, case.policy) if certificate else Outcome.UNREAD
    return outcome in (Outcome.DIFFERS, Outcome.NEARLY)


def _finding(case: Case, certificate: Document, person: Person, rule: LegalRepresentative) -> Finding:
    outcome = weigh(certificate, _NAME, person.name, same_person, case.policy)
    found = text_of(certificate.fields.get(_NAME))
    place = Place(certificate, _NAME)
    if outcome is Outcome.UNREAD:
        return unread(_CODE, certificate, _NAME, person.name)
    if outcome is Outcome.AGREES:
        return passed(_CODE, place, person.name, found)
    if outcome is Outcome.NEARLY:
        message = f"负责人“{person.name}”与证件上的法定代表人“{found}”疑似不一致"
        return unsure(_CODE, _REASON, message, "请人工核对姓名", place, person.name, found)
    if rule is not LegalRepresentative.SAME and case.recognised(Kind.AUTHORIZATION_LETTER):
        return passed(_CODE, place, person.name, found)
    answer = Answer.REVIEW if rule is LegalRepresentative.REVIEW else Answer.FAIL
    is_same = rule is LegalRepresentative.SAME
    message = f"负责人“{person.name}”不是法定代表人“{found}”" + ("" if is_same else "，且未提供授权书")
    advice = "请将负责人变更为法定代表人" + ("" if is_same else "，或上传法定代表人签署并加盖公章的授权书")
    return answered(answer, _CODE, _REASON, message, advice, place, person.name, found)

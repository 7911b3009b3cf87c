"""Is the person in charge the unit's legal representative, or does a letter authorise them?

Basis: TX-SUBJ, HW-PROV (by province); scenarios 27, 28, 76.
Fails: another person, and no letter that names them: a person must look at it, unless the policy says otherwise.
Passes: the legal representative is in charge; another person is, and a letter names them.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.form import Person
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.letters import letter_for, people_in_question, representation
from validators.outcomes import Place, answered, passed, unread, unsure
from validators.policy import Answer, LegalRepresentative
from validators.trust import Outcome, text_of

_CODE, _REASON = CheckCode.AUTHORIZATION_SUFFICES, ReasonCode.AUTHORIZATION_MISSING
_NAME, _PERSON = Field.LEGAL_REPRESENTATIVE, Field.PERSON_IN_CHARGE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every person who has to be, or to be authorised by, the legal representative."""
    certificate = case.unit_certificate()
    if certificate is not None:
        for person, rule in people_in_question(case):
            yield _finding(case, certificate, person, rule)


def _finding(case: Case, certificate: Document, person: Person, rule: LegalRepresentative) -> Finding:
    outcome = representation(case, person)
    found = text_of(certificate.fields.get(_NAME))
    place = Place(certificate, _NAME)
    if outcome is Outcome.UNREAD:
        return unread(_CODE, certificate, _NAME, person.name)
    if outcome is Outcome.AGREES:
        return passed(_CODE, place, person.name, found)
    if outcome is Outcome.NEARLY:
        message = f"负责人“{person.name}”与证件上的法定代表人“{found}”疑似不一致"
        return unsure(_CODE, _REASON, message, "请人工核对姓名", place, person.name, found)
    if rule is not LegalRepresentative.SAME:
        letter, named = letter_for(case, person)
        if letter is not None and named is Outcome.AGREES:
            return passed(_CODE, Place(letter, _PERSON), person.name, text_of(letter.fields[_PERSON]))
        if letter is not None:
            message = f"负责人“{person.name}”不是法定代表人“{found}”，授权书是否授权该负责人未能识别"
            advice = f"请人工查看授权书（{letter.file}）"
            return unsure(_CODE, _REASON, message, advice, Place(letter, _PERSON), person.name)
    return _without_letter(person, rule, place, found)


def _without_letter(person: Person, rule: LegalRepresentative, place: Place, found: str | None) -> Finding:
    answer = Answer.REVIEW if rule is LegalRepresentative.REVIEW else Answer.FAIL
    is_same = rule is LegalRepresentative.SAME
    message = f"负责人“{person.name}”不是法定代表人“{found}”" + ("" if is_same else "，且没有授权该负责人的授权书")
    advice = "请将负责人变更为法定代表人" + ("" if is_same else "，或上传法定代表人签署并加盖公章的授权书")
    return answered(answer, _CODE, _REASON, message, advice, place, person.name, found)

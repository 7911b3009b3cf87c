"""Does the authorization letter authorise the person in charge: right names, a signature, a recent date?

Only a letter that is needed is read; its stamp is looked at with the other stamps.

Basis: HW-MAT, TJ, JKQY (signed by hand, dated within a month); scenarios 28, 29, 29b.
Fails: a letter dated four months ago.
Passes: a signed letter of ten days ago that names the person in charge.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts import Document, Field, Kind, StampKind
from extractors.form import Person
from validators.case import Case
from validators.compare import same_name, same_person
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, matches_form, passed, unread, unsure
from validators.rules.legal_representative import needs_letter, people_in_question
from validators.trust import add_months, day_of, is_objecting_quality, text_of


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on the letter, for every person who needs one."""
    for letter, person in letters_needed(case):
        policy = case.policy
        name, person_field = Field.SPONSOR_NAME, Field.PERSON_IN_CHARGE
        code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
        yield matches_form(code, reason, letter, name, case.form.sponsor.name, same_name, policy)
        code, reason = CheckCode.PERSON_MATCHES_FORM, ReasonCode.PERSON_MISMATCH
        yield matches_form(code, reason, letter, person_field, person.name, same_person, policy)
        yield _signature(case, letter)
        yield _date(case, letter)


def letters_needed(case: Case) -> Iterator[tuple[Document, Person]]:
    """Yield each letter that is needed with the person it must authorise; one that names them goes first."""
    letters = case.recognised(Kind.AUTHORIZATION_LETTER)
    for person, _ in people_in_question(case):
        if letters and needs_letter(case, person):
            naming = (d for d in letters if same_person(d.text(Field.PERSON_IN_CHARGE) or "", person.name).same)
            yield next(naming, letters[0]), person


def _signature(case: Case, letter: Document) -> Finding:
    code, name = CheckCode.AUTHORIZATION_SIGNED, Field.SIGNATURE_PRESENT
    reading = letter.fields.get(name)
    place = Place(letter, name)
    if not is_objecting_quality(reading, case.policy):
        return unread(code, letter, name)
    if reading is not None and reading.value is True:
        return passed(code, place, found=text_of(reading))
    if any(stamp.kind is StampKind.PERSONAL for stamp in letter.stamps):
        message, advice = "授权书以名章代替签名", "请人工确认是否接受，或由法定代表人手写签名"
        return unsure(code, ReasonCode.AUTHORIZATION_UNSIGNED, message, advice, place)
    advice = "请由法定代表人手写签名后重新上传"
    return failed(code, ReasonCode.AUTHORIZATION_UNSIGNED, "授权书没有签名", advice, place)


def _date(case: Case, letter: Document) -> Finding:
    code, name = CheckCode.AUTHORIZATION_DATED, Field.ISSUED_ON
    place = Place(letter, name)
    if name not in letter.fields and name not in letter.unread and letter.fields:
        advice = "请填写签署日期后重新上传"
        return failed(code, ReasonCode.AUTHORIZATION_UNDATED, "授权书未写日期", advice, place)
    signed = day_of(letter, name, case.policy)
    if signed is None:
        return unread(code, letter, name)
    months = case.policy.person.letter_age_months.value
    earliest = add_months(case.form.submitted_on, -months)
    expected = f"{earliest} 至 {case.form.submitted_on}"
    if earliest <= signed <= case.form.submitted_on:
        return passed(code, place, expected, str(signed))
    message = f"授权书日期为 {signed}，不在提交前{months}个月内"
    reason, advice = ReasonCode.AUTHORIZATION_OUTDATED, "请重新出具授权书"
    build = failed if is_objecting_quality(letter.fields.get(name), case.policy) else unsure
    return build(code, reason, message, advice, place, expected, str(signed))

"""Is the authorization letter the sponsor's, signed, and of late?

Only a letter that is needed is looked at; whom it names is asked by `legal_representative`, its stamp by `stamped`.

Basis: HW-MAT, TJ, JKQY (signed by hand, dated within a month); scenarios 28, 29, 29b.
Fails: a letter dated four months ago.
Passes: a signed letter of ten days ago that names the person in charge.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts import Document, Field
from validators.case import Case
from validators.compare import same_name
from validators.findings import CheckCode, Finding, ReasonCode
from validators.letters import letters_needed
from validators.outcomes import Place, answered, failed, matches_form, passed, unread, unsure
from validators.signatures import signed
from validators.trust import Outcome, add_months, can_object, day_of


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on every letter that is needed and names the person who needs it."""
    for letter, named in letters_needed(case):
        if named is Outcome.AGREES:
            code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
            sponsor = case.form.sponsor.name
            yield matches_form(code, reason, letter, Field.SPONSOR_NAME, sponsor, same_name, case.policy)
            signed_code, unsigned = CheckCode.AUTHORIZATION_SIGNED, ReasonCode.AUTHORIZATION_UNSIGNED
            yield signed(letter, signed_code, unsigned, "法定代表人", case.policy)
            yield _date(case, letter)


def _date(case: Case, letter: Document) -> Finding:
    code, name = CheckCode.AUTHORIZATION_DATED, Field.ISSUED_ON
    place = Place(letter, name)
    if name not in letter.fields and name not in letter.unread:
        message, advice = "授权书上未见日期", f"请人工查看{place.words}的日期；如未填写，请补写后重新上传"
        answer = case.policy.person.undated_letter.value
        return answered(answer, code, ReasonCode.AUTHORIZATION_UNDATED, message, advice, place)
    written = day_of(letter, name, case.policy)
    if written is None:
        return unread(code, letter, name)
    months = case.policy.person.letter_age_months.value
    earliest = add_months(case.form.submitted_on, -months)
    expected = f"{earliest} 至 {case.form.submitted_on}"
    if earliest <= written <= case.form.submitted_on:
        return passed(code, place, expected, str(written))
    message = f"授权书日期为 {written}，不在提交前{months}个月内"
    reason, advice = ReasonCode.AUTHORIZATION_OUTDATED, f"请重新出具日期在 {expected} 的授权书"
    build = failed if can_object(letter, name, case.policy) else unsure
    return build(code, reason, message, advice, place, expected, str(written))

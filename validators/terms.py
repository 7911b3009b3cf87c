"""How a term of validity is judged, for certificates and domains alike; the rules say what is asked and in which words.

The day that counts is the day of submission. What ran out only between that day and the screening is for a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import LONG_TERM, LongTerm
from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from validators import labels
from validators.case import Case
from validators.compare import same_date
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, matches_form, passed, skipped, unread, unsure
from validators.trust import add_months, can_object, date_of, text_of


@dataclass(frozen=True)
class Term:
    """What is asked of a term.

    Attributes:
        months: calendar months that must be left.
        renew: what the filer is asked to do, in Chinese.
    """

    code: CheckCode
    expired: ReasonCode
    expiring: ReasonCode
    months: int
    renew: str


def certificate_term(case: Case) -> Term:
    """Return what is asked of certificates."""
    return Term(
        code=CheckCode.CERTIFICATE_IN_FORCE,
        expired=ReasonCode.CERTIFICATE_EXPIRED,
        expiring=ReasonCode.CERTIFICATE_EXPIRING,
        months=case.policy.validity.certificate_months.value,
        renew="请换发证件后重新上传",
    )


def in_force(case: Case, document: Document, name: Field, term: Term) -> Finding:
    """Return whether what the document says it is valid until lies far enough ahead."""
    until = date_of(document, name, case.policy)
    place = Place(document, name)
    submitted = case.form.submitted_on
    wanted = add_months(submitted, term.months)
    expected, found = f"不早于 {wanted}", text_of(document.fields.get(name))
    if until is None:
        return unread(term.code, document, name, expected)
    reason, message = _objection(document, until, submitted, term)
    # A domain's expiry stands on no form: nothing bears the reading out, so it must stand by itself to pass.
    if reason is None and not can_object(document, name, case.policy):
        return unread(term.code, document, name, expected)
    if until == LONG_TERM:
        return passed(term.code, place, expected, found)
    if reason is None:
        if until >= case.today:
            return passed(term.code, place, expected, found)
        message = f"{labels.KINDS[document.kind]}在提交之后已于 {until} 到期"
        return unsure(term.code, term.expired, message, "请人工确认是否需要换发", place, expected, found)
    if not can_object(document, name, case.policy):
        advice = f"请人工核对{place.words}的有效期"
        return unsure(term.code, reason, message, advice, place, expected, found)
    return failed(term.code, reason, message, term.renew, place, expected, found)


def _objection(
    document: Document, until: dt.date | LongTerm, submitted: dt.date, term: Term
) -> tuple[ReasonCode | None, str]:
    label = labels.KINDS[document.kind]
    if not isinstance(until, dt.date) or until >= add_months(submitted, term.months):
        return None, ""
    if until < submitted:
        return term.expired, f"{label}已于 {until} 到期"
    return term.expiring, f"{label}将于 {until} 到期，剩余有效期不足{term.months}个月"


def has_begun(case: Case, document: Document, name: Field) -> Iterator[Finding]:
    """Yield whether the first day of validity has come, where it was read."""
    begins = date_of(document, name, case.policy)
    submitted = case.form.submitted_on
    if not isinstance(begins, dt.date):
        return
    code, place = CheckCode.CERTIFICATE_IN_FORCE, Place(document, name)
    expected, found = f"不晚于 {submitted}", str(begins)
    if begins <= submitted:
        yield passed(code, place, expected, found)
        return
    message = f"{labels.KINDS[document.kind]}自 {begins} 起才生效"
    reason, advice = ReasonCode.CERTIFICATE_NOT_YET_VALID, "请上传当前有效的证件"
    build = failed if can_object(document, name, case.policy) else unsure
    yield build(code, reason, message, advice, place, expected, found)


def matches_stated(case: Case, document: Document, stated: dt.date | str | None, excused: bool = False) -> Finding:
    """Return whether the certificate's last day is the one the form states; no statement, no question."""
    code, name = CheckCode.VALIDITY_MATCHES_FORM, Field.VALID_UNTIL
    if stated is None:
        return skipped(code, Place(document, name))
    return matches_form(
        code, ReasonCode.VALIDITY_MISMATCH, document, name, str(stated), same_date, case.policy, excused=excused
    )

"""Is the unit's certificate in force, for long enough, and is its term the one the form states?

Since 2022-09-01 licences print no 营业期限; such a licence runs on. Some kinds of business never had one.

Basis: BL-TERM, HW-REJ, JKQY (three months left); scenarios 14-18, 77.
Fails: a term that ended, or ends in two months.
Passes: 长期; a licence of 2023 without a term.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.licences import has_no_term_line
from validators.outcomes import Place, failed, passed, skipped
from validators.requirements import Material
from validators.rules.certificate_matches_form import is_fresh
from validators.terms import certificate_term, has_begun, in_force, matches_stated
from validators.trust import day_of

_NO_TERM = "未印期限"


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on the term of the unit's certificate."""
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE):
        if document.kind in UNIT_CERTIFICATES:
            yield from has_begun(case, document, Field.VALID_FROM)
            if prints_no_term(case, document):
                yield from _without_term(case, document)
            else:
                yield in_force(case, document, Field.VALID_UNTIL, certificate_term(case))
                stated = case.form.sponsor.certificate.valid_until
                yield matches_stated(case, document, stated, excused=is_fresh(case, document))


def prints_no_term(case: Case, document: Document) -> bool:
    """Return whether it is known, not guessed, that this licence has no term printed on it.

    A law firm's never has one: it is endorsed every year instead (律师事务所管理办法).
    """
    if Field.VALID_UNTIL in document.fields or Field.VALID_UNTIL in document.unread:
        return False
    if document.kind is not Kind.BUSINESS_LICENCE:
        return document.kind is Kind.LAW_FIRM_LICENCE
    issued = day_of(document, Field.ISSUED_ON, case.policy)
    since = case.policy.validity.licence_term_not_printed_since.value
    return (issued is not None and issued >= since) or has_no_term_line(document, case.policy)


def _without_term(case: Case, document: Document) -> Iterator[Finding]:
    """Yield the findings where only the form can state a term."""
    place = Place(document, Field.VALID_UNTIL)
    stated = case.form.sponsor.certificate.valid_until
    if isinstance(stated, dt.date) and stated < case.form.submitted_on:
        message = f"备案信息填写的证件有效期 {stated} 已过"
        advice = "请更正备案信息中的证件有效期，或换发证件"
        reason = ReasonCode.CERTIFICATE_EXPIRED
        yield failed(CheckCode.CERTIFICATE_IN_FORCE, reason, message, advice, place, found=str(stated))
    else:
        yield passed(CheckCode.CERTIFICATE_IN_FORCE, place, found=_NO_TERM)
    yield skipped(CheckCode.VALIDITY_MATCHES_FORM, place, str(stated) if stated else None, _NO_TERM)

"""Does the unit's certificate say what the form says: name, number, address?

A certificate issued within the last months explains a form that has the old address; then a person decides.

Basis: REG-FMT (full name as on the licence), JKQY (address as on the licence); scenarios 18, 20, 24-26.
Fails: one character of the name differs, and was read with confidence.
Passes: only brackets, widths or blanks differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field
from extractors.numbers import credit_code
from validators.case import Case
from validators.compare import same_address, same_name, same_number
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, matches_form, skipped, unread
from validators.requirements import Material
from validators.trust import add_months, day_of


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on name, number and address."""
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE):
        if document.kind in UNIT_CERTIFICATES:
            sponsor = case.form.sponsor
            yield matches_form(
                CheckCode.NAME_MATCHES_FORM,
                ReasonCode.NAME_MISMATCH,
                document,
                Field.NAME,
                sponsor.name,
                same_name,
                case.policy,
            )
            yield _number(case, document)
            yield _address(case, document)


def _number(case: Case, document: Document) -> Finding:
    expected = case.form.sponsor.certificate.number
    printed = [name for name in (Field.CREDIT_CODE, Field.REGISTRATION_NUMBER) if name in document.fields]
    if not printed:
        return unread(CheckCode.NUMBER_MATCHES_FORM, document, Field.CREDIT_CODE, expected)
    name = printed[0]
    reading = document.fields[name]
    # A code that was read and is none was probably misread, whatever the engine thinks of it.
    misread = name is Field.CREDIT_CODE and not credit_code.is_valid(str(reading.value))
    code, mismatch = CheckCode.NUMBER_MATCHES_FORM, ReasonCode.NUMBER_MISMATCH
    return matches_form(code, mismatch, document, name, expected, same_number, case.policy, excused=misread)


def _address(case: Case, document: Document) -> Finding:
    expected = case.form.sponsor.certificate.address
    code, mismatch = CheckCode.ADDRESS_MATCHES_FORM, ReasonCode.ADDRESS_MISMATCH
    if expected is None:
        return skipped(code, Place(document, Field.ADDRESS))
    excused = is_fresh(case, document)
    return matches_form(code, mismatch, document, Field.ADDRESS, expected, same_address, case.policy, excused=excused)


def is_fresh(case: Case, document: Document) -> bool:
    """Return whether the certificate was issued so lately that the form may still have the old one's data."""
    issued = day_of(document, Field.ISSUED_ON, case.policy)
    since = add_months(case.form.submitted_on, -case.policy.validity.renewed_within_months.value)
    return issued is not None and since <= issued <= case.form.submitted_on

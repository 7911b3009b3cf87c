"""Does an individual's card carry the address of the form, where the form states one?

Basis: JKQY (证件住所与证件一致); domain notes 5.
Fails: another house number.
Passes: the same address; a form without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Field, Kind
from validators.case import Case
from validators.compare import same_address
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import matches_form
from validators.rules.person_matches_form import portraits


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every card whose address the form states."""
    for person, document in portraits(case):
        expected = person.certificate.address
        if expected is not None and document.kind is Kind.ID_CARD_PORTRAIT:
            code, reason = CheckCode.ADDRESS_MATCHES_FORM, ReasonCode.ADDRESS_MISMATCH
            yield matches_form(code, reason, document, Field.ADDRESS, expected, same_address, case.policy)

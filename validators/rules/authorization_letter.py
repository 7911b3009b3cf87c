"""Is the authorization letter the sponsor's, signed, and of late?

Only a letter that is needed is looked at; whom it names is asked by `legal_representative`, its stamp by `stamped`.

Basis: HW-MAT, TJ, JKQY (signed by hand, dated within a month); scenarios 28, 29, 29b.
Fails: a letter dated four months ago.
Passes: a signed letter of ten days ago that names the person in charge.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Field
from validators.case import Case
from validators.compare import same_name
from validators.findings import CheckCode, Finding, ReasonCode
from validators.letter_dates import DateCodes, dated
from validators.letters import letters_needed
from validators.outcomes import matches_form
from validators.signatures import signed
from validators.trust import Outcome

_DATE = DateCodes(CheckCode.AUTHORIZATION_DATED, ReasonCode.AUTHORIZATION_OUTDATED, ReasonCode.AUTHORIZATION_UNDATED)


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on every letter that is needed and names the person who needs it."""
    for letter, named in letters_needed(case):
        if named is Outcome.AGREES:
            code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
            sponsor = case.form.sponsor.name
            yield matches_form(code, reason, letter, Field.SPONSOR_NAME, sponsor, same_name, case.policy)
            signed_code, unsigned = CheckCode.AUTHORIZATION_SIGNED, ReasonCode.AUTHORIZATION_UNSIGNED
            yield signed(letter, signed_code, unsigned, "法定代表人", case.policy)
            yield dated(case, letter, _DATE)

"""Is the commitment letter the sponsor's, signed, and of late?

Asked only where the policy asks for the letter; its stamp is asked by `stamped`.

Basis: HW-MAT, JD-GD, JD-BJ (互联网信息服务备案承诺书, signed by hand by the legal representative or the individual),
JKQY (dated within about a month).
Fails: a letter of another unit; an empty signature field; a letter of four months ago.
Passes: a signed letter of the sponsor, of ten days ago; any letter where none is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Field
from validators.case import Case
from validators.compare import same_name
from validators.findings import CheckCode, Finding, ReasonCode
from validators.letter_dates import DateCodes, dated
from validators.outcomes import matches_form
from validators.requirements import Material
from validators.signatures import signed

_DATE = DateCodes(CheckCode.COMMITMENT_DATED, ReasonCode.COMMITMENT_OUTDATED, ReasonCode.COMMITMENT_UNDATED)


def check(case: Case) -> Iterator[Finding]:
    """Yield whose letter it is, where it says so, and whether it is signed."""
    signer = "法定代表人" if case.is_unit else "本人"
    for _, letter in case.serving(Material.COMMITMENT_LETTER):
        name, sponsor = Field.SPONSOR_NAME, case.form.sponsor.name
        # Individuals' letters have no line for a name, only one for the signature.
        if case.is_unit or name in letter.fields:
            code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
            yield matches_form(code, reason, letter, name, sponsor, same_name, case.policy)
        yield signed(letter, CheckCode.COMMITMENT_SIGNED, ReasonCode.COMMITMENT_UNSIGNED, signer, case.policy)
        yield dated(case, letter, _DATE)

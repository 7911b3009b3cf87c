"""Is an individual sponsor in charge of everything in person?

Basis: SEED 二 (one person's certificate and photograph are asked for).
Fails: an individual whose service somebody else is in charge of: a person must look at it.
Passes: an individual who names nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import passed, unsure
from validators.requirements import filed_services, person_key, sponsor_person

_CODE = CheckCode.PERSON_IS_SPONSOR


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for everybody named as in charge by an individual."""
    sponsor = sponsor_person(case.form)
    if case.is_unit or sponsor is None:
        return
    named = [case.form.sponsor.person_in_charge, *(s.person_in_charge for s in filed_services(case.form))]
    for person in dict.fromkeys(person for person in named if person is not None):
        if person_key(person) == person_key(sponsor):
            yield passed(_CODE, expected=sponsor.name, found=person.name)
        else:
            message = f"个人备案的负责人“{person.name}”与主办者“{sponsor.name}”的姓名或证件号码不一致"
            advice = "个人备案的负责人应为主办者本人，请人工核对或更正备案信息"
            reason = ReasonCode.PERSON_MISMATCH
            yield unsure(_CODE, reason, message, advice, expected=sponsor.name, found=person.name)

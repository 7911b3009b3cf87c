"""Does the domain run for long enough?

Basis: TX-PROV17, HW-PROV (three months left); scenario 44.
Fails: a domain that expired, or expires in two months.
Passes: a year left.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Field
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.requirements import Material
from validators.terms import Term, in_force


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every domain certificate."""
    term = Term(
        code=CheckCode.DOMAIN_IN_FORCE,
        expired=ReasonCode.DOMAIN_EXPIRED,
        expiring=ReasonCode.DOMAIN_EXPIRING,
        months=case.policy.validity.domain_months.value,
        renew="请续费域名并重新下载域名注册证书后上传",
    )
    for _, document in case.serving(Material.DOMAIN_CERTIFICATE):
        yield in_force(case, document, Field.EXPIRES_ON, term)

"""Are the certificate types stated on the form ones that the sponsor and the persons in charge may have?

Basis: SEED 一.2, 一.3, 二.2; TX-UNIT, FOX (accepted certificates); scenarios 38, 40.
Fails: an individual with a business licence.
Passes: a company with a business licence; a person with a passport.
"""

from __future__ import annotations

from collections.abc import Iterator

from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import failed, passed
from validators.requirements import filed_services, service_person, sponsor_person

_CODE, _REASON = CheckCode.CERTIFICATE_TYPE_SUITS, ReasonCode.CERTIFICATE_TYPE_UNSUITABLE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every type that sponsor or persons are stated to have."""
    rules = case.policy.sponsor
    persons = [sponsor_person(case.form), *(service_person(case.form, s) for s in filed_services(case.form))]
    accepted = rules.unit_certificates.value if case.is_unit else rules.person_certificates.value
    stated = {("主办者", case.form.sponsor.certificate.type): accepted}
    stated |= {("负责人", p.certificate.type): rules.person_certificates.value for p in persons if p is not None}
    for (whose, kind), suitable in stated.items():
        label = labels.CERTIFICATES[kind]
        if kind in suitable:
            yield passed(_CODE, found=kind)
        else:
            message = f"{label}不能作为{whose}的证件"
            advice = "请改用" + "、".join(labels.CERTIFICATES[other] for other in suitable)
            yield failed(_CODE, _REASON, message, advice, found=kind)

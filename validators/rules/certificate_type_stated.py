"""Are the certificate types stated on the form ones that the sponsor and the persons in charge may have?

Basis: SEED 一.2, 一.3, 二.2; TX-UNIT, FOX (accepted certificates); HW-PROV (no foreigners alone); scenarios 38, 40.
Fails: an individual with a business licence; in 河北 a person in charge with a passport: a person must look at it.
Passes: a company with a business licence; a person with a passport.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.form import CertificateType
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import answered, failed, passed
from validators.requirements import filed_services, is_persons, service_person, sponsor_person

_CODE, _REASON = CheckCode.CERTIFICATE_TYPE_SUITS, ReasonCode.CERTIFICATE_TYPE_UNSUITABLE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every type that sponsor or persons are stated to have."""
    rules = case.policy.sponsor
    persons = [sponsor_person(case.form), *(service_person(case.form, s) for s in filed_services(case.form))]
    accepted = rules.unit_certificates.value if case.is_unit else rules.person_certificates.value
    stated = {("主办者", case.form.sponsor.certificate.type): accepted}
    stated |= {("负责人", p.certificate.type): rules.person_certificates.value for p in persons if p is not None}
    for (whose, kind), suitable in stated.items():
        yield _finding(case, whose, kind, suitable)


def _finding(case: Case, whose: str, kind: CertificateType, suitable: tuple[CertificateType, ...]) -> Finding:
    label, expected = labels.CERTIFICATES[kind], "、".join(labels.CERTIFICATES[other] for other in suitable)
    if kind not in suitable:
        message, advice = f"{label}不能作为{whose}的证件", f"备案信息填写的是{label}，请改用{expected}"
        return failed(_CODE, _REASON, message, advice, expected=expected, found=label)
    is_mainland = kind is CertificateType.ID_CARD or not is_persons(kind)
    if is_mainland:
        return passed(_CODE, found=kind)
    message = f"{whose}持{label}，所在省份可能要求由持居民身份证的人员担任负责人"
    advice = "请人工按省份规定判断，或更换为持居民身份证的负责人并提供授权书"
    answer = case.policy.person.without_mainland_id.value
    wanted = labels.CERTIFICATES[CertificateType.ID_CARD]
    return answered(answer, _CODE, _REASON, message, advice, expected=wanted, found=label)

"""Does the form itself say who is in charge, and which domains a website has?

Basis: SEED 一, 二 (persons and domains of a website); contract, `form.invalid`.
Fails: a website without a domain; a unit that names no person in charge.
Passes: a website with a domain and a person in charge.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.form import FilingForm, Service, ServiceKind
from extractors.numbers import domain_name
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import failed, passed
from validators.requirements import filed_services


def check(case: Case) -> Iterator[Finding]:
    """Yield what the form leaves out, or one pass."""
    gaps = list(_gaps(case.form, case.is_unit))
    for gap in gaps:
        yield failed(CheckCode.FORM_VALID, ReasonCode.FORM_INVALID, gap, "请补全或更正备案信息后重新提交")
    if not gaps:
        yield passed(CheckCode.FORM_VALID)


def _gaps(form: FilingForm, is_unit: bool) -> Iterator[str]:
    if is_unit and form.sponsor.person_in_charge is None:
        yield "备案信息未填写主体负责人"
    for service in filed_services(form):
        if is_unit and service.person_in_charge is None:
            yield f"备案信息未填写“{service.name}”的负责人"
        yield from _domain_gaps(service)


def _domain_gaps(service: Service) -> Iterator[str]:
    if service.kind is ServiceKind.WEBSITE and not service.domains:
        yield f"备案信息未填写网站“{service.name}”的域名"
    for domain in service.domains:
        if not domain_name.is_valid(domain):
            yield f"备案信息中的域名“{domain}”格式不正确"

"""Is each service one that is filed, and filed through an access provider?

Basis: SEED (小程序、快应用由运行平台代为备案; 单机不联网的 APP 无需备案); scenario 71.
Fails: a mini-program; an app that never goes online.
Passes: a website.
"""

from __future__ import annotations

from collections.abc import Iterator

from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import failed, passed
from validators.requirements import FILED_BY_PLATFORM, is_filed_here

_CODE = CheckCode.SERVICE_TO_BE_FILED_HERE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every service."""
    for service in case.form.services:
        if is_filed_here(service):
            yield passed(_CODE, found=service.name)
        elif service.kind in FILED_BY_PLATFORM:
            kind = labels.SERVICES[service.kind]
            message = f"“{service.name}”为{kind}，应由其运行平台代为备案"
            advice = "请在微信、支付宝等运行平台提交备案，并从本次申请中删除该服务"
            yield failed(_CODE, ReasonCode.SERVICE_WRONG_CHANNEL, message, advice, found=kind)
        else:
            message = f"“{service.name}”为单机不联网的 APP，无需备案"
            advice = "请从本次申请中删除该服务；如实际联网，请更正备案信息"
            yield failed(_CODE, ReasonCode.SERVICE_NOT_REQUIRED, message, advice, found=service.name)

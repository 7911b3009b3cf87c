"""Is the unit's certificate one on paper, rather than an electronic licence shown on a screen?

Basis: HW-RULES, HW-REJ (电子营业执照); scenario 67.
Fails: a sheet titled 电子营业执照: a person must look at it, unless the policy says otherwise.
Passes: a scan of the licence.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import UNIT_CERTIFICATES
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, passed
from validators.requirements import Material

_ELECTRONIC = "电子"


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding on the unit's certificate."""
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE):
        if document.kind not in UNIT_CERTIFICATES:
            continue
        code, place = CheckCode.CERTIFICATE_ORIGINAL, Place(document)
        if _ELECTRONIC not in (document.title or ""):
            yield passed(code, place)
            continue
        message, advice = "上传的是电子证照", "请人工确认所在省份是否接受电子证照，或上传纸质证件的扫描件"
        answer = case.policy.sponsor.electronic_certificate.value
        reason = ReasonCode.CERTIFICATE_ELECTRONIC
        yield answered(answer, code, reason, message, advice, place, found=document.title)

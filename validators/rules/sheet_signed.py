"""Is the verification sheet signed?

Basis: CTRL, HY (signed by hand by the person in charge); scenario 52.
Fails: an empty signature field.
Passes: a signature.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Field
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, unread
from validators.requirements import Material
from validators.trust import can_object, text_of, well_read

_CODE = CheckCode.SHEET_SIGNED


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every sheet."""
    for _, sheet in case.serving(Material.VERIFICATION_SHEET):
        name = Field.SIGNATURE_PRESENT
        reading = well_read(sheet, name, case.policy)
        place, found = Place(sheet, name), text_of(reading)
        if reading is not None and reading.value is True:
            yield passed(_CODE, place, found=found)
        elif reading is not None and reading.value is False and can_object(sheet, name, case.policy):
            advice = "请由网站负责人手写签名后重新上传"
            yield failed(_CODE, ReasonCode.SHEET_UNSIGNED, "核验单没有负责人签名", advice, place, found=found)
        else:
            yield unread(_CODE, sheet, name)

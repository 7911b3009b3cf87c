"""Does the verification sheet bear a date where the policy wants one, and none where it wants none?

Basis: CTRL, ZHI (the date is left blank), SEED (says nothing); scenario 51.
Fails: a dated sheet under a policy that wants it blank.
Passes: any sheet under the standard policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, failed, passed, skipped, unread
from validators.policy import SheetDate
from validators.requirements import Material
from validators.trust import text_of, well_read

_CODE = CheckCode.SHEET_DATE_AS_WANTED


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every sheet."""
    for _, sheet in case.serving(Material.VERIFICATION_SHEET):
        yield _finding(case, sheet)


def _finding(case: Case, sheet: Document) -> Finding:
    wanted, name = case.policy.sheet.date.value, Field.VERIFIED_ON
    reading = sheet.fields.get(name)
    place, found = Place(sheet, name), text_of(reading)
    if wanted is SheetDate.EITHER:
        return skipped(_CODE, place, found=found)
    is_there = reading is not None or name in sheet.unread
    if is_there and well_read(sheet, name, case.policy) is None:
        return unread(_CODE, sheet, name)
    if is_there == (wanted is SheetDate.REQUIRED):
        return passed(_CODE, place, wanted, found)
    if wanted is SheetDate.REQUIRED:
        advice = "请填写核验日期后重新上传"
        return failed(_CODE, ReasonCode.SHEET_UNDATED, "核验单未填写日期", advice, place)
    message, advice = f"核验单填写了日期（{found}），按要求应留空", "请重新填写核验单，日期留空"
    answer = case.policy.sheet.unwanted_date.value
    return answered(answer, _CODE, ReasonCode.SHEET_DATED, message, advice, place, "留空", found)

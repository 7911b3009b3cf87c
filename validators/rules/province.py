"""Is the sponsor at home in the province it files in?

The address decides; where it names no province, a unit's credit code says where it was registered.

Basis: TX-REJ (跨省备案), HW-PROV; scenarios 22, 41.
Fails: a licence of 上海 filed in 北京: a person must look at it, unless the policy says otherwise.
Passes: an address in the province of the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field
from extractors.numbers import credit_code
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, passed, skipped
from validators.provinces import BY_CODE, province_in
from validators.requirements import Material
from validators.trust import words_of

_CODE = CheckCode.PROVINCE_MATCHES_FORM


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding on the sponsor's certificate."""
    wanted = province_in(case.form.province)
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE):
        name, found = _home(case, document)
        place = Place(document, name)
        if wanted is None or found is None:
            if document.kind in UNIT_CERTIFICATES:
                yield skipped(_CODE, place, case.form.province, found)
        elif found == wanted:
            yield passed(_CODE, place, wanted, found)
        else:
            message = f"{labels.KINDS[document.kind]}所在省份为{found}，备案省份为{wanted}"
            advice = "请人工核对是否属于跨省备案；应向住所所在地提交，或补充居住证等材料"
            answer = case.policy.sponsor.other_province.value
            yield answered(answer, _CODE, ReasonCode.PROVINCE_MISMATCH, message, advice, place, wanted, found)


def _home(case: Case, document: Document) -> tuple[Field, str | None]:
    """Return the field that says where the sponsor is at home, and the province."""
    address, code = (words_of(document, name, case.policy) for name in (Field.ADDRESS, Field.CREDIT_CODE))
    if province := province_in(address or ""):
        return Field.ADDRESS, province
    if credit_code.is_valid(code):
        return Field.CREDIT_CODE, BY_CODE.get(credit_code.region(code)[:2])
    return Field.ADDRESS, None

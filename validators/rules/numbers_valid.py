"""Do the numbers that were read pass their own check digits?

A misread digit and a forged one look alike, so a failing number is for a person, never a pass.

Basis: GB 32100, GB 11643, GS15-2006; scenarios 19, 34.
Fails: an ID number whose last character does not fit.
Passes: 11010519491231002X.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.numbers import credit_code, registration_number, resident_id
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, unsure
from validators.requirements import Material
from validators.trust import words_of

_CODE = CheckCode.NUMBER_VALID
_CHECKS: dict[Field, Callable[[str | None], bool]] = {
    Field.CREDIT_CODE: credit_code.is_valid,
    Field.REGISTRATION_NUMBER: lambda n: registration_number.is_valid(n) or registration_number.is_legacy_format(n),
    Field.ID_NUMBER: resident_id.is_valid,
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every number with a check digit that was read with confidence."""
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE, Material.PERSON_CERTIFICATE):
        for name, is_valid in _CHECKS.items():
            number = words_of(document, name, case.policy)
            if number is not None:
                yield _finding(document, name, number, is_valid(number))


def _finding(document: Document, name: Field, number: str, is_valid: bool) -> Finding:
    place = Place(document, name)
    if is_valid:
        return passed(_CODE, place, found=number)
    label = labels.field_label(document.kind, name)
    message = f"{labels.KINDS[document.kind]}上的{label}校验不通过"
    advice = f"请人工核对{place.words}上的{label}：识别错误、印刷异常或经过改动"
    return unsure(_CODE, ReasonCode.NUMBER_INVALID, message, advice, place, found=number)

"""Are the pictures in different slots different pictures, rather than one that was saved twice?

Two pages of one layout can look alike, so what was read from them may tell them apart; otherwise a person looks.

Basis: contract, `material.duplicate`; scenario 57.
Fails: one photograph, recompressed, for two people in charge: a person must look at it.
Passes: two certificates of one layout for two domains; the same licence uploaded twice as a licence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extractors.facts.documents import Document
from extractors.facts.kinds import Kind
from validators import labels
from validators.case import Case
from validators.duplicates import is_same_picture, rivals
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, unsure

_CODE = CheckCode.MATERIAL_USED_ONCE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every two pages that are nearly the same picture."""
    wanted_apart = {frozenset((one.id, other.id)) for one, other in rivals(case)}
    for one, other in combinations(case.documents, 2):
        if (one.file, one.page) == (other.file, other.page) or not is_same_picture(case, one, other):
            continue
        place, files = Place(other), f"{one.file} 第{one.page}页、{other.file} 第{other.page}页"
        declared = _declared(case, one), _declared(case, other)
        if frozenset((one.id, other.id)) in wanted_apart or (all(declared) and declared[0] != declared[1]):
            message = f"{files}几乎是同一张图片，疑似重复使用"
            what = "、".join(dict.fromkeys(labels.KINDS[document.kind] for document in (one, other)))
            advice = f"请人工核对 {files} 是否为两份不同的{what}；如为同一份，请另行上传缺少的材料"
            reason = ReasonCode.MATERIAL_DUPLICATE
            yield unsure(_CODE, reason, message, advice, place, found=files)
        else:
            yield passed(_CODE, place, found=files)


def _declared(case: Case, document: Document) -> set[Kind]:
    return set(case.form.declared_kinds(document.file)) - {Kind.OTHER}

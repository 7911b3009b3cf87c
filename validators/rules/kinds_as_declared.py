"""Is each file what the filer says it is?

A file may hold more than it was declared as (both sides of a card, a whole set in one PDF), but not something else.

Basis: contract, `material.kind_mismatch`; scenarios 56, 58.
Fails: an ID card in the slot of the licence.
Passes: a licence declared as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Kind
from validators import labels
from validators.assignment import is_recognised
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, skipped, unsure

_CODE = CheckCode.MATERIAL_KIND_AS_DECLARED


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every declared kind of every file."""
    for file in dict.fromkeys(document.file for document in case.documents):
        documents = [document for document in case.documents if document.file == file]
        for declared in dict.fromkeys(case.form.declared_kinds(file)):
            yield _finding(case, file, declared, documents)


def _finding(case: Case, file: str, declared: Kind, documents: list[Document]) -> Finding:
    label = labels.KINDS[declared]
    recognised = [document for document in documents if is_recognised(document, case.form, case.policy)]
    kinds = "、".join(dict.fromkeys(labels.KINDS[document.kind] for document in recognised))
    if declared is Kind.OTHER:
        return skipped(_CODE, Place(file=file), declared, kinds)
    match = next((document for document in recognised if document.kind is declared), None)
    if match is not None:
        return passed(_CODE, Place(match), declared, match.kind)
    if len(recognised) < len(documents):
        message = f"“{file}”申报为{label}，但未能识别为该类材料"
        place = Place(documents[0])
        advice = f"请人工查看“{file}”是否为{label}"
        return unsure(_CODE, ReasonCode.MATERIAL_KIND_MISMATCH, message, advice, place, label, kinds or None)
    message = f"“{file}”申报为{label}，实际为{kinds}"
    advice = f"请在该位置上传{label}；“{file}”请归入{kinds}"
    return failed(_CODE, ReasonCode.MATERIAL_KIND_MISMATCH, message, advice, Place(documents[0]), label, kinds)

"""Is it known of every file, page by page, what it is?

Basis: contract, `material.unclassified`; scenario 59 (unassigned pages are listed).
Fails: a page of no known kind, or a file in which nothing was found: a person must look at it.
Passes: a licence recognised as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Kind
from validators import labels
from validators.assignment import is_recognised
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, unsure

_CODE = CheckCode.FILE_RECOGNISED
_ADVICE = "请人工查看该材料属于哪一类，必要时请备案人重新上传清晰、完整的材料"


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every document, and for every file without one."""
    for document in case.documents:
        place = Place(document)
        if is_recognised(document, case.form, case.policy):
            yield passed(_CODE, place, found=document.kind)
        else:
            guess = "" if document.kind is Kind.OTHER else f"，疑似{labels.KINDS[document.kind]}"
            message = f"“{document.file}”第{document.page}页无法识别为任何一类材料{guess}"
            yield unsure(_CODE, ReasonCode.MATERIAL_UNCLASSIFIED, message, _ADVICE, place)
    with_documents = {document.file for document in case.documents}
    for file in case.evidence.files:
        if file not in with_documents:
            message = f"“{file}”中未识别到任何材料"
            yield unsure(_CODE, ReasonCode.MATERIAL_UNCLASSIFIED, message, _ADVICE, Place(file=file), found=file)

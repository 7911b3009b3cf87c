"""Does each requirement have a document of its own, rather than one file uploaded twice?

The same card for both offices of one person is one document, and right.

Basis: contract, `material.duplicate`; scenarios 55, 56.
Fails: one file as licence and as domain certificate; one domain certificate for two domains, one photo for two people.
Passes: one ID card uploaded for both offices of one person.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Kind
from validators import labels
from validators.assignment import is_recognised
from validators.case import Case
from validators.duplicates import is_same_content, rivals
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed

_CODE = CheckCode.MATERIAL_USED_ONCE
_SIDES = {Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every content that was uploaded, or declared, more than once."""
    missing = {kind for filled in case.filled for kind in filled.missing}
    twice = {(one.sha256, one.kind) for one, other in rivals(case) if is_same_content(one, other)}
    by_content: dict[str, list[str]] = {}
    for document in case.documents:
        files = by_content.setdefault(document.sha256, [])
        if document.file not in files:
            files.append(document.file)
    for sha256, files in by_content.items():
        documents = [document for document in case.documents if document.sha256 == sha256]
        kinds = {document.kind for document in documents}
        foreign = _declared_besides(case, files, documents)
        wanted = (kinds & missing) | {kind for kind in kinds if (sha256, kind) in twice}
        if foreign or (len(files) > 1 and wanted):
            yield _duplicate(files, sorted(foreign or wanted))
        elif len(files) > 1:
            yield passed(_CODE, Place(file=files[0]), found="、".join(files))


def _declared_besides(case: Case, files: list[str], documents: list[Document]) -> set[Kind]:
    """Return the kinds that one and the same document was declared as, besides what it is."""
    kinds = {document.kind for document in documents}
    declared = {kind for file in files for kind in case.form.declared_kinds(file)} - {Kind.OTHER}
    is_one = len(kinds) == 1 or kinds <= _SIDES
    is_known = all(is_recognised(document, case.form, case.policy) for document in documents)
    return declared - kinds - _SIDES if is_one and is_known and len(declared) > 1 else set()


def _duplicate(files: list[str], kinds: list[Kind]) -> Finding:
    names = "、".join(f"“{file}”" for file in files)
    what = "、".join(labels.KINDS[kind] for kind in kinds)
    message = f"{names}内容相同，不能同时用作不同的材料" if len(files) > 1 else f"{names}被用作多种不同的材料"
    advice = f"请另行上传{what}"
    return failed(_CODE, ReasonCode.MATERIAL_DUPLICATE, message, advice, Place(file=files[0]), what, "、".join(files))

"""Is each pre-approval for the declared category, held by the sponsor, and in force?

Basis: SEED 一.5, 二.4, TX-PRE; scenarios 48, 50.
Fails: an approval of another company, for another category, or expired.
Passes: the sponsor's own, still valid.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.form import PreApprovalCategory
from validators import labels
from validators.approvals import category_of
from validators.case import Case
from validators.compare import same_name
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, matches_form, passed, unread, unsure
from validators.requirements import Material
from validators.terms import certificate_term, in_force
from validators.trust import can_object, well_read

_CODE = CheckCode.MATERIAL_PRESENT


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on every approval that serves a category."""
    for filled, document in case.serving(Material.PRE_APPROVAL):
        if filled.need.category is not None:
            yield _category(case, document, filled.need.category)
        code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
        sponsor = case.form.sponsor.name
        yield matches_form(code, reason, document, Field.HOLDER, sponsor, same_name, case.policy)
        yield in_force(case, document, Field.VALID_UNTIL, certificate_term(case))


def _category(case: Case, document: Document, wanted: PreApprovalCategory) -> Finding:
    found = category_of(document)
    place, expected = Place(document, Field.CATEGORY), labels.CATEGORIES[wanted]
    reading = document.fields.get(Field.CATEGORY)
    is_doubtful = reading is not None and well_read(document, Field.CATEGORY, case.policy) is None
    if found is None or (found is wanted and is_doubtful):
        return unread(_CODE, document, Field.CATEGORY, expected)
    if found is wanted:
        return passed(_CODE, place, expected, expected)
    reason, label = ReasonCode.PRE_APPROVAL_MISSING, labels.CATEGORIES[found]
    message = f"缺少{expected}类前置审批文件，上传的是{label}类"
    advice = f"请补充上传{expected}主管部门的审核同意文件"
    certain = reading is None or can_object(document, Field.CATEGORY, case.policy)
    build = failed if certain else unsure
    return build(_CODE, reason, message, advice, place, expected, label)

"""Is every material there that the form calls for?

Basis: SEED 一, 二; contract, `material.missing`, `pre_approval.missing`; scenarios 30, 48.
Fails: a unit's website without a domain certificate; an ID card without its emblem side.
Passes: all seven materials of a unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Kind
from validators import labels
from validators.assignment import Filled
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode, RequirementStatus
from validators.outcomes import Place, failed, passed, skipped, unsure
from validators.requirements import Material

_CODE = CheckCode.MATERIAL_PRESENT


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every need, and for every part of it that is missing."""
    reported: set[tuple[str | None, Kind]] = set()
    for filled in case.filled:
        need = filled.need
        if filled.status is RequirementStatus.NOT_APPLICABLE:
            yield skipped(_CODE, expected=need.label)
        for kind in filled.missing:
            # One person's card is asked for once, whichever offices the person holds.
            if (need.subject, kind) not in reported:
                reported.add((need.subject, kind))
                yield _missing(filled, kind)
        if filled.found and not filled.missing:
            yield passed(_CODE, Place(filled.found[0]), need.label)


def _missing(filled: Filled, kind: Kind) -> Finding:
    need = filled.need
    what = labels.KINDS[kind] if need.category is None else need.label
    whose = f"“{need.subject}”的" if need.subject and need.category is None else ""
    place = Place(material=kind)
    if filled.might_be:
        files = "、".join(dict.fromkeys(document.file for document in filled.might_be))
        message = f"未识别到{whose}{what}"
        advice = f"请人工查看无法识别的材料（{files}）是否为{what}"
        return unsure(_CODE, _reason(filled), message, advice, place, need.label)
    message = f"缺少{whose}{what}"
    return failed(_CODE, _reason(filled), message, f"请补充上传{whose}{what}", place, need.label)


def _reason(filled: Filled) -> ReasonCode:
    is_approval = filled.need.name is Material.PRE_APPROVAL
    return ReasonCode.PRE_APPROVAL_MISSING if is_approval else ReasonCode.MATERIAL_MISSING

"""Do the names hint at a service that needs an approval, and that the form does not declare?

Basis: TX-PRE (trigger words); scenario 49.
Fails: 某某培训有限公司 without the category education: a person must look at it.
Passes: a name without such words, or with the category declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.facts.kinds import Field
from extractors.form import PreApprovalCategory
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import passed, unsure
from validators.policy import Words
from validators.requirements import filed_services

_CODE = CheckCode.PRE_APPROVAL_DECLARED
# Wording of the registrars for what needs no licence: 业务培训（不含教育培训、职业技能培训等需取得许可的培训）.
_HARMLESS = re.compile(r"业务培训|[（(][^（）()]*(?:不含|除)[^（）()]*[）)]")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every category hinted at, or one pass."""
    services = filed_services(case.form)
    declared = {category for service in services for category in service.pre_approval_categories}
    names = [case.form.sponsor.name] if case.is_unit else []
    names += [service.name for service in services]
    certificate = case.unit_certificate()
    scope = certificate.text(Field.SCOPE) if certificate else None
    rules = case.policy.pre_approval
    hints = {
        **_hints(rules.scope_words.value, [_HARMLESS.sub("", scope or "")]),
        **_hints(rules.name_words.value, names),
    }
    open_hints = {category: word for category, word in hints.items() if category not in declared}
    for category, word in open_hints.items():
        label = labels.CATEGORIES[category]
        message = f"名称或经营范围含“{word}”，可能涉及{label}类前置审批，但未申报"
        advice = f"请人工确认是否从事{label}类服务；如不涉及，可要求提供不涉及前置审批的承诺书"
        yield unsure(_CODE, ReasonCode.PRE_APPROVAL_MISSING, message, advice, expected=label, found=word)
    if not open_hints:
        yield passed(_CODE)


def _hints(words: Words, texts: list[str]) -> dict[PreApprovalCategory, str]:
    """Return, by category, the first of its words that stands in one of the texts."""
    found = {category: next((w for w in some if any(w in t for t in texts)), None) for category, some in words.items()}
    return {category: word for category, word in found.items() if word is not None}

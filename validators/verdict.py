"""Folds everything that was found into one verdict: complete, incomplete, or for a person to decide.

Any certain objection makes a submission incomplete, else any doubt makes it needs_review, else it is complete. Complete
is guarded twice: no rule may have objected, doubted or broken down, and every requirement that applies must be met.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence

from extractors.form import FilingForm
from validators.calendar import decision_due_on
from validators.case import Case, Evidence, attribute_stamps
from validators.findings import (
    CheckCode,
    CheckStatus,
    Finding,
    Judgement,
    Reason,
    ReasonCode,
    ReportedDocument,
    Requirement,
    RequirementStatus,
    Severity,
    Verdict,
)
from validators.outcomes import failed, unsure
from validators.policy import Policy
from validators.rules import RULES, Rule
from validators.rules.files_usable import findings_about_files

_log = logging.getLogger(__name__)


def judge(evidence: Evidence, policy: Policy, today: dt.date | None = None, rules: Sequence[Rule] = RULES) -> Judgement:
    """Return the verdict on a submission, with all its reasons.

    Args:
        evidence: what is known of the submission.
        policy: the rules that drift.
        today: the day of the screening; None means the form's `submitted_on`.
        rules: the questions to ask; for tests.
    """
    form = evidence.form
    requirements: tuple[Requirement, ...] = ()
    if form is None or evidence.form_problems:
        findings = _without_form(evidence)
    else:
        findings, requirements = _examine(evidence, form, policy, today or form.submitted_on, rules)
    return Judgement(
        verdict=verdict_of(findings, requirements),
        reasons=_reasons(findings),
        requirements=requirements,
        checks=tuple(finding.check for finding in findings),
        documents=tuple(ReportedDocument.of(attribute_stamps(document, form)) for document in evidence.documents),
        decision_due_on=decision_due_on(form.submitted_on) if form is not None else None,
        policy=policy.name,
        policy_date=policy.as_of,
    )


def verdict_of(findings: Sequence[Finding], requirements: Sequence[Requirement]) -> Verdict:
    """Return the verdict that findings and requirements call for."""
    statuses = {finding.check.status for finding in findings}
    if CheckStatus.FAIL in statuses:
        return Verdict.INCOMPLETE
    open_requirements = {RequirementStatus.UNMET, RequirementStatus.UNSURE} & {r.status for r in requirements}
    if CheckStatus.UNSURE in statuses or open_requirements or not findings:
        return Verdict.NEEDS_REVIEW
    return Verdict.COMPLETE


def _without_form(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what can be said where there is no form to compare with: what is wrong with it, and with the files."""
    suggestion = "请按备案表结构补全或更正 form.json 后重新提交"
    problems = evidence.form_problems or ("form.json：缺少备案信息",)
    form_findings = (
        failed(CheckCode.FORM_VALID, ReasonCode.FORM_INVALID, f"备案信息无效：{problem}", suggestion)
        for problem in problems
    )
    return (*form_findings, *findings_about_files(evidence))


def _examine(
    evidence: Evidence, form: FilingForm, policy: Policy, today: dt.date, rules: Sequence[Rule]
) -> tuple[tuple[Finding, ...], tuple[Requirement, ...]]:
    """Return what all rules find, and the state of the checklist."""
    try:
        case = Case.of(evidence, form, policy, today)
    except Exception as error:  # noqa: BLE001 -- boundary: a defect of ours must end in a review, not in a lost report
        return (_broken("assignment", error),), ()
    findings: list[Finding] = []
    for rule in rules:
        try:
            findings.extend(rule(case))
        except Exception as error:  # noqa: BLE001 -- the same boundary: the other rules still speak
            findings.append(_broken(rule.__module__, error))
    requirements = tuple(
        Requirement(
            name=filled.need.name,
            role=filled.need.role,
            status=filled.status,
            documents=tuple(document.id for document in filled.found),
            label=filled.need.label,
            subject=filled.need.subject,
        )
        for filled in case.filled
    )
    unexplained = verdict_of(findings, requirements) is Verdict.NEEDS_REVIEW and not _reasons(findings)
    if unexplained:
        findings.append(_broken("requirements", None))
    return tuple(findings), requirements


def _broken(what: str, error: Exception | None) -> Finding:
    """Return the doubt that a defect of this program leaves. Its text may hold personal data and is not logged."""
    _log.error("%s failed: %s", what, type(error).__name__ if error else "open requirement without a reason")
    name = what.rpartition(".")[2]
    return unsure(
        CheckCode.SYSTEM_RAN,
        ReasonCode.SYSTEM_FAILED,
        f"系统未能完成检查（{name}）",
        "请人工审核本项，并将此问题反馈给系统维护人员",
        found=name,
    )


def _reasons(findings: Iterable[Finding]) -> tuple[Reason, ...]:
    """Return the reasons, each once, certain ones first; otherwise in the order of the rules."""
    distinct = dict.fromkeys(finding.reason for finding in findings if finding.reason is not None)
    return tuple(sorted(distinct, key=lambda reason: reason.severity is Severity.REVIEW))

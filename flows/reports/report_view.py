"""A report as a reviewer looks at it: reasons that point to places, the checklist, and the documents.

Templates get words and places from here and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.facts.kinds import Kind
from extractors.form import FilingForm
from flows.reports import wording
from flows.reports.album import Album
from flows.reports.differences import Compared, compare
from flows.reports.document_view import CheckView, DocumentView, check_view, document_view, plain
from flows.reports.identity import fingerprint, reason_keys
from validators.findings import Reason, Report, Requirement, RequirementStatus
from validators.labels import field_label

_STAMP_REASONS = "stamp."
_LACKING = (RequirementStatus.UNMET, RequirementStatus.UNSURE)


@dataclass(frozen=True)
class ReasonView:
    """One reason, and where to look: the id of an element."""

    key: str
    code: str
    severity: str
    message: str
    suggestion: str
    place: str
    sides: Compared
    target: str | None


@dataclass(frozen=True)
class RequirementView:
    """One line of the checklist with what meets it: ids and names of documents."""

    id: str
    label: str
    subject: str
    role: str
    status: str
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportView:
    """A whole report as it is shown."""

    report: Report
    folder: str
    fingerprint: str
    masked: bool
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[ReasonView, ...]
    requirements: tuple[RequirementView, ...]
    documents: tuple[DocumentView, ...]
    checks: tuple[CheckView, ...]
    seconds: dict[str, float]


def view_of(report: Report, album: Album, folder: str) -> ReportView:
    """Return how a report is shown. Masking, where wanted, has happened: report and album are as they may be seen."""
    documents = tuple(document_view(document, report, album) for document in report.documents)
    return ReportView(
        report=report,
        folder=folder,
        fingerprint=fingerprint(report),
        masked=album.mask,
        facts=tuple(_facts(report, album.form)),
        reasons=tuple(_reasons(report, documents)),
        requirements=tuple(_requirement(number, r, report) for number, r in enumerate(report.requirements, 1)),
        documents=documents,
        checks=tuple(check_view(check) for check in report.checks if check.document is None),
        seconds=report.seconds.model_dump(by_alias=True),
    )


def _facts(report: Report, form: FilingForm | None) -> Iterator[tuple[str, str]]:
    """Yield what the filing is about, as the form has it."""
    if form is not None:
        yield "主办者", form.sponsor.name
        yield "备案类型", wording.word(wording.FILING_TYPES, form.filing_type)
        yield "省份", form.province
        yield "提交日期", form.submitted_on.isoformat()
        for service in form.services:
            kind = wording.word(wording.SERVICE_KINDS, service.kind)
            yield kind, "　".join(filter(None, (service.name, "、".join(service.domains))))
    due = report.decision_due_on
    if due is not None:
        yield "管局审核期限", f"{due.date}{'（估计，当年放假安排尚未公布）' if due.estimated else ''}"


def _reasons(report: Report, documents: Sequence[DocumentView]) -> Iterator[ReasonView]:
    by_id = {document.id: document for document in documents}
    for key, reason in zip(reason_keys(report), report.reasons, strict=True):
        document = by_id.get(reason.document or "")
        expected, found = wording.shown(reason.expected), wording.shown(reason.found)
        # A stamp of somebody else is no misspelt one: single characters mean nothing there.
        alike = expected and found and not reason.code.startswith(_STAMP_REASONS)
        yield ReasonView(
            key=key,
            code=reason.code,
            severity=reason.severity,
            message=reason.message,
            suggestion=reason.suggestion,
            place=_place(reason),
            sides=compare(expected, found) if alike else Compared(plain(expected), plain(found)),
            target=_target(reason, document, report),
        )


def _place(reason: Reason) -> str:
    parts = [wording.word(wording.KINDS, reason.material) if reason.material else ""]
    parts.append((reason.file or "") + (f" 第 {reason.page} 页" if reason.file and reason.page else ""))
    parts.append(field_label(reason.material or Kind.OTHER, reason.field) if reason.field else "")
    return " · ".join(filter(None, parts))


def _target(reason: Reason, document: DocumentView | None, report: Report) -> str | None:
    """Return the element that shows a reason best: the field's row, a stamp, the document, or a line of the list."""
    if document is not None:
        if reason.field is not None and any(row.id == f"{document.id}-{reason.field}" for row in document.rows):
            return f"{document.id}-{reason.field}"
        if reason.code.startswith(_STAMP_REASONS) and document.stamps:
            return document.stamps[0].id
        return document.id
    unmet = (number for number, r in enumerate(report.requirements, 1) if _is_about(reason, r))
    return next((f"r{number}" for number in unmet), None)


def _is_about(reason: Reason, requirement: Requirement) -> bool:
    named = bool(requirement.label) and requirement.label in f"{reason.expected} {reason.message}"
    return requirement.status in _LACKING and (named or requirement.name == reason.material)


def _requirement(number: int, requirement: Requirement, report: Report) -> RequirementView:
    files = {document.id: document.file for document in report.documents}
    return RequirementView(
        id=f"r{number}",
        label=requirement.label or wording.word(wording.KINDS, requirement.name),
        subject=requirement.subject or "",
        role=requirement.role,
        status=requirement.status,
        documents=tuple((id_, files.get(id_, "")) for id_ in requirement.documents),
    )

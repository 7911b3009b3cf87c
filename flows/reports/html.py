"""A report as one self-contained page for people: no script, no outside request, every word of the filer's escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import jinja2

from flows.reports import wording
from validators.findings import Report

_WORDS: Mapping[str, Mapping[str, str]] = {
    "verdict": wording.VERDICTS,
    "severity": wording.SEVERITIES,
    "check": wording.CHECKS,
    "check_status": wording.CHECK_STATUSES,
    "requirement_status": wording.REQUIREMENT_STATUSES,
    "source": wording.SOURCES,
    "kind": wording.KINDS,
    "field": wording.FIELDS,
    "colour": wording.STAMP_COLOURS,
    "shape": wording.STAMP_SHAPES,
    "stamp_kind": wording.STAMP_KINDS,
    "owner": wording.STAMP_OWNERS,
    "issue": wording.IMAGE_ISSUES,
    "role": wording.ROLES,
    "stage": wording.STAGES,
}


@cache
def environment() -> jinja2.Environment:
    """Return the template environment: everything is escaped, and an unknown name is an error, not a blank."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("flows.reports", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {name: partial(wording.word, table) for name, table in _WORDS.items()}
    made.filters.update(filters, show=wording.show, percent=wording.percent)
    return made


def render_report(report: Report) -> str:
    """Return one submission's report as HTML."""
    documents = {document.id: document for document in report.documents}
    seconds = report.seconds.model_dump(by_alias=True)
    return environment().get_template("report.html.j2").render(report=report, documents=documents, seconds=seconds)

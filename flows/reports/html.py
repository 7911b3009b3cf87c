"""The templates' environment, and a report as one self-contained page: no outside request, every word escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import jinja2

from flows.reports import wording
from flows.reports.album import Album
from flows.reports.assets import assets
from flows.reports.report_view import ReportView, view_of
from validators.findings import Report

_STYLES = ("base.css", "report.css")
_SCRIPTS = ("store.js", "viewer.js", "report.js")
_WORDS: Mapping[str, Mapping[str, str]] = {
    "verdict": wording.VERDICTS,
    "severity": wording.SEVERITIES,
    "check": wording.CHECKS,
    "check_status": wording.CHECK_STATUSES,
    "requirement_status": wording.REQUIREMENT_STATUSES,
    "source": wording.SOURCES,
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
    # `tojson` escapes what could end a script element; Chinese may stay Chinese.
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made


def render_report(report: Report, album: Album | None = None, folder: str = "") -> str:
    """Return one submission's report as HTML.

    Args:
        report: the report, masked where that is wanted.
        album: the pictures of its pages; without them the page has tables only.
        folder: name of the report's folder, by which decisions find back to it.
    """
    view = view_of(report, album or Album(), folder)
    template = environment().get_template("report.html.j2")
    return template.render(view=view, data=_data(view), assets=assets(_STYLES, _SCRIPTS), drawn=set())


def _data(view: ReportView) -> dict[str, Any]:
    """Return what the page's script needs to know."""
    report = view.report
    return {
        "submission_id": report.submission_id,
        "folder": view.folder,
        "fingerprint": view.fingerprint,
        "verdict": report.verdict,
        "verdict_words": wording.word(wording.VERDICTS, report.verdict),
        "reasons": [
            {"key": r.key, "code": r.code, "severity": r.severity, "message": r.message, "target": r.target}
            for r in view.reasons
        ],
    }

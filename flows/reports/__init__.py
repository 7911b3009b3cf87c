"""How a report is shown and kept."""

from __future__ import annotations

from pathlib import Path

from flows.reports.files import make_private_folder, write_private
from flows.reports.folders import REPORT_HTML, REPORT_JSON
from flows.reports.html import render_report
from validators.findings import Report


def report_json(report: Report) -> str:
    """Return `report.json` as text."""
    return report.model_dump_json(by_alias=True, indent=2) + "\n"


def write_report(report: Report, directory: Path) -> None:
    """Write `report.json` and `report.html` into a folder, each in one step and readable by its owner only.

    Raises:
        OSError: when the folder cannot be written.
    """
    make_private_folder(directory)
    write_private(directory / REPORT_HTML, render_report(report))
    write_private(directory / REPORT_JSON, report_json(report))

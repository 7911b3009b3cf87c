"""How a report is shown and kept."""

from __future__ import annotations

from pathlib import Path

from flows.reports.album import Album
from flows.reports.decisions import current, read_decisions, with_decisions
from flows.reports.files import make_private_folder, write_private
from flows.reports.folders import REPORT_HTML, REPORT_JSON
from flows.reports.html import render_report
from flows.reports.masking import Masker, masked_report
from validators.findings import Report


def report_json(report: Report) -> str:
    """Return `report.json` as text."""
    return report.model_dump_json(by_alias=True, indent=2) + "\n"


def write_report(report: Report, directory: Path, album: Album | None = None) -> None:
    """Write `report.json` and `report.html` into a folder, each in one step and readable by its owner only.

    Where the album is masked, so is the page; `report.json` is the record and never is.

    Raises:
        OSError: when the folder cannot be written.
    """
    make_private_folder(directory)
    write_rendered(report, render_page(report, album or Album(), directory.name), directory)


def write_rendered(report: Report, page: str, directory: Path) -> None:
    """Write `report.json` and a page that `render_page` made, with the decisions that stand beside it.

    Raises:
        OSError: when the folder cannot be written.
    """
    page = with_decisions(page, current(read_decisions(directory), report))
    write_private(directory / REPORT_HTML, page)
    write_private(directory / REPORT_JSON, report_json(report))


def render_page(report: Report, album: Album, folder: str) -> str:
    """Return the page of a report, masked where the album is."""
    if not album.mask:
        return render_report(report, album, folder)
    masker = Masker.of(report, album.form)
    return render_report(masked_report(report, masker), album.masked(masker), folder)

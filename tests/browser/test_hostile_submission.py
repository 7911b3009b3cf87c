"""A submission whose every text and file name wants to be something else: it stays text, all the way to the browser."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.limits import Limits
from flows.checking import check_submission
from flows.reports.counts import Counts
from flows.reports.summary import write_summary
from flows.rows import row_of
from tests.browser.conftest import Watched
from tests.flows.engines import BlindEngine
from tests.flows.submissions import blank_picture, form, write_submission
from validators.policy_files import load_policy

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "formula": "=cmd|' /C calc'!A0",
    "template": "{{ 7 * 7 }}{% raw %}",
    "end of data": "</script><!--\u2028",
}
# What the schema fixes to a set of words, to dates or to true and false: there is no free text to be hostile in.
_FIXED = {"filing_type", "kind", "type", "submitted_on", "valid_until"}


def hostile(content: Any, payload: str, key: str = "") -> Any:
    """Return a form with the payload in every text that may be anything."""
    if isinstance(content, dict):
        return {name: hostile(value, payload, name) for name, value in content.items()}
    if isinstance(content, list):
        return [hostile(value, payload, key) for value in content]
    return payload if isinstance(content, str) and key not in _FIXED else content


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_every_form_field_and_file_name_stays_text(payload: str, watched: Watched, tmp_path: Path) -> None:
    file_name = payload.replace("/", "∕") + ".png"
    folder = write_submission(tmp_path / "S", hostile(form(), payload), {file_name: blank_picture(), "=1+1.jpg": b"x"})
    out = tmp_path / "out"
    outcome = check_submission(folder, out, engine=BlindEngine(), policy=load_policy("standard"), limits=Limits())
    assert outcome.folder is not None
    assert not outcome.failed
    row = row_of(folder, outcome)
    write_summary([row], Counts.of([row], 1), [payload], out)

    dialogs: list[str] = []
    watched.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page = watched.open(outcome.folder.path / "report.html")
    page.keyboard.press("j")
    assert payload.replace("\u2028", "") in page.locator("body").inner_text().replace("\u2028", "")
    page = watched.open(out / "index.html")
    assert payload.split("\u2028")[0] in page.locator("#rows").inner_text()
    page.fill("#search", payload[:20].lower())
    page.locator("#rows a").first.click()
    page.wait_for_selector(".verdict")
    assert dialogs == []
    assert page.locator("img").count() == 0

    cells = [
        cell
        for sheet in openpyxl.load_workbook(out / "summary.xlsx")
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}

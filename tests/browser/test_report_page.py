"""What a reviewer does with one report, in a real browser."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flows.reports import render_page
from flows.reports.decisions import Choice, merge, read_decisions, read_export
from tests.browser.conftest import Watched, keep
from tests.browser.made import six_documents, write_six

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_six(tmp_path_factory.mktemp("out"))


@pytest.fixture
def page(watched: Watched, folder: Path) -> "Page":
    return watched.open(folder / "report.html")


def view(page: "Page", viewer: str) -> list[float]:
    return [float(n) for n in str(page.get_attribute(f"#{viewer} .sheet svg", "viewBox")).split()]


def test_verdict_and_reasons_come_first(page: "Page") -> None:
    heights = [
        box["y"]
        for selector in (".verdict", "#reasons", "#requirements", "#d1")
        if (box := page.locator(selector).bounding_box()) is not None
    ]
    assert heights == sorted(heights)
    assert len(heights) == 4
    assert page.locator(".reasons .message").first.is_visible()
    keep(page, "report")


def test_the_next_reason_leads_to_its_box_on_the_picture(page: "Page") -> None:
    whole = view(page, "d1-p1")
    page.keyboard.press("j")
    chosen = page.locator(".mark.chosen")
    assert chosen.count() == 1
    assert chosen.get_attribute("data-target") == "d1-name"
    assert "chosen" in str(page.locator("#d1-name").get_attribute("class"))
    assert view(page, "d1-p1")[2] < whole[2] / 2
    # The mark is in sight, within its window, and so is the row beside it.
    mark, sheet, row = (page.locator(s).bounding_box() for s in (".mark.chosen", "#d1-p1 .sheet", "#d1-name"))
    assert mark is not None
    assert sheet is not None
    assert row is not None
    assert sheet["x"] <= mark["x"]
    assert mark["x"] + mark["width"] <= sheet["x"] + sheet["width"]
    assert 0 <= mark["y"] <= 768
    assert 0 <= row["y"] <= 768
    assert page.locator("#now-message").inner_text() == "营业执照上的名称与备案信息不一致"
    keep(page, "report-reason")
    page.keyboard.press("j")
    assert page.locator("#r4").evaluate("row => row.getBoundingClientRect().top < innerHeight")
    page.keyboard.press("j")
    assert page.locator(".stamp-card.chosen").get_attribute("id") == "d6-s1"
    page.keyboard.press("j")
    assert page.locator("#now-count").inner_text() == "1 / 3"
    page.keyboard.press("k")
    assert page.locator("#now-count").inner_text() == "3 / 3"
    page.keyboard.press("Escape")
    assert page.locator("#now").is_hidden()
    assert page.locator(".chosen").count() == 0


def test_rows_and_boxes_point_to_each_other(page: "Page") -> None:
    page.locator("#d1-credit_code").hover()
    assert "hot" in str(page.locator('.mark[data-target="d1-credit_code"]').get_attribute("class"))
    page.locator("#d1-address").hover()
    assert "hot" not in str(page.locator('.mark[data-target="d1-credit_code"]').get_attribute("class"))
    page.locator('.mark[data-target="d1-credit_code"]').click()
    assert "chosen" in str(page.locator("#d1-credit_code").get_attribute("class"))
    page.locator("#d1-address .locate").focus()
    page.keyboard.press("Enter")
    assert "chosen" in str(page.locator('.mark[data-target="d1-address"]').get_attribute("class"))


def test_differences_are_marked_by_the_character(page: "Page") -> None:
    row = page.locator("#d1-name")
    assert row.locator("mark").all_inner_texts() == ["纳", "讷"]
    assert page.locator("#d5-registrant mark").count() == 0


def test_the_picture_is_zoomed_turned_and_stripped_of_boxes(page: "Page") -> None:
    page.keyboard.press("]")
    viewer, first = page.locator("#d1-p1"), view(page, "d1-p1")
    viewer.locator("[data-view=in]").click()
    assert view(page, "d1-p1")[2] == pytest.approx(first[2] / 1.5, rel=0.01)
    viewer.locator("[data-view=actual]").click()
    width = viewer.locator("svg").evaluate("svg => svg.getBoundingClientRect().width")
    assert view(page, "d1-p1")[2] == pytest.approx(width, rel=0.01)
    viewer.locator("[data-view=turn]").click()
    assert view(page, "d1-p1")[2:] == [first[3], first[2]]
    for _ in range(3):
        page.keyboard.press("r")
    assert view(page, "d1-p1") == first
    viewer.locator("[data-toggle=stamp]").click()
    assert page.locator("#d1-p1 .mark.stamp").is_hidden()
    assert page.locator("#d1-p1 .mark.field").first.is_visible()
    page.keyboard.press("b")
    page.keyboard.press("b")


def test_raw_readings_are_shown_on_demand(page: "Page") -> None:
    assert page.locator("#d1-name .raw").is_hidden()
    page.keyboard.press("t")
    assert page.locator("#d1-name .raw").is_visible()
    line = page.locator("#d1 .ocr-lines li").first
    line.hover()
    assert page.locator("#d1-p1 .line.hot").count() == 1


def test_stamps_are_shown_as_crops_with_their_words_laid_straight(page: "Page") -> None:
    card = page.locator("#d6-s1")
    card.scroll_into_view_if_needed()
    assert card.locator("svg.crop").is_visible()
    assert card.locator("img.strip").evaluate("image => image.naturalWidth") == 720
    keep(page, "report-stamp")


def test_overruled_with_a_note_exported_imported_and_shown_again(page: "Page", folder: Path, watched: Watched) -> None:
    page.fill("#reviewer", "李复核")
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.click("#overrule button[value=save]")
    assert page.locator("#overrule").is_visible()  # without a note there is no overruling
    page.fill("#overrule-note", "印刷体“纳”被误读，原件一致")
    keep(page, "report-overrule")
    page.click("#overrule button[value=save]")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.click(".judge [data-decide=confirmed]")
    assert "已推翻（李复核）" in page.locator(".reasons li").first.locator("[data-decided]").inner_text()
    exported = {}
    for kind in ("json", "csv"):
        with page.expect_download() as download:
            page.click(f"[data-do=export-{kind}]")
        exported[kind] = folder.parent / f"export.{kind}"
        download.value.save_as(exported[kind])
    decisions = read_export(exported["json"])
    assert decisions == read_export(exported["csv"])
    assert {one.key.split("-")[0]: one.decision for one in decisions} == {
        "name.mismatch": Choice.OVERRULED,
        "material.missing": Choice.CONFIRMED,
        "submission": Choice.CONFIRMED,
    }
    assert merge(folder.parent, decisions).saved == 3
    assert len(read_decisions(folder)) == 3
    # Another reviewer's browser knows nothing of it; the page does.
    page.evaluate("localStorage.clear()")
    watched.open(folder / "report.html")
    assert "原件一致" in page.locator(".reasons li").first.locator("[data-decided]").inner_text()


def test_a_confirmation_can_be_taken_back(page: "Page") -> None:
    button = page.locator(".reasons li [data-decide=confirmed]").nth(2)
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"


def test_help_opens_and_single_keys_can_be_turned_off(page: "Page") -> None:
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    keep(page, "report-help")
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("#now").is_hidden()


def test_letters_typed_into_a_field_are_no_commands(page: "Page") -> None:
    page.click("#reviewer")
    page.keyboard.type("jxc")
    assert page.input_value("#reviewer") == "jxc"
    assert page.locator("#now").is_hidden()
    assert page.locator("#overrule").is_hidden()


@pytest.mark.parametrize("watched", ["desktop", "dark", "phone"], indirect=True)
def test_no_accessibility_rule_is_broken(watched: Watched, folder: Path, request: pytest.FixtureRequest) -> None:
    page = watched.open(folder / "report.html")
    assert violations(page) == []
    name = request.node.callspec.params["watched"]
    keep(page, f"report-{name}")
    page.keyboard.press("j")
    page.keyboard.press("t")
    assert violations(page) == []
    keep(page, f"report-{name}-reason")
    for key, dialog in (("x", "overrule"), ("?", "help")):
        page.keyboard.press(key)
        page.locator(f"#{dialog}").wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


def violations(page: "Page") -> list[Any]:
    """Return what axe finds, each with the elements it is about."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:5]) for one in found]


def test_it_prints_on_a4_whole(page: "Page", tmp_path: Path) -> None:
    import pypdfium2

    page.keyboard.press("j")  # zoomed in: paper gets the whole page all the same
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    assert 3 <= len(printed) <= 8
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    words = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    for part in ("不齐全", "营业执照上的名称与备案信息不一致", "材料清单", "91518566MAHBBC2C19"):
        assert part in words
    assert "导出" not in words
    assert "快捷键" not in words


def test_six_photographs_stay_under_three_megabytes_and_ready_within_a_second(watched: Watched, tmp_path: Path) -> None:
    made, album = six_documents(noisy=True)
    html = render_page(made, album, "S-2026-0006")
    (tmp_path / "report.html").write_text(html, "utf-8")
    assert len(html.encode()) < 3_000_000
    page = watched.open(tmp_path / "report.html")
    page.keyboard.press("j")
    page.locator(".mark.chosen").wait_for()
    times = []
    for _ in range(3):  # the best of three: other programs may keep the machine busy
        watched.open(tmp_path / "report.html")
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
    assert min(times) < 1000


def test_hostile_words_show_as_words(watched: Watched, tmp_path: Path) -> None:
    made, album = six_documents()
    hostile = '"><img src=http://evil.example/a onerror=alert(1)><script>alert(2)</script>'
    text = made.model_dump_json(by_alias=True).replace("营业执照上的名称", json.dumps(hostile)[1:-1])
    text = text.replace("S-2026-0006", json.dumps("</script><script>alert(3)</script>")[1:-1])
    dialogs: list[str] = []
    watched.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    (tmp_path / "report.html").write_text(render_page(type(made).model_validate_json(text), album, "S"), "utf-8")
    page = watched.open(tmp_path / "report.html")
    page.keyboard.press("j")
    assert hostile in page.locator("#now-message").inner_text()
    assert hostile in page.locator(".reasons .message").first.inner_text()
    assert dialogs == []
    assert page.locator("img:not(.strip)").count() == 0


def test_what_gets_into_a_page_does_not_run(watched: Watched, folder: Path, tmp_path: Path) -> None:
    """The policy holds even where escaping failed: a script or a picture that is not ours does nothing."""
    html = (folder / "report.html").read_text("utf-8")
    evil = "<script>document.title='ran'</script><img src='https://evil.example/x'><p style='color:red'>x</p>"
    (tmp_path / "report.html").write_text(html.replace("<main", f"{evil}<main", 1), "utf-8")
    page = watched.open(tmp_path / "report.html")
    assert page.title() != "ran"
    refused = [trouble for trouble in watched.troubles if "Content Security Policy" in trouble]
    assert {kind for kind in ("script", "image", "style") if any(kind in one for one in refused)} == {
        *("script", "image", "style")
    }
    assert page.evaluate("document.querySelector('img[src^=https]').naturalWidth") == 0
    # The driver tells of the request that was refused; it never left.
    watched.troubles.clear()

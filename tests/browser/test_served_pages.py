"""The same pages from `beian serve`: a decision is kept beside the report as it is made."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from uvicorn import Config, Server

from flows.reports.decisions import Choice, read_decisions
from flows.server import Access, listen, make_app
from tests.browser.conftest import Watched, keep
from tests.browser.made import write_six


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    write_six(tmp_path, "S-1")
    socket = listen("127.0.0.1", 0)
    server = Server(Config(make_app(tmp_path, Access("secret-of-the-test")), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}/"
    server.should_exit = True
    thread.join(timeout=20)


def test_a_decision_is_saved_at_once_and_the_token_leaves_the_address(
    watched: Watched, address: str, tmp_path: Path
) -> None:
    watched.allow(address)
    page = watched.open(f"{address}?token=secret-of-the-test")
    assert "token" not in page.url
    page.locator("#rows a").first.click()
    page.wait_for_selector("html[data-ready] .verdict")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.fill("#overrule-note", "看过原件")
    page.click("#overrule button[value=save]")
    page.get_by_text("已保存").wait_for()
    keep(page, "served-report")
    (kept,) = read_decisions(tmp_path / "S-1")
    assert (kept.decision, kept.note) == (Choice.OVERRULED, "看过原件")
    page.go_back()
    page.wait_for_selector("tr.looked")
    assert "推翻 1" in page.locator("tr.looked").inner_text()


def test_a_decision_that_cannot_be_saved_is_said(watched: Watched, address: str, tmp_path: Path) -> None:
    watched.allow(address)
    page = watched.open(f"{address}S-1/report.html?token=secret-of-the-test")
    (tmp_path / "S-1" / "source.json").unlink()
    page.click(".judge [data-decide=confirmed]")
    page.get_by_text("没有保存到服务器").wait_for()
    # Chromium notes the refused request itself.
    time.sleep(0.1)
    watched.troubles[:] = [one for one in watched.troubles if "409" not in one]

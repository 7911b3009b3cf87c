"""A real Chromium without a window, for all tests of this folder. Where there is none, they are skipped and say why.

`make browser` installs what drives it; Chromium itself is the machine's (Debian: `apt-get install chromium`), or is
named by CHROMIUM. Screenshots are kept in build/screenshots, to be looked at.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# No sandbox: tests run as root where they run in a container, and open nothing but our own pages.
_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
# Counts what moves on its own: what moves within half a second of a key or a click was asked for.
_LISTEN = """
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """One browser for this folder; it ends with it, for its event loop would be in the way of other tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="没有 playwright：make browser 可安装")
    wanted = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if wanted is None:
        pytest.skip("没有 Chromium：请用系统的软件包安装（Debian：apt-get install chromium）")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=wanted, args=_ARGUMENTS)
        yield started
        started.close()


class Watched:
    """A page and all it must not have done."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.troubles: list[str] = []
        self._allowed = ("file:", "data:", "blob:")
        page.add_init_script(_LISTEN)
        page.on("console", lambda message: self._note(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self._note(f"error: {error}"))
        page.on("request", lambda request: self._check(request.url))

    def allow(self, start: str) -> None:
        """Let the page ask for addresses that begin so: the server it came from."""
        self._allowed = (*self._allowed, start)

    def open(self, address: str | Path) -> "Page":
        """Open a page and wait until its script has done all of its first work."""
        self.page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        self.page.wait_for_selector("html[data-ready]")
        return self.page

    def _check(self, url: str) -> None:
        if not url.startswith(self._allowed):
            self._note(f"request: {url}")

    def _note(self, what: str) -> None:
        self.troubles.append(what)


@pytest.fixture(params=["desktop"])
def watched(request: pytest.FixtureRequest, browser: "Browser") -> Iterator[Watched]:
    """A page of a profile of its own, which must end without a request outside, an error, or a shift of its own."""
    sizes = {
        "desktop": {"viewport": {"width": 1366, "height": 768}},
        "dark": {"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"},
        "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
    }
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce", **sizes[request.param])
    context.set_default_timeout(15_000)
    made = Watched(context.new_page())
    yield made
    shift = made.page.evaluate("window.shift ?? 0")
    context.close()
    assert made.troubles == []
    assert shift < 0.1


def keep(page: "Page", name: str) -> None:
    """Keep a screenshot of what is in sight."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")

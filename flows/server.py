"""`beian serve`: the same pages from a small server, which keeps decisions beside the reports as they are made.

It listens on this machine alone unless told otherwise; then everybody needs a token, since pages hold personal data.
On this machine alone the name a browser asks for must be this machine's, or a page elsewhere could have its own name
point here. Changes need a header that a foreign page cannot send without being asked first.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from pydantic import ValidationError

from flows.reports.counts import Counts
from flows.reports.decisions import (
    Decision,
    Decisions,
    DecisionsError,
    all_decisions,
    current,
    merge,
    read_decisions,
    read_report,
    report_folders,
    with_decisions,
)
from flows.reports.folders import INDEX_HTML, REPORT_HTML
from flows.reports.index_page import render_index
from flows.reports.summary import EXPORTS
from flows.rows import failed_row, kept_row

_COOKIE = "beian"
_MOST_BODY = 1024 * 1024
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_STATIC_MODE, _SERVED_MODE = '<html lang="zh-CN" data-mode="file">', '<html lang="zh-CN" data-mode="served">'
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class Access:
    """Who may come in: whoever asks this machine by its own name, or whoever has the token."""

    token: str | None = None

    def refusal(self, request: Request) -> str | None:
        """Return why a request is refused, as a Chinese sentence; None when it is not."""
        if self.token is None:
            host = (request.url.hostname or "").strip("[]")
            return None if host in _LOCAL_NAMES else "请用 127.0.0.1 或 localhost 访问。"
        given = (
            request.cookies.get(_COOKIE),
            request.query_params.get("token"),
            request.headers.get("authorization", "").removeprefix("Bearer "),
        )
        if any(one and hmac.compare_digest(one.encode(), self.token.encode()) for one in given):
            return None
        return "需要访问令牌：请使用 beian serve 启动时显示的完整网址。"


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address; a name other than localhost may be anybody's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; on any free port for port 0.

    Raises:
        OSError: it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def make_app(out: Path, access: Access) -> FastAPI:
    """Return the server's program for the results in a folder."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    desk = _Desk(out)
    app.middleware("http")(_guard(access))
    for path, answer, method in (
        ("/", desk.index, "GET"),
        (f"/{INDEX_HTML}", desk.index, "GET"),
        ("/{folder}/" + REPORT_HTML, desk.report, "GET"),
        ("/{name}", desk.download, "GET"),
        ("/api/decisions", desk.export, "GET"),
        ("/api/decisions", desk.decide, "POST"),
    ):
        app.add_api_route(path, answer, methods=[method], response_model=None)
    return app


_Next = Callable[[Request], Awaitable[Response]]


def _guard(access: Access) -> Callable[[Request, _Next], Awaitable[Response]]:
    async def guard(request: Request, call_next: _Next) -> Response:
        refusal = access.refusal(request)
        if refusal is not None:
            response: Response = PlainTextResponse(refusal, 401 if access.token else 421)
        elif access.token and "token" in request.query_params:
            # Out of the address at once: addresses stay in histories and are read over shoulders.
            rest = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
            # One slash at the start: two would be the address of another host.
            path = "/" + request.url.path.lstrip("/")
            response = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), 303)
            response.set_cookie(_COOKIE, access.token, httponly=True, samesite="strict")
        else:
            response = await call_next(request)
        response.headers.update(_HEADERS)
        return response

    return guard


class _Desk:
    """Answers about the results in one folder."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lock = threading.Lock()  # decisions about one report may come in at once

    def index(self) -> Response:
        return HTMLResponse(_served(_index(self._out), all_decisions(self._out)))

    def report(self, folder: str) -> Response:
        found = report_folders(self._out, (folder,)).get(folder)
        read = read_report(found) if found is not None else None
        if found is None or read is None or not (found / REPORT_HTML).is_file():
            return PlainTextResponse("没有这份报告，可能已被清除。", 404)
        html = (found / REPORT_HTML).read_text("utf-8")
        return HTMLResponse(_served(html, current(read_decisions(found), read)))

    def download(self, name: str) -> Response:
        if name not in EXPORTS or not (self._out / name).is_file():
            return PlainTextResponse("没有这个文件。", 404)
        return FileResponse(self._out / name, filename=name)

    def export(self) -> Response:
        return JSONResponse(Decisions(decisions=tuple(all_decisions(self._out))).model_dump(mode="json"))

    async def decide(self, request: Request) -> Response:
        is_json = request.headers.get("content-type", "").split(";")[0].strip() == "application/json"
        if not is_json or request.headers.get("x-beian") != "1":
            return PlainTextResponse("请求格式不正确。", 400)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("内容过大。", 413)
        try:
            decisions = Decisions.model_validate_json(body).decisions
        except ValidationError:
            return PlainTextResponse("复核结果不完整或格式不正确。", 422)
        # In a thread: reports are read and pages written, and whoever reads a page meanwhile is not to wait.
        return await run_in_threadpool(self._keep, decisions)

    def _keep(self, decisions: Sequence[Decision]) -> Response:
        try:
            with self._lock:
                merged = merge(self._out, decisions)
        except DecisionsError as error:
            return PlainTextResponse(str(error), 500)
        except OSError as error:
            return PlainTextResponse(f"复核结果没有保存：{error.strerror or error}", 500)
        return JSONResponse(merged.model_dump(), 200 if merged.saved or merged.older else 409)


async def _body(request: Request) -> bytes | None:
    """Return a request's body, or None when it is larger than decisions ever are."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BODY:
            return None
    return body


def _index(out: Path) -> str:
    """Return the batch's page; where there is none (`beian check` writes none), one made of the reports there are."""
    page = out / INDEX_HTML
    if page.is_file():
        return page.read_text("utf-8")
    # A report that cannot be read stays on the list: it must not look as if it had never been handed in.
    rows = [
        kept_row(Path(name), folder) or failed_row(folder, "报告无法读取，请重新审核")
        for name, folder in report_folders(out).items()
    ]
    return render_index(rows, Counts.of(rows, 0).model_copy(update={"kept": 0}), ())


def _served(html: str, decisions: Iterable[Decision]) -> str:
    return with_decisions(html, decisions).replace(_STATIC_MODE, _SERVED_MODE, 1)

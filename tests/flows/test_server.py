from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.reports.decisions import Decision, Decisions, read_decisions
from flows.server import Access, is_loopback, listen, make_app
from tests.flows.results import decision, write_result

TOKEN = "a-token-of-this-test"
JSON = {"content-type": "application/json", "x-beian": "1"}


def client(out: Path, token: str | None = None, base: str = "http://127.0.0.1:8710") -> TestClient:
    return TestClient(make_app(out, Access(token)), base_url=base, follow_redirects=False)


def body(*decisions: Decision) -> bytes:
    return Decisions(decisions=decisions).model_dump_json().encode()


def test_pages_are_served_and_a_decision_is_kept_at_once(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    web = client(tmp_path)
    index, report = web.get("/"), web.get("/S-1/report.html")
    assert (index.status_code, report.status_code) == (200, 200)
    assert "S-1" in index.text
    assert 'data-mode="served"' in report.text
    one = decision(folder, made)
    assert web.post("/api/decisions", content=body(one), headers=JSON).json()["saved"] == 1
    assert read_decisions(folder) == (one,)
    assert one.key in web.get("/S-1/report.html").text.split('id="page-decisions">')[1]
    assert web.get("/api/decisions").json()["decisions"][0]["key"] == one.key


def test_every_answer_keeps_others_out(tmp_path: Path) -> None:
    write_result(tmp_path)
    for path in ("/", "/S-1/report.html", "/no"):
        headers = client(tmp_path).get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fetc%2fpasswd",
        "/S-1/report.json",
        "/S-1/source.json",
        "/%2e%2e/report.html",
        "/foreign/report.html",
        "/secret.txt",
        "/docs",
        "/openapi.json",
    ],
)
def test_nothing_but_pages_and_exports_is_handed_out(path: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_result(out)
    (out / "foreign").mkdir()
    (out / "foreign" / "report.html").write_text("x")
    (out / "secret.txt").write_text("x")
    (tmp_path / "report.html").write_text("x")
    assert client(out).get(path).status_code == 404


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"content-type": "application/json"}, b"{}", 400),
        ({"content-type": "text/plain", "x-beian": "1"}, b"{}", 400),
        (JSON, b"{", 422),
        (JSON, b'{"decisions": [{"key": "x"}]}', 422),
        (JSON, b" " * (1024 * 1024 + 1), 413),
    ],
)
def test_what_a_foreign_page_could_send_changes_nothing(
    headers: dict[str, str], content: bytes, status: int, tmp_path: Path
) -> None:
    folder, _ = write_result(tmp_path)
    assert client(tmp_path).post("/api/decisions", content=content, headers=headers).status_code == status
    assert not (folder / "decisions.json").exists()


def test_a_decision_about_an_old_report_is_refused(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    answer = client(tmp_path).post("/api/decisions", content=body(decision(folder, made, report="0")), headers=JSON)
    assert (answer.status_code, answer.json()["stale"]) == (409, 1)


def test_a_foreign_name_that_points_here_is_refused(tmp_path: Path) -> None:
    write_result(tmp_path)
    answer = client(tmp_path, base="http://evil.example:8710").get("/S-1/report.html")
    assert answer.status_code == 421
    assert "sfz.jpg" not in answer.text


def test_with_a_token_nobody_comes_in_without_it(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    web = client(tmp_path, TOKEN, "http://192.0.2.1:8710")
    for path in ("/", "/S-1/report.html", "/?token=wrong", "/api/decisions"):
        assert web.get(path).status_code == 401
    assert web.post("/api/decisions", content=body(decision(folder, made)), headers=JSON).status_code == 401
    entered = web.get(f"/S-1/report.html?token={TOKEN}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/S-1/report.html")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert web.get("/S-1/report.html").status_code == 200
    bearer = client(tmp_path, TOKEN, "http://192.0.2.1").get("/", headers={"authorization": f"Bearer {TOKEN}"})
    assert bearer.status_code == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_only_addresses_of_this_machine_go_without_a_token(host: str, local: bool) -> None:
    assert is_loopback(host) is local
    assert not is_loopback("my-pc")


def test_a_port_in_use_is_an_error_of_the_system() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            listen("127.0.0.1", port)


def test_what_cannot_be_read_is_said_and_kept(tmp_path: Path) -> None:
    folder, made = write_result(tmp_path)
    (folder / "decisions.json").write_text("{")
    answer = client(tmp_path).post("/api/decisions", content=body(decision(folder, made)), headers=JSON)
    assert answer.status_code == 500
    assert (folder / "decisions.json").read_text() == "{"
    (folder / "report.json").write_text("{")
    assert "报告无法读取" in client(tmp_path).get("/").text


def test_the_way_in_leads_to_no_other_host(tmp_path: Path) -> None:
    entered = client(tmp_path, TOKEN, "http://192.0.2.1").get(f"http://192.0.2.1//evil.example/?token={TOKEN}")
    assert entered.headers["location"] == "/evil.example/"

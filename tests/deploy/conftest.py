"""A real installation on this machine, for all tests of this folder; they run when asked for (`make deploy-tests`)."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.processes import BIN, ROOT, postgresql, prefect_server

DEMO = ROOT / "samples" / "demo"
TWICE = ("", "-again")
_COMPARED = ("code", "severity", "file", "page", "field", "expected", "found", "message")


@pytest.fixture(scope="session")
def logs() -> Path:
    """Return where services leave their logs, to be looked at."""
    folder = ROOT / "build" / "deploy-logs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of all services: homes of their own, nothing of Prefect's or ours from outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "BEIAN", "AWS"))}
    return kept | {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
        "BEIAN_CACHE": str(tmp_path_factory.mktemp("models")),
        "BEIAN_OCR_SIZE": "tiny",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }


@dataclass(frozen=True)
class Installation:
    """A Prefect server on PostgreSQL with everything `deploy/setup.sh` puts there."""

    address: str
    environ: dict[str, str]


@pytest.fixture(scope="session")
def installation(environ: dict[str, str], logs: Path) -> Iterator[Installation]:
    """Bring up PostgreSQL and a server, and set the server up as an administrator would: twice, as after an update."""
    try:
        database = postgresql(logs)
        address = database.__enter__()
    except LookupError as error:
        pytest.skip(str(error))
    try:
        with prefect_server(address, environ, logs) as api:
            known = environ | {"PREFECT_API_URL": api}
            for _ in TWICE:
                subprocess.run([ROOT / "deploy" / "setup.sh"], check=True, env=known | {"BEIAN_BIN": str(BIN)})
            yield Installation(api, known)
    finally:
        database.__exit__(None, None, None)


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an inbox of the demo's submissions, each there twice under different numbers."""
    folder = tmp_path_factory.mktemp("inbox")
    for submission in sorted(DEMO.iterdir()):
        for ending in TWICE:
            copy = folder / (submission.name + ending)
            shutil.copytree(submission, copy)
            form = json.loads((copy / "form.json").read_bytes())
            form["submission_id"] += ending
            (copy / "form.json").write_text(json.dumps(form, ensure_ascii=False), "utf-8")
    return folder


@pytest.fixture(scope="session")
def expected(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return the verdict and reasons of every submission of the inbox, as `beian check` gives them."""
    out = tmp_path_factory.mktemp("checked")
    subprocess.run([BIN / "beian", "check", *sorted(DEMO.iterdir()), "--out", out], check=True, env=environ)
    alone = judgements(out)
    return {number + ending: judgement for number, judgement in alone.items() for ending in TWICE}


def judgements(out: Path) -> dict[str, object]:
    """Return verdict and reasons of all reports below a folder, by submission."""
    found: dict[str, object] = {}
    for path in sorted(out.glob("*/report.json")):
        report = json.loads(path.read_bytes())
        reasons = [[reason[name] for name in _COMPARED] for reason in report["reasons"]]
        found[report["submission_id"]] = (report["verdict"], reasons)
    return found

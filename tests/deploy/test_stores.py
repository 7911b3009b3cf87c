"""An inbox and results in an S3 store: verdicts as on a disk, nothing done twice, on another machine neither."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.conftest import judgements
from tests.deploy.processes import BIN, s3_server

s3fs = pytest.importorskip("s3fs", reason="没有 s3fs：make deploy-tests 会安装")
pytest.importorskip("moto", reason="没有 moto：make deploy-tests 会安装")
pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def store(logs: Path) -> Iterator[dict[str, str]]:
    with s3_server(logs) as variables:
        yield variables


@pytest.fixture(scope="module")
def bucket(store: dict[str, str], inbox: Path) -> Any:
    files = s3fs.S3FileSystem(
        key=store["AWS_ACCESS_KEY_ID"],
        secret=store["AWS_SECRET_ACCESS_KEY"],
        endpoint_url=store["AWS_ENDPOINT_URL_S3"],
        use_listings_cache=False,
    )
    files.mkdir("beian")
    files.put(f"{inbox}/", "beian/inbox/", recursive=True)
    files.pipe_file("beian/inbox/readme.txt", b"x")
    return files


def intake(environ: dict[str, str], *options: str) -> str:
    command = [BIN / "beian", "intake", "s3://beian/inbox", "--out", "s3://beian/results", *options]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=900)
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    return ran.stdout


def downloaded(bucket: Any, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    bucket.get("beian/results/", f"{to}/", recursive=True)
    return to


def test_a_batch_from_a_store_into_a_store(
    environ: dict[str, str], store: dict[str, str], bucket: Any, expected: dict[str, Any], tmp_path: Path
) -> None:
    environ = environ | store | {"BEIAN_COPIES": str(tmp_path / "copies"), "BEIAN_SETTLE_SECONDS": "0"}
    intake(environ, "--workers", "2")
    results = downloaded(bucket, tmp_path / "results")
    assert judgements(results) == expected
    assert {path.name for path in results.iterdir()} >= {"index.html", "summary.xlsx", "summary.csv", "fields.jsonl"}
    written = {path: info["LastModified"] for path, info in reports(bucket).items()}
    assert len(written) == len(expected)

    # Nothing changed: nothing is read nor written again.
    assert f"其中 {len(expected)} 份没有变化" in intake(environ)
    assert {path: info["LastModified"] for path, info in reports(bucket).items()} == written

    # One changed, one is new: on another machine, which has no copy, only these are screened.
    form = json.loads(bucket.cat_file("beian/inbox/review/form.json"))
    form["services"][0]["name"] += "网"
    bucket.pipe_file("beian/inbox/review/form.json", json.dumps(form).encode())
    bucket.pipe_file("beian/inbox/new/form.json", b"no JSON")
    elsewhere = environ | {"BEIAN_COPIES": str(tmp_path / "other-copies")}
    kept = len(expected) - 1
    assert f"其中 {kept} 份没有变化" in intake(elsewhere)
    again = reports(bucket)
    changed = [path for path, info in again.items() if written.get(path) != info["LastModified"]]
    assert sorted(changed) == ["beian/results/DEMO-3-review/report.json", "beian/results/new/report.json"]
    assert bucket.find("beian/results/DEMO-3-review/history")


def reports(bucket: Any) -> dict[str, Any]:
    found: dict[str, Any] = bucket.find("beian/results", maxdepth=2, detail=True)
    return {path: info for path, info in found.items() if path.endswith("/report.json")}


@pytest.mark.parametrize("place", ["s3://no-such-bucket/inbox", "nosuch://beian/inbox", "s3://key:secret@beian/inbox"])
def test_a_store_that_cannot_be_used_is_named(
    environ: dict[str, str], store: dict[str, str], tmp_path: Path, place: str
) -> None:
    command = [BIN / "beian", "intake", place, "--out", tmp_path / "out"]
    ran = subprocess.run(command, env=environ | store, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "地址" in ran.stderr

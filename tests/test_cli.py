import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from extractors.form import FilingForm
from flows import cli
from flows.commands import inputs
from flows.reports.decisions import Decisions
from flows.terminal import clean
from tests.flows.engines import BlindEngine, BrokenEngine
from tests.flows.results import decision, write_result
from tests.flows.submissions import blank_picture, form, write_submission

BEIAN = [sys.executable, "-c", "from flows.cli import app; app()"]
HOSTILE = "[red]<script>\x1b[2J[/red]"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(inputs, "make_engine", lambda settings, size: BlindEngine())


def beian(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [*BEIAN, *arguments], capture_output=True, text=True, timeout=600, env=os.environ | environment, check=False
    )


def only(result: Result) -> dict[str, Any]:
    """Return the one report on standard output, which must hold nothing else."""
    (report,) = json.loads(result.stdout)["reports"]
    assert isinstance(report, dict)
    return report


# --- what is wrong usage, and says so


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "缺少参数"),
        (["check", "没有"], "找不到"),
        (["check", "S", "没有"], "找不到"),
        (["check", "S", "--today", "昨天"], "2026-11-24"),
        (["check", "S", "--today", "2026-02-30"], "2026-11-24"),
        (["check", "S", "--policy", "没有"], "standard"),
        (["check", "S", "--policy", "没有.toml"], "没有.toml"),
        (["check", "S", "--policy", "坏.toml"], "坏.toml"),
        (["check", "S", "--engine", "huge"], "--engine"),
        (["check", "S", "--out", "a.png"], "不能作为目录"),
        (["check", "S", "--out", "a.png/b"], "不能作为目录"),
        (["check", "a.png"], "beian read"),
        (["check", "S", "--nonsense"], "--nonsense"),
        (["chek", "S"], "chek"),
        (["read"], "缺少参数"),
        (["read", "没有.jpg"], "找不到"),
        (["read", "S"], "beian check"),
        (["read", "x" * 5000], "找不到"),
        (["intake", "S"], "--out"),
        (["intake", "没有", "--out", "out"], "找不到"),
        (["intake", "a.png", "--out", "out"], "beian check"),
        (["intake", ".", "--out", "S"], "收件目录"),
        (["intake", "S", "--out", "out", "--workers", "0"], "--workers"),
        (["samples"], "缺少参数"),
        (["samples", "d", "--count", "0"], "--count"),
        (["samples", "a.png"], "不能作为目录"),
        (["schema"], "缺少参数"),
        (["schema", "verdict"], "verdict"),
        (["decisions"], "缺少参数"),
        (["decisions", "没有.json"], "找不到"),
        (["decisions", "a.png", "--out", "S"], "不是有效的复核结果"),
        (["decisions", "a.png", "--out", "没有"], "找不到"),
        (["stats", "没有"], "找不到"),
        (["notice"], "缺少参数"),
        (["notice", "S"], "beian check"),
        (["notice", "没有", "--out", "S"], "beian check"),
        (["purge", "--out", "S"], "--older-than"),
        (["purge", "--older-than", "一个月", "--out", "S"], "30d"),
        (["purge", "--older-than", "99999w", "--out", "没有"], "找不到"),
        (["purge", "--older-than", "1d", "--out", "a.png"], "不是文件夹"),
        (["serve", "a.png"], "不是文件夹"),
        (["serve", "S", "--host", "192.0.2.1"], "无法监听"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_wrong_usage_is_explained_in_chinese_with_status_2(arguments: list[str], words: str) -> None:
    write_submission(Path("S"))
    Path("a.png").write_bytes(blank_picture())
    Path("坏.toml").write_text("name = 3")
    result = beian(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "请" in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path("beian-reports").exists()


def test_a_setting_that_cannot_be_used_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    write_submission(Path("S"))
    monkeypatch.setenv("BEIAN_OCR_SIZE", "huge")
    result = beian("check", "S")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "BEIAN_OCR_SIZE" in result.stderr


def test_help_is_chinese() -> None:
    for arguments in (["--help"], ["check", "--help"], ["read", "--help"], ["intake", "--help"], ["schema", "--help"]):
        result = beian(*arguments)
        assert result.exit_code == 0
        assert "显示本帮助" in result.stdout
        assert "Show this" not in result.stdout


def test_version() -> None:
    assert re.fullmatch(r"beian-intake \d+\.\d+\.\d+\n", beian("--version").stdout)


# --- check


def test_check_prints_a_table_and_writes_reports() -> None:
    write_submission(Path("S"), files={"坏.jpg": b"\xff\xd8\xff", "a.png": blank_picture()})
    result = beian("check", "S")
    assert result.exit_code == 0
    for words in ("S-1", "不齐全", "坏.jpg", "beian-reports/S-1/report.html"):
        assert words in result.stdout
    assert sorted(p.name for p in Path("beian-reports/S-1").iterdir()) == ["report.html", "report.json", "source.json"]


def test_json_stands_alone_and_equals_the_file() -> None:
    write_submission(Path("S"), files={"a.png": blank_picture()})
    result = beian("check", "S", "--json", "--out", "结果")
    assert result.exit_code == 0
    report = only(result)
    assert report == json.loads(Path("结果/S-1/report.json").read_text())
    jsonschema.validate(report, json.loads(beian("schema", "report").stdout))
    assert report["policy"] == "standard"


def test_several_submissions_come_in_order_and_none_is_written_over() -> None:
    for name in ("a", "b"):
        write_submission(Path(name), form(sponsor=form()["sponsor"] | {"name": name}))
    result = beian("check", "b", "a", "--json")
    assert [report["submission_id"] for report in json.loads(result.stdout)["reports"]] == ["S-1", "S-1"]
    assert "beian-reports/S-1-2" in result.stderr
    assert sorted(path.name for path in Path("beian-reports").glob("[!.]*")) == ["S-1", "S-1-2"]
    beian("check", "a", "b")
    assert sorted(path.name for path in Path("beian-reports").glob("[!.]*")) == ["S-1", "S-1-2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "JSON"),
        (b"\xd5\xc5", "UTF-8"),
        (form(colour="red"), "colour"),
        (form(submitted_on="2026-13-01"), "submitted_on"),
        (form(services=[]), "services"),
    ],
    ids=["broken", "gbk", "unknown key", "bad date", "no service"],
)
def test_an_unusable_form_is_screened_and_its_fault_named(content: Any, words: str) -> None:
    write_submission(Path("S"), content, {"a.png": blank_picture()})
    result = beian("check", "S", "--json")
    assert result.exit_code == 0
    report = only(result)
    assert report["verdict"] == "incomplete"
    assert words in next(r["message"] for r in report["reasons"] if r["code"] == "form.invalid")


def test_a_folder_without_a_form_goes_by_its_own_name() -> None:
    Path("张三的申请").mkdir()
    Path("张三的申请/a.png").write_bytes(blank_picture())
    report = only(beian("check", "张三的申请", "--json"))
    assert (report["submission_id"], report["verdict"]) == ("张三的申请", "incomplete")
    assert Path("beian-reports/张三的申请/report.json").is_file()


def test_missing_materials_and_folders_in_place_of_files_are_named() -> None:
    materials = [{"file": name, "kind": "business_licence"} for name in ("没有.jpg", "文件夹.jpg")]
    (write_submission(Path("S"), form(materials=materials)) / "文件夹.jpg").mkdir()
    report = only(beian("check", "S", "--json"))
    assert {"没有.jpg", "文件夹.jpg"} <= {reason["file"] for reason in report["reasons"]}


def test_a_zip_is_checked_like_a_folder_and_a_broken_one_is_incomplete() -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("form.json", json.dumps(form()))
    Path("b.zip").write_bytes(b"PK")
    result = beian("check", "a.zip", "b.zip", "--json")
    assert result.exit_code == 0
    assert [(r["submission_id"], r["verdict"]) for r in json.loads(result.stdout)["reports"]] == [
        ("S-1", "incomplete"),
        ("b", "incomplete"),
    ]


def test_a_failing_program_is_status_1_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "make_engine", lambda settings, size: BrokenEngine())
    write_submission(Path("a"), form(submission_id="A"), {"a.png": blank_picture()})
    write_submission(Path("b"), form(submission_id="B"))
    result = beian("check", "a", "b", "--json")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)["reports"]
    assert (first["verdict"], first["reasons"][0]["code"]) == ("needs_review", "system.failed")
    assert second["submission_id"] == "B"
    assert "system.failed" not in {reason["code"] for reason in second["reasons"]}
    assert json.loads(Path("beian-reports/A/report.json").read_text()) == first


def test_hostile_words_steer_neither_terminal_nor_folder_nor_page() -> None:
    name = HOSTILE.replace("/", "|") + ".jpg"
    write_submission(Path("S"), form(submission_id="../../" + HOSTILE), {name: b""})
    result = beian("check", "S")
    assert result.exit_code == 0
    assert "\x1b[2J" not in result.output
    assert "[red]<script>\ufffd[2J" in result.stdout.replace("\n", "")
    (folder,) = Path("beian-reports").glob("[!.]*")
    assert sorted(p.name for p in Path().iterdir()) == ["S", "beian-reports"]
    html = (folder / "report.html").read_text()
    assert "[red]<script" not in html
    assert "[red]&lt;script" in html


def test_clean_leaves_chinese_and_takes_what_steers() -> None:
    assert clean("欧阳·明远　①") == "欧阳·明远　①"
    assert clean("a\x1b[2J\u202eb\n\u200bc\ud800") == "a\ufffd[2J\ufffdb\ufffd\ufffdc\ufffd"


def test_today_and_policy_reach_the_report(tmp_path: Path) -> None:
    write_submission(Path("S"))
    text = Path("own.toml")
    from importlib import resources

    standard = resources.files("validators").joinpath("policies", "standard.toml").read_text("utf-8")
    text.write_text(re.sub(r'(?m)^name = "standard"', 'name = "own"', standard), "utf-8")
    assert only(beian("check", "S", "--json", "--policy", "own.toml", "--today", "2026-11-24"))["policy"] == "own"


# --- read


def test_read_names_bad_files_and_goes_on() -> None:
    Path("a.png").write_bytes(blank_picture())
    Path("b.jpg").write_bytes(b"")
    result = beian("read", "b.jpg", "./a.png", "--json")
    assert result.exit_code == 0
    content = json.loads(result.stdout)
    assert set(content) == {"documents", "problems"}
    assert [(p["file"], p["problem"]) for p in content["problems"]] == [("b.jpg", "file.empty")]
    assert {document["file"] for document in content["documents"]} <= {"a.png"}
    shown = beian("read", "b.jpg", "a.png")
    assert (shown.exit_code, "b.jpg" in shown.stdout) == (0, True)


def test_read_fails_with_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "make_engine", lambda settings, size: BrokenEngine())
    Path("a.png").write_bytes(blank_picture())
    result = beian("read", "a.png", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "识别引擎" in result.stderr


# --- decisions, stats, serve


def test_decisions_are_merged_and_counted() -> None:
    folder, made = write_result(Path("out"))
    exported = Decisions(decisions=(decision(folder, made), decision(folder, made, None, folder="elsewhere")))
    Path("x.json").write_text(exported.model_dump_json(), "utf-8")
    result = beian("decisions", "x.json", "--out", "out")
    assert (result.exit_code, "已保存 1 条" in result.stdout, "1 条在 out 里找不到" in result.stderr) == (0, True, True)
    shown = beian("stats", "out")
    assert "名称不一致" in shown.stdout
    by_code = {one["code"]: one for one in json.loads(beian("stats", "out", "--json").stdout)["agreements"]}
    assert (by_code["name.mismatch"]["confirmed"], by_code["verdict.incomplete"]["confirmed"]) == (1, 0)


def test_serve_says_where_and_demands_its_token() -> None:
    write_result(Path("out"))
    arguments = [*BEIAN, "serve", "out", "--port", "0", "--token"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", process.stdout.readline())
            assert address is not None
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
            assert "S-1" in opener.open(address[0], timeout=30).read().decode()
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address[0].split("?")[0], timeout=30)
        finally:
            process.terminate()


# --- notice, purge, mask


def test_a_notice_is_printed_and_written_wherever_its_report_is_named_from() -> None:
    write_submission(Path("S"), files={"坏.jpg": b"\xff\xd8\xff"})
    beian("check", "S", "--out", "out")
    for name in ("S", "out/S-1", "out/S-1/report.json", "S-1"):
        result = beian("notice", name, "--out", "out")
        assert result.exit_code == 0, result.stderr
        assert "您提交的备案材料不齐全" in result.stdout
    folder = Path("out/S-1")
    assert (folder / "notice.pdf").read_bytes().startswith(b"%PDF")
    assert {"notice.md", "notice.txt"} <= {path.name for path in folder.iterdir()}
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_there_is_no_notice_without_a_certain_or_confirmed_reason() -> None:
    write_result(Path("out"), reasons=())
    result = beian("notice", "S-1", "--out", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有可以告知的问题" in result.stderr


def test_purge_says_what_it_deletes_and_what_it_would() -> None:
    folder, _ = write_result(Path("out"))
    os.utime(folder / "report.json", (0, 0))
    os.utime(folder / "report.html", (10**9, 10**9))
    shown = beian("purge", "--older-than", "30d", "--out", "out", "--dry-run")
    assert "将删除 out/S-1" in shown.stdout
    assert folder.is_dir()
    done = beian("purge", "--older-than", "30d", "--out", "out")
    assert "已删除 out/S-1" in done.stdout
    assert not folder.exists()
    assert "共 0 项" in beian("purge", "--older-than", "30d", "--out", "out").stdout


def test_a_masked_check_shows_no_number_but_in_the_record() -> None:
    number = "990108198001010010"  # of the form; its check digit is wrong, which is a reason that quotes it
    write_submission(Path("S"), files={"a.png": blank_picture()})
    assert number in beian("check", "S", "--out", "open").stdout + Path("open/S-1/report.html").read_text()
    masked = beian("check", "S", "--out", "out", "--mask")
    page = Path("out/S-1/report.html").read_text()
    assert number not in masked.output + page
    assert "990108********0010" in page
    assert number in Path("out/S-1/report.json").read_text()


# --- samples, schema


def test_samples_are_forms_that_fit_the_schema() -> None:
    assert beian("samples", "样本", "--count", "1", "--seed", "7").exit_code == 0
    schema = json.loads(beian("schema", "form").stdout)
    forms = list(Path("样本").rglob("form.json"))
    assert len(forms) == 1
    content = json.loads(forms[0].read_text("utf-8"))
    jsonschema.validate(content, schema)
    FilingForm.model_validate_json(json.dumps(content))


# --- as a user runs it


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], ("paddleocr", "prefect", "cv2", "pydantic")),
        (["schema", "report"], ("paddleocr", "prefect")),
        (["samples", "d", "--count", "1"], ("paddleocr", "prefect", "onnxruntime")),
        (["check", "S"], ("paddleocr", "prefect")),
    ],
    ids=["help", "schema", "samples", "check"],
)
def test_commands_import_only_what_they_need(arguments: list[str], absent: tuple[str, ...]) -> None:
    write_submission(Path("S"))
    script = (
        "import sys\nfrom flows.cli import app\n"
        "try:\n    app(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"found = [name for name in {absent!r} if name in sys.modules]\nassert not found, found\n"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.ocr
def test_check_as_a_process(model_cache: Path) -> None:
    beian("samples", "样本", "--count", "1", "--seed", "7")
    (submission,) = Path("样本").iterdir()
    done = run("check", str(submission), "--json", "--engine", "tiny", BEIAN_CACHE=str(model_cache))
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)["reports"]
    assert report["engine"]["ocr"] == "PP-OCRv6_tiny"
    assert "business_licence" in {document["kind"] for document in report["documents"]}
    assert "Traceback" not in done.stderr


def test_an_engine_that_cannot_start_is_reported(tmp_path: Path) -> None:
    write_submission(Path("S"), files={"a.png": blank_picture()})
    Path("file").write_text("x")
    done = run("check", "S", "--json", BEIAN_CACHE=str(tmp_path / "file"))
    assert done.returncode == 1
    (report,) = json.loads(done.stdout)["reports"]
    assert report["reasons"][0]["code"] == "system.failed"


def test_intake_runs_without_a_server_and_can_be_interrupted(tmp_path: Path) -> None:
    """One long test, for every run starts a Prefect server."""
    Path("code.py").write_text("raise SystemExit('imported from the working directory')")
    home = str(tmp_path / "prefect")
    for number in range(40):
        write_submission(Path(f"inbox/S-{number:02}"), form(submission_id=f"S-{number:02}"))
    environment = os.environ | {"BEIAN_PREFECT_HOME": home, "HOME": str(tmp_path / "home")}
    first = subprocess.Popen(
        [*BEIAN, "intake", "inbox", "--out", "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        process_group=0,
    )
    deadline = time.monotonic() + 300
    while not list(Path().glob("out/*/report.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(first.pid, 2)  # what Ctrl-C at a terminal does
    output, errors = first.communicate(timeout=120)
    assert (first.returncode, output, errors.strip()) == (130, "", "已中断。再次运行同一命令会接着做。")
    done = len(list(Path().glob("out/*/report.json")))
    assert 1 <= done < 40

    second = run("intake", "inbox", "--out", "out", BEIAN_PREFECT_HOME=home, HOME=str(tmp_path / "home"))
    assert (second.returncode, second.stderr) == (0, "")
    assert re.match(r"共 40 份：齐全 0，不齐全 40，需人工复核 0（其中 \d+ 份没有变化", second.stdout)
    assert len(list(Path().glob("out/*/report.json"))) == 40
    assert not (tmp_path / "home" / ".prefect").exists()

    log = tmp_path / "prefect" / "server.log"
    before = log.stat().st_mtime_ns
    third = run("intake", "inbox", "--out", "out", BEIAN_PREFECT_HOME=home, HOME=str(tmp_path / "home"))
    assert third.stdout.startswith("共 40 份：齐全 0，不齐全 40，需人工复核 0（其中 40 份没有变化，沿用上次的结果）")
    assert log.stat().st_mtime_ns == before  # nothing to do: no server was started


def test_a_prefect_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    Path("inbox").mkdir()
    address = "http://127.0.0.1:9/api"  # the discard port: nobody listens
    done = run("intake", "inbox", "--out", "out", PREFECT_API_URL=address, BEIAN_PREFECT_HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (1, "")
    assert address in done.stderr
    assert "Traceback" not in done.stderr

from __future__ import annotations

import os
import pickle
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.facts.pages import FileProblem, UnusableFile
from extractors.limits import Limits
from extractors.pages import UnusableFileError
from extractors.submission import Submission, SubmissionError, read_submission
from tests.forms import FORM, broken

LIMITS = Limits()


def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    root = tmp_path / "申请一"
    root.mkdir()
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def zipped(tmp_path: Path, files: dict[str, bytes]) -> Path:
    path = tmp_path / "申请一.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def nested_zip(tmp_path: Path, files: dict[str, bytes]) -> Path:
    return zipped(tmp_path, {f"申请一/{name}": data for name, data in files.items()})


def names(submission: Submission) -> list[str]:
    return [file.name for file in submission.files]


def troubles(submission: Submission) -> list[tuple[str, FileProblem]]:
    return [(problem.file, problem.problem) for problem in submission.problems]


@pytest.mark.parametrize("pack", [folder, zipped, nested_zip])
def test_a_folder_and_its_zip_are_the_same(tmp_path: Path, pack: Callable[[Path, dict[str, bytes]], Path]) -> None:
    files = {"form.json": FORM, "执照.jpg": b"one", "身份证/正面.png": b"two", ".DS_Store": b"x", "__MACOSX/._a": b"x"}
    submission = read_submission(pack(tmp_path, files), LIMITS)
    assert submission.folder_name == "申请一"
    assert submission.submission_id == "S-2026-0001"
    assert submission.form is not None
    assert submission.form.sponsor.name == "北京云启数智科技有限公司"
    assert submission.form_problems == submission.problems == submission.missing_files == ()
    assert sorted(names(submission)) == ["执照.jpg", "身份证/正面.png"]
    assert {file.name: file.read() for file in submission.files} == {"执照.jpg": b"one", "身份证/正面.png": b"two"}
    assert all(file.size == 3 and len(file.sha256) == 64 for file in submission.files)
    assert pickle.loads(pickle.dumps(submission.files)) == submission.files


# --- the form


def test_files_are_listed_without_a_form(tmp_path: Path) -> None:
    submission = read_submission(folder(tmp_path, {"执照.jpg": b"one"}), LIMITS)
    assert submission.form is None
    assert submission.form_problems[0].startswith("form.json：缺少")
    assert names(submission) == ["执照.jpg"]


def test_a_folder_in_place_of_the_form(tmp_path: Path) -> None:
    submission = read_submission(folder(tmp_path, {"form.json/a.jpg": b"one"}), LIMITS)
    assert submission.form is None
    assert submission.form_problems == ("form.json：这是文件夹而不是文件",)


# --- the files


def test_a_material_that_is_not_there_is_missing(tmp_path: Path) -> None:
    submission = read_submission(folder(tmp_path, {"form.json": FORM, "b.jpg": b"x"}), LIMITS)
    assert submission.form is not None
    assert submission.missing_files == ("执照.jpg",)


@pytest.mark.parametrize("pack", [folder, nested_zip])
def test_a_folder_where_a_file_should_be(tmp_path: Path, pack: Callable[[Path, dict[str, bytes]], Path]) -> None:
    submission = read_submission(pack(tmp_path, {"form.json": FORM, "执照.jpg/a.png": b"x"}), LIMITS)
    assert submission.form is not None
    assert submission.missing_files == ("执照.jpg",)
    assert troubles(submission) == [("执照.jpg", FileProblem.UNREADABLE)]
    assert names(submission) == ["执照.jpg/a.png"]


def test_an_empty_folder_named_like_a_file_is_noticed_without_a_form(tmp_path: Path) -> None:
    root = folder(tmp_path, {})
    (root / "a.pdf").mkdir()
    (root / "身份证").mkdir()
    assert troubles(read_submission(root, LIMITS)) == [("a.pdf", FileProblem.UNREADABLE)]


def test_names_are_compared_composed(tmp_path: Path) -> None:
    composed = "caf\u00e9.jpg"
    decomposed = unicodedata.normalize("NFD", composed)
    form = broken(materials=[{"file": decomposed, "kind": "other"}])
    submission = read_submission(folder(tmp_path, {"form.json": form, decomposed: b"x"}), LIMITS)
    assert names(submission) == [composed]
    assert submission.missing_files == ()
    assert submission.form is not None
    assert submission.form.declared_kinds(composed) == ("other",)
    assert submission.files[0].read() == b"x"


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.jpg": b"x"})
    outside = tmp_path / "secret.jpg"
    outside.write_bytes(b"secret")
    (root / "inner.jpg").symlink_to(root / "a.jpg")
    (root / "outer.jpg").symlink_to(outside)
    (root / "broken.jpg").symlink_to(root / "nothing")
    (root / "loop").symlink_to(root)
    submission = read_submission(root, LIMITS)
    assert names(submission) == ["a.jpg", "inner.jpg"]
    assert [name for name, _ in troubles(submission)] == ["broken.jpg", "loop", "outer.jpg"]


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    root = folder(tmp_path, {})
    os.mkfifo(root / "a.jpg")
    assert troubles(read_submission(root, LIMITS)) == [("a.jpg", FileProblem.UNREADABLE)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.jpg": b"x", "b.jpg": b"x"})
    (root / "a.jpg").chmod(0)
    submission = read_submission(root, LIMITS)
    assert troubles(submission) == [("a.jpg", FileProblem.UNREADABLE)]
    assert names(submission) == ["b.jpg"]


def test_a_gbk_name_on_disk_is_read(tmp_path: Path) -> None:
    root = folder(tmp_path, {})
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/" + "执照.jpg".encode("gbk"))).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    submission = read_submission(root, LIMITS)
    assert names(submission) == ["执照.jpg"]
    assert submission.files[0].read() == b"x"


@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_a_gbk_name_of_the_submission_itself_is_read(tmp_path: Path, suffix: str) -> None:
    root = tmp_path / os.fsdecode("张三的申请".encode("gbk"))
    try:
        root.mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (root / "form.json").write_bytes(FORM)
    if suffix:
        archive = Path(f"{root}{suffix}")
        with zipfile.ZipFile(archive, "w") as writer:
            writer.write(root / "form.json", "form.json")
        root = archive
    assert read_submission(root, LIMITS).folder_name == "张三的申请"


@pytest.mark.parametrize("pack", [folder, zipped])
def test_limits(tmp_path: Path, pack: Callable[[Path, dict[str, bytes]], Path]) -> None:
    path = pack(tmp_path, {f"{n}.jpg": bytes(100 + n) for n in range(6)})
    assert len(read_submission(path, LIMITS).files) == 6
    by_count = read_submission(path, Limits(max_files=4))
    assert (len(by_count.files), troubles(by_count)) == (4, [("4.jpg", FileProblem.TOO_LARGE)])
    by_size = read_submission(path, Limits(max_file_bytes=103))
    assert troubles(by_size) == [("4.jpg", FileProblem.TOO_LARGE), ("5.jpg", FileProblem.TOO_LARGE)]


def test_a_zip_bomb_is_unpacked_no_further_than_allowed(tmp_path: Path) -> None:
    path = zipped(tmp_path, {f"{n}.jpg": bytes(3_000_000) for n in range(8)})
    submission = read_submission(path, Limits(max_file_bytes=1_000_000, max_total_bytes=2_000_000))
    assert submission.files == ()
    assert {problem for _, problem in troubles(submission)} == {FileProblem.TOO_LARGE}


def test_a_changed_file_is_not_taken_for_the_listed_one(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.jpg": b"x", "b.jpg": b"x"})
    first, second = read_submission(root, LIMITS).files
    (root / "a.jpg").write_bytes(b"y")
    (root / "b.jpg").unlink()
    for file in (first, second):
        with pytest.raises(UnusableFileError) as caught:
            file.read()
        assert caught.value.problem.problem in (FileProblem.UNREADABLE, FileProblem.TOO_LARGE)


# --- zips


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_utf8_flag(tmp_path: Path, encoding: str) -> None:
    path = zipped(tmp_path, {"申请一/form.json": FORM, "申请一/执照.jpg": b"x"})
    data = path.read_bytes()
    raw = {name: name.encode(encoding) for name in ("申请一/form.json", "申请一/执照.jpg")}
    path.write_bytes(with_raw_names(data, raw))
    submission = read_submission(path, LIMITS)
    assert submission.form is not None
    assert names(submission) == ["执照.jpg"]
    assert submission.files[0].read() == b"x"


def with_raw_names(data: bytes, names_in: dict[str, bytes]) -> bytes:
    """The zip with the names written in other bytes, padded to the same length, the UTF-8 flag cleared."""
    for name, raw in names_in.items():
        utf8 = name.encode()
        padded = raw if len(raw) == len(utf8) else raw.replace(b"/", b"/" * (1 + len(utf8) - len(raw)))
        assert len(padded) == len(utf8)
        data = data.replace(utf8, padded)
    out = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            (flags,) = struct.unpack_from("<H", out, start + place)
            struct.pack_into("<H", out, start + place, flags & ~0x800)
            start = data.find(signature, start + 4)
    return bytes(out)


@pytest.mark.parametrize("name", ["../escape.jpg", "/etc/a.jpg", "a/../../b.jpg", "C:/a.jpg", "..\\escape.jpg"])
def test_paths_out_of_the_zip_are_refused(tmp_path: Path, name: str) -> None:
    submission = read_submission(zipped(tmp_path, {"form.json": FORM, name: b"x"}), LIMITS)
    assert submission.files == ()
    assert [problem for _, problem in troubles(submission)] == [FileProblem.UNREADABLE]


def test_backslashes_part_folders(tmp_path: Path) -> None:
    submission = read_submission(zipped(tmp_path, {"s\\form.json": FORM, "s\\执照.jpg": b"x"}), LIMITS)
    assert submission.form is not None
    assert names(submission) == ["执照.jpg"]


def test_an_encrypted_zip_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"form.json": FORM, "a.jpg": b"x"})
    out = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(signature)
        while start >= 0:
            out[start + place] |= 1
            start = out.find(signature, start + 4)
    path.write_bytes(out)
    submission = read_submission(path, LIMITS)
    assert "加密" in submission.form_problems[0]
    assert troubles(submission) == [("a.jpg", FileProblem.ENCRYPTED)]


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"form.json": FORM, "a.jpg": b"x"})
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("a.jpg", "form.json"):
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(name, b"{}")
    submission = read_submission(path, LIMITS)
    assert submission.form is None
    assert "同名" in submission.form_problems[0]
    assert troubles(submission) == [("a.jpg", FileProblem.UNREADABLE)]


def test_a_damaged_member_is_a_problem_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jpg", b"first-content")
        archive.writestr("b.jpg", b"other-content")
    path.write_bytes(path.read_bytes().replace(b"first-content", b"first-cOntent"))
    submission = read_submission(path, LIMITS)
    assert names(submission) == ["b.jpg"]
    assert troubles(submission) == [("a.jpg", FileProblem.UNREADABLE)]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("a.jpg")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert troubles(read_submission(path, LIMITS)) == [("a.jpg", FileProblem.UNREADABLE)]


def test_what_is_no_submission(tmp_path: Path) -> None:
    cut = zipped(tmp_path, {"form.json": FORM * 9})
    cut.write_bytes(cut.read_bytes()[:-30])
    text = tmp_path / "a.txt"
    text.write_text("no zip")
    for path, word in ((tmp_path / "nothing", "不存在"), (text, "既不是文件夹"), (cut, "已损坏")):
        with pytest.raises(SubmissionError, match=word) as caught:
            read_submission(path, LIMITS)
        assert "请" in str(caught.value)


def test_problems_are_facts(tmp_path: Path) -> None:
    (problem,) = read_submission(zipped(tmp_path, {"../a": b""}), LIMITS).problems
    assert isinstance(problem, UnusableFile)
    assert "请" in problem.detail

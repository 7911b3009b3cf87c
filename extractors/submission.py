"""A submission becomes its form and its files, from a folder or a zip of one; nothing is unpacked to disk.

What a filer did wrong is data here (`form_problems`, `problems`, `missing_files`); only a path that is no submission at
all is an error. Names are compared and given after Unicode NFC normalisation, since macOS writes them decomposed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from extractors.facts.pages import FileProblem, UnusableFile
from extractors.form import FilingForm
from extractors.form_errors import describe, json_path
from extractors.limits import Limits
from extractors.pages import UnusableFileError

FORM_NAME = "form.json"
_MAX_FORM_BYTES = 2 * 1024 * 1024
# What systems leave in folders, and the truth that our own samples carry beside them: no uploads.
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx", "truth.json"})
_UPLOAD_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".heif", ".gif", ".pdf"}
)
_ENCRYPTED_FLAG = 0x1
_UTF8_FLAG = 0x800
_BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, NotImplementedError)


class SubmissionError(Exception):
    """The path is no submission; the message says so in Chinese, with what to do."""


@dataclass(frozen=True)
class UploadedFile:
    """One uploaded file. `name` is its path inside the submission, with `/` between folders."""

    name: str
    size: int
    sha256: str
    source: Path = field(repr=False)
    member: int | None = field(default=None, repr=False)  # its place in the zip, when `source` is one

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            UnusableFileError: the file is gone, or is no longer the one that was listed.
        """
        data = _read(_Entry(self.name, self.source, self.member), self.size)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise _unusable(self.name, FileProblem.UNREADABLE, "文件在读取期间被改动，请重新提交")
        return data


@dataclass(frozen=True)
class Submission:
    """One submission as found.

    Attributes:
        folder_name: name of the folder, or of the zip without its suffix.
        form: the filing form, its material names normalised; None when it is unusable (see `form_problems`).
        form_problems: Chinese sentences, each with a JSON path.
        files: what can be read, by name; the form is not among them.
        problems: files that cannot be used.
        missing_files: names the form gives to materials that are not there.
        submission_id: as the form has it, also where the rest of the form is broken.
    """

    path: Path
    folder_name: str
    form: FilingForm | None
    form_problems: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    problems: tuple[UnusableFile, ...] = ()
    missing_files: tuple[str, ...] = ()
    submission_id: str | None = None


@dataclass(frozen=True)
class _Entry:
    """A file that was seen, not yet read."""

    name: str
    source: Path
    member: int | None = None


@dataclass
class _Found:
    """What a folder or zip holds."""

    entries: list[_Entry] = field(default_factory=list)
    problems: list[UnusableFile] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)

    def add_problem(self, name: str, problem: FileProblem, detail: str) -> None:
        self.problems.append(UnusableFile(file=name, problem=problem, detail=detail))


@dataclass(frozen=True)
class FormReading:
    """The form, or what is wrong with it, and the submission's name where that alone could be read."""

    form: FilingForm | None = None
    problems: tuple[str, ...] = ()
    submission_id: str | None = None


def read_submission(path: Path, limits: Limits) -> Submission:
    """Return the submission in a folder or zip.

    Raises:
        SubmissionError: the path does not exist, is neither a folder nor a zip, or the zip is broken or too large.
    """
    found = _look_into(path, limits)
    form_entries = [entry for entry in found.entries if entry.name == FORM_NAME]
    form_troubles = [problem for problem in found.problems if problem.file == FORM_NAME]
    found.entries = [entry for entry in found.entries if entry.name != FORM_NAME]
    found.problems = [problem for problem in found.problems if problem.file != FORM_NAME]
    reading = _read_form(form_entries, form_troubles, FORM_NAME in found.folders)
    files = tuple(_list_files(found, limits))
    form = reading.form and _with_normal_names(reading.form)
    declared = dict.fromkeys(material.file for material in form.materials) if form else {}
    _note_folders_as_files(found, declared)
    known = {file.name for file in files} | {p.file for p in found.problems if p.file not in found.folders}
    return Submission(
        path=path,
        folder_name=_nfc(_printable(path.resolve().stem if path.is_file() else path.resolve().name)),
        form=form,
        form_problems=reading.problems,
        files=files,
        problems=tuple(sorted(found.problems, key=lambda p: p.file)),
        missing_files=tuple(name for name in declared if name not in known and name != FORM_NAME),
        submission_id=reading.submission_id,
    )


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _unusable(name: str, problem: FileProblem, detail: str) -> UnusableFileError:
    return UnusableFileError(UnusableFile(file=name, problem=problem, detail=detail))


def _look_into(path: Path, limits: Limits) -> _Found:
    try:
        if path.is_dir():
            os.scandir(path).close()
            return _look_into_folder(path)
        if not path.exists():
            raise SubmissionError(f"路径不存在：{path}。请检查路径是否正确")
        if path.is_file() and path.stat().st_size > limits.max_total_bytes:
            raise SubmissionError(f"压缩包过大：{path}。请压缩图片或拆分后重试")
        if not zipfile.is_zipfile(path):
            broken = path.suffix.lower() == ".zip"
            reason = "压缩包已损坏" if broken else "既不是文件夹也不是 zip 压缩包"
            raise SubmissionError(f"{reason}：{path}。请提供含 {FORM_NAME} 的文件夹或其 zip 压缩包")
        return _look_into_zip(path)
    except _BROKEN_ZIP as error:
        if isinstance(error, PermissionError):
            raise SubmissionError(f"没有读取权限：{path}。请检查权限后重试") from error
        raise SubmissionError(f"压缩包已损坏或无法读取：{path}。请重新打包后重试") from error


def _is_junk(name: str) -> bool:
    return any(part.lower() in _JUNK_NAMES or part.startswith("._") for part in PurePosixPath(name).parts)


def _look_into_folder(root: Path) -> _Found:
    found = _Found()
    _walk(root, root.resolve(), "", found)
    return found


def _walk(folder: Path, root: Path, prefix: str, found: _Found) -> None:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        found.add_problem(prefix.rstrip("/"), FileProblem.UNREADABLE, "文件夹无法读取，请检查权限后重新提交")
        return
    for child in children:
        name = prefix + _nfc(_printable(child.name))
        if _is_junk(child.name):
            continue
        mode = child.lstat().st_mode
        if stat.S_ISLNK(mode) and not _is_inner_file(child, root):
            found.add_problem(name, FileProblem.UNREADABLE, "符号链接指向提交文件夹之外或无效，请提交文件本身")
        elif stat.S_ISDIR(mode):
            found.folders.add(name)
            _walk(child, root, name + "/", found)
        elif stat.S_ISREG(mode) or stat.S_ISLNK(mode):
            found.entries.append(_Entry(name, child))
        else:
            found.add_problem(name, FileProblem.UNREADABLE, "不是普通文件，请提交图片或 PDF")


def _printable(name: str) -> str:
    """Return a name that can be written as UTF-8; Linux names are bytes, and GBK ones arrive as lone surrogates."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _is_inner_file(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # broken, or a loop
        return False
    return target.is_relative_to(root) and target.is_file()


def _look_into_zip(path: Path) -> _Found:
    found = _Found()
    with zipfile.ZipFile(path) as archive:
        members = [(index, info, _member_name(info)) for index, info in enumerate(archive.infolist())]
    members = [member for member in members if not _is_junk(member[2])]
    top = _single_folder([name for _, _, name in members])
    seen: set[str] = set()
    for index, info, full_name in members:
        name = full_name.removeprefix(top)
        parts = PurePosixPath(name).parts
        found.folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
        if full_name.endswith("/"):
            found.folders.add(name.rstrip("/"))
            continue
        refusal = _refusal(info, full_name) or _twice(name in seen)
        seen.add(name)
        if refusal:
            found.add_problem(name, *refusal)
        else:
            found.entries.append(_Entry(name, path, index))
    found.folders.discard("")
    found.entries.sort(key=lambda entry: entry.name)
    return found


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's path: Windows tools write names in GBK without saying so, and some of them backslashes."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    name = _nfc(name.replace("\\", "/"))
    return str(PurePosixPath(name)) + ("/" if name.endswith("/") else "")  # without "./" and doubled slashes


def _single_folder(names: Sequence[str]) -> str:
    """Return the one folder (with `/`) that everything is in, when the form is not at the top; else ''."""
    tops = {name.split("/", 1)[0] for name in names}
    if len(tops) != 1 or any("/" not in name for name in names):
        return ""
    (top,) = tops
    return f"{top}/" if top not in ("", ".", "..") else ""


def _refusal(info: zipfile.ZipInfo, name: str) -> tuple[FileProblem, str] | None:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or parts[0].endswith(":") or "\x00" in name:
        return FileProblem.UNREADABLE, "压缩包内的路径不合法，请直接打包提交文件夹后重新上传"
    if info.flag_bits & _ENCRYPTED_FLAG:
        return FileProblem.ENCRYPTED, "压缩包已加密，请取消密码后重新打包上传"
    if stat.S_ISLNK(info.external_attr >> 16):
        return FileProblem.UNREADABLE, "压缩包内是符号链接，请打包文件本身后重新上传"
    return None


def _twice(is_again: bool) -> tuple[FileProblem, str] | None:
    return (FileProblem.UNREADABLE, "压缩包内有同名文件，请改名后重新打包上传") if is_again else None


def _read(entry: _Entry, limit: int) -> bytes:
    """Return a file's bytes.

    Raises:
        UnusableFileError: it cannot be read, or holds more than `limit` bytes.
    """
    try:
        if entry.member is None:
            with entry.source.open("rb") as stream:
                data = stream.read(limit + 1)
        else:
            with zipfile.ZipFile(entry.source) as archive, archive.open(archive.infolist()[entry.member]) as member:
                data = member.read(limit + 1)
    except PermissionError as error:
        raise _unusable(entry.name, FileProblem.UNREADABLE, "没有读取权限，请检查权限后重新提交") from error
    except Exception as error:  # zlib, lzma and bz2 raise errors of their own on damaged members
        raise _unusable(entry.name, FileProblem.UNREADABLE, "文件无法读取，请重新上传") from error
    if len(data) > limit:
        raise _unusable(entry.name, FileProblem.TOO_LARGE, f"文件超过 {limit // (1024 * 1024)} MB，请压缩后重新上传")
    return data


def _list_files(found: _Found, limits: Limits) -> Iterator[UploadedFile]:
    """Yield the files that can be read, within the limits; the others become problems."""
    total = 0
    for index, entry in enumerate(found.entries):
        if index >= limits.max_files:
            detail = f"文件超过 {limits.max_files} 个，其余 {len(found.entries) - index} 个未读取，请精简后重新提交"
            found.add_problem(entry.name, FileProblem.TOO_LARGE, detail)
            return
        if total > limits.max_total_bytes:
            found.add_problem(entry.name, FileProblem.TOO_LARGE, "全部文件合计过大，请压缩后重新提交")
            continue
        try:
            data = _read(entry, limits.max_file_bytes)
        except UnusableFileError as error:
            found.problems.append(error.problem)
            total += limits.max_file_bytes if error.problem.problem is FileProblem.TOO_LARGE else 0
            continue
        total += len(data)
        yield UploadedFile(entry.name, len(data), hashlib.sha256(data).hexdigest(), entry.source, entry.member)


def _note_folders_as_files(found: _Found, declared: dict[str, None]) -> None:
    """Add a problem for every folder that stands where a file should: declared as one, or named like one."""
    for name in found.folders:
        if name in declared or PurePosixPath(name).suffix.lower() in _UPLOAD_SUFFIXES:
            found.add_problem(name, FileProblem.UNREADABLE, "这是文件夹而不是文件，请上传文件本身")


def _with_normal_names(form: FilingForm) -> FilingForm:
    materials = tuple(material.model_copy(update={"file": _nfc(material.file)}) for material in form.materials)
    return form.model_copy(update={"materials": materials})


def _read_form(entries: Sequence[_Entry], troubles: Sequence[UnusableFile], is_folder: bool) -> FormReading:
    if troubles:
        return FormReading(problems=(f"{FORM_NAME}：{troubles[0].detail}",))
    if is_folder:
        return FormReading(problems=(f"{FORM_NAME}：这是文件夹而不是文件",))
    if not entries:
        return FormReading(problems=(f"{FORM_NAME}：缺少该文件，请将备案信息放在提交文件夹顶层",))
    try:
        data = _read(entries[0], _MAX_FORM_BYTES)
    except UnusableFileError as error:
        return FormReading(problems=(f"{FORM_NAME}：{error.problem.detail}",))
    return parse_form(data)


def parse_form(data: bytes) -> FormReading:
    """Return what the bytes of a `form.json` hold: the form, or what is wrong with it."""
    text = _decode(data)
    if text is None:
        return FormReading(problems=(f"{FORM_NAME}：应为 UTF-8 编码，请另存为 UTF-8 后重新提交",))
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        repeated.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        content = json.loads(text, object_pairs_hook=collect, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return FormReading(problems=(f"{FORM_NAME}：不是有效的 JSON（第 {error.lineno} 行第 {error.colno} 列）",))
    except (ValueError, RecursionError):
        return FormReading(problems=(f"{FORM_NAME}：不是有效的 JSON",))
    problems = tuple(f"{json_path([key])}：键重复出现，请只保留一个" for key in dict.fromkeys(repeated))
    form: FilingForm | None = None
    try:
        # Through JSON again: pydantic's strict mode takes dates and enums from JSON text, but not from Python strings.
        form = FilingForm.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        problems += describe(error)
    raw_id = content.get("submission_id") if isinstance(content, dict) else None
    known_id = raw_id if isinstance(raw_id, str) and 0 < len(raw_id) <= 100 else None
    return FormReading(None if problems else form, problems, known_id)


def _decode(data: bytes) -> str | None:
    """Return the text, a byte order mark taken off; None for an encoding that would have to be guessed (GBK)."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_constant(name: str) -> float:
    raise ValueError(name)

"""A submission becomes its form and its files, from a folder or a zip of one; nothing is unpacked to disk.

What a filer did wrong is data here (`form_problems`, `problems`, `missing_files`); only a path that is no submission at
all is an error. Names are compared and given after Unicode NFC normalisation, since macOS writes them decomposed.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractors import file_names
from extractors.facts.pages import FileProblem, UnusableFile
from extractors.form import FilingForm
from extractors.form_json import FORM_NAME, FormReading, parse_form
from extractors.limits import Limits
from extractors.pages import UnusableFileError
from extractors.uploads import Entry, Found, look_into_folder, look_into_zip, read_entry, unusable

_MAX_FORM_BYTES = 2 * 1024 * 1024
_UPLOAD_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".heif", ".gif", ".pdf"}
)
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
        data = read_entry(Entry(self.name, self.source, self.member), self.size)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise unusable(self.name, FileProblem.UNREADABLE, "文件在读取期间被改动，请重新提交")
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
        folder_name=file_names.on_disk(path.resolve().stem if path.is_file() else path.resolve().name),
        form=form,
        form_problems=reading.problems,
        files=files,
        problems=tuple(sorted(found.problems, key=lambda p: p.file)),
        missing_files=tuple(name for name in declared if name not in known and name != FORM_NAME),
        submission_id=reading.submission_id,
    )


def _look_into(path: Path, limits: Limits) -> Found:
    try:
        if path.is_dir():
            os.scandir(path).close()
            return look_into_folder(path)
        if not path.exists():
            raise SubmissionError(f"路径不存在：{path}。请检查路径是否正确")
        if path.is_file() and path.stat().st_size > limits.max_total_bytes:
            raise SubmissionError(f"压缩包过大：{path}。请压缩图片或拆分后重试")
        if not zipfile.is_zipfile(path):
            broken = path.suffix.lower() == ".zip"
            reason = "压缩包已损坏" if broken else "既不是文件夹也不是 zip 压缩包"
            raise SubmissionError(f"{reason}：{path}。请提供含 {FORM_NAME} 的文件夹或其 zip 压缩包")
        return look_into_zip(path)
    except _BROKEN_ZIP as error:
        if isinstance(error, PermissionError):
            raise SubmissionError(f"没有读取权限：{path}。请检查权限后重试") from error
        raise SubmissionError(f"压缩包已损坏或无法读取：{path}。请重新打包后重试") from error


def _list_files(found: Found, limits: Limits) -> Iterator[UploadedFile]:
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
            data = read_entry(entry, limits.max_file_bytes)
        except UnusableFileError as error:
            found.problems.append(error.problem)
            total += limits.max_file_bytes if error.problem.problem is FileProblem.TOO_LARGE else 0
            continue
        total += len(data)
        yield UploadedFile(entry.name, len(data), hashlib.sha256(data).hexdigest(), entry.source, entry.member)


def _note_folders_as_files(found: Found, declared: dict[str, None]) -> None:
    """Add a problem for every folder that stands where a file should: declared as one, or named like one."""
    for name in found.folders:
        if name in declared or PurePosixPath(name).suffix.lower() in _UPLOAD_SUFFIXES:
            found.add_problem(name, FileProblem.UNREADABLE, "这是文件夹而不是文件，请上传文件本身")


def _with_normal_names(form: FilingForm) -> FilingForm:
    materials = tuple(m.model_copy(update={"file": file_names.normal(m.file)}) for m in form.materials)
    return form.model_copy(update={"materials": materials})


def _read_form(entries: Sequence[Entry], troubles: Sequence[UnusableFile], is_folder: bool) -> FormReading:
    if troubles:
        return FormReading(problems=(f"{FORM_NAME}：{troubles[0].detail}",))
    if is_folder:
        return FormReading(problems=(f"{FORM_NAME}：这是文件夹而不是文件",))
    if not entries:
        return FormReading(problems=(f"{FORM_NAME}：缺少该文件，请将备案信息放在提交文件夹顶层",))
    try:
        data = read_entry(entries[0], _MAX_FORM_BYTES)
    except UnusableFileError as error:
        return FormReading(problems=(f"{FORM_NAME}：{error.problem.detail}",))
    return parse_form(data)

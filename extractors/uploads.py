"""The files in a folder or a zip: which there are, which must not be touched, and the bytes of one.

Nothing is unpacked to disk, no link is followed out of the folder, and no path of a zip leads out of it.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractors import file_names
from extractors.facts.pages import FileProblem, UnusableFile
from extractors.pages import UnusableFileError

_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True)
class Entry:
    """A file that was seen, not yet read."""

    name: str
    source: Path
    member: int | None = None


@dataclass
class Found:
    """What a folder or zip holds."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[UnusableFile] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)

    def add_problem(self, name: str, problem: FileProblem, detail: str) -> None:
        """Add a file that cannot be used; `detail` is a Chinese sentence."""
        self.problems.append(UnusableFile(file=name, problem=problem, detail=detail))


def unusable(name: str, problem: FileProblem, detail: str) -> UnusableFileError:
    """Return the error for a file that cannot be used; `detail` is a Chinese sentence."""
    return UnusableFileError(UnusableFile(file=name, problem=problem, detail=detail))


def look_into_folder(root: Path) -> Found:
    """Return what a folder holds, folders within it searched too; what cannot be listed becomes a problem."""
    found = Found()
    _walk(root, root.resolve(), "", found)
    return found


def _walk(folder: Path, root: Path, prefix: str, found: Found) -> None:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        found.add_problem(prefix.rstrip("/"), FileProblem.UNREADABLE, "文件夹无法读取，请检查权限后重新提交")
        return
    for child in children:
        name = prefix + file_names.on_disk(child.name)
        if file_names.is_junk(child.name):
            continue
        mode = child.lstat().st_mode
        if stat.S_ISLNK(mode) and not _is_inner_file(child, root):
            found.add_problem(name, FileProblem.UNREADABLE, "符号链接指向提交文件夹之外或无效，请提交文件本身")
        elif stat.S_ISDIR(mode):
            found.folders.add(name)
            _walk(child, root, name + "/", found)
        elif stat.S_ISREG(mode) or stat.S_ISLNK(mode):
            found.entries.append(Entry(name, child))
        else:
            found.add_problem(name, FileProblem.UNREADABLE, "不是普通文件，请提交图片或 PDF")


def _is_inner_file(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # broken, or a loop
        return False
    return target.is_relative_to(root) and target.is_file()


def look_into_zip(path: Path) -> Found:
    """Return what a zip holds, by name; a single folder around everything is left out of the names.

    Raises:
        zipfile.BadZipFile, OSError: and what else `zipfile` raises on a damaged one.
    """
    found = Found()
    with zipfile.ZipFile(path) as archive:
        members = [(index, info, file_names.in_zip(info)) for index, info in enumerate(archive.infolist())]
    members = [member for member in members if not file_names.is_junk(member[2])]
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
            found.entries.append(Entry(name, path, index))
    found.folders.discard("")
    found.entries.sort(key=lambda entry: entry.name)
    return found


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


def read_entry(entry: Entry, limit: int) -> bytes:
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
        raise unusable(entry.name, FileProblem.UNREADABLE, "没有读取权限，请检查权限后重新提交") from error
    except Exception as error:  # zlib, lzma and bz2 raise errors of their own on damaged members
        raise unusable(entry.name, FileProblem.UNREADABLE, "文件无法读取，请重新上传") from error
    if len(data) > limit:
        raise unusable(entry.name, FileProblem.TOO_LARGE, f"文件超过 {limit // (1024 * 1024)} MB，请压缩后重新上传")
    return data

"""Places outside this machine, by their address: `s3://…` and whatever else fsspec knows.

Credentials and endpoints come from where the store's own tools look for them (for S3 `AWS_…` variables or files): an
address with a password in it would be kept by the Prefect server, and is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from fsspec.core import url_to_fs

from extractors.limits import Limits
from flows import digests
from flows.reports.files import make_private_folder, write_private
from flows.terminal import clean

# What tells versions of an object apart, best first: a digest of its bytes, or else when it was written.
_DIGESTS = ("ETag", "etag", "md5Hash", "content_md5", "md5", "generation")
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_LASTING = (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError, ValueError, ImportError)


class StoreError(OSError):
    """A store cannot be used. The message is a Chinese sentence with the next step.

    `may_pass`: whether the same may work in a while; a missing bucket or a refused key does not pass.
    """

    def __init__(self, message: str, *, may_pass: bool = False) -> None:
        super().__init__(message)
        self.may_pass = may_pass


@dataclass(frozen=True)
class StoredFile:
    """A file in a store.

    `version` changes with its content and is "" where the store does not say. `changed` is in seconds since 1970.
    """

    name: str
    size: int
    version: str
    changed: float


@dataclass(frozen=True)
class Stored:
    """The files of one folder in a store, or one file alone (`is_folder` is False then), as one look found them."""

    name: str
    files: tuple[StoredFile, ...]
    is_folder: bool = True

    @property
    def digest(self) -> str:
        """Return a SHA-256 over names, sizes and versions of the files; "" where the store tells no versions.

        The folder's own name does not count: the same files under another name are the same.
        """
        if not all(file.version for file in self.files):
            return ""
        digest = hashlib.sha256()
        for file in self.files:
            parts = (file.name if self.is_folder else "", str(file.size), file.version)
            digests.add(digest, *(part.encode(errors="surrogatepass") for part in parts))
        return digest.hexdigest()

    @property
    def changed(self) -> float:
        """Return when a file was last written, in seconds since 1970."""
        return max((file.changed for file in self.files), default=0.0)


def is_remote(place: str) -> bool:
    """Return whether a place is an address in a store rather than a path."""
    return "://" in place


class Store:
    """A folder in a store."""

    def __init__(self, address: str) -> None:
        """Reach the store.

        Raises:
            StoreError: the address cannot be used.
        """
        if urlsplit(address).password or (urlsplit(address).scheme == "s3" and "@" in urlsplit(address).netloc):
            raise StoreError("地址里不能带用户名或密码。请把访问凭据放在环境变量或配置文件里（deploy/README.md）。")
        self.address = address.rstrip("/")
        with self._told():
            self._files, root = url_to_fs(self.address)
        self._root = str(root).rstrip("/")

    def entries(self, *, may_be_missing: bool = False) -> list[Stored]:
        """Return the folders and files that lie here, each with all its files, by name.

        `may_be_missing`: nothing of this address is the same as nothing in it. Most stores know no empty folders.

        Raises:
            StoreError: it cannot be listed.
        """
        try:
            return self._find(self._root)
        except StoreError as error:
            if may_be_missing and isinstance(error.__cause__, FileNotFoundError):
                return []
            raise

    def entry(self, name: str) -> Stored | None:
        """Return one of the entries as it is now; None when it is gone.

        Raises:
            StoreError: it cannot be listed.
        """
        try:
            found = self._find(f"{self._root}/{name}")
        except StoreError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return None
            raise
        return next((entry for entry in found if entry.name == name), None)

    def _find(self, path: str) -> list[Stored]:
        with self._told():
            self._files.invalidate_cache()
            found: dict[str, dict[str, Any]] = self._files.find(path, detail=True)
            if not found and not self._files.exists(path):
                raise FileNotFoundError(path)
        folders: dict[str, list[StoredFile]] = {}
        alone: list[Stored] = []
        for place, info in sorted(found.items()):
            top, _, rest = place.removeprefix(self._root).lstrip("/").partition("/")
            if rest:
                folders.setdefault(top, []).append(_file(rest, info))
            elif top:
                alone.append(Stored(top, (_file(top, info),), is_folder=False))
        stored = [Stored(name, tuple(files)) for name, files in folders.items()]
        return sorted([*stored, *alone], key=lambda entry: entry.name)

    def fetch(self, stored: Stored, to: Path, limits: Limits) -> Path:
        """Bring what is stored below a private folder, and return its path there.

        Of a file that is too large only as much comes as shows that; see `extractors.limits`.

        Raises:
            StoreError: it cannot be brought, or is too large altogether.
        """
        limit = limits.max_file_bytes if stored.is_folder else limits.max_total_bytes
        if sum(min(file.size, limit) for file in stored.files) > limits.max_total_bytes + limits.max_file_bytes:
            raise StoreError(f"{self.address}/{clean(stored.name)} 的文件合计过大，没有取回。请压缩后重新提交。")
        for file in stored.files:
            name = f"{stored.name}/{file.name}" if stored.is_folder else stored.name
            if not _is_safe(name):
                raise StoreError(f"{self.address}/{clean(name)} 的文件名不能存到本机，没有取回。请改名后重新提交。")
            with self._told():
                path = f"{self._root}/{name}"
                data = self._files.cat_file(path, start=0, end=min(file.size, limit + 1)) if file.size else b""
            make_private_folder((to / name).parent)
            write_private(to / name, data)
        return to / stored.name

    def put(self, folder: Path, names: Iterable[str]) -> None:
        """Write files of a local folder to the same names here, one after another in this order.

        Raises:
            StoreError: one cannot be written.
        """
        for name in names:
            data = (folder / name).read_bytes()
            with self._told():
                self._files.pipe_file(f"{self._root}/{name}", data)

    def remove(self, name: str) -> None:
        """Delete a file here, if there is one.

        Raises:
            StoreError: it cannot be deleted.
        """
        with self._told():
            if self._files.exists(f"{self._root}/{name}"):
                self._files.rm_file(f"{self._root}/{name}")

    def get(self, name: str) -> bytes:
        """Return the bytes of a file here.

        Raises:
            StoreError: it cannot be read.
        """
        with self._told():
            return bytes(self._files.cat_file(f"{self._root}/{name}"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what libraries raise into an error that says what to do, without what they quote."""
        try:
            yield
        except Exception as error:
            lasting = isinstance(error, _LASTING)
            hint = "请检查地址是否写对、是否有权限" if lasting else "请检查网络和访问凭据，稍后再次运行，会接着做"
            if isinstance(error, ImportError):
                hint = "请先安装对应的软件包（make distributed）"
            what = f"{self.address} 无法访问（{type(error).__name__}）。{hint}。"
            raise StoreError(what, may_pass=not lasting) from error


def _file(name: str, info: dict[str, Any]) -> StoredFile:
    version = next((str(info[key]) for key in (*_DIGESTS, *_TIMES) if info.get(key)), "")
    changed = next((info[key] for key in _TIMES if info.get(key)), 0.0)
    if isinstance(changed, dt.datetime):
        changed = changed.timestamp()
    return StoredFile(name, int(info.get("size") or 0), version, float(changed) if _is_number(changed) else 0.0)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _is_safe(name: str) -> bool:
    parts = name.split("/")
    return not ({"", ".", ".."} & set(parts)) and "\0" not in name and not PurePosixPath(name).is_absolute()

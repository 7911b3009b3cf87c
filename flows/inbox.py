"""An inbox: which submissions lie in it, whether they are whole, and what their content is."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractors.form_json import FORM_NAME
from flows import digests
from flows.screening import ZIP_SUFFIX

_ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True)
class Inbox:
    """What an inbox holds, by name. `ignored` are entries that are no submissions."""

    submissions: tuple[Path, ...]
    ignored: tuple[Path, ...]


@dataclass(frozen=True)
class Sighting:
    """How a submission looked at one moment, told without opening a file of it.

    `signature` is a SHA-256 over names, sizes, inodes and times; it changes whenever a file is written. `changed` is
    when that last happened (seconds since 1970, by the file system's clock). Of what cannot be listed (`problem`) the
    signature is empty.
    """

    path: Path
    signature: str = ""
    changed: float = 0.0
    problem: str = field(default="", compare=False)


def look_into(inbox: Path) -> Inbox:
    """Return the submissions of an inbox: folders with a form or any file in them, and zips. Hidden ones are skipped.

    Raises:
        OSError: it cannot be listed.
    """
    submissions: list[Path] = []
    ignored: list[Path] = []
    for entry in sorted(inbox.iterdir(), key=lambda path: path.name):
        if entry.name.startswith((".", "__MACOSX")):
            continue
        (submissions if _is_submission(entry) else ignored).append(entry)
    return Inbox(tuple(submissions), tuple(ignored))


def sight(submission: Path) -> Sighting:
    """Return how a submission looks now."""
    digest = hashlib.sha256()
    changed = 0.0
    try:
        for name, file in _entries(submission):
            found = _stat(file, submission)
            # The times of a folder change with what systems leave in it and we do not read; its files tell enough.
            if not stat.S_ISDIR(found.st_mode):
                numbers = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
                digests.add(digest, name, " ".join(map(str, numbers)).encode())
            # Not the time of modification: copying tools set that to the original's.
            changed = max(changed, found.st_ctime)
    except OSError as error:
        return Sighting(submission, problem=error.strerror or type(error).__name__)
    return Sighting(submission, digest.hexdigest(), changed)


def content_digest(submission: Path) -> str:
    """Return a SHA-256 over the names and bytes of a submission's files; its own name does not count.

    Raises:
        OSError: a file or folder cannot be read.
    """
    digest = hashlib.sha256()
    for name, file in _entries(submission):
        mode = _stat(file, submission).st_mode
        if stat.S_ISLNK(mode):
            # What it leads to is either here as well or no part of the submission.
            digests.add(digest, name, os.fsencode(file.readlink()))
        elif stat.S_ISREG(mode):
            with file.open("rb") as stream:
                digests.add(digest, name, hashlib.file_digest(stream, "sha256").digest())
        elif not stat.S_ISDIR(mode):
            digests.add(digest, name, b"")
    return digest.hexdigest()


def is_truncated_zip(submission: Path) -> bool:
    """Return whether a file begins like a zip and lacks the end of one, as a copy does that is under way."""
    try:
        if not submission.is_file():
            return False
        with submission.open("rb") as stream:
            start = stream.read(len(_ZIP_START))
        return _ZIP_START.startswith(start) and not zipfile.is_zipfile(submission)
    except OSError:
        return False


def _is_submission(entry: Path) -> bool:
    if entry.is_dir():
        try:
            return any(child.name == FORM_NAME or child.is_file() for child in entry.iterdir())
        except OSError:
            return True  # it is there and cannot be read: that must not pass unnoticed
    return entry.suffix.lower() == ZIP_SUFFIX and entry.is_file()


def _entries(submission: Path) -> Iterator[tuple[bytes, Path]]:
    """Yield the submission itself and all in it by name, with its place within; links are not followed."""
    pending = [submission]
    while pending:
        entry = pending.pop()
        yield os.fsencode(entry.relative_to(submission).as_posix()), entry
        if entry.is_dir() and (entry is submission or not entry.is_symlink()):
            pending += sorted(entry.iterdir(), reverse=True)


def _stat(entry: Path, submission: Path) -> os.stat_result:
    return entry.stat() if entry is submission else entry.lstat()

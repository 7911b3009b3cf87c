"""An inbox: which submissions lie in it, and what a report of one depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.submission import FORM_NAME
from flows.screening import ZIP_SUFFIX

_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Inbox:
    """What an inbox holds, by name. `ignored` are entries that are no submissions."""

    submissions: tuple[Path, ...]
    ignored: tuple[Path, ...]


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


def content_key(submission: Path, *context: str) -> str:
    """Return a SHA-256 over a submission's file names and bytes, and over what else its report depends on.

    Raises:
        OSError: a file cannot be read.
    """
    digest = hashlib.sha256()
    for part in context:
        _add(digest, part.encode())
    for file in _files(submission):
        _add(digest, file.relative_to(submission.parent).as_posix().encode(errors="surrogateescape"))
        with file.open("rb") as stream:
            _add(digest, hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _is_submission(entry: Path) -> bool:
    if entry.is_dir():
        try:
            return any(child.name == FORM_NAME or child.is_file() for child in entry.iterdir())
        except OSError:
            return True  # it is there and cannot be read: that must not pass unnoticed
    return entry.suffix.lower() == ZIP_SUFFIX and entry.is_file()


def _files(submission: Path) -> Iterator[Path]:
    if submission.is_dir():
        yield from sorted(path for path in submission.rglob("*") if path.is_file())
    else:
        yield submission


def _add(digest: hashlib._Hash, part: bytes) -> None:
    digest.update(len(part).to_bytes(8))  # lengths keep "ab", "c" apart from "a", "bc"
    digest.update(part)

"""Deletes results that are no longer needed: reports with their pictures, decisions and notices, and summaries.

Only what is ours goes: folders that hold our note of what they were made from, and files by the names a batch writes.
A link is never followed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.record import Record
from flows.reports.decisions import report_folders
from flows.reports.files import remove_whole
from flows.reports.folders import HISTORY, REPORT_HTML, REPORT_JSON
from flows.reports.leftovers import sweep
from flows.reports.locks import run_lock
from flows.reports.summary import SUMMARY_FILES

_AGE = re.compile(r"([0-9]{1,5})([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Outdated:
    """A folder or file that is older than wanted, when it was last written, and how large it is."""

    path: Path
    written: dt.datetime
    size: int


def parse_age(text: str) -> dt.timedelta | None:
    """Return an age written as 30d, 12h or 4w; None when it is written otherwise.

    >>> parse_age("30d").days
    30
    """
    match = _AGE.fullmatch(text.strip().lower())
    return dt.timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None


@contextmanager
def purging(out: Path) -> Iterator[None]:
    """Hold a result folder while it is purged; clears away what killed processes left, whatever its age.

    Raises:
        ResultsInUseError: a batch runs.
        OSError: it cannot be used.
    """
    with run_lock(out):
        sweep(out)
        yield


def outdated(out: Path, before: dt.datetime) -> Iterator[Outdated]:
    """Yield what was last written before a moment: report folders and old reports, then the batch's own files.

    Raises:
        OSError: `out` cannot be read.
    """
    for folder in report_folders(out).values():
        if folder.is_symlink():
            continue
        # The report says how old a folder is; one whose report was never finished goes by its own age.
        written = max(_written(folder / name) for name in (REPORT_JSON, REPORT_HTML))
        written = written if written > _NEVER else _written(folder)
        if written < before:
            yield Outdated(folder, written, _size(folder))
        else:
            yield from _outdated_history(folder, before)
    for name in SUMMARY_FILES:
        file = out / name
        if file.is_file() and not file.is_symlink() and _written(file) < before:
            yield Outdated(file, _written(file), file.stat().st_size)


def remove(found: Outdated) -> None:
    """Delete it.

    Raises:
        OSError: it cannot be deleted.
    """
    remove_whole(found.path)


def forget(out: Path, gone: Sequence[Outdated]) -> None:
    """Drop what batches remember of the submissions whose reports are gone. To be called while `purging`.

    Raises:
        OSError: the record cannot be written.
    """
    with Record(out) as record:
        record.forget(one.path.name for one in gone)


def _outdated_history(folder: Path, before: dt.datetime) -> Iterator[Outdated]:
    """Yield the reports in a folder's history by when they were written, not by when they were replaced."""
    for old in sorted((folder / HISTORY).glob("*")):
        written = _written(old / REPORT_JSON)
        if written < before:
            yield Outdated(old, written, _size(old))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


_NEVER = dt.datetime.fromtimestamp(0, dt.UTC)


def _written(path: Path) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(path.lstat().st_mtime, dt.UTC)
    except OSError:
        return _NEVER

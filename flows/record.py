"""What a batch remembers of each submission, so that the next one need not read what has not changed.

An SQLite file beside the results, for its owner only: its rows hold what the summary does. It only saves time: what
decides is each report's `source.json`, and a record that is lost, broken or of another version is made anew.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.reports.locks import state_folder

RECORD = "record.sqlite3"
_VERSION = 1
_SCHEMA = """
CREATE TABLE submission (
    path TEXT PRIMARY KEY, signature TEXT NOT NULL, content TEXT NOT NULL, key TEXT NOT NULL,
    folder TEXT NOT NULL, report TEXT NOT NULL, row TEXT NOT NULL
) STRICT;
CREATE TABLE summary (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL) STRICT;
"""
_SELECT = "SELECT path, signature, content, key, folder, report, row FROM submission"


@dataclass(frozen=True)
class Entry:
    """What is known of a submission that has a report.

    Args:
        path: as `flows.reports.folders.source_path` gives it.
        signature: how its files looked (see `flows.inbox.Sighting`).
        content: digest of its files.
        key: what the report depended on (see `flows.keys`).
        folder: name of the report's folder.
        report: size and time of the report's files.
        row: the submission's row in the summary, as JSON.
    """

    path: str
    signature: str
    content: str
    key: str
    folder: str
    report: str
    row: str


class Record:
    """The file, open. May be used from several threads; use it as a context.

    Raises:
        OSError: it can be neither read nor made anew.
    """

    def __init__(self, out: Path) -> None:
        self._file = state_folder(out) / RECORD
        self._lock = threading.Lock()
        with _as_os_error(self._file):
            try:
                self._base = self._open()
            except sqlite3.Error:
                self._remove()
                self._base = self._open()

    def entries(self) -> dict[str, Entry]:
        """Return all entries by path."""
        with self._lock, _as_os_error(self._file):
            found = self._base.execute(_SELECT)
            return {path: Entry(path, *rest) for path, *rest in found}

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries in place of those of the same paths; all or none, and on the disk when this returns."""
        rows = [(e.path, e.signature, e.content, e.key, e.folder, e.report, e.row) for e in entries]
        with self._lock, _as_os_error(self._file), self._base:
            self._base.executemany("INSERT OR REPLACE INTO submission VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, folders: Iterable[str]) -> None:
        """Drop what is known of the submissions whose reports are in these folders, and all of their data."""
        with self._lock, _as_os_error(self._file), self._base:
            self._base.executemany("DELETE FROM submission WHERE folder = ?", [(folder,) for folder in folders])

    @property
    def summary_state(self) -> str | None:
        """What the summary was last written from, as a digest."""
        with self._lock, _as_os_error(self._file):
            found = self._base.execute("SELECT state FROM summary").fetchone()
        return str(found[0]) if found else None

    @summary_state.setter
    def summary_state(self, state: str) -> None:
        with self._lock, _as_os_error(self._file), self._base:
            self._base.execute("INSERT OR REPLACE INTO summary VALUES (1, ?)", (state,))

    def __enter__(self) -> Self:
        """Return the record."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()

    def _open(self) -> sqlite3.Connection:
        os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite would let others read it
        base = sqlite3.connect(self._file, check_same_thread=False)
        try:
            base.execute("PRAGMA secure_delete = ON")  # what is purged is not to be found in free pages
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                # An empty file has version 0; in one of another version this fails, and it is made anew.
                base.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
            base.execute(f"{_SELECT} LIMIT 1")
        except BaseException:
            base.close()
            raise
        return base

    def _remove(self) -> None:
        for name in (RECORD, f"{RECORD}-journal"):
            self._file.with_name(name).unlink(missing_ok=True)


@contextmanager
def _as_os_error(file: Path) -> Iterator[None]:
    """Raise what SQLite says of the disk as what it is."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(f"批次记录 {file} 无法读写（{error}）。请检查磁盘空间和权限后再次运行。") from error

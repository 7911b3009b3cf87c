"""Which submissions have a report that still stands: each content is screened once for the same rules.

A submission is known by its content: under another name, or twice in an inbox, it is not screened again but shares the
report. What a report was made from stands in its `source.json`; the record only saves reading it, and the files.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from flows.inbox import Sighting
from flows.keys import report_key
from flows.record import Entry, Record
from flows.reports.folders import REPORT_HTML, REPORT_JSON, read_source, source_path
from flows.rows import Row, RowStatus, kept_row, shared_row


class Ledger:
    """The reports below `out`, by what they depend on. May be used from several threads.

    Args:
        record: what earlier runs noted.
        out: where reports are.
        context: digest of all that reports depend on besides content (see `flows.keys`).
        mask: whether rows hide personal numbers.
    """

    def __init__(self, record: Record, out: Path, context: str, *, mask: bool) -> None:
        self._record = record
        self._out = out
        self._context = context
        self._mask = mask
        self._entries = record.entries()
        self._lock = threading.Lock()
        self._published: dict[str, str] | None = None  # folders by key, as their notes say; read when first needed
        self._busy: dict[str, threading.Lock] = {}

    def known(self, seen: Sighting) -> Row | None:
        """Return the row of a submission that looks as it did and whose report stands; no file of it is opened."""
        entry = self._entries.get(source_path(seen.path))
        if entry is None or not seen.signature or entry.signature != seen.signature:
            return None
        if entry.key != report_key(entry.content, self._context) or entry.report != self._report_state(entry.folder):
            return None
        return _kept(entry)

    def gave_way(self, seen: Sighting) -> bool:
        """Return whether the report that was noted for a submission has been written over since."""
        entry = self._entries.get(source_path(seen.path))
        return entry is not None and entry.report != self._report_state(entry.folder)

    def key_of(self, content: str) -> str:
        """Return the key of the report of a content."""
        return report_key(content, self._context)

    def content_of(self, seen: Sighting) -> str | None:
        """Return the recorded digest of a submission that looks as it did then."""
        entry = self._entries.get(source_path(seen.path))
        return entry.content if entry is not None and seen.signature and entry.signature == seen.signature else None

    @contextmanager
    def claimed(self, key: str) -> Iterator[None]:
        """Hold a key: whoever else wants it waits until the report is there."""
        with self._lock:
            lock = self._busy.setdefault(key, threading.Lock())
        with lock:
            yield

    def find(self, seen: Sighting, content: str) -> Row | None:
        """Return the row of a submission whose content has a report that stands, its own or another's, and note it."""
        key = report_key(content, self._context)
        folder = self._folder_of(key)
        source = read_source(self._out / folder) if folder is not None else None
        if folder is None or source is None or source.key != key:
            return None
        row = kept_row(seen.path, self._out / folder, self._mask) if self._report_state(folder) else None
        if row is None:
            return None
        if source.path != source_path(seen.path):
            row = shared_row(row, Path(source.path).name)
        self.note(seen, content, row)
        return row

    def note(self, seen: Sighting, content: str, row: Row) -> None:
        """Note a submission whose report, in the row's folder, is whole."""
        if row.folder is None or not seen.signature:
            return
        path, key = source_path(seen.path), report_key(content, self._context)
        entry = Entry(
            *(path, seen.signature, content, key, row.folder),
            report=self._report_state(row.folder),
            row=row.model_dump_json(),
        )
        self._record.put([entry])
        with self._lock:
            self._entries[path] = entry
            if self._published is not None:
                self._published[key] = row.folder

    def _folder_of(self, key: str) -> str | None:
        with self._lock:
            if self._published is None:
                self._published = {}
                for folder in self._out.iterdir():
                    source = read_source(folder)
                    if source is not None and source.key is not None:
                        self._published[source.key] = folder.name
            return self._published.get(key)

    def _report_state(self, folder: str) -> str:
        """Return how a report looks, or "" where it is not all there; its page changes with each decision about it."""
        try:
            found = (self._out / folder / REPORT_JSON).stat()
            (self._out / folder / REPORT_HTML).stat()
        except OSError:
            return ""
        return f"{found.st_size} {found.st_mtime_ns}"


def _kept(entry: Entry) -> Row | None:
    try:
        row = Row.model_validate_json(entry.row)
    except ValidationError:
        return None  # of an earlier version of the program
    return row.model_copy(update={"status": RowStatus.KEPT})

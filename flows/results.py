"""Where results go: a folder of this machine, or one in a store, of which this machine then keeps a copy.

Everything is done on the copy: locks, record, history, summary. From there each report is put into the store as soon as
it is whole, `report.json` after what it is shown with and `source.json`, which says that it is whole, last. A note in
the copy says what the store has, so that a run that broke off is made good by the next.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows import digests
from flows.reports.files import is_temporary, make_private_folder, private_folder, write_private
from flows.reports.folders import REPORT_JSON, SOURCE_FILE, read_source
from flows.reports.locks import state_folder, write_lock
from flows.reports.summary import SUMMARY_FILES
from flows.settings import Settings
from flows.stores import Store, is_remote

# Below the state folder: how each report looked when the store got it, and that all of the store's reports came here.
_PUBLISHED, _RESTORED = "published", "restored"
_LAST = (REPORT_JSON, SOURCE_FILE)


@dataclass(frozen=True)
class Results:
    """A place for results: where they are on this machine, and the store they go to from there, if any."""

    folder: Path
    store: Store | None = None

    @property
    def address(self) -> str:
        """Return where a reader finds them."""
        return self.store.address if self.store is not None else self.folder.resolve().as_uri()

    def publish_report(self, name: str) -> None:
        """Put a report's folder into the store, unless it is there already as it is here.

        Raises:
            StoreError: it cannot be written.
            OSError: the copy cannot be used.
        """
        if self.store is None:
            return
        note = self._note_of(name)
        with write_lock(self.folder):  # nobody writes a decision or a newer report meanwhile
            state = _state(self.folder / name)
            if note.is_file() and note.read_text("utf-8") == state:
                return
            self.store.remove(f"{name}/{SOURCE_FILE}")  # until all of it is there
            self.store.put(self.folder, _in_order(self.folder, name))
            make_private_folder(note.parent)
            write_private(note, state)

    def publish_rest(self) -> None:
        """Put into the store what an earlier run could not.

        Raises:
            StoreError: see `publish_report`.
        """
        if self.store is not None:
            for folder in sorted(self.folder.iterdir()):
                if read_source(folder) is not None:
                    self.publish_report(folder.name)

    def publish_summary(self) -> None:
        """Put the summary into the store.

        Raises:
            StoreError: it cannot be written.
        """
        if self.store is not None:
            self.store.put(self.folder, [name for name in SUMMARY_FILES if (self.folder / name).is_file()])

    def restore(self) -> None:
        """Bring the reports of the store to a machine that has no copy yet, so that they need not be made again.

        Raises:
            StoreError: they cannot be read.
            OSError: the copy cannot be written.
        """
        done = state_folder(self.folder) / _RESTORED
        if self.store is None or done.is_file():
            return
        for stored in self.store.entries(may_be_missing=True):
            names = [file.name for file in stored.files if "/" not in file.name]
            if SOURCE_FILE in names and Path(stored.name).name == stored.name:
                self._restore_report(self.store, stored.name, names)
        write_private(done, "")

    def _restore_report(self, store: Store, name: str, files: Iterable[str]) -> None:
        folder = self.folder / name
        if folder.exists():
            return
        with private_folder(folder) as made:
            for file in files:
                write_private(made / file, store.get(f"{name}/{file}"))
        make_private_folder(self._note_of(name).parent)
        write_private(self._note_of(name), _state(folder))

    def _note_of(self, name: str) -> Path:
        return state_folder(self.folder) / _PUBLISHED / name


def results_at(place: str, settings: Settings) -> Results:
    """Return the results at a path or an address.

    Raises:
        StoreError: the address cannot be used.
    """
    if not is_remote(place):
        return Results(Path(place))
    store = Store(place)
    readable = urllib.parse.quote(store.address.partition("://")[2], safe="")[:60]
    return Results(settings.copies / f"{readable}-{digests.short(store.address)}", store)


def _in_order(out: Path, name: str) -> list[str]:
    """Return the files of a report's folder, its history too, below `out`: what tells that it is whole comes last."""
    files = (path.relative_to(out / name).as_posix() for path in (out / name).rglob("*") if path.is_file())
    return [f"{name}/{file}" for file in _ordered(file for file in files if not is_temporary(Path(file).name))]


def _ordered(files: Iterable[str]) -> list[str]:
    return sorted(files, key=lambda file: (_LAST.index(file) if file in _LAST else -1, file))


def _state(folder: Path) -> str:
    """Return how the files of a report's folder look; they are replaced, never written into."""
    found = sorted((path.name, path.stat()) for path in folder.iterdir() if path.is_file())
    return "".join(f"{name} {stat.st_size} {stat.st_mtime_ns}\n" for name, stat in found)

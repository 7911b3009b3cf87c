"""Where submissions come from: a folder of this machine, or one in a store; and how whoever reads one gets at it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractors.form_json import FORM_NAME
from extractors.limits import Limits
from flows.inbox import Sighting, content_digest, is_truncated_zip, look_into, sight
from flows.screening import ZIP_SUFFIX
from flows.stores import Store, Stored, is_remote


class Errand(Protocol):
    """A submission to be read, as it can be told to another process or machine."""

    def fetched(self, limits: Limits) -> Iterator[Path]:
        """Give the path to read it at, for the time of a `with`.

        Raises:
            StoreError: it cannot be brought here.
        """


class Source(Protocol):
    """An inbox."""

    def look(self) -> tuple[tuple[Sighting, ...], tuple[str, ...]]:
        """Return its submissions as they look now, and the names of what is none; both by name.

        Raises:
            OSError: it cannot be listed.
        """

    def sight(self, submission: Path) -> Sighting:
        """Return how a submission looks now."""

    def is_breaking_off(self, submission: Path) -> bool:
        """Return whether it looks like a copy that is under way."""

    def content(self, seen: Sighting) -> str | None:
        """Return a digest of a submission's content; None where there is no telling."""

    def errand(self, seen: Sighting) -> LocalErrand | StoredErrand:
        """Return what whoever reads the submission must know."""


@dataclass(frozen=True)
class LocalErrand:
    """A submission on a file system that whoever reads it shares."""

    path: Path

    @contextmanager
    def fetched(self, _: Limits) -> Iterator[Path]:
        """See `Errand`."""
        yield self.path


@dataclass(frozen=True)
class StoredErrand:
    """A submission in a store; who reads it keeps it for that time in a private folder."""

    address: str
    stored: Stored

    @contextmanager
    def fetched(self, limits: Limits) -> Iterator[Path]:
        """See `Errand`."""
        with tempfile.TemporaryDirectory(prefix="beian-") as folder:  # made for its owner only
            yield Store(self.address).fetch(self.stored, Path(folder), limits)


@dataclass(frozen=True)
class LocalSource:
    """A folder of submissions; see `flows.inbox`."""

    inbox: Path

    def look(self) -> tuple[tuple[Sighting, ...], tuple[str, ...]]:
        """See `Source`."""
        found = look_into(self.inbox)
        return tuple(map(sight, found.submissions)), tuple(entry.name for entry in found.ignored)

    def sight(self, submission: Path) -> Sighting:
        """See `Source`."""
        return sight(submission)

    def is_breaking_off(self, submission: Path) -> bool:
        """See `Source`."""
        return is_truncated_zip(submission)

    def content(self, seen: Sighting) -> str | None:
        """See `Source`."""
        try:
            return content_digest(seen.path) if seen.signature else None
        except OSError:
            return None  # screening says what is wrong

    def errand(self, seen: Sighting) -> LocalErrand:
        """See `Source`."""
        return LocalErrand(seen.path)


class StoreSource:
    """A folder of submissions in a store.

    A submission's path is its address as a path that no machine has; nothing is ever read there.
    """

    def __init__(self, address: str) -> None:
        self._store = Store(address)
        scheme, _, rest = self._store.address.partition("://")
        self._root = Path("/", f"{scheme}:", rest)
        self._stored: dict[Path, Stored] = {}

    def look(self) -> tuple[tuple[Sighting, ...], tuple[str, ...]]:
        """See `Source`."""
        submissions: list[Sighting] = []
        ignored: list[str] = []
        for stored in self._store.entries():
            if stored.name.startswith((".", "__MACOSX")):
                continue
            if _is_submission(stored):
                submissions.append(self._sighting(stored))
            else:
                ignored.append(stored.name)
        return tuple(submissions), tuple(ignored)

    def sight(self, submission: Path) -> Sighting:
        """See `Source`."""
        stored = self._store.entry(submission.name)
        return self._sighting(stored) if stored is not None else Sighting(submission, problem="not there")

    def is_breaking_off(self, _: Path) -> bool:
        """See `Source`. A file appears in a store when all of it is there."""
        return False

    def content(self, seen: Sighting) -> str | None:
        """See `Source`. The store tells what its files are made of; none is read for this."""
        return self._stored[seen.path].digest or None

    def errand(self, seen: Sighting) -> StoredErrand:
        """See `Source`."""
        return StoredErrand(self._store.address, self._stored[seen.path])

    def _sighting(self, stored: Stored) -> Sighting:
        path = self._root / stored.name
        self._stored[path] = stored
        return Sighting(path, stored.digest, stored.changed)


def source_at(place: str) -> Source:
    """Return the inbox at a path or an address.

    Raises:
        StoreError: the address cannot be used.
    """
    return StoreSource(place) if is_remote(place) else LocalSource(Path(place))


def _is_submission(stored: Stored) -> bool:
    """Return whether it is one, by the same rule as for folders of this machine (see `flows.inbox.look_into`)."""
    if not stored.is_folder:
        return Path(stored.name).suffix.lower() == ZIP_SUFFIX
    return any(file.name == FORM_NAME or "/" not in file.name for file in stored.files)

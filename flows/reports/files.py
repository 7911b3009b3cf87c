"""Writing result files: whole or not at all, and readable by their owner only, for they hold personal data.

Temporary files are named `.….tmp` and exist only while their writer holds a lock of the result folder (see
`flows.reports.locks`): whoever holds it and finds one has found what a killed process left.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_START, _END = ".", ".tmp"
_TEMPORARY = re.compile(r"\.[a-z0-9_]{8}\.tmp")  # what `tempfile` makes of these two


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents; what is made new is open to its owner only.

    Raises:
        OSError: when it cannot be made.
    """
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file in one step: readers meet the old content or the new, never a part of it, also after a power cut.

    Raises:
        OSError: when the folder cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    with private_stream(path) as stream:
        stream.write(data)


@contextmanager
def private_stream(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream for a file too large to hold; the file takes its name when all of it is on the disk.

    Raises:
        OSError: when the folder cannot be written.
    """
    # mkstemp gives the file mode 0600 from the start; a plain open would leave it readable for a moment.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_START, suffix=_END)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def private_folder(path: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes its name when it is full; there must be nothing of that name.

    Raises:
        OSError: when it cannot be made.
    """
    made = Path(tempfile.mkdtemp(dir=path.parent, prefix=_START, suffix=_END))
    try:
        yield made
        sync_folder(made)
        made.rename(path)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    sync_folder(path.parent)


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """Give a folder below `parent` that is gone afterwards.

    Raises:
        OSError: when it cannot be made.
    """
    with tempfile.TemporaryDirectory(dir=parent, prefix=_START, suffix=_END) as name:
        yield Path(name)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do that."""
    with suppress(OSError):  # Windows opens no folders, some network file systems sync none
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_temporary(name: str) -> bool:
    """Return whether a name is one that this module gives to what is not finished."""
    return _TEMPORARY.fullmatch(name) is not None


def remove_whole(path: Path) -> None:
    """Delete a file, or a folder with all in it; a link itself, never what it points to.

    Raises:
        OSError: when it cannot be deleted.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

"""Writing result files: whole or not at all, and readable by their owner only, for they hold personal data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents; what is made new is open to its owner only.

    Raises:
        OSError: when it cannot be made.
    """
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file in one step: readers meet the old content or the new, never a part of it.

    Raises:
        OSError: when the folder cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    with private_stream(path) as stream:
        stream.write(data)


@contextmanager
def private_stream(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream for a file too large to hold; the file takes its name when all of it is written.

    Raises:
        OSError: when the folder cannot be written.
    """
    # mkstemp gives the file mode 0600 from the start; a plain open would leave it readable for a moment.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

"""Names of uploaded files, in whatever way a system wrote them, as text that can be compared and written.

macOS writes names decomposed, Windows tools write them in GBK without saying so; the rest of the program sees neither.
"""

from __future__ import annotations

import os
import unicodedata
import zipfile
from pathlib import PurePosixPath

# What systems leave in folders, and the truth that our own samples carry beside them: no uploads.
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx", "truth.json"})
_UTF8_FLAG = 0x800


def normal(name: str) -> str:
    """Return the name composed (Unicode NFC)."""
    return unicodedata.normalize("NFC", name)


def is_junk(name: str) -> bool:
    """Return whether a path is something that systems leave behind, or lies in such a folder."""
    return any(part.lower() in _JUNK_NAMES or part.startswith("._") for part in PurePosixPath(name).parts)


def on_disk(name: str) -> str:
    """Return the name of a file or folder on disk, composed, as text that can be written as UTF-8.

    Linux names are bytes, and GBK ones arrive as lone surrogates.
    """
    raw = os.fsencode(name)
    decoded = _decoded(raw)
    return normal(raw.decode("utf-8", "replace") if decoded is None else decoded)


def in_zip(info: zipfile.ZipInfo) -> str:
    """Return a member's path: Windows tools write names in GBK without saying so, and some of them backslashes."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG:
        decoded = _decoded(name.encode("cp437", "replace"))
        name = name if decoded is None else decoded
    name = normal(name.replace("\\", "/"))
    return str(PurePosixPath(name)) + ("/" if name.endswith("/") else "")  # without "./" and doubled slashes


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None

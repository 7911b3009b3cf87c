"""Where a submission's report goes: a folder named after the submission, safe whatever the filer wrote as its number.

A submission's number comes from outside and two submissions may carry the same one. Each report folder therefore holds
`source.json`, which says what it was made from; a folder made from something else is never written over. A report that
gives way to one of other content or other rules goes into the folder's history.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from extractors.facts.model import Model
from flows.reports.files import make_private_folder, private_folder, sync_folder, write_private

SOURCE_FILE = "source.json"
REPORT_JSON = "report.json"
REPORT_HTML = "report.html"
DECISIONS_JSON = "decisions.json"
NOTICES = ("notice.md", "notice.txt", "notice.pdf")
HISTORY = "history"  # below a report's folder: the reports before it, by when they were written
INDEX_HTML = "index.html"  # of the batch, beside the folders
_LONGEST_NAME = 60  # characters; Chinese ones take three bytes and a file name may have 255
_DIGEST = 8
# Names Windows gives to devices, whatever follows a dot.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_MOST_NAMESAKES = 10_000


class Source(Model):
    """What a report folder was made from.

    `path` is the submission's path as the run knew it; `key` stands for everything the report depends on and is None
    until the report is whole.
    """

    path: str
    key: str | None = None


@dataclass(frozen=True)
class ReportFolder:
    """A folder that belongs to one submission. `renamed` says that another submission had the name first."""

    path: Path
    source: Source
    renamed: bool


def safe_name(submission_id: str) -> str:
    """Return a file name for a submission's number: no separators, no dots in front, no device names, not too long.

    A number that had to be changed gets a few digits of its SHA-256, so that two numbers never share a name.
    """
    normal = unicodedata.normalize("NFC", submission_id)
    kept = "".join(c if c.isalnum() or c in "-_." else "_" for c in normal)
    kept = kept.lstrip(".-")[:_LONGEST_NAME].rstrip(".")
    if kept.split(".")[0].casefold() in _DEVICES:
        kept = f"_{kept}"
    if kept == submission_id and kept:
        return kept
    digest = hashlib.sha256(submission_id.encode(errors="surrogatepass")).hexdigest()[:_DIGEST]
    return f"{kept or 'submission'}-{digest}"


def claim_folder(out: Path, submission_id: str, source: str) -> ReportFolder:
    """Return the folder below `out` for the report of `source`: its own from an earlier run, or a new one.

    To be called with the write lock held. A new folder comes with its note in it, so that no killed process leaves one
    that nobody owns.

    Raises:
        OSError: when `out` cannot be written.
    """
    make_private_folder(out)
    name = safe_name(submission_id)
    for count in range(1, _MOST_NAMESAKES):
        folder = out / (name if count == 1 else f"{name}-{count}")
        owner = read_source(folder)
        if owner is None and not os.path.lexists(folder):
            owner = Source(path=source)
            with private_folder(folder) as made:
                write_source(made, owner)
        if owner is not None and owner.path == source:
            return ReportFolder(folder, owner, renamed=count > 1)
    raise FileExistsError(f"{out / name}: more than {_MOST_NAMESAKES} submissions of this number")


def keep_in_history(folder: Path) -> None:
    """Keep the whole report in a folder, with what was decided and noticed about it, in the folder's history.

    The report itself stays where it is until it is written over; done twice this leaves one copy. To be called with the
    write lock held.

    Raises:
        OSError: when the folder cannot be written.
    """
    written = dt.datetime.fromtimestamp((folder / REPORT_JSON).stat().st_mtime, dt.UTC)
    kept = folder / HISTORY / f"{written:%Y%m%dT%H%M%S.%fZ}"
    if not kept.is_dir():
        make_private_folder(kept.parent)
        with private_folder(kept) as made:
            for name in (REPORT_JSON, REPORT_HTML, SOURCE_FILE, DECISIONS_JSON, *NOTICES):
                if (folder / name).is_file():
                    _second_name(folder / name, made / name)
    for name in NOTICES:  # a notice is about its report; decisions know theirs by its fingerprint
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name)  # files are replaced, never written into
    except OSError:  # a file system without links
        shutil.copyfile(file, name)
        name.chmod(0o600)


def source_path(submission: Path) -> str:
    """Return a submission's path as `Source` keeps it; bytes of a name that are no UTF-8 stand as escapes."""
    return str(submission.resolve()).encode(errors="backslashreplace").decode()


def read_source(folder: Path) -> Source | None:
    """Return what a report folder was made from, or None when it is no report folder of ours."""
    try:
        return Source.model_validate_json((folder / SOURCE_FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def write_source(folder: Path, source: Source) -> None:
    """Note what a report folder was made from."""
    write_private(folder / SOURCE_FILE, json.dumps(source.model_dump(), ensure_ascii=False) + "\n")

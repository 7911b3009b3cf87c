"""Where a submission's report goes: a folder named after the submission, safe whatever the filer wrote as its number.

A submission's number comes from outside and two submissions may carry the same one. Each report folder therefore holds
`source.json`, which says what it was made from; a folder made from something else is never written over.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from extractors.facts import Model
from flows.reports.files import make_private_folder, write_private

SOURCE_FILE = "source.json"
REPORT_JSON = "report.json"
REPORT_HTML = "report.html"
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

    Safe against another process that claims at the same time: making a folder is one step.

    Raises:
        OSError: when `out` cannot be written.
    """
    make_private_folder(out)
    name = safe_name(submission_id)
    for count in range(1, _MOST_NAMESAKES):
        folder = out / (name if count == 1 else f"{name}-{count}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            owner = read_source(folder)
            if owner is None or owner.path != source:
                continue
        else:
            owner = Source(path=source)
            write_source(folder, owner)
        return ReportFolder(folder, owner, renamed=count > 1)
    raise FileExistsError(f"{out / name}: more than {_MOST_NAMESAKES} submissions of this number")


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

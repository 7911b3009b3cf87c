"""What was drawn or printed: truth as the samples and the folder of pictures write it down.

Both write one object a document. Samples add level, verdict and reasons of the submission (`samples/submissions.py`);
pictures hold one document a file, and name what they cannot tell as null.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TRUTH_FILE = "truth.json"
Value = bool | int | str | tuple[str, ...]


@dataclass(frozen=True)
class StampTruth:
    """A stamp that is there. `text` is None where nobody can read it."""

    colour: str
    owner: str
    text: str | None = None


@dataclass(frozen=True)
class DocumentTruth:
    """A document that is there. `unreadable` fields are printed, but no reader can be expected to make them out.

    A field that is in neither `fields` nor `unreadable` is not printed.
    """

    file: str
    page: int
    kind: str
    fields: dict[str, Value] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    stamps: tuple[StampTruth, ...] = ()


@dataclass(frozen=True)
class SubmissionTruth:
    """A submission: its documents, and what a careful reviewer says about it.

    `reasons` must be given; any of `accepted_reasons` may stand in the place of one.
    """

    submission_id: str
    level: str
    verdict: str
    accepted_verdicts: tuple[str, ...]
    defects: tuple[str, ...]
    reasons: tuple[str, ...]
    accepted_reasons: tuple[str, ...]
    documents: tuple[DocumentTruth, ...]

    @property
    def defect(self) -> str:
        """What is wrong, in a word: `fine`, or the names of the defects."""
        return "+".join(self.defects) or "fine"


def read_submission_truth(folder: Path) -> SubmissionTruth:
    """Return the truth of a sample submission."""
    data = _load(folder / TRUTH_FILE)
    return SubmissionTruth(
        submission_id=data["submission_id"],
        level=data["level"],
        verdict=data["verdict"],
        accepted_verdicts=tuple(data["accepted_verdicts"]),
        defects=tuple(data["defects"]),
        reasons=tuple(data["reasons"]),
        accepted_reasons=tuple(data["accepted_reasons"]),
        documents=tuple(map(_document, data["documents"])),
    )


def read_picture_truth(folder: Path) -> tuple[DocumentTruth, ...]:
    """Return the truth of a folder of pictures, one document a file."""
    return tuple(map(_document, _load(folder / TRUTH_FILE)))


def _load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _document(data: dict[str, Any]) -> DocumentTruth:
    return DocumentTruth(
        file=data["file"],
        page=data.get("page", 1),
        kind=data["kind"],
        fields={name: tuple(value) if isinstance(value, list) else value for name, value in data["fields"].items()},
        unreadable=tuple(data["unreadable"]),
        stamps=tuple(StampTruth(stamp["colour"], stamp["owner"], stamp["text"]) for stamp in data["stamps"]),
    )

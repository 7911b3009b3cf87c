"""Pages as uploaded, and files that give none. Pages count from 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractors.facts.lines import TextLine
from extractors.facts.model import Model
from extractors.facts.pictures import Image


class FileProblem(StrEnum):
    """Why a file cannot be used (contract: `file.*`)."""

    UNREADABLE = "file.unreadable"
    ENCRYPTED = "file.encrypted"
    TOO_LARGE = "file.too_large"
    EMPTY = "file.empty"
    UNSUPPORTED = "file.unsupported"


class UnusableFile(Model):
    """A file that could not be opened, and why. `detail` is a Chinese sentence for people, without personal data."""

    file: str
    problem: FileProblem
    detail: str


@dataclass(frozen=True)
class Page:
    """One page as uploaded, after EXIF rotation.

    `text` is the PDF's own text in pixel coordinates of `pixels`, or None where there is no trustworthy text layer and
    the words must be recognised.
    """

    file: str
    number: int
    sha256: str
    pixels: Image = field(repr=False)
    text: tuple[TextLine, ...] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

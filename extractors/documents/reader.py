"""What every reader of a document kind offers, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampOwner
from extractors.pieces import level, rows
from extractors.text import fold


@dataclass(frozen=True)
class Sheet:
    """One document's part of a page, ready to be read: upright, stamps found, text under them read again.

    `lines` and `stamps` are in pixels of `image`, the page as it is worked on.
    """

    page: int
    image: Image = field(repr=False)
    lines: tuple[TextLine, ...]
    stamps: tuple[Stamp, ...] = ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each line's words folded for searching."""
        return tuple(fold(line.text) for line in self.lines)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """Each row's words folded, whatever pieces a watermark or a wide blank broke it into."""
        return tuple(fold("".join(piece.text for piece in row)) for row in rows(level(self.lines)))

    def count(self, *words: str) -> int:
        """Return how many of the words stand somewhere on the sheet."""
        return sum(any(word in text for text in self.texts) for word in words)


@dataclass(frozen=True)
class Facts:
    """What a reader found. `unread` names fields whose label is there and whose value was not legible."""

    fields: dict[Field, Reading] = field(default_factory=dict)
    unread: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Recognition:
    """How sure a reader is that a sheet is of its kind (0 to 1), and the title it was known by, if any."""

    confidence: float
    title: str | None = None


NOT_THIS = Recognition(0.0)


@dataclass(frozen=True)
class Reader:
    """One document kind: how it is recognised and how it is read."""

    kind: Kind
    recognise: Callable[[Sheet], Recognition]
    read: Callable[[Sheet], Facts]


def gather(readings: dict[Field, Reading | None], printed: set[Field]) -> Facts:
    """Return facts from readings that may be missing; a missing one whose label is `printed` counts as unread."""
    return Facts(
        {name: reading for name, reading in readings.items() if reading is not None},
        tuple(name for name in Field if name in printed and readings.get(name) is None),
    )


def names_on_stamps(sheet: Sheet, owner: StampOwner) -> list[Reading]:
    """Return the names on the sheet's stamps of such an owner, without the straight words below the star."""
    return [
        Reading(
            value=stamp.text.split(" ")[0],
            raw=stamp.text,
            confidence=stamp.confidence,
            page=sheet.page,
            box=stamp.box,
            methods=("stamp",),
        )
        for stamp in sheet.stamps
        if stamp.owner is owner and stamp.text
    ]


def title_of(sheet: Sheet, words: tuple[str, ...], longest: int = 24) -> str | None:
    """Return the first line, else row, that holds one of the words and is short enough to be a title."""
    for text in (*sheet.texts, *sheet.rows):
        if len(text) <= longest and any(word in text for word in words):
            return text
    return None

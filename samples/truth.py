"""What a drawn page says: the truth that goes beside the pictures.

A drawing function returns a picture and the truth of that picture together, so that neither can drift from the other.
Field names, kinds and stamp words are those of the contract; nothing here reads or judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PIL import Image

from samples.ink import TextRun

LONG_TERM = "long_term"


@dataclass(frozen=True)
class StampTruth:
    """One stamp on a page; `text` is the arc text and the centre text, without serial digits, None if illegible.

    The owner `unread` is for slivers of a stamp that nobody can attribute.
    """

    colour: str
    shape: str
    kind: str
    owner: str
    text: str | None

    def as_json(self) -> dict[str, str | None]:
        """The stamp as it stands in truth.json."""
        return {
            "colour": self.colour,
            "shape": self.shape,
            "kind": self.kind,
            "owner": self.owner,
            "text": self.text,
        }


@dataclass(frozen=True)
class DocumentTruth:
    """What one page is, says and is stamped with.

    `fields` holds values as printed (dates ISO), `absent` the fields this form does not print, `unreadable` the fields
    that are printed but that no reader can be expected to make out.
    """

    kind: str
    fields: dict[str, object] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    stamps: tuple[StampTruth, ...] = ()

    def stamped(self, stamps: Iterable[StampTruth]) -> DocumentTruth:
        """The same page with more stamps on it."""
        return replace(self, stamps=(*self.stamps, *stamps))

    def in_grey(self) -> DocumentTruth:
        """The same page after a black-and-white copy: every stamp is black."""
        return replace(self, stamps=tuple(replace(stamp, colour="black") for stamp in self.stamps))

    def as_json(self, file: str, page: int) -> dict[str, object]:
        """The page as it stands in truth.json."""
        return {
            "file": file,
            "page": page,
            "kind": self.kind,
            "fields": self.fields,
            "absent": list(self.absent),
            "unreadable": list(self.unreadable),
            "stamps": [stamp.as_json() for stamp in self.stamps],
        }


@dataclass(frozen=True)
class Drawing:
    """A picture of one page and its truth; `documents` holds several truths where a page holds several documents.

    With `runs` the picture is only the ground of a digital PDF page, and the runs are its text.
    """

    image: Image.Image
    documents: tuple[DocumentTruth, ...]
    runs: tuple[TextRun, ...] = ()

    @property
    def truth(self) -> DocumentTruth:
        """The truth of a page that holds one document."""
        return self.documents[0]

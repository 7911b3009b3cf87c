"""Documents, the fields read from them, and how good their pictures are."""

from __future__ import annotations

from enum import StrEnum

from extractors.facts.boxes import Box
from extractors.facts.kinds import Field, Kind
from extractors.facts.model import Model
from extractors.facts.stamps import Stamp


class Source(StrEnum):
    """Where a page's words come from."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"


class QrCode(Model):
    """One QR code on a page: its words as decoded, and its corners, clockwise from the code's own top left."""

    text: str
    box: Box


class Quality(Model):
    """How good the picture of a page is. `sharpness` is 0 (mush) to 1 (crisp); `issues` are `image.*` codes."""

    sharpness: float
    is_colour: bool
    issues: tuple[str, ...] = ()


Value = bool | int | str | tuple[str, ...]


class Reading(Model):
    """One field as read: the value by contract (dates ISO), the words as printed, and how far to trust it (0 to 1).

    `repaired` says that a check digit decided a character; `methods` names what was done beyond plain reading.
    `box` is in pixels of the page as uploaded.
    """

    value: Value
    raw: str
    confidence: float
    page: int
    box: Box | None = None
    repaired: bool = False
    methods: tuple[str, ...] = ()


class Document(Model):
    """One recognised document: a page, a part of a page, or several pages.

    `fields` holds what was read; `unread` names fields whose label was seen but whose value was not legible. A field in
    neither was not printed on this form, as far as can be seen.
    """

    id: str
    file: str
    page: int
    sha256: str
    kind: Kind
    kind_confidence: float
    fields: dict[Field, Reading] = {}  # noqa: RUF012 (pydantic copies defaults)
    unread: tuple[Field, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    qr_codes: tuple[QrCode, ...] = ()
    quality: Quality
    source: Source
    box: Box | None = None
    pages: tuple[int, ...] = ()
    page_size: tuple[int, int] | None = None  # width, height in pixels of the page as uploaded
    title: str | None = None  # the printed title the kind was recognised by

    def text(self, name: Field) -> str | None:
        """Return the field's value as text, or None when it was not read."""
        reading = self.fields.get(name)
        return reading.value if reading is not None and isinstance(reading.value, str) else None


def empty_quality() -> Quality:
    """Return the quality of a page nobody has looked at (a text layer is sharp by nature)."""
    return Quality(sharpness=1.0, is_colour=True)

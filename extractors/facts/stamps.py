"""Stamps: their ink, outline and words, and what the words say of kind and owner."""

from __future__ import annotations

from enum import StrEnum

from extractors.facts.boxes import Box
from extractors.facts.model import Model


class StampColour(StrEnum):
    """Colour of the ink."""

    RED = "red"
    BLUE = "blue"
    BLACK = "black"
    OTHER = "other"


class StampShape(StrEnum):
    """Outline of the stamp."""

    ROUND = "round"
    OVAL = "oval"
    SQUARE = "square"
    OTHER = "other"


class StampKind(StrEnum):
    """What a stamp is for, by its words."""

    OFFICIAL = "official"
    CONTRACT = "contract"
    FINANCE = "finance"
    INVOICE = "invoice"
    PERSONAL = "personal"
    UNKNOWN = "unknown"


class StampOwner(StrEnum):
    """Whose stamp it is, by its words."""

    SPONSOR = "sponsor"
    REGISTRAR = "registrar"
    REGISTRY = "registry"
    OTHER = "other"
    UNREAD = "unread"


class StampSlot(Model):
    """One character's place along a stamp's arc: what was read there, empty for nothing, and what else it could be.

    `hidden` is the share of the place (0 to 1) that other print crosses or the picture's edge cuts off.
    """

    text: str
    confidence: float = 0.0
    others: tuple[tuple[str, float], ...] = ()
    hidden: float = 0.0


class Stamp(Model):
    """One stamp on a page. `text` is the arc and the straight words, separated by a blank; empty when nothing was read.

    `owner` is by the words alone and by the names the document itself carries; who the sponsor is, only a form can say.
    `slots` are the arc's places in order, for holding a known name against them; empty for other outlines.
    """

    colour: StampColour
    shape: StampShape
    text: str
    kind: StampKind
    owner: StampOwner
    confidence: float
    box: Box
    slots: tuple[StampSlot, ...] = ()

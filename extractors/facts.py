"""The vocabulary of what was read: boxes, lines, stamps, pages, readings, documents.

Only facts and their geometry stand here; what they mean for a filing is for `validators`. Exported facts are frozen
pydantic models; `Page` is a frozen dataclass because it carries pixels.

Images everywhere: uint8, height x width x 3, BGR, origin top left, never mutated. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

Image = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
Point = tuple[float, float]
LONG_TERM = "long_term"


class Model(BaseModel):
    """Base of every exported fact: frozen, unknown keys are errors, and errors quote no values."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Kind(StrEnum):
    """What a page or a part of it is (contract: material kinds, and three more of units)."""

    VERIFICATION_SHEET = "verification_sheet"
    BUSINESS_LICENCE = "business_licence"
    ORGANIZATION_CODE_CERTIFICATE = "organization_code_certificate"
    PUBLIC_INSTITUTION_CERTIFICATE = "public_institution_certificate"
    SOCIAL_ORGANIZATION_CERTIFICATE = "social_organization_certificate"
    PRIVATE_NON_ENTERPRISE_CERTIFICATE = "private_non_enterprise_certificate"
    FOUNDATION_CERTIFICATE = "foundation_certificate"
    LAW_FIRM_LICENCE = "law_firm_licence"
    REPRESENTATIVE_OFFICE_CERTIFICATE = "representative_office_certificate"
    ID_CARD_PORTRAIT = "id_card_portrait"
    ID_CARD_EMBLEM = "id_card_emblem"
    PASSPORT = "passport"
    TAIWAN_TRAVEL_PERMIT = "taiwan_travel_permit"
    HK_MACAO_TRAVEL_PERMIT = "hk_macao_travel_permit"
    HKMT_RESIDENCE_PERMIT = "hkmt_residence_permit"
    PERMANENT_RESIDENT_CARD = "permanent_resident_card"
    DOMAIN_CERTIFICATE = "domain_certificate"
    PRE_APPROVAL = "pre_approval"
    PORTRAIT_PHOTO = "portrait_photo"
    AUTHORIZATION_LETTER = "authorization_letter"
    COMMITMENT_LETTER = "commitment_letter"
    OTHER = "other"


UNIT_CERTIFICATES = (
    Kind.BUSINESS_LICENCE,
    Kind.ORGANIZATION_CODE_CERTIFICATE,
    Kind.PUBLIC_INSTITUTION_CERTIFICATE,
    Kind.SOCIAL_ORGANIZATION_CERTIFICATE,
    Kind.PRIVATE_NON_ENTERPRISE_CERTIFICATE,
    Kind.FOUNDATION_CERTIFICATE,
    Kind.LAW_FIRM_LICENCE,
    Kind.REPRESENTATIVE_OFFICE_CERTIFICATE,
)


class Field(StrEnum):
    """Names of what is read from documents (contract: fields by kind)."""

    CREDIT_CODE = "credit_code"
    REGISTRATION_NUMBER = "registration_number"
    NAME = "name"
    TYPE = "type"
    ADDRESS = "address"
    LEGAL_REPRESENTATIVE = "legal_representative"
    REGISTERED_CAPITAL = "registered_capital"
    ESTABLISHED_ON = "established_on"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    SCOPE = "scope"
    ISSUED_BY = "issued_by"
    ISSUED_ON = "issued_on"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BIRTH_DATE = "birth_date"
    ID_NUMBER = "id_number"
    AUTHORITY = "authority"
    NAME_LATIN = "name_latin"
    NUMBER = "number"
    NATIONALITY = "nationality"
    DOMAIN = "domain"
    REGISTRANT = "registrant"
    REGISTRANT_LATIN = "registrant_latin"
    REGISTERED_ON = "registered_on"
    EXPIRES_ON = "expires_on"
    REGISTRAR = "registrar"
    SPONSOR_NAME = "sponsor_name"
    DOMAINS = "domains"
    SERVICE_NAME = "service_name"
    PERSON_IN_CHARGE = "person_in_charge"
    VERIFIED_ON = "verified_on"
    SIGNATURE_PRESENT = "signature_present"
    HOLDER = "holder"
    CATEGORY = "category"
    FACE_COUNT = "face_count"


class Source(StrEnum):
    """Where a page's words come from."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"


class Box(Model):
    """Four corners `(x, y)` in pixels, clockwise from the top left of the text."""

    corners: tuple[Point, Point, Point, Point]

    @classmethod
    def from_rect(cls, left: float, top: float, right: float, bottom: float) -> Self:
        """Return the upright box with these edges."""
        return cls(corners=((left, top), (right, top), (right, bottom), (left, bottom)))

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """Return the upright box that holds all `boxes`.

        Raises:
            ValueError: when there are none.
        """
        points = [point for box in boxes for point in box.corners]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return cls.from_rect(min(xs), min(ys), max(xs), max(ys))

    @property
    def left(self) -> float:
        """Smallest x, in pixels."""
        return min(x for x, _ in self.corners)

    @property
    def right(self) -> float:
        """Largest x, in pixels."""
        return max(x for x, _ in self.corners)

    @property
    def top(self) -> float:
        """Smallest y, in pixels."""
        return min(y for _, y in self.corners)

    @property
    def bottom(self) -> float:
        """Largest y, in pixels."""
        return max(y for _, y in self.corners)

    @property
    def width(self) -> float:
        """Upright width, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Upright height, in pixels."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """Middle of the upright rectangle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def text_height(self) -> float:
        """Length of the text's own upright side, in pixels, whatever its tilt."""
        (x0, y0), _, _, (x3, y3) = self.corners
        return float(np.hypot(x3 - x0, y3 - y0))

    def widened(self, left: float, right: float, above: float = 0.0, below: float = 0.0) -> Box:
        """Return the box grown on each side by shares of its text height, along its own tilt."""
        a, b, c, d = (np.asarray(corner) for corner in self.corners)
        em = self.text_height
        along = (b - a) / max(float(np.linalg.norm(b - a)), 1.0) * em
        down = (d - a) / max(float(np.linalg.norm(d - a)), 1.0) * em
        first, last, top, bottom = -along * left, along * right, -down * above, down * below
        p, q, r, s = (
            (float(x), float(y)) for x, y in (a + first + top, b + last + top, c + last + bottom, d + first + bottom)
        )
        return Box(corners=(p, q, r, s))

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box shifted by so many pixels."""
        a, b, c, d = ((x + dx, y + dy) for x, y in self.corners)
        return Box(corners=(a, b, c, d))

    def mapped(self, matrix: Matrix) -> Box:
        """Return the box under a 3 x 3 homography."""
        homogeneous = np.c_[np.asarray(self.corners), np.ones(4)] @ matrix.T
        points = homogeneous[:, :2] / homogeneous[:, 2:]
        a, b, c, d = ((float(x), float(y)) for x, y in points)
        return Box(corners=(a, b, c, d))

    def overlap(self, other: Box) -> float:
        """Return the share (0 to 1) of this box's upright area that `other` covers."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = self.width * self.height
        return max(width, 0.0) * max(height, 0.0) / area if area > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Char:
    """One recognised character, its probability (0 to 1), and the runners-up that could stand in its place."""

    text: str
    confidence: float
    offset: float  # centre along the line, 0 at its left end to 1 at its right
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text as the engine or the text layer gave it. `confidence` is 0 to 1."""

    text: str
    confidence: float
    box: Box
    chars: tuple[Char, ...] = ()  # one for one with `text`; empty where the source gives none


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

    `repaired` says that a check digit or a list of words decided a character; `methods` names what was done beyond
    plain reading. `box` is in pixels of the page as uploaded.
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
    fields: dict[Field, Reading] = {}
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

    `pixels` as described above. `text` is the PDF's own text in pixel coordinates of `pixels`, or None where there is
    no trustworthy text layer and the words must be recognised.
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


def empty_quality() -> Quality:
    """Return the quality of a page nobody has looked at (a text layer is sharp by nature)."""
    return Quality(sharpness=1.0, is_colour=True)

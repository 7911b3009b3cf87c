"""The vocabulary of what was found: checks, reasons, requirements, the verdict and the report (contract, section 3).

`Finding` joins a check to the reason it gives, so that no failing or unsure check can be without one. The `Reported…`
models are the facts in the shape the contract fixes for `report.json`; `Report.model_json_schema()` is its schema.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, model_validator
from pydantic import Field as Constraint

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, QrCode, Quality, Reading, Source, Value
from extractors.facts.kinds import Field, Kind
from extractors.facts.model import Model
from extractors.facts.pictures import Point
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from validators.codes import (
    CheckCode,
    CheckStatus,
    ReasonCode,
    RequirementStatus,
    Severity,
    Verdict,
)

__all__ = [
    "Check",
    "CheckCode",
    "CheckStatus",
    "DueDate",
    "EngineInfo",
    "Finding",
    "Judgement",
    "Reason",
    "ReasonCode",
    "Report",
    "ReportedDocument",
    "ReportedQrCode",
    "ReportedReading",
    "ReportedStamp",
    "Requirement",
    "RequirementStatus",
    "Seconds",
    "Severity",
    "Verdict",
]


class Check(Model):
    """One question and its outcome. `document` is an id; `expected` and `found` are as people would read them."""

    code: CheckCode
    status: CheckStatus
    document: str | None = None
    field: Field | None = None
    expected: str | None = None
    found: str | None = None


class Reason(Model):
    """Why the submission is not complete, and what to do about it. `message` and `suggestion` are Chinese."""

    code: ReasonCode
    severity: Severity
    material: Kind | None = None
    file: str | None = None
    page: int | None = None
    document: str | None = None
    field: Field | None = None
    expected: str | None = None
    found: str | None = None
    message: str
    suggestion: str


class Finding(Model):
    """A check with the reason it gives; only a check that passed or was skipped has none."""

    check: Check
    reason: Reason | None = None

    @model_validator(mode="after")
    def _reason_fits_status(self) -> Self:
        wanted = {CheckStatus.FAIL: Severity.FAIL, CheckStatus.UNSURE: Severity.REVIEW}.get(self.check.status)
        if wanted != (self.reason.severity if self.reason else None):
            raise ValueError(f"check {self.check.code} is {self.check.status}, and its reason does not say so")
        return self


class Requirement(Model):
    """A material the form calls for. `subject` is the person, domain or category it is asked for, if any."""

    name: str
    role: str
    status: RequirementStatus
    documents: tuple[str, ...] = ()
    label: str = ""
    subject: str | None = None


class DueDate(Model):
    """The last day for the authority's decision; `estimated` where the calendar of a year is not published yet."""

    date: dt.date
    estimated: bool


class EngineInfo(Model):
    """What read the documents."""

    ocr: str
    version: str


class Seconds(Model):
    """Where the time went. The trailing underscore keeps clear of a method of pydantic's; JSON says `validate`."""

    model_config = ConfigDict(serialize_by_alias=True)

    load: float = 0.0
    ocr: float = 0.0
    stamps: float = 0.0
    validate_: Annotated[float, Constraint(serialization_alias="validate", validation_alias="validate")] = 0.0


Corners = tuple[Point, Point, Point, Point]


class ReportedReading(Model):
    """A reading as the report shows it."""

    value: Value
    raw: str
    confidence: float
    page: int
    box: Corners | None
    repaired: bool
    methods: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Return the reading with its box as bare corners."""
        return cls(**_shared(reading, cls) | {"box": _corners(reading.box)})


class ReportedStamp(Model):
    """A stamp as the report shows it; `owner` is seen from the sponsor of the form."""

    colour: StampColour
    shape: StampShape
    text: str
    kind: StampKind
    owner: StampOwner
    confidence: float
    box: Corners

    @classmethod
    def of(cls, stamp: Stamp) -> Self:
        """Return the stamp with its box as bare corners, and without the places of single characters."""
        return cls(**_shared(stamp, cls) | {"box": stamp.box.corners})


class ReportedQrCode(Model):
    """A QR code as the report shows it: its words, never followed, and where it is."""

    text: str
    box: Corners

    @classmethod
    def of(cls, code: QrCode) -> Self:
        """Return the code with its box as bare corners."""
        return cls(text=code.text, box=code.box.corners)


class ReportedDocument(Model):
    """A document as the report (and `beian read --json`) shows it."""

    id: str
    file: str
    page: int
    sha256: str
    kind: Kind
    kind_confidence: float
    fields: dict[Field, ReportedReading]
    unread: tuple[Field, ...]
    stamps: tuple[ReportedStamp, ...]
    qr_codes: tuple[ReportedQrCode, ...] = ()
    quality: Quality
    source: Source
    box: Corners | None
    pages: tuple[int, ...]
    page_size: tuple[int, int] | None
    title: str | None

    @classmethod
    def of(cls, document: Document) -> Self:
        """Return the document in the shape of the contract."""
        fields = {name: ReportedReading.of(reading) for name, reading in document.fields.items()}
        stamps = tuple(ReportedStamp.of(stamp) for stamp in document.stamps)
        codes = tuple(ReportedQrCode.of(code) for code in document.qr_codes)
        parts = {"fields": fields, "stamps": stamps, "qr_codes": codes, "box": _corners(document.box)}
        return cls(**_shared(document, cls) | parts)


class Judgement(Model):
    """What `judge` returns: everything of the report that follows from evidence and policy.

    `decision_due_on` is null only where the form could not be read.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    requirements: tuple[Requirement, ...]
    checks: tuple[Check, ...]
    documents: tuple[ReportedDocument, ...]
    decision_due_on: DueDate | None
    policy: str
    policy_date: dt.date


class _Head(Model):
    """What `report.json` begins with."""

    schema_version: Literal[1] = 1
    submission_id: str


# The last base comes first in the JSON.
class Report(Judgement, _Head):
    """`report.json`: a judgement, whose it is, and how it came about."""

    model_config = ConfigDict(serialize_by_alias=True)

    engine: EngineInfo
    seconds: Seconds

    @classmethod
    def of(cls, judgement: Judgement, submission_id: str, engine: EngineInfo, seconds: Seconds) -> Self:
        """Return the report of a judgement."""
        return cls(**dict(judgement), submission_id=submission_id, engine=engine, seconds=seconds)


def _shared(fact: Model, shown: type[Model]) -> dict[str, Any]:
    """Return those fields of a fact that the report shows."""
    return {name: value for name, value in fact if name in shown.model_fields}


def _corners(box: Box | None) -> Corners | None:
    """Return the bare corners of a box."""
    return box.corners if box is not None else None

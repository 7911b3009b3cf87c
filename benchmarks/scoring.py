"""What came of every field, document and stamp: reported documents held against the truth. Nothing is counted here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.comparing import is_same
from benchmarks.matching import pair_documents, pair_stamps
from benchmarks.truth import DocumentTruth, StampTruth, Value
from extractors.text import fold
from validators.findings import ReportedDocument, ReportedReading, ReportedStamp

DIGITAL = "digital"  # the level of a page whose words come from a text layer, whatever was done to the others
# A sliver of a stamp (骑缝章) that nobody can attribute: finding it is no merit, missing it no mistake.
_NOBODYS = "unread"
# Kinds of which the contract asks no fields.
_WITHOUT_FIELDS = ("other", "authorization_letter", "commitment_letter")


class Status(StrEnum):
    """What came of a field."""

    EXACT = "exact"
    WRONG = "wrong"
    UNREAD = "unread"  # printed and legible, but no value was given
    INVENTED = "invented"  # a value for what nobody can read
    BLANK = "blank"  # rightly no value for what nobody can read
    EXTRA = "extra"  # a value for what is not printed


@dataclass(frozen=True)
class FieldOutcome:
    """What came of one field. `confidence` is None where no value was given."""

    submission: str
    file: str
    page: int
    level: str
    kind: str
    field: str
    status: Status
    printed: Value | None = None
    read: Value | None = None
    confidence: float | None = None
    repaired: bool = False

    def is_sure(self, accept: float) -> bool:
        """Return whether a value was given with at least the confidence at which it counts."""
        return self.confidence is not None and self.confidence >= accept


@dataclass(frozen=True)
class KindOutcome:
    """What a true document was taken for; `found` is None where nothing was reported on its page."""

    submission: str
    file: str
    page: int
    level: str
    kind: str
    found: str | None


@dataclass(frozen=True)
class StampOutcome:
    """A true stamp, a reported one, or both where they belong together."""

    submission: str
    file: str
    page: int
    level: str
    truth: StampTruth | None
    found: ReportedStamp | None

    @property
    def text_right(self) -> bool | None:
        """Whether the text was read exactly; None without a pair or a legible text."""
        if self.truth is None or self.found is None or not self.truth.text:
            return None
        return fold(self.truth.text) == fold(self.found.text)

    @property
    def owner(self) -> str | None:
        """`right`, `unread` or `wrong`; None without a pair."""
        if self.truth is None or self.found is None:
            return None
        if self.found.owner == self.truth.owner:
            return "right"
        return "unread" if self.found.owner == "unread" else "wrong"


@dataclass(frozen=True)
class Scores:
    """All outcomes of a set of documents."""

    fields: tuple[FieldOutcome, ...] = ()
    kinds: tuple[KindOutcome, ...] = ()
    stamps: tuple[StampOutcome, ...] = ()

    @classmethod
    def joined(cls, parts: Iterable[Scores]) -> Scores:
        """Return the outcomes of all parts."""
        held = list(parts)
        return cls(
            tuple(outcome for part in held for outcome in part.fields),
            tuple(outcome for part in held for outcome in part.kinds),
            tuple(outcome for part in held for outcome in part.stamps),
        )


def score(
    truths: Sequence[DocumentTruth], reported: Sequence[ReportedDocument], *, submission: str = "", level: str = ""
) -> Scores:
    """Return what came of the documents of one submission, or of one picture."""
    fields: list[FieldOutcome] = []
    kinds = []
    for truth, document in pair_documents(truths, reported):
        own_level = DIGITAL if document is not None and document.source == "text_layer" else level
        found = str(document.kind) if document is not None else None
        kinds.append(KindOutcome(submission, truth.file, truth.page, own_level, truth.kind, found))
        if truth.kind not in _WITHOUT_FIELDS:
            fields += _score_fields(truth, document, submission, own_level)
    return Scores(tuple(fields), tuple(kinds), tuple(_score_stamps(truths, reported, submission, level)))


def _score_fields(
    truth: DocumentTruth, document: ReportedDocument | None, submission: str, level: str
) -> Iterator[FieldOutcome]:
    readings = {str(name): reading for name, reading in document.fields.items()} if document is not None else {}
    for name in dict.fromkeys((*truth.fields, *truth.unreadable, *readings)):
        reading = readings.get(name)
        yield FieldOutcome(
            submission,
            truth.file,
            truth.page,
            level,
            truth.kind,
            name,
            _status(truth, name, reading),
            truth.fields.get(name),
            reading.value if reading is not None else None,
            reading.confidence if reading is not None else None,
            reading is not None and reading.repaired,
        )


def _status(truth: DocumentTruth, name: str, reading: ReportedReading | None) -> Status:
    if name in truth.unreadable:
        return Status.BLANK if reading is None else Status.INVENTED
    if reading is None:
        return Status.UNREAD
    if name not in truth.fields:
        return Status.EXTRA
    return Status.EXACT if is_same(name, truth.fields[name], reading.value) else Status.WRONG


def _score_stamps(
    truths: Sequence[DocumentTruth], reported: Sequence[ReportedDocument], submission: str, level: str
) -> Iterator[StampOutcome]:
    """Stamps are matched page by page: to which of a page's documents one belongs is another question."""
    for file, page in dict.fromkeys((truth.file, truth.page) for truth in truths):
        there = [stamp for truth in truths if (truth.file, truth.page) == (file, page) for stamp in truth.stamps]
        documents = [document for document in reported if (document.file, document.page) == (file, page)]
        digital = any(document.source == "text_layer" for document in documents)
        # One stamp may stand on two documents of a page.
        found = {stamp.box: stamp for document in documents for stamp in document.stamps}
        for truth, stamp in pair_stamps(there, list(found.values())):
            if truth is not None and truth.owner == _NOBODYS:
                continue
            yield StampOutcome(submission, file, page, DIGITAL if digital else level, truth, stamp)

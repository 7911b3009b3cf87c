"""Reported documents and stamps with as few words as a test needs."""

from benchmarks.truth import DocumentTruth, SubmissionTruth
from extractors.facts.documents import Source, empty_quality
from extractors.facts.kinds import Kind
from validators.findings import ReportedDocument, ReportedReading, ReportedStamp


def reading(value, confidence=0.99):
    return ReportedReading(
        value=value, raw=str(value), confidence=confidence, page=1, box=None, repaired=False, methods=()
    )


def document(kind="id_card_emblem", *, file="a.jpg", page=1, stamps=(), source=Source.OCR, confidence=0.99, **fields):
    return ReportedDocument(
        id="d1",
        file=file,
        page=page,
        sha256="",
        kind=Kind(kind),
        kind_confidence=1,
        fields={name: reading(value, confidence) for name, value in fields.items()},
        unread=(),
        stamps=stamps,
        quality=empty_quality(),
        source=source,
        box=None,
        pages=(page,),
        page_size=None,
        title=None,
    )


def truth(kind="id_card_emblem", *, file="a.jpg", page=1, unreadable=(), stamps=(), **fields):
    return DocumentTruth(file, page, kind, fields, tuple(unreadable), tuple(stamps))


def stamp(text="", *, colour="red", owner="unread", at=0):
    corners = ((at, 0), (at + 1, 0), (at + 1, 1), (at, 1))
    return ReportedStamp(
        colour=colour, shape="round", text=text, kind="official", owner=owner, confidence=0.9, box=corners
    )


def submission(
    verdict="incomplete", *, accepted_verdicts=(), reasons=(), accepted_reasons=(), defects=("x",), level="mild"
):
    return SubmissionTruth("S-1", level, verdict, accepted_verdicts, defects, reasons, accepted_reasons, ())

"""A document as a reviewer looks at it: its pages with marks, and beside them a row for every field.

Element ids are made of document ids, field names and numbers only: nothing of the filer's.
"""

from __future__ import annotations

import base64
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from extractors.facts.kinds import Field
from flows.reports import wording
from flows.reports.album import Album
from flows.reports.differences import Compared, Piece, compare
from flows.reports.page_view import Frame, Mark, PageView, crop_of, page_view, points_of
from validators.findings import (
    Check,
    CheckCode,
    CheckStatus,
    Report,
    ReportedDocument,
    ReportedReading,
    ReportedStamp,
)
from validators.labels import field_label

# Worst first: what a row says when several checks are about it.
_ORDER = (CheckStatus.FAIL, CheckStatus.UNSURE, CheckStatus.PASS, CheckStatus.SKIPPED)
# Checks that hold a field against the form, besides those whose name says so.
_AGAINST_FORM = (CheckCode.REGISTRANT_IS_SPONSOR, CheckCode.AUTHORIZATION_SUFFICES)
# Checks that hold it against what another document, or another line, says: those texts are meant to be the same, too.
_AGAINST_ANOTHER = (CheckCode.DOCUMENTS_AGREE, CheckCode.IDENTITY_CONSISTENT, CheckCode.QR_CODE_AGREES)


@dataclass(frozen=True)
class CheckView:
    """One check: its question, both sides, and the outcome."""

    label: str
    sides: Compared
    status: str


@dataclass(frozen=True)
class RowView:
    """One field of a document. `status` is empty where nothing was checked; `more` are further checks of the field."""

    id: str
    label: str
    sides: Compared
    raw: str
    confidence: float | None
    repaired: bool
    status: str
    more: tuple[CheckView, ...]
    boxed: bool


@dataclass(frozen=True)
class StampView:
    """One stamp: where it is, what it says, its look and the arc's words laid straight (a data address, or none)."""

    id: str
    text: str
    look: str
    kind: str
    owner: str
    confidence: float
    crop: Frame
    picture: str
    strip: str | None


@dataclass(frozen=True)
class DocumentView:
    """One document: pages on the left, rows on the right, stamps, words of QR codes and other checks below."""

    id: str
    kind: str
    file: str
    page: int
    confidence: float
    source: str
    issues: tuple[str, ...]
    pages: tuple[PageView, ...]
    rows: tuple[RowView, ...]
    stamps: tuple[StampView, ...]
    qr_codes: tuple[str, ...]
    checks: tuple[CheckView, ...]
    worst: str


def document_view(document: ReportedDocument, report: Report, album: Album) -> DocumentView:
    """Return a document of a report as it is shown."""
    checks = [check for check in report.checks if check.document == document.id]
    rows = tuple(_rows(document, checks))
    others = [check for check in checks if check.field is None or not _is_against_form(check)]
    problems = {reason.field for reason in report.reasons if reason.document == document.id}
    marks = list(_marks(document, rows, problems))
    numbers = sorted({document.page, *document.pages, *(reading.page for reading in document.fields.values())})
    pictures = {key: f"pic{number}" for number, key in enumerate(album.pictures, 1)}
    return DocumentView(
        id=document.id,
        kind=wording.word(wording.KINDS, document.kind),
        file=document.file,
        page=document.page,
        confidence=document.kind_confidence,
        source=document.source,
        issues=document.quality.issues,
        pages=tuple(
            page_view(
                document,
                number,
                album.pictures.get((document.file, number)),
                pictures.get((document.file, number), ""),
                [mark for page, mark in marks if page == number],
            )
            for number in numbers
        ),
        rows=rows,
        stamps=tuple(
            _stamp(document, number, stamp, pictures.get((document.file, document.page), ""), album)
            for number, stamp in enumerate(document.stamps)
        ),
        qr_codes=tuple(dict.fromkeys(code.text for code in document.qr_codes)),
        checks=tuple(check_view(check, document) for check in others),
        worst=worst_of([check.status for check in checks]),
    )


def _rows(document: ReportedDocument, checks: Sequence[Check]) -> Iterator[RowView]:
    """Yield a row for every field that was read, was not legible, or was asked about; in the order of the readers."""
    asked = [check.field for check in checks if check.field is not None]
    for name in dict.fromkeys((*document.fields, *document.unread, *asked)):
        about = [check for check in checks if check.field is name]
        main = comparison_of(about)
        reading = document.fields.get(name)
        yield RowView(
            id=f"{document.id}-{name}",
            label=field_label(document.kind, name),
            sides=_sides_of_row(main, reading),
            raw=reading.raw if reading is not None else "",
            confidence=reading.confidence if reading is not None else None,
            repaired=reading is not None and reading.repaired,
            status=worst_of([check.status for check in about]),
            more=tuple(check_view(check) for check in about if check is not main),
            boxed=reading is not None and reading.box is not None,
        )


def comparison_of(checks: Sequence[Check]) -> Check | None:
    """Return the check that holds a field against the form's value; None when none does."""
    return next((check for check in checks if _is_against_form(check)), None)


def _is_against_form(check: Check) -> bool:
    return check.code in _AGAINST_FORM or check.code.endswith(".matches_form")


def _sides_of_row(main: Check | None, reading: ReportedReading | None) -> Compared:
    if main is not None:
        return _sides(main)
    return Compared((), plain(wording.show(reading.value)) if reading is not None else ())


def _sides(check: Check) -> Compared:
    expected, found = wording.shown(check.expected), wording.shown(check.found)
    # One domain of the form is looked for among several on the sheet: being among them is no difference.
    alike = _is_against_form(check) or check.code in _AGAINST_ANOTHER
    if not alike or not expected or not found or expected in found.split("、"):
        return Compared(plain(expected), plain(found))
    return compare(expected, found)


def plain(text: str) -> tuple[Piece, ...]:
    """Return a text without marks."""
    return (Piece(text),) if text else ()


def check_view(check: Check, document: ReportedDocument | None = None) -> CheckView:
    """Return a check as it is shown; one about a field of a document names the field."""
    label = wording.word(wording.CHECKS, check.code)
    if document is not None and check.field is not None:
        label = f"{label}（{field_label(document.kind, check.field)}）"
    return CheckView(label, _sides(check), check.status)


def worst_of(statuses: Sequence[CheckStatus]) -> str:
    """Return what several checks come to; empty for none."""
    return next((str(status) for status in _ORDER if status in statuses), "")


def _marks(
    document: ReportedDocument, rows: Sequence[RowView], problems: Container[Field | None]
) -> Iterator[tuple[int, Mark]]:
    """Yield the page and the mark of everything that has a place; what is wrong comes last, so it lies on top.

    `problems` are the fields that a reason is about.
    """
    by_id = {row.id: row for row in rows}
    ordinary: list[tuple[int, Mark]] = []
    wrong: list[tuple[int, Mark]] = []
    for name, reading in document.fields.items():
        if reading.box is None:
            continue
        row = by_id[f"{document.id}-{name}"]
        is_problem = row.status in (CheckStatus.FAIL, CheckStatus.UNSURE) or name in problems
        words = f"{row.label}：{wording.show(reading.value)}"
        group = "problem" if is_problem else "field"
        mark = Mark(row.id, words, group, row.status or "none", points_of(reading.box))
        (wrong if is_problem else ordinary).append((reading.page, mark))
    for number, stamp in enumerate(document.stamps):
        words = f"印章：{stamp.text or '印文未读出'}"
        mark = Mark(_stamp_id(document, number), words, "stamp", stamp.owner, points_of(stamp.box))
        ordinary.append((document.page, mark))
    yield from (*ordinary, *wrong)


def _stamp_id(document: ReportedDocument, number: int) -> str:
    return f"{document.id}-s{number + 1}"


def _stamp(document: ReportedDocument, number: int, stamp: ReportedStamp, picture: str, album: Album) -> StampView:
    strip = album.strips.get((document.id, number))
    return StampView(
        id=_stamp_id(document, number),
        text=stamp.text,
        look=wording.word(wording.STAMP_COLOURS, stamp.colour) + wording.word(wording.STAMP_SHAPES, stamp.shape),
        kind=stamp.kind,
        owner=stamp.owner,
        confidence=stamp.confidence,
        crop=crop_of(stamp.box),
        picture=picture,
        strip=f"data:image/jpeg;base64,{base64.b64encode(strip).decode()}" if strip is not None else None,
    )

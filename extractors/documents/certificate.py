"""What all certificates of units share: the same fields under different labels, a code, a registrar's stamp and date.

Each certificate's own file says its labels and its title; this one reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.dates import parse_term
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather, names_on_stamps, title_of
from extractors.doubts import NEVER_SURE
from extractors.enterprise_types import with_type
from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import StampOwner
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.numbers import credit_code, registration_number
from extractors.numbers.repair import CheckedNumber
from extractors.pieces import Piece, rows
from extractors.places import with_places
from extractors.readings import date_reading, number_reading, only, term_readings, text_reading
from extractors.scope_marks import with_marks
from extractors.text import flatten
from extractors.unit_names import is_whole_name

_PLAIN_TEXT = (Field.NAME, Field.TYPE, Field.ADDRESS, Field.LEGAL_REPRESENTATIVE, Field.REGISTERED_CAPITAL, Field.SCOPE)
_NUMBERS: tuple[tuple[Field, CheckedNumber], ...] = (
    (Field.CREDIT_CODE, credit_code),
    (Field.REGISTRATION_NUMBER, registration_number),
)
# Fields whose words, or whose first words, a list decides where they were read with doubt.
_MEND = {Field.NAME: with_places, Field.ADDRESS: with_places, Field.TYPE: with_type, Field.SCOPE: with_marks}
# Neither stands beside its label for certain, so a label without a value says nothing about legibility.
_NOT_BESIDE_LABEL = {Field.ISSUED_BY, Field.CREDIT_CODE, Field.REGISTRATION_NUMBER}
# End marks and rulings that typists put behind a value or instead of one, and the authority's letters from the ground
# pattern (SCJDGL, AIC) where they touch it; the serial number of a stamp that lies there.
_FILLERS = re.compile(r"^[*＊\-—_/〓]+$|[〓]+$|[*＊]{3,}$|(?<![A-Z])(?:S?CJ?DGL?|AIC)+$|(?<=[\u3400-\u9fff)）])\d{9,}$")
_RUN = re.compile(r"[0-9A-Za-z](?: ?[0-9A-Za-z])*")
_DATE_PARTS = re.compile(r"[0-9OolI年月日〇○零一二三四五六七八九十廿卅./-]+")
_SUBLABELS = ("主营", "兼营", "主营兼营")
_UNTIL = re.compile(r"\d\s*日?\s*至\s*(?:\d|长|永)")
_MOST_OTHERS = 4  # what a lost label or a stamp leaves beside a date
_SHORTEST_NUMBER = 13
_LONGEST_TITLE = 20
_FOOT = 0.6


def certificate_reader(kind: Kind, titles: tuple[str, ...], labels: tuple[Label, ...]) -> Reader:
    """Return the reader of a certificate that is known by its title."""

    def recognise(sheet: Sheet) -> Recognition:
        title = title_of(sheet, titles, _LONGEST_TITLE)
        if title is None:
            return NOT_THIS
        signs = len(read_form(sheet.lines, labels).fields)
        return Recognition(min(0.8 + 0.03 * signs, 0.99), title)

    return Reader(kind, recognise, lambda sheet: read_certificate(sheet, labels))


def read_certificate(sheet: Sheet, labels: Sequence[Label]) -> Facts:
    """Return the fields of a unit's certificate."""
    form = read_form(sheet.lines, labels)
    fields = form.fields
    readings: dict[Field, Reading | None] = {
        name: _text(fields[name], sheet.page) for name in _PLAIN_TEXT if name in fields
    }
    if Field.ESTABLISHED_ON in fields:
        readings[Field.ESTABLISHED_ON] = date_reading(fields[Field.ESTABLISHED_ON], sheet.page)
    term = _term(form)
    if term is not None:
        readings[Field.VALID_FROM], readings[Field.VALID_UNTIL] = term_readings(term, sheet.page)
    readings |= _number(form, sheet.page)
    readings[Field.ISSUED_ON] = _issued_on(form, sheet.page)
    readings[Field.ISSUED_BY] = _issued_by(sheet)
    return gather(readings, set(fields) - _NOT_BESIDE_LABEL)


def _text(value: FieldText, page: int) -> Reading | None:
    """Return a field's words; None for a piece of a label: 类 of 类型, 主营 before an empty field."""
    reading = text_reading(_words(value), page, _without_fillers, _MEND.get(value.field))
    if reading is None or len(str(reading.value)) == 1 or reading.value in _SUBLABELS:
        return None
    if value.field is Field.NAME and not is_whole_name(str(reading.value)):
        return reading.model_copy(update={"confidence": min(reading.confidence, NEVER_SURE)})  # it may go on
    return reading


def _words(value: FieldText) -> FieldText:
    """Return a field's words; a person's name holds no digits, those of a stamp's serial number stray beside it."""
    if value.field is not Field.LEGAL_REPRESENTATIVE:
        return value
    return only(value, lambda character: not character.isdigit())


def _without_fillers(words: str) -> str:
    return _FILLERS.sub("", words)


def _term(form: Form) -> FieldText | None:
    """Return the words of the term: those beside its label, else of a line that is nothing but from when until when.

    A label whose value was not read keeps it unread: a watermark may say until when a copy may be used.
    """
    if Field.VALID_UNTIL in form.fields:
        return form.fields[Field.VALID_UNTIL]
    spans = (
        FieldText(Field.VALID_UNTIL, (piece,))
        for piece in form.pieces
        if _UNTIL.search(piece.text) and _is_date_alone(piece)
    )
    return next((span for span in spans if parse_term(span.text).valid_from is not None), None)


def _number(form: Form, page: int) -> dict[Field, Reading | None]:
    """Return the credit code, or the registration number where there is no code.

    Both stand anywhere near the top: beside, below or away from their label, with a copy index `(1-1)` behind. Shape
    and check digit tell them from 编号 and the like; a number that fails its check counts only beside its label.
    """
    beside = {name: _runs([p for v in form.values if v.field is name for p in _joined(v)]) for name, _ in _NUMBERS}
    anywhere = _runs(form.pieces)
    for name, number in _NUMBERS:
        for run in [*beside[name], *anywhere]:
            if sum(not c.text.isspace() for c in run.chars) != len(number.POSITION_ALPHABETS):
                continue
            reading = number_reading(run.chars, number, page, run.box)
            if reading is not None and number.is_valid(str(reading.value)):
                return {name: reading}
    for name, number in _NUMBERS:
        for run in beside[name]:
            return {name: number_reading(run.chars, number, page, run.box)}
    return {}


def _runs(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the runs of letters and digits that are long enough to be a number."""
    return [
        piece.cut(match.start(), match.end())
        for piece in pieces
        for match in _RUN.finditer(flatten(piece.text))
        if sum(not c.isspace() for c in match.group()) >= _SHORTEST_NUMBER
    ]


def _joined(value: FieldText) -> list[Piece]:
    """Return a field's pieces, and where there are several, all of them as one: numbers are printed in groups."""
    pieces = list(value.pieces)
    if len(pieces) < 2:
        return pieces
    box = Box.around(p.box for p in pieces)
    whole = replace(pieces[0], chars=tuple(c for p in pieces for c in p.chars), right=pieces[-1].right, box=box)
    return [whole, *pieces]


def _issued_on(form: Form, page: int) -> Reading | None:
    """Return the date of issue: beside its own label, else the lowest date at or below the registrar's line."""
    if Field.ISSUED_ON in form.fields and (reading := date_reading(form.fields[Field.ISSUED_ON], page)):
        return reading
    own = form.fields[Field.ISSUED_BY].pieces if Field.ISSUED_BY in form.fields else ()
    top = _foot(form)
    pieces = [p for p in (*form.rest, *own) if p.bottom > top and _is_date_alone(p)]
    dates = [reading for row in rows(pieces) if (reading := date_reading(_as_field(row), page)) is not None]
    return dates[-1] if dates else None


def _is_date_alone(piece: Piece) -> bool:
    """Say whether a piece is made of dates but for a few characters: a date in a sentence is another's.

    Sentences are those of a screen below a picture, and of a watermark that says until when a copy may be used.
    """
    return sum(not c.isspace() for c in _DATE_PARTS.sub("", piece.text)) <= _MOST_OTHERS


def _foot(form: Form) -> float:
    """Return where the foot of the form begins: the registrar's line, or the lower part where that was not found."""
    registrar = next((f for f in form.labels if f.label.field is Field.ISSUED_BY), None)
    if registrar is not None:
        return registrar.last.top - registrar.height
    middles = [p.middle for p in form.pieces]
    return min(middles) + _FOOT * (max(middles) - min(middles)) if middles else 0.0


def _as_field(row: Sequence[Piece]) -> FieldText:
    """Return the characters of a row that can be part of a date: the stamp's own words come between them."""
    pieces = (
        piece.cut(match.start(), match.end())
        for piece in sorted(row, key=lambda p: p.left)
        for match in _DATE_PARTS.finditer(piece.text)
    )
    return FieldText(Field.ISSUED_ON, tuple(pieces))


def _issued_by(sheet: Sheet) -> Reading | None:
    """Return the registrar by the words of its stamp: the form leaves the line beside 登记机关 blank for it."""
    return max(names_on_stamps(sheet, StampOwner.REGISTRAR), key=lambda reading: reading.confidence, default=None)

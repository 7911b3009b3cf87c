"""居民身份证, the resident identity card: 人像面 (portrait side) and 国徽面 (emblem side).

The sides are never called front and back: vendors use those words in opposite ways. Minority scripts above the Chinese
lines are passed over; numbers and dates stand in Chinese print only.

Source: GA 448-2013 居民身份证总体技术要求; the project's domain dossier, 3.2.
"""

from __future__ import annotations

import re

from extractors.documents.personal import han_name
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.numbers import resident_id
from extractors.readings import date_reading, number_reading, only, term_readings, text_reading
from extractors.text import is_han

_NUMBER_WORDS = ("公民身份号码", "公民身份证号码", "身份号码")
PORTRAIT_LABELS = (
    Label(Field.NAME, ("姓名",)),
    Label(Field.SEX, ("性别",)),
    Label(Field.ETHNICITY, ("民族",), after="男女别"),
    Label(Field.BIRTH_DATE, ("出生",)),
    Label(Field.ADDRESS, ("住址",)),
    Label(Field.ID_NUMBER, _NUMBER_WORDS),
)
EMBLEM_LABELS = (
    Label(Field.AUTHORITY, ("签发机关",)),
    Label(Field.VALID_UNTIL, ("有效期限",)),
    Label(None, ("中华人民共和国", "居民身份证")),
)
_RUN = re.compile(r"[0-9Oo〇IlQDBSZ]{14,17}[0-9XxOo×*]")


def recognise_portrait(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is the portrait side, by the labels that stand together on no other document."""
    number = sheet.count(*_NUMBER_WORDS) > 0
    others = sum(sheet.count(*words) > 0 for words in (("姓名",), ("性别",), ("民族",), ("出生",), ("住址",)))
    if number and others:
        return Recognition(min(0.85 + 0.03 * others, 0.99))
    return Recognition(0.2 * others) if others >= 3 else NOT_THIS


def recognise_emblem(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is the emblem side. A temporary card says so in its title and is not one."""
    title = "居民身份证" if sheet.count("居民身份证") else None
    labels = sum(sheet.count(word) > 0 for word in ("签发机关", "有效期限"))
    if title and labels:
        temporary = "临时居民身份证" if sheet.count("临时居民身份证") else title
        return Recognition(0.93 + 0.03 * labels, temporary)
    return Recognition(0.85) if labels == 2 else Recognition(0.6, title) if title else NOT_THIS


def read_portrait(sheet: Sheet) -> Facts:
    """Return the fields of the portrait side."""
    form = read_form(sheet.lines, PORTRAIT_LABELS)
    fields, page = form.fields, sheet.page
    readings: dict[Field, Reading | None] = {}
    name = fields.get(Field.NAME) or _name_by_place(form)
    if name is not None:
        readings[Field.NAME] = han_name(name, page)
    if Field.ADDRESS in fields:
        readings[Field.ADDRESS] = text_reading(fields[Field.ADDRESS], page)
    readings[Field.SEX] = _one_of(form, Field.SEX, page, "男女")
    readings[Field.ETHNICITY] = (
        text_reading(only(fields[Field.ETHNICITY], is_han), page) if Field.ETHNICITY in fields else None
    )
    readings[Field.BIRTH_DATE] = date_reading(fields[Field.BIRTH_DATE], page) if Field.BIRTH_DATE in fields else None
    readings[Field.ID_NUMBER] = _id_number(form, page)
    return gather(readings, set(fields))


def read_emblem(sheet: Sheet) -> Facts:
    """Return the fields of the emblem side."""
    form = read_form(sheet.lines, EMBLEM_LABELS)
    readings: dict[Field, Reading | None] = {}
    if Field.AUTHORITY in form.fields:
        readings[Field.AUTHORITY] = text_reading(form.fields[Field.AUTHORITY], sheet.page)
    if Field.VALID_UNTIL in form.fields:
        term = form.fields[Field.VALID_UNTIL]
        readings[Field.VALID_FROM], readings[Field.VALID_UNTIL] = term_readings(term, sheet.page)
    return gather(readings, set(form.fields) | {Field.AUTHORITY, Field.VALID_UNTIL})


def _name_by_place(form: Form) -> FieldText | None:
    """Return the words above the row of 性别, in line with the other values: the pale label 姓名 is easily missed."""
    sex = next((f for f in form.labels if f.label.field is Field.SEX), None)
    if sex is None:
        return None
    em = sex.height
    above = [
        piece
        for piece in form.rest
        if piece.bottom < sex.last.top + 0.3 * em
        and piece.left > sex.right - 0.5 * em
        and piece.left < sex.right + 2.5 * em
        and sex.last.top - piece.bottom < 1.5 * em
    ]
    return FieldText(Field.NAME, (max(above, key=lambda p: p.bottom),)) if above else None


def _one_of(form: Form, name: Field, page: int, choices: str) -> Reading | None:
    """Return a field that holds one of a few characters, wherever in its words that stands."""
    for piece in form.fields[name].pieces if name in form.fields else ():
        for i, char in enumerate(piece.chars):
            if char.text in choices:
                return text_reading(FieldText(name, (piece.cut(i, i + 1),)), page)
    return None


def _id_number(form: Form, page: int) -> Reading | None:
    """Return the number: beside its label, else the only run on the sheet that looks like one."""
    own = form.fields[Field.ID_NUMBER].pieces if Field.ID_NUMBER in form.fields else ()
    readings = []
    for piece in (*own, *form.pieces):
        for match in _RUN.finditer(piece.text):
            run = piece.cut(match.start(), match.end())
            reading = number_reading(run.chars, resident_id, page, run.box)
            if reading is not None:
                readings.append(reading)
    valid = [r for r in readings if resident_id.is_valid(str(r.value))]
    return next(iter([*valid, *readings]), None)


PORTRAIT_READER = Reader(Kind.ID_CARD_PORTRAIT, recognise_portrait, read_portrait)
EMBLEM_READER = Reader(Kind.ID_CARD_EMBLEM, recognise_emblem, read_emblem)

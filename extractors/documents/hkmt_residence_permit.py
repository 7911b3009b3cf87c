"""港澳台居民居住证, the residence permit for people from Hong Kong, Macao and Taiwan.

It looks like an identity card, with no 民族 on one side, and with the number of the travel permit and the count of
issues on the other. Either side alone is recognised, and both on one page are one document.

Source: 国办发〔2018〕81号; the project's domain dossier, 2.5.
"""

from __future__ import annotations

import re

from extractors.documents.personal import read_permit, runs_of, title_on
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import Form, read_form
from extractors.numbers import permits, resident_id
from extractors.numbers.exceptions import accepts
from extractors.readings import number_reading

LABELS = (
    Label(Field.NAME, ("姓名",)),
    Label(Field.SEX, ("性别",), anywhere=True),
    Label(Field.BIRTH_DATE, ("出生",)),
    Label(Field.NUMBER, ("公民身份号码", "公民身份证号码", "身份号码")),
    Label(Field.VALID_UNTIL, ("有效期限",)),
    Label(
        None,
        (
            "住址",
            "签发机关",
            "通行证号码",
            "签发次数",
            "中华人民共和国",
            "港澳居民居住证",
            "台湾居民居住证",
            "港澳台居民居住证",
        ),
    ),
)
_TITLES = ("港澳居民居住证", "台湾居民居住证", "港澳台居民居住证")
_RUN = re.compile(r"[0-9Oo〇IlQDBSZ]{17}[0-9XxOo×*]")
_FRONT = (("姓名",), ("性别",), ("出生",), ("住址",), ("公民身份号码", "身份号码"))


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a residence permit: by its title, or by a number of the three regions."""
    title = title_on(sheet, _TITLES)
    if title is not None and sheet.count("有效期限", "签发机关", "通行证号码", "公民身份号码"):
        return Recognition(0.985, title)
    front = sum(sheet.count(*words) > 0 for words in _FRONT)
    if front < 3 or sheet.count("民族"):
        return NOT_THIS
    number = _number(read_form(sheet.lines, LABELS), sheet.page)
    is_permits = number is not None and accepts(permits.validate_residence, str(number.value))
    return Recognition(0.985) if is_permits else NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return the fields of both sides, as far as they are there."""
    form = read_form(sheet.lines, LABELS)
    return read_permit(form, sheet.page, _number(form, sheet.page))


def _number(form: Form, page: int) -> Reading | None:
    """Return the number: beside its label, else the only run on the sheet that looks like one."""
    own = form.fields[Field.NUMBER].pieces if Field.NUMBER in form.fields else ()
    readings = [number_reading(run.chars, resident_id, page, run.box) for run in runs_of([*own, *form.pieces], _RUN)]
    read = [r for r in readings if r is not None]
    valid = [r for r in read if resident_id.is_valid(str(r.value))]
    return next(iter([*valid, *read]), None)


READER = Reader(Kind.HKMT_RESIDENCE_PERMIT, recognise, read)

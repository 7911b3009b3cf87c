"""授权书 and 承诺书: letters in free words, known by their titles.

The contract names no fields for them. Read are those a reviewer compares: whose letter it is, whom it empowers, whether
it is signed, and its date.
"""

from __future__ import annotations

import re

from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather, title_of
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.pieces import rows
from extractors.prose import Prose
from extractors.readings import date_reading, text_reading
from extractors.signature import signature_reading

_AUTHORIZATION = ("授权书", "授权委托书", "法人授权", "委托书", "授权函")
_COMMITMENT = ("承诺书", "责任告知书", "保证书", "承诺函")
_LONGEST_TITLE = 24
LABELS = (
    Label(
        Field.SPONSOR_NAME,
        (
            "单位名称",
            "单位名称(盖章)",
            "授权单位",
            "授权单位(盖章)",
            "委托单位",
            "委托单位(盖章)",
            "承诺单位",
            "承诺单位(盖章)",
            "承诺单位(人)",
            "主办单位(盖章)",
        ),
        closed=True,
    ),
    Label(Field.PERSON_IN_CHARGE, ("被授权人", "受托人", "被委托人", "受委托人", "被授权人姓名"), closed=True),
    Label(
        Field.SIGNATURE_PRESENT,
        (
            "法定代表人(签字)",
            "法定代表人签字",
            "法定代表人签名",
            "法定代表人(签名)",
            "负责人(签字)",
            "授权人(签字)",
            "授权人签字",
            "委托人(签字)",
            "法人签字",
            "承诺人(签字)",
            "签字",
            "签名",
        ),
    ),
    Label(Field.ISSUED_ON, ("日期", "授权日期", "签署日期"), closed=True),
    Label(None, ("盖章", "公章", "身份证号码", "身份证号", "被授权人签字", "受托人签字"), closed=True),
)
_UNIT = r"[^，,。：:；;（]{3,50}?(?:（[^）]{1,10}）[^，,。：:；;（]{1,40}?)?"
_PERSON = r"[\u3400-\u9fff·•]{2,20}?"
_SENTENCES = (
    re.compile(rf"(?:^|[，,。：:；;]|系|为|是)(?P<sponsor_name>{_UNIT})(?:的)?法定代表人"),
    # 本单位北京云启科技有限公司, but not the person of 担任我单位网站负责人，.
    re.compile(
        rf"(?<!担任)(?<!作为)(?<!为)(?<!授权)(?<!委托)(?:本单位|我单位|本公司|我公司|我司)"
        rf"[（(]?(?P<sponsor_name>(?!{_UNIT}(?:负责人|员工|职工|人员|事宜|手续)[）)，,]){_UNIT})[）)，,]"
    ),
    re.compile(
        rf"(?:授权|委托|委派|指定)(?:我单位|本单位|我公司|本公司)?(?:员工|职工|工作人员)?[:：]?"
        rf"(?P<person_in_charge>{_PERSON})(?:[（(，,、]|同志|先生|女士|身份证|担任|为|作为|代表|办理|负责)"
    ),
)
_OPENING = re.compile(r"^.*?(?:授权委托书|授权书|委托书|授权函|承诺书|致[:：][^，,。]{2,30}[:：。]?)")
_FOOT_LINES = 4


def recognise_authorization(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is an authorization letter: by its title."""
    return _by_title(sheet, _AUTHORIZATION)


def recognise_commitment(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a commitment letter: by its title."""
    return _by_title(sheet, _COMMITMENT)


def _by_title(sheet: Sheet, words: tuple[str, ...]) -> Recognition:
    title = title_of(sheet, words, _LONGEST_TITLE)
    return Recognition(0.9, title) if title else NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return whose letter it is, whom it empowers, whether it is signed, and its date."""
    form = read_form(sheet.lines, LABELS)
    readings = _from_sentences(sheet)
    for name in (Field.SPONSOR_NAME, Field.PERSON_IN_CHARGE):
        labelled = text_reading(form.fields[name], sheet.page) if name in form.fields else None
        readings[name] = _fuller(labelled, readings.get(name))
    readings[Field.SIGNATURE_PRESENT] = signature_reading(sheet.image, form, sheet.page)
    readings[Field.ISSUED_ON] = _date(form, sheet.page)
    return gather(readings, set())


def _fuller(labelled: Reading | None, told: Reading | None) -> Reading | None:
    """Return what stands beside the label, or what a sentence says if it is the same and more."""
    if labelled is None or told is None:
        return labelled or told
    return told if str(told.value).startswith(str(labelled.value)) else labelled


def _from_sentences(sheet: Sheet) -> dict[Field, Reading | None]:
    prose = Prose(sheet.lines)
    opening = _OPENING.match(prose.text)
    begin = opening.end() if opening else 0
    body = prose.text[begin:]
    found: dict[Field, Reading | None] = {}
    for sentence in _SENTENCES:
        match = sentence.search(body)
        for group in match.groupdict() if match else ():
            name = Field(group)
            if match and found.get(name) is None:
                first, last = match.span(group)
                found[name] = text_reading(prose.field(name, begin + first, begin + last), sheet.page)
    return found


def _date(form: Form, page: int) -> Reading | None:
    """Return the date of the letter: the lowest row that is nothing but one."""
    labelled = form.fields.get(Field.ISSUED_ON)
    if labelled is not None and (reading := date_reading(labelled, page)) is not None:
        return reading
    for row in reversed(rows(form.pieces)[-_FOOT_LINES:]):
        reading = date_reading(FieldText(Field.ISSUED_ON, tuple(row)), page)
        if reading is not None:
            return reading
    return None


AUTHORIZATION_READER = Reader(Kind.AUTHORIZATION_LETTER, recognise_authorization, read)
COMMITMENT_READER = Reader(Kind.COMMITMENT_LETTER, recognise_commitment, read)

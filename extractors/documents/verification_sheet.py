"""网站备案信息真实性核验单, the sheet on which filer and provider vouch for what the form says.

Providers print it in tables of their own; the rows are the same. The filer signs by hand and stamps; the provider's
stamp stands beside. Whether somebody signed is seen, not read: handwriting is ink where no print is.

Source of rows and rules: the project's domain dossier, 3.5.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.documents.domain_text import value_domains
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather, title_of
from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.pieces import rows
from extractors.readings import date_reading, text_reading
from extractors.signature import signature_reading

_TITLES = ("备案信息真实性核验单", "信息真实性核验单", "真实性核验单", "备案信息核验单")
_SIGNATURE_WORDS = (
    "网站负责人签字",
    "网站负责人签名",
    "互联网信息服务负责人签字",
    "互联网信息服务负责人签名",
    "服务负责人签字",
    "服务负责人签名",
    "主办者签字",
    "主办者签名",
    "网站主办者签字",
    "网站主办者签名",
    "主办单位签字",
    "主办者(签字)",
    "网站主办者(签字)",
    "网站负责人(签字)",
    "负责人(签字)",
    "本人签字",
    "本人签名",
    "签字",
    "签名",
    "负责人签字(盖章)",
    "网站主办者(签字盖章)",
    "网站主办者签字(盖章)",
)
_PROVIDER_WORDS = (
    "核验人签字",
    "核验人签名",
    "核验人",
    "核验人(签字)",
    "接入服务单位",
    "接入服务单位(盖章)",
    "核验单位",
)
_OPEN_LABELS = (
    Label(
        Field.SPONSOR_NAME,
        (
            "网站主办者名称",
            "主办者名称",
            "主办单位名称",
            "网站主办单位名称",
            "网站主办者",
            "主办者",
            "主办单位",
            "备案主体名称",
            "主体名称",
        ),
    ),
    Label(Field.DOMAINS, ("网站域名", "域名", "备案域名", "服务域名", "APP域名")),
    Label(Field.SERVICE_NAME, ("网站名称", "网站(APP)名称", "服务名称", "APP名称", "互联网信息服务名称", "应用名称")),
    Label(
        Field.PERSON_IN_CHARGE,
        ("网站负责人", "网站负责人姓名", "负责人姓名", "负责人", "服务负责人", "互联网信息服务负责人"),
    ),
    Label(Field.SIGNATURE_PRESENT, _SIGNATURE_WORDS),
    # The handwriting of the row runs into its label, whose first characters then go astray.
    Label(Field.SIGNATURE_PRESENT, ("负责人签字", "负责人签名"), anywhere=True),
    Label(Field.VERIFIED_ON, ("日期", "核验日期", "签字日期", "签署日期")),
    Label(
        None,
        (
            *_PROVIDER_WORDS,
            "网站类型",
            "主办者类型",
            "证件号码",
            "证件类型",
            "联系电话",
            "电子邮箱",
            "通信地址",
            "手机号码",
            "办公电话",
            "盖章",
            "公章",
        ),
    ),
)
# Rows begin with the same words (`负责人照片是否留存`); a label ends where it ends.
LABELS = tuple(replace(label, closed=True) for label in _OPEN_LABELS)


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a verification sheet: by its title."""
    title = title_of(sheet, _TITLES, 30)
    return Recognition(0.98, title) if title else NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return the fields of a verification sheet."""
    form = read_form(sheet.lines, LABELS)
    fields, page = form.fields, sheet.page
    readings: dict[Field, Reading | None] = {
        name: text_reading(fields[name], page, _trimmed)
        for name in (Field.SPONSOR_NAME, Field.SERVICE_NAME, Field.PERSON_IN_CHARGE)
        if name in fields
    }
    readings[Field.DOMAINS] = _domains(fields.get(Field.DOMAINS), page)
    readings[Field.VERIFIED_ON] = _verified_on(form, page)
    readings[Field.SIGNATURE_PRESENT] = signature_reading(sheet.image, form, page)
    return gather(readings, set(fields) - {Field.VERIFIED_ON})


def _trimmed(words: str) -> str:
    return words.strip("_:：|,，")


def _domains(value: FieldText | None, page: int) -> Reading | None:
    """Return all domains of the row as a tuple, in the order written."""
    found = [reading for piece in (value.pieces if value else ()) for reading in value_domains(piece, page)]
    if not found:
        return None
    return Reading(
        value=tuple(str(reading.value) for reading in found),
        raw=" ".join(reading.raw for reading in found),
        confidence=min(reading.confidence for reading in found),
        page=page,
        box=Box.around(reading.box for reading in found if reading.box is not None),
        methods=tuple(dict.fromkeys(method for reading in found for method in reading.methods)),
    )


def _verified_on(form: Form, page: int) -> Reading | None:
    """Return the date beside its label or alone on a row; a form that prints only 年 月 日 has none."""
    if Field.VERIFIED_ON in form.fields and (reading := date_reading(form.fields[Field.VERIFIED_ON], page)):
        return reading
    for row in rows(form.rest):
        reading = date_reading(FieldText(Field.VERIFIED_ON, tuple(row)), page)
        if reading is not None:
            return reading
    return None


READER = Reader(Kind.VERIFICATION_SHEET, recognise, read)

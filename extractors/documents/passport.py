"""护照, the passport's page with the holder's picture: printed fields and two machine-readable lines.

Chinese passports print bilingual labels above their values. Foreign ones print English and their own languages, and the
machine-readable lines (MRZ) are what all have in common. Those lines carry check digits, so they confirm what is
printed, stand in for what could not be read, and contradict what was altered.

Source: ICAO Doc 9303 parts 3 and 4; the project's domain dossier, 1.3 and 2.5.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.documents.machine_fields import MachineFields
from extractors.documents.machine_readable import find_zone
from extractors.documents.personal import (
    below,
    han_name,
    latin_name,
    latin_name_below,
    runs_of,
    sex_reading,
    title_on,
    without_blanks,
)
from extractors.documents.print_and_lines import agreed_name, agreed_nationality, confirmed
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather
from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.readings import date_reading, only, text_reading
from extractors.text import is_han

# Longer words first within a label does not matter; what follows a slash on the same line belongs to the label.
LABELS = tuple(
    map(
        without_blanks,
        (
            Label(Field.NAME, ("姓名/Name", "姓名", "Name/Nom", "Name")),
            Label(
                Field.NAME_LATIN,
                (
                    "姓/Surname",
                    "Surname/Nom/Apellidos",
                    "Surname/Nom",
                    "Surname",
                    "Family name",
                    "名/Given names",
                    "Given names/Prénoms/Nombres",
                    "Given names/Prénoms",
                    "Given name(s)",
                    "Given names",
                    "Given name",
                ),
            ),
            Label(
                Field.NUMBER,
                (
                    "护照号/Passport No.",
                    "护照号/Passport No",
                    "护照号码/Passport No.",
                    "护照号码/Passport No",
                    "护照号码",
                    "护照号",
                    "Passport No./No du passeport",
                    "Passport No.",
                    "Passport No",
                    "Passport number",
                ),
            ),
            Label(
                Field.NATIONALITY,
                (
                    "国籍/Nationality",
                    "国籍",
                    "Nationality/Nationalité/Nacionalidad",
                    "Nationality/Nationalité",
                    "Nationality",
                ),
            ),
            Label(Field.SEX, ("性别/Sex", "性别", "Sex/Sexe/Sexo", "Sex/Sexe", "Sex")),
            Label(
                Field.BIRTH_DATE,
                (
                    "出生日期/Date of birth",
                    "出生日期",
                    "Date of birth/Date de naissance/Fecha de nacimiento",
                    "Date of birth/Date de naissance",
                    "Date of birth",
                ),
            ),
            Label(
                Field.VALID_FROM,
                (
                    "签发日期/Date of issue",
                    "签发日期",
                    "Date of issue/Date de délivrance/Fecha de expedición",
                    "Date of issue/Date de délivrance",
                    "Date of issue",
                ),
            ),
            Label(
                Field.VALID_UNTIL,
                (
                    "有效期至/Date of expiry",
                    "有效期至",
                    "Date of expiration/Date d'expiration/Fecha de caducidad",
                    "Date of expiry/Date d'expiration",
                    "Date of expiration",
                    "Date of expiry",
                ),
            ),
            Label(
                None,
                (
                    "类型/Type",
                    "Type",
                    "国家码/Country Code",
                    "Country Code",
                    "Code of issuing state",
                    "出生地点/Place of birth",
                    "Place of birth/Lieu de naissance",
                    "Place of birth",
                    "签发地点/Place of issue",
                    "Place of issue",
                    "签发机关/Authority",
                    "签发机关",
                    "Authority/Autorité",
                    "Authority",
                    "持照人签名/Bearer's signature",
                    "持证人签名",
                    "Bearer's signature",
                    "PASSPORT",
                ),
            ),
        ),
    )
)
_TITLES = ("中华人民共和国护照", "护照")
_ENGLISH_TITLE = re.compile(r"\bPASSPORT\b")
_FEWEST_LABELS = 3
_NUMBER = re.compile(r"[A-Z0-9]{6,12}")


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a passport: by its machine-readable lines, else by its title and labels."""
    zone = find_zone(sheet)
    labels = {f.label.field for f in read_form(sheet.lines, LABELS).labels} - {None}
    title = title_on(sheet, _TITLES) or next((t for t in sheet.texts if _ENGLISH_TITLE.search(t) and len(t) < 40), None)
    if zone.names is not None and zone.data is not None:
        return Recognition(0.99 if zone.is_valid else 0.95, title)
    if len(labels) < _FEWEST_LABELS:
        return NOT_THIS
    if zone.names is not None or zone.data is not None:
        return Recognition(0.93, title)
    numbered = Field.NUMBER in labels and sheet.count("护照号", "PassportNo", "Passportnumber") > 0
    if title or numbered:
        return Recognition(min(0.7 + 0.04 * len(labels), 0.95), title)
    return NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return the fields of a passport."""
    form = read_form(sheet.lines, LABELS)
    page = sheet.page
    lines = MachineFields(find_zone(sheet), page)
    readings = _printed(form, page)
    readings[Field.NUMBER] = confirmed(readings.get(Field.NUMBER), lines.number())
    readings[Field.VALID_UNTIL] = confirmed(readings.get(Field.VALID_UNTIL), lines.valid_until())
    not_after = next(
        (str(r.value) for name in (Field.VALID_FROM, Field.VALID_UNTIL) if (r := readings.get(name)) is not None), None
    )
    if not_after is not None:
        readings[Field.BIRTH_DATE] = confirmed(
            readings.get(Field.BIRTH_DATE), lines.birth_date(date.fromisoformat(not_after))
        )
    readings[Field.SEX] = confirmed(readings.get(Field.SEX), lines.sex())
    readings[Field.NATIONALITY] = agreed_nationality(readings.get(Field.NATIONALITY), lines.nationality())
    readings[Field.NAME_LATIN] = agreed_name(readings.get(Field.NAME_LATIN), lines)
    return gather(readings, (set(form.fields) | set(readings)) - {Field.NAME, Field.NAME_LATIN})


def _printed(form: Form, page: int) -> dict[Field, Reading | None]:
    """Return what the labelled print says."""
    fields = form.fields
    readings: dict[Field, Reading | None] = {}
    for name in (Field.BIRTH_DATE, Field.VALID_FROM, Field.VALID_UNTIL):
        own = date_reading(fields[name], page) if name in fields else None
        readings[name] = date_reading(below(form, name), page) or own
    own = sex_reading(fields[Field.SEX], page) if Field.SEX in fields else None
    readings[Field.SEX] = sex_reading(below(form, Field.SEX), page) or own
    readings[Field.NUMBER] = _printed_number(form, page)
    values = (below(form, Field.NATIONALITY), *(v for v in form.values if v.field is Field.NATIONALITY))
    readings[Field.NATIONALITY] = next((r for v in values if (r := _printed_nationality(v, page)) is not None), None)
    if Field.NAME in fields:
        readings[Field.NAME] = han_name(fields[Field.NAME], page)
    readings[Field.NAME_LATIN] = _printed_latin(form, page)
    return readings


def _printed_nationality(value: FieldText, page: int) -> Reading | None:
    """Return the Chinese words, else the Latin ones; a nationality has no digits."""
    if any(c.text.isdigit() for c in value.chars):
        return None
    return text_reading(only(value, is_han), page) or text_reading(value, page)


def _printed_latin(form: Form, page: int) -> Reading | None:
    """Return the Latin name: under 姓名/Name, or in two parts under labels of their own."""
    parts = [r for v in form.values if v.field is Field.NAME_LATIN and (r := latin_name(v, page)) is not None]
    if len(parts) == 2:
        return parts[0].model_copy(
            update={
                "value": f"{parts[0].value}, {parts[1].value}",
                "raw": f"{parts[0].raw} {parts[1].raw}",
                "confidence": min(part.confidence for part in parts),
                "box": Box.around(part.box for part in parts if part.box is not None),
            }
        )
    if not parts and Field.NAME in form.fields:
        return latin_name(form.fields[Field.NAME], page) or latin_name_below(form, page)
    return parts[0] if len(parts) == 1 else None


def _printed_number(form: Form, page: int) -> Reading | None:
    own = [p for value in form.values if value.field is Field.NUMBER for p in value.pieces]
    for run in runs_of(own, _NUMBER):
        if any(c.text.isdigit() for c in run.chars):
            return text_reading(FieldText(Field.NUMBER, (run,)), page)
    return None


READER = Reader(Kind.PASSPORT, recognise, read)

"""外国人永久居留身份证, the foreign permanent resident's identity card: forms of 2017 and 2023.

Bilingual labels stand above their values, or beside them. The number of 2017 is 3 letters and 12 digits, that of 2023
has 18 characters with the check character of identity cards.

Source of labels: 国家移民管理局公告2023年第3号; the project's domain dossier, 2.5.
"""

from __future__ import annotations

import re

from extractors.documents.personal import LIKE_DIGIT, number_by_shape, permit_reader, runs_of, without_blanks
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import Form
from extractors.numbers import permits, resident_id
from extractors.numbers.exceptions import accepts
from extractors.readings import number_reading

LABELS = tuple(
    map(
        without_blanks,
        (
            Label(Field.NAME, ("姓名/Name", "姓名Name", "姓名")),
            Label(Field.SEX, ("性别/Sex", "性别Sex", "性别"), anywhere=True),
            Label(Field.BIRTH_DATE, ("出生日期/Date of Birth", "出生日期Date of Birth", "出生日期")),
            Label(Field.NATIONALITY, ("国籍/Nationality", "国籍Nationality", "国籍"), anywhere=True),
            Label(
                Field.VALID_UNTIL,
                (
                    "有效期限/Period of Validity",
                    "有效期限Period of Validity",
                    "有效期限/Validity",
                    "有效期至/Valid until",
                    "有效期限",
                ),
            ),
            Label(
                Field.NUMBER,
                (
                    "证件号码/ID No.",
                    "证件号码/ID No",
                    "证件号码/Card No.",
                    "证件号码/Card No",
                    "证件号码Card No.",
                    "证件号码/ID Number",
                    "证件号码",
                ),
            ),
            Label(
                None,
                (
                    "签发机关/Issuing Authority",
                    "签发机关Issuing Authority",
                    "签发机关",
                    "外国人永久居留身份证",
                    "外国人永久居留证",
                    "FOREIGN PERMANENT RESIDENT ID CARD",
                    "中华人民共和国",
                ),
            ),
        ),
    )
)
_CARD_2017 = re.compile(rf"(?<![A-Za-z])[A-Z]{{3}}[{LIKE_DIGIT}]{{12}}(?![A-Za-z0-9])")
_CARD_2023 = re.compile(rf"(?<![A-Za-z0-9])9[{LIKE_DIGIT}]{{16}}[{LIKE_DIGIT}Xx×](?![A-Za-z0-9])")


def _number(form: Form, page: int) -> Reading | None:
    """Return the number, 18 characters before 15: the longer one has a check character."""
    own = [p for value in form.values if value.field is Field.NUMBER for p in value.pieces]
    for run in runs_of([*own, *form.pieces], _CARD_2023):
        return number_reading(run.chars, resident_id, page, run.box)
    valid = permits.validate_permanent
    return number_by_shape(form, _CARD_2017, lambda number: accepts(valid, number), page, letters=3)


READER = permit_reader(Kind.PERMANENT_RESIDENT_CARD, ("外国人永久居留身份证", "外国人永久居留证"), LABELS, _number)

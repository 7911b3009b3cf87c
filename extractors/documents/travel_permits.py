"""港澳居民来往内地通行证 and 台湾居民来往大陆通行证, the travel permits of people from Hong Kong, Macao and Taiwan.

Both are cards with the same labels. The number for life and the count of renewals stand apart on newer cards; the count
is no part of the number then.

Source of labels: forms of 2013 (Hong Kong, Macao) and 2015 (Taiwan); the project's domain dossier, 2.5.
"""

from __future__ import annotations

import re

from extractors.documents.personal import LIKE_DIGIT, number_by_shape, permit_reader
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.layout import Form
from extractors.numbers import permits
from extractors.numbers.exceptions import accepts

LABELS = (
    Label(Field.NAME, ("姓名",)),
    Label(Field.BIRTH_DATE, ("出生日期",)),
    Label(Field.SEX, ("性别",), anywhere=True),
    Label(Field.VALID_UNTIL, ("有效期限", "有效期至", "有效期")),
    Label(Field.NUMBER, ("证件号码", "证件号", "通行证号码", "号码")),
    Label(
        None,
        (
            "签发机关",
            "签发地点",
            "签发日期",
            "换证次数",
            "签发次数",
            "港澳居民来往内地通行证",
            "台湾居民来往大陆通行证",
        ),
    ),
)
_HK_MACAO = re.compile(rf"(?<![A-Za-z0-9])[HMhm](?:[{LIKE_DIGIT}]{{10}}|[{LIKE_DIGIT}]{{8}})(?![A-Za-z0-9])")
_TAIWAN = re.compile(rf"(?<![A-Za-z0-9.年月])(?:[{LIKE_DIGIT}]{{10}}|[{LIKE_DIGIT}]{{8}})(?![0-9.年月])")


def _hk_macao_number(form: Form, page: int) -> Reading | None:
    valid = permits.validate_hk_macao
    return number_by_shape(form, _HK_MACAO, lambda number: accepts(valid, number), page, letters=1)


def _taiwan_number(form: Form, page: int) -> Reading | None:
    valid = permits.validate_taiwan
    return number_by_shape(form, _TAIWAN, lambda number: accepts(valid, number), page)


HK_MACAO_READER = permit_reader(Kind.HK_MACAO_TRAVEL_PERMIT, ("港澳居民来往内地通行证",), LABELS, _hk_macao_number)
TAIWAN_READER = permit_reader(Kind.TAIWAN_TRAVEL_PERMIT, ("台湾居民来往大陆通行证",), LABELS, _taiwan_number)

"""What a domain certificate says in sentences, as those do that print no labels.

Source of the sentences: the project's domain dossier, 3.4.
"""

from __future__ import annotations

import re

from extractors.documents.domain_text import find_domains
from extractors.documents.reader import Sheet
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field
from extractors.layout import FieldText
from extractors.prose import Prose
from extractors.readings import confidence, date_reading, pieces_box
from extractors.text import han_ratio

# What forms print behind the label: 域名持有者（单位）.
_QUALIFIER = re.compile(r"^[（(](?:单位|个人|中文|英文|名称|姓名)[)）]")
_DATE_WORDS = r"[^。;；.]{0,12}?"
_HOLDER = r"(?:.*(?:证明|证书|兹|[。：:])|^)(?P<registrant>[^，,。：:]{2,60}?)"
_BY = r"(?P<registrar>[^，,。;；]{4,30}?(?:公司|中心)(?:[（(][^（()）]{1,8}[)）])?)"
# Sentences of prose certificates; each group is named after its field. Blanks are out by the time they are tried.
_SENTENCES = (
    re.compile(_HOLDER + r"[：:]您?所?(?:注册|持有|申请)的域名(?P<domain>[^，,。]+)"),
    re.compile(
        r"域名[“\"《:：]?(?P<domain>[^“”\"《》，,已由为的]+?)[”\"》]?[,，]?已?由"
        r"(?P<registrant>[^，,。]+?)(?:于[0-9二].{7,21}?)?(?:[，,]?通过[^，,。]+?)?(?:完成)?注册"
    ),
    re.compile(
        _HOLDER + r"(?:已|系|为)[^，,。]{0,6}域名[“\"《:：]?(?P<domain>[^“”\"《》，,]+?)[”\"》]?的?"
        r"(?:注册人|持有者|所有者|持有人)"
    ),
    re.compile(
        r"thedomain(?:name)?(?P<domain>\S+?)(?:[（(]域名[)）])?(?:has|is|was)(?:been)?(?:successfully)?registeredby"
        r"(?P<registrant>.+?)(?:and(?:has|is|was)?(?:been)?recorded|on[0-9A-Z]|with(?:the)?regist|[。．]|\.(?![,，A-Za-z])|$)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:注册服务机构|注册商|注册机构)(?:为|是|:|：)(?P<registrar>[^，,。;；]+)"),
    re.compile(rf"(?:通过|经由?){_BY}(?:完成|审核|办理|注册|[，,])"),
    re.compile(rf"由{_BY}(?:提供|负责)"),
)
_START = re.compile(rf"(?:由[^，,。]{{2,60}}?于|注册(?:时间|日期?)?|生效){_DATE_WORDS}(?:为|于|是|:|：)?")
_END = re.compile(
    rf"(?:有效期至|到期(?:时间|日期|日)?|过期(?:时间|日期)?|截止(?:日期)?){_DATE_WORDS}(?:为|于|是|:|：)?"
)
_DATE_LENGTH = 16  # characters a date can take


def from_sentences(sheet: Sheet, missing: set[Field]) -> dict[Field, Reading | None]:
    """Return what the sentences of the sheet say of the missing fields."""
    whole = Prose(sheet.lines)
    found: dict[Field, Reading | None] = {}
    for sentence in _SENTENCES:
        for match in sentence.finditer(whole.text):
            for group in match.groupdict():
                name = Field(group)
                if name in missing and found.get(name) is None:
                    found[name] = _prose_reading(whole.field(name, *match.span(group)), name, sheet.page)
    for name, pattern in ((Field.REGISTERED_ON, _START), (Field.EXPIRES_ON, _END)):
        if name in missing:
            ends = (match.end() for match in pattern.finditer(whole.text))
            dates = (date_reading(whole.field(name, end, end + _DATE_LENGTH), sheet.page) for end in ends)
            found[name] = next((reading for reading in dates if reading is not None), None)
    latin = found.get(Field.REGISTRANT)
    if latin is not None and han_ratio(str(latin.value)) == 0:
        found[Field.REGISTRANT_LATIN] = found.pop(Field.REGISTRANT)
    return {name: reading for name, reading in found.items() if reading is not None}


def _prose_reading(value: FieldText, name: Field, page: int) -> Reading | None:
    if name is Field.DOMAIN:
        return next((r for piece in value.pieces for r in find_domains(piece, page)), None)
    return words_reading(value, page)


def words_reading(value: FieldText | None, page: int) -> Reading | None:
    """Return a field's words: Chinese without blanks, Latin with single ones."""
    if value is None or not value.pieces:
        return None
    raw = value.raw
    words = value.text if han_ratio(raw) > 0 else " ".join(raw.split())
    words = _QUALIFIER.sub("", words).strip(":：")
    if not words:
        return None
    return Reading(value=words, raw=raw, confidence=confidence(value.chars), page=page, box=pieces_box(value.pieces))

"""律师事务所执业许可证, the licence of law firms and of their branches.

The original (正本) names the firm in a sentence and says neither where it is nor who heads it; the booklet (副本) has
the sentence on one page and the registered facts beside labels on the next. No term is printed: the licence is
endorsed every year instead.

Source of labels: 律师事务所管理办法 (what is registered, and what the licence is). Numbers of before 2016 have 17
digits that nothing can check, and are not read.
"""

from __future__ import annotations

import re

from extractors.documents.certificate import certificate_reader, read_certificate
from extractors.documents.reader import Facts, Reader, Sheet
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label
from extractors.prose import Prose
from extractors.readings import text_reading

LABELS = (
    Label(Field.NAME, ("名称", "律师事务所名称", "事务所名称", "机构名称", "分所名称")),
    Label(Field.ADDRESS, ("住所", "住址", "地址", "执业场所", "办公地址")),
    Label(Field.LEGAL_REPRESENTATIVE, ("负责人", "律师事务所负责人", "负责人姓名", "主任")),
    Label(Field.TYPE, ("组织形式",)),
    Label(Field.REGISTERED_CAPITAL, ("设立资产", "设立资产(万元)", "开办资金")),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
    Label(Field.ISSUED_BY, ("发证机关", "颁证机关", "颁发机关")),
    Label(Field.ISSUED_ON, ("发证日期", "颁证日期", "颁发日期")),
    Label(
        None,
        (
            "主管机关",
            "批准文号",
            "批准日期",
            "合伙人",
            "执业许可证号",
            "证号",
            "律师事务所登记事项",
            "副本",
            "正本",
            "(副本)",
            "(正本)",
            "中华人民共和国司法部监制",
            "中华人民共和国司法部制",
        ),
    ),
)
_TITLES = ("律师事务所执业许可证", "律师事务所分所执业许可证")
# `北京市某某律师事务所，符合《中华人民共和国律师法》…规定的条件，准予设立并执业。`
_OPENING = re.compile(r"^.*执业许可证(?:[（(][正副]本[）)])?")
_FIRM = re.compile(
    r"(?P<name>(?:(?!律师事务所)[\u3400-\u9fff·（）()]){2,30}律师事务所(?:[\u3400-\u9fff（）()]{1,12}所)?)[，,、]?符合"
)


def read(sheet: Sheet) -> Facts:
    """Return the fields of a licence; the firm's name from the sentence where no label names it."""
    facts = read_certificate(sheet, LABELS)
    if Field.NAME in facts.fields or Field.NAME in facts.unread:
        return facts
    prose = Prose(sheet.lines)
    opening = _OPENING.match(prose.text)
    match = _FIRM.search(prose.text, opening.end() if opening else 0)
    name = text_reading(prose.field(Field.NAME, *match.span("name")), sheet.page) if match else None
    return Facts(facts.fields | {Field.NAME: name}, facts.unread) if name is not None else facts


_BY_TITLE = certificate_reader(Kind.LAW_FIRM_LICENCE, _TITLES, LABELS)
READER = Reader(Kind.LAW_FIRM_LICENCE, _BY_TITLE.recognise, read)

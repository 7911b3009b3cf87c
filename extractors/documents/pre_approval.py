"""前置审批文件, the approvals that some services need before they are filed, and what each is for.

One form with many titles: a permit (许可证), a certificate of qualification (资格证书), a letter of approval. Permits
of other kinds, for selling food or books, are none of these: only the titles below count.

Source of titles: the project's domain dossier, 1.5; 互联网信息服务管理办法 articles 5 and 6; the former approvals of
education and health services, which some provinces still ask for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather, names_on_stamps
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import StampOwner
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.pieces import Piece, level, rows, same_row
from extractors.readings import confidence, date_reading, pieces_box, term_readings, text_reading
from extractors.text import fold

# Title -> category of the contract.
TITLES: dict[str, str] = {
    "互联网新闻信息服务许可证": "news",
    "互联网出版许可证": "publishing",
    "网络出版服务许可证": "publishing",
    "互联网药品信息服务资格证书": "medical",
    "互联网药品信息服务资格证": "medical",
    "互联网药品信息服务许可证": "medical",
    "互联网药品交易服务资格证书": "medical",
    "互联网药品交易服务机构资格证书": "medical",
    "药品医疗器械网络信息服务备案凭证": "medical",
    "互联网医疗保健信息服务审核同意书": "medical",
    "互联网医疗保健信息服务许可证": "medical",
    "网络文化经营许可证": "culture",
    "信息网络传播视听节目许可证": "broadcast",
    "网上传播视听节目许可证": "broadcast",
    "广播电视节目制作经营许可证": "broadcast",
    "互联网宗教信息服务许可证": "religion",
    "互联网教育信息服务许可证": "education",
    "教育网站审核同意书": "education",
    "教育网站和网校审批表": "education",
}
# Letters of approval have no fixed title: they say what is agreed to, and that they agree.
_LETTERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"教育网站|网校|教育信息服务"), "education"),
    (re.compile(r"(?:医疗保健|药品|医疗器械).{0,4}信息服务"), "medical"),
)
_AGREES = re.compile(r"(?:审核同意书|同意书|批准书|批复|批件|审批表|审核意见书?|同意函|复函|备案凭证|许可证)$")
LABELS = (
    Label(
        Field.HOLDER,
        (
            "单位名称",
            "持证单位",
            "企业名称",
            "机构名称",
            "公司名称",
            "申办单位",
            "申请单位",
            "开办单位",
            "主办单位",
            "网站主办单位",
            "网站主办单位名称",
            "开办主体",
            "服务单位名称",
            "申办机构名称",
            "持证机构",
            "许可证持有者",
            "持证人",
            "名称",
        ),
    ),
    Label(
        Field.NUMBER,
        (
            "编号",
            "证书编号",
            "许可证编号",
            "许可证号",
            "许可证书编号",
            "证号",
            "批准文号",
            "备案编号",
            "审核同意书编号",
        ),
        closed=True,
    ),
    Label(Field.VALID_UNTIL, ("有效期限", "有效期", "有效期至", "有效期间", "有效日期", "证书有效期", "许可证有效期")),
    Label(
        Field.AUTHORITY,
        ("发证机关", "颁发机关", "批准机关", "发证单位", "发证部门", "审批机关", "许可机关", "颁证机关", "审核机关"),
    ),
    Label(Field.ISSUED_ON, ("发证日期", "颁发日期", "批准日期", "签发日期", "发证时间")),
    Label(
        None,
        (
            "地址",
            "住所",
            "注册地址",
            "单位地址",
            "通信地址",
            "法定代表人",
            "法人代表",
            "法定代表人姓名",
            "主要负责人",
            "负责人",
            "网站负责人",
            "许可项目",
            "许可范围",
            "业务范围",
            "经营范围",
            "业务类别",
            "业务种类",
            "服务性质",
            "服务类别",
            "服务项目",
            "服务范围",
            "网站名称",
            "网站域名",
            "主域名",
            "域名",
            "服务器所在地",
            "经济类型",
            "经济性质",
            "企业类型",
            "单位性质",
            "注册资本",
            "统一社会信用代码",
            "副本",
            "正本",
            "(副本)",
            "(正本)",
        ),
    ),
)
_TERM_END = ("有效期至",)
_LONGEST_TITLE = 30
_UPPER_PART = 0.5  # a title stands in the upper half of what is printed
_LEAST_MARKUP = 0.9  # and is not smaller than the other print
# An approval's number: 京网文〔2024〕0001-001号, (京)字第00123号, (京)-经营性-2024-0001, 12120240001.
_FREE_NUMBER = re.compile(
    r"(?:[一-鿿]{1,6}[(（〔\[【][^)）〕\]】]{1,8}[)）〕\]】]|[(（〔\[【][一-鿿]{1,4}[)）〕\]】])"
    r"[一-鿿0-9A-Za-z\-—－]{0,12}[0-9][0-9\-—－]*号?"
)
_BODY = re.compile(r"[一-鿿()]{2,}(?:局|厅|部|署|委员会|办公室|总局|中心|委)$")


@dataclass(frozen=True)
class _Title:
    """A title as it stands on the sheet."""

    words: str
    category: str
    pieces: tuple[Piece, ...]


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is an approval: by its title, with labels beside it."""
    title = _title(sheet)
    if title is None or _has_licence_title(sheet):
        return NOT_THIS
    signs = {f.label.field for f in read_form(sheet.lines, LABELS).labels} - {None}
    return Recognition(min(0.86 + 0.03 * len(signs), 0.985), title.words) if signs else NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return the fields of an approval."""
    form = read_form(sheet.lines, LABELS)
    page = sheet.page
    fields = form.fields
    title = _title(sheet)
    readings: dict[Field, Reading | None] = {Field.CATEGORY: _category(title, page) if title is not None else None}
    if Field.HOLDER in fields:
        readings[Field.HOLDER] = text_reading(fields[Field.HOLDER], page)
    readings[Field.NUMBER] = _number(form, page)
    readings[Field.AUTHORITY] = _authority(form, sheet)
    if Field.VALID_UNTIL in fields:
        readings[Field.VALID_UNTIL] = _valid_until(form, page)
    return gather(readings, set(fields) - {Field.AUTHORITY, Field.ISSUED_ON})


def _title(sheet: Sheet) -> _Title | None:
    """Return the first row in the upper half of the print that is one of the titles, and not small print."""
    pieces = level(sheet.lines)
    if not pieces:
        return None
    heights = sorted(p.height for p in pieces)
    usual = heights[len(heights) // 2]
    low = min(p.top for p in pieces) + _UPPER_PART * (max(p.bottom for p in pieces) - min(p.top for p in pieces))
    for row in rows(pieces):
        if row[0].middle > low:
            return None
        if max(p.height for p in row) >= _LEAST_MARKUP * usual and (title := _title_in(row)) is not None:
            return title
    return None


def _title_in(row: Sequence[Piece]) -> _Title | None:
    """Return the title that a row, or one line of it, is."""
    for pieces in (tuple(row), *((piece,) for piece in row)):
        words = re.sub(r"^\W*(?:中华人民共和国)?|\([^()]{0,6}\)$", "", fold("".join(p.text for p in pieces)))
        if len(words) > _LONGEST_TITLE:
            continue
        for title, category in TITLES.items():
            if len(words) == len(title) and sum(a != b for a, b in zip(words, title, strict=True)) <= 1:
                return _Title(title, category, pieces)
        for pattern, category in _LETTERS:
            if pattern.search(words) and _AGREES.search(words):
                return _Title(words, category, pieces)
    return None


def _has_licence_title(sheet: Sheet) -> bool:
    return any(re.fullmatch(r"营业执照(\(.{0,3}\))?", text) for text in sheet.texts)


def _category(title: _Title, page: int) -> Reading:
    """Return what the approval is for, as the contract calls it, by the words of its title."""
    words = "".join(p.text for p in title.pieces)
    return Reading(
        value=title.category,
        raw=words,
        confidence=confidence(c for p in title.pieces for c in p.chars),
        page=page,
        box=pieces_box(title.pieces),
        methods=("title",),
    )


def _number(form: Form, page: int) -> Reading | None:
    """Return the number beside its label (it never wraps), else the only words on the form of such a shape."""
    value = form.fields.get(Field.NUMBER)
    if value is not None and value.pieces:
        row = [p for p in value.pieces if same_row(p, value.pieces[0])]
        own = FieldText(Field.NUMBER, tuple(row))
        if any(c.text.isdigit() for c in own.chars):
            return text_reading(own, page)
    found = [
        piece.cut(match.start(), match.end()) for piece in form.pieces for match in _FREE_NUMBER.finditer(piece.text)
    ]
    return text_reading(FieldText(Field.NUMBER, (found[0],)), page) if len(found) == 1 else None


def _valid_until(form: Form, page: int) -> Reading | None:
    """Return the end of the term: the second of two dates, or the one behind 至."""
    for value in form.values:
        if value.field is Field.VALID_UNTIL and value.pieces:
            _, until = term_readings(value, page)
            if until is None and value.label is not None and value.label.words in _TERM_END:
                until = date_reading(value, page)
            if until is not None:
                return until
    return None


def _authority(form: Form, sheet: Sheet) -> Reading | None:
    """Return the authority: printed beside its label, or by its stamp, for which the form leaves room; the surer one.

    The stamp's own words are easily read for print beside the label, and seldom well.
    """
    value = form.fields.get(Field.AUTHORITY)
    printed = [
        text_reading(FieldText(Field.AUTHORITY, (piece,)), sheet.page)
        for piece in (value.pieces if value is not None else ())
        if _BODY.fullmatch(fold(piece.text))
    ]
    stamped = names_on_stamps(sheet, StampOwner.REGISTRAR)
    return max((r for r in (*printed, *stamped) if r is not None), key=lambda r: r.confidence, default=None)


READER = Reader(Kind.PRE_APPROVAL, recognise, read)

"""营业执照, the business licence, in all its forms.

Landscape since 2019, portrait since 2014, the older kinds of special enterprises; companies, individual businesses,
partnerships, sole proprietorships, branches and cooperatives, each with labels of its own for the same fields.

Source of labels and layouts: 国市监注〔2018〕253号 (2019 form) and the project's domain dossier, 3.1.
"""

from __future__ import annotations

import re

from extractors.documents.certificate import read_certificate
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label

LABELS = (
    Label(Field.NAME, ("名称", "企业名称", "字号名称", "个体工商户名称")),
    Label(Field.TYPE, ("类型", "公司类型", "企业类型", "主体类型", "经济性质")),
    Label(
        Field.ADDRESS,
        ("住所", "经营场所", "主要经营场所", "营业场所", "主要营业场所", "企业住所", "住所(经营场所)", "营业住所"),
    ),
    Label(
        Field.LEGAL_REPRESENTATIVE,
        (
            "法定代表人",
            "法定代表人姓名",
            "法定代表人(负责人)",
            "经营者",
            "经营者姓名",
            "执行事务合伙人",
            "投资人",
            "投资人姓名",
            "负责人",
            "负责人姓名",
            "首席代表",
        ),
    ),
    Label(Field.REGISTERED_CAPITAL, ("注册资本", "注册资金", "出资额", "成员出资总额", "资金数额", "认缴出资额")),
    Label(Field.ESTABLISHED_ON, ("成立日期", "注册日期", "设立日期")),
    Label(Field.VALID_UNTIL, ("营业期限", "经营期限", "合伙期限", "驻在期限", "有效期限")),
    Label(Field.SCOPE, ("经营范围", "业务范围", "经营范围及方式")),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
    Label(Field.REGISTRATION_NUMBER, ("注册号", "营业执照注册号")),
    Label(Field.ISSUED_BY, ("登记机关", "发照机关", "发证机关", "核准机关")),
    Label(Field.ISSUED_ON, ("发照日期", "发证日期", "核准日期")),
    Label(
        None,
        (
            "组成形式",
            "实收资本",
            "证照编号",
            "副本编号",
            "编号",
            "重要提示",
            "正本",
            "副本",
            "(副本)",
            "(正本)",
            "营业执照",
            "扫描二维码登录",
            "国家企业信用",
            "企业信用信息公示",
            "信息公示系统",
            "了解更多登记",
            "备案、许可",
            "监管信息",
            "市场主体应当于每年",
            "国家市场监督管理总局监制",
            "中华人民共和国国家工商行政管理总局监制",
        ),
    ),
)
_TITLE = "营业执照"
# Nothing else is called so, even where a screen or a fold cuts a character off.
_CUT_TITLES = (_TITLE[:-1], _TITLE[1:])
_LONGEST_TITLE = 16
# Permits name the licence in their text and share its labels; their own title ends in one of these.
_OTHER_TITLE = re.compile(r"^[^,、。;:]{0,22}(许可证|备案凭证|登记证书?|资格证书|授权书|承诺书)(\(.{0,4}\))?$")
# What a licence prints besides its title. With several of them a title that was not read is not missed.
_SIGNS = (
    "统一社会信用代码",
    "注册号",
    "经营范围",
    "登记机关",
    "成立日期",
    "注册日期",
    "注册资本",
    "营业期限",
    "法定代表人",
    "组成形式",
)


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a business licence: by its title, or by labels no other document prints together."""
    short = [text for text in sheet.texts if len(text) <= _LONGEST_TITLE]
    titles = [text for text in short if _TITLE in text]
    titles = titles or [text for text in short if text in _CUT_TITLES]
    if not titles and any(_OTHER_TITLE.search(text) for text in sheet.texts):
        return NOT_THIS
    signs = sheet.count(*_SIGNS)
    if titles:
        return Recognition(min(0.9 + 0.03 * signs, 0.99) if signs else 0.7, titles[0])
    return Recognition(min(0.25 * signs, 0.9)) if signs >= 2 else NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return the fields of a business licence."""
    return read_certificate(sheet, LABELS)


READER = Reader(Kind.BUSINESS_LICENCE, recognise, read)

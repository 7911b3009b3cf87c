"""基金会法人登记证书, the certificate of foundations.

Source of labels: 基金会管理条例 article 11 (what is registered); the certificates of other social organisations, which
share its form (the project's domain dossier, 3.3).
"""

from __future__ import annotations

from extractors.documents.certificate import certificate_reader
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label

LABELS = (
    Label(Field.NAME, ("名称", "单位名称", "基金会名称")),
    Label(Field.TYPE, ("类型", "基金会类型", "类别")),
    Label(Field.SCOPE, ("业务范围", "公益活动的业务范围", "公益活动业务范围", "宗旨和业务范围")),
    Label(Field.REGISTERED_CAPITAL, ("原始基金数额", "原始基金", "注册资金", "开办资金")),
    Label(Field.REGISTRATION_NUMBER, ("登记证号", "证书号")),
    Label(Field.ESTABLISHED_ON, ("成立日期", "成立登记日期", "成立时间")),
    Label(Field.VALID_UNTIL, ("有效期限", "有效期", "证书有效期")),
    Label(Field.ISSUED_BY, ("发证机关", "登记管理机关", "登记机关")),
    Label(Field.ISSUED_ON, ("发证日期", "颁发日期")),
    Label(
        None,
        (
            "宗旨",
            "业务主管单位",
            "基金会法人登记证书",
            "慈善组织",
            "副本",
            "正本",
            "(副本)",
            "(正本)",
            "中华人民共和国民政部监制",
            "中华人民共和国民政部印制",
        ),
    ),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
    Label(Field.LEGAL_REPRESENTATIVE, ("法定代表人", "法定代表人姓名", "法定代表人(理事长)")),
    Label(Field.ADDRESS, ("住所", "地址", "登记住所")),
)

READER = certificate_reader(Kind.FOUNDATION_CERTIFICATE, ("基金会法人登记证书",), LABELS)

"""社会团体法人登记证书, the certificate of social organisations.

Source of labels: the project's domain dossier, 3.3.
"""

from __future__ import annotations

from extractors.documents.certificate import certificate_reader
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label

LABELS = (
    Label(Field.NAME, ("名称", "单位名称", "社团名称")),
    Label(Field.SCOPE, ("业务范围",)),
    Label(Field.REGISTERED_CAPITAL, ("注册资金", "开办资金")),
    Label(Field.REGISTRATION_NUMBER, ("登记证号", "证书号")),
    Label(Field.ESTABLISHED_ON, ("成立日期", "成立登记日期")),
    Label(Field.VALID_UNTIL, ("有效期限", "有效期", "证书有效期")),
    Label(Field.ISSUED_BY, ("发证机关", "登记管理机关", "登记机关")),
    Label(Field.ISSUED_ON, ("发证日期", "颁发日期")),
    Label(
        None,
        (
            "活动地域",
            "业务主管单位",
            "社会团体法人登记证书",
            "类型",
            "副本",
            "正本",
            "(副本)",
            "(正本)",
            "中华人民共和国民政部监制",
        ),
    ),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
    Label(Field.LEGAL_REPRESENTATIVE, ("法定代表人", "法定代表人姓名", "法定代表人(负责人)", "负责人")),
    Label(Field.ADDRESS, ("住所", "地址", "登记住所")),
)

READER = certificate_reader(Kind.SOCIAL_ORGANIZATION_CERTIFICATE, ("社会团体法人登记证书",), LABELS)

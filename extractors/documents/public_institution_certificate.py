"""事业单位法人证书, the certificate of public institutions.

Source of labels: the project's domain dossier, 3.3.
"""

from __future__ import annotations

from extractors.documents.certificate import certificate_reader
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label

LABELS = (
    Label(Field.NAME, ("名称", "单位名称")),
    Label(Field.SCOPE, ("宗旨和业务范围", "业务范围")),
    Label(Field.REGISTERED_CAPITAL, ("开办资金",)),
    Label(Field.VALID_UNTIL, ("有效期", "有效期限", "证书有效期")),
    Label(Field.ISSUED_BY, ("登记管理机关", "登记机关", "发证机关")),
    Label(Field.ISSUED_ON, ("发证日期", "颁发日期")),
    Label(
        None,
        ("经费来源", "举办单位", "事业单位法人证书", "副本", "正本", "(副本)", "(正本)", "国家事业单位登记管理局监制"),
    ),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
    Label(Field.LEGAL_REPRESENTATIVE, ("法定代表人", "法定代表人姓名", "法定代表人(负责人)", "负责人")),
    Label(Field.ADDRESS, ("住所", "地址", "登记住所")),
)

READER = certificate_reader(Kind.PUBLIC_INSTITUTION_CERTIFICATE, ("事业单位法人证书",), LABELS)

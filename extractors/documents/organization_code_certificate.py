"""组织机构代码证 and 统一社会信用代码证书, the code certificates of organs and other units.

Source of labels: the project's domain dossier, 3.3.
"""

from __future__ import annotations

from extractors.documents.certificate import certificate_reader
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label

LABELS = (
    Label(Field.NAME, ("机构名称", "名称", "单位名称")),
    Label(Field.TYPE, ("机构性质", "机构类型", "类型")),
    Label(Field.REGISTRATION_NUMBER, ("代码", "组织机构代码")),
    Label(Field.VALID_UNTIL, ("有效期", "有效期限")),
    Label(Field.ISSUED_BY, ("赋码机关", "颁发单位", "登记管理部门", "发证机关")),
    Label(Field.ISSUED_ON, ("颁发日期", "发证日期")),
    Label(None, ("统一社会信用代码证书", "组织机构代码证", "登记号", "中央机构编制委员会办公室监制")),
    Label(None, ("副本", "正本", "(副本)", "(正本)")),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
    Label(Field.LEGAL_REPRESENTATIVE, ("法定代表人", "法定代表人姓名", "法定代表人(负责人)", "负责人")),
    Label(Field.ADDRESS, ("机构地址", "地址", "住所", "登记住所")),
)

READER = certificate_reader(Kind.ORGANIZATION_CODE_CERTIFICATE, ("组织机构代码证", "统一社会信用代码证书"), LABELS)

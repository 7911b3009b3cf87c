"""外国(地区)企业常驻代表机构登记证, the certificate of offices that foreign enterprises keep in China.

Two names and two addresses stand on it: those of the office, which files, and those of the enterprise that sent it.

Source of labels: 外国企业常驻代表机构登记管理条例, article 8 (what is registered); the fields that the public register
of enterprises (gsxt.gov.cn) shows of such an office.
"""

from __future__ import annotations

from extractors.documents.certificate import certificate_reader
from extractors.facts.kinds import Field, Kind
from extractors.labels import Label

LABELS = (
    Label(Field.NAME, ("名称", "代表机构名称", "机构名称")),
    Label(Field.TYPE, ("类型", "机构类型")),
    Label(Field.ADDRESS, ("驻在场所", "驻在地址", "代表机构驻在场所", "住所")),
    Label(Field.LEGAL_REPRESENTATIVE, ("首席代表", "首席代表姓名", "负责人")),
    Label(Field.SCOPE, ("业务范围", "代表机构业务范围")),
    Label(Field.ESTABLISHED_ON, ("成立日期", "设立日期", "本机构设立日期", "注册日期")),
    Label(Field.VALID_UNTIL, ("驻在期限", "有效期限", "有效期")),
    Label(Field.REGISTRATION_NUMBER, ("注册号", "登记证号")),
    Label(Field.ISSUED_BY, ("登记机关", "发证机关")),
    Label(Field.ISSUED_ON, ("发证日期", "发照日期", "核准日期")),
    Label(
        None,
        (
            "派出企业名称",
            "派出企业住所",
            "派出企业注册地",
            "派出企业",
            "外国(地区)企业名称",
            "外国(地区)企业住所",
            "外国企业名称",
            "外国企业住所",
            "证照编号",
            "编号",
            "副本",
            "正本",
            "(副本)",
            "(正本)",
            "国家市场监督管理总局监制",
            "中华人民共和国国家工商行政管理总局监制",
        ),
    ),
    Label(Field.CREDIT_CODE, ("统一社会信用代码",)),
)

READER = certificate_reader(Kind.REPRESENTATIVE_OFFICE_CERTIFICATE, ("企业常驻代表机构登记证",), LABELS)

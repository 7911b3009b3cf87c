"""Chinese words for what the code names in English, for messages and for the pages people read."""

from __future__ import annotations

from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from extractors.form import CertificateType, PreApprovalCategory, ServiceKind

KINDS: dict[Kind, str] = {
    Kind.VERIFICATION_SHEET: "网站备案信息真实性核验单",
    Kind.BUSINESS_LICENCE: "营业执照",
    Kind.ORGANIZATION_CODE_CERTIFICATE: "组织机构代码证",
    Kind.PUBLIC_INSTITUTION_CERTIFICATE: "事业单位法人证书",
    Kind.SOCIAL_ORGANIZATION_CERTIFICATE: "社会团体法人登记证书",
    Kind.PRIVATE_NON_ENTERPRISE_CERTIFICATE: "民办非企业单位登记证书",
    Kind.FOUNDATION_CERTIFICATE: "基金会法人登记证书",
    Kind.LAW_FIRM_LICENCE: "律师事务所执业许可证",
    Kind.REPRESENTATIVE_OFFICE_CERTIFICATE: "外国企业常驻代表机构登记证",
    Kind.ID_CARD_PORTRAIT: "身份证人像面",
    Kind.ID_CARD_EMBLEM: "身份证国徽面",
    Kind.PASSPORT: "护照",
    Kind.TAIWAN_TRAVEL_PERMIT: "台胞证",
    Kind.HK_MACAO_TRAVEL_PERMIT: "港澳居民来往内地通行证",
    Kind.HKMT_RESIDENCE_PERMIT: "港澳台居民居住证",
    Kind.PERMANENT_RESIDENT_CARD: "外国人永久居留身份证",
    Kind.DOMAIN_CERTIFICATE: "域名注册证书",
    Kind.PRE_APPROVAL: "前置审批文件",
    Kind.PORTRAIT_PHOTO: "负责人照片",
    Kind.AUTHORIZATION_LETTER: "授权书",
    Kind.COMMITMENT_LETTER: "承诺书",
    Kind.OTHER: "无法识别的材料",
}

CERTIFICATES: dict[CertificateType, str] = {
    CertificateType.ID_CARD: "居民身份证",
    **{kind: KINDS[Kind(kind.value)] for kind in CertificateType if kind is not CertificateType.ID_CARD},
}

FIELDS: dict[Field, str] = {
    Field.CREDIT_CODE: "统一社会信用代码",
    Field.REGISTRATION_NUMBER: "注册号",
    Field.NAME: "名称",
    Field.TYPE: "类型",
    Field.ADDRESS: "住所",
    Field.LEGAL_REPRESENTATIVE: "法定代表人",
    Field.REGISTERED_CAPITAL: "注册资本",
    Field.ESTABLISHED_ON: "成立日期",
    Field.VALID_FROM: "有效期起始日期",
    Field.VALID_UNTIL: "有效期截止日期",
    Field.SCOPE: "经营范围",
    Field.ISSUED_BY: "登记机关",
    Field.ISSUED_ON: "发证日期",
    Field.SEX: "性别",
    Field.ETHNICITY: "民族",
    Field.BIRTH_DATE: "出生日期",
    Field.ID_NUMBER: "公民身份号码",
    Field.AUTHORITY: "签发机关",
    Field.NAME_LATIN: "英文姓名",
    Field.NUMBER: "证件号码",
    Field.NATIONALITY: "国籍",
    Field.DOMAIN: "域名",
    Field.REGISTRANT: "域名持有者",
    Field.REGISTRANT_LATIN: "域名持有者（英文）",
    Field.REGISTERED_ON: "域名注册日期",
    Field.EXPIRES_ON: "域名到期日期",
    Field.REGISTRAR: "域名注册服务机构",
    Field.SPONSOR_NAME: "主办者名称",
    Field.DOMAINS: "域名",
    Field.SERVICE_NAME: "服务名称",
    Field.PERSON_IN_CHARGE: "负责人姓名",
    Field.VERIFIED_ON: "核验日期",
    Field.SIGNATURE_PRESENT: "签名",
    Field.HOLDER: "持证单位",
    Field.CATEGORY: "审批类别",
    Field.FACE_COUNT: "人脸数量",
}

CATEGORIES: dict[PreApprovalCategory, str] = {
    PreApprovalCategory.NEWS: "新闻",
    PreApprovalCategory.PUBLISHING: "出版",
    PreApprovalCategory.EDUCATION: "教育",
    PreApprovalCategory.MEDICAL: "药品和医疗器械",
    PreApprovalCategory.CULTURE: "文化",
    PreApprovalCategory.BROADCAST: "广播电影电视节目",
    PreApprovalCategory.RELIGION: "宗教",
}

SERVICES: dict[ServiceKind, str] = {
    ServiceKind.WEBSITE: "网站",
    ServiceKind.APP: "APP",
    ServiceKind.MINI_PROGRAM: "小程序",
    ServiceKind.QUICK_APP: "快应用",
}
SEXES = {"male": "男", "female": "女"}

PERMITS = (
    Kind.PASSPORT,
    Kind.TAIWAN_TRAVEL_PERMIT,
    Kind.HK_MACAO_TRAVEL_PERMIT,
    Kind.HKMT_RESIDENCE_PERMIT,
    Kind.PERMANENT_RESIDENT_CARD,
)
# Documents that are printed in colour, so that a picture without any is known to be a copy. Sheets, letters and domain
# certificates are black on white from the start.
IN_COLOUR = (*UNIT_CERTIFICATES, Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM, *PERMITS, Kind.PRE_APPROVAL)
# Documents that bear the name of a person.
PERSON_CARDS = (Kind.ID_CARD_PORTRAIT, *PERMITS)


def field_label(kind: Kind, name: Field) -> str:
    """Return the field's label as it stands on that kind of document."""
    if name is Field.NAME and kind in PERSON_CARDS:
        return "姓名"
    return FIELDS[name]

"""Chinese words for the tables, entries and values of a policy, for people who read one on the command line."""

from __future__ import annotations

from enum import StrEnum

from extractors.form import CertificateType, FilingType
from flows.reports import wording
from validators import labels
from validators.policy import Answer, ImageAnswer, LegalRepresentative, SheetDate, StampNeed

TABLES = {
    "stamp.unit": "单位材料是否盖公章",
    "stamp.individual": "个人材料是否盖公章",
    "stamp_of_sole_trader": "个体工商户的公章",
    "required": "哪些备案类型须提交",
    "validity": "剩余有效期",
    "sheet": "核验单",
    "person": "负责人",
    "sponsor": "主办者证件",
    "domain": "域名",
    "images": "图片质量",
    "pre_approval": "提示可能需要前置审批的词",
    "confidence": "识别把握",
}
ENTRIES = {
    "sponsor_certificate": "主体资质证件",
    "domain_certificate": "域名注册证书",
    "pre_approval": "前置审批文件",
    "verification_sheet": "核验单",
    "authorization_letter": "授权书",
    "commitment_letter": "承诺书",
    "person_certificate": "负责人证件",
    "missing_but_signed": "没有公章但已签名",
    "portrait_photo": "负责人照片",
    "certificate_months": "证件至少还有几个月",
    "domain_months": "域名至少还有几个月",
    "licence_term_not_printed_since": "此日起的营业执照不印营业期限",
    "renewed_within_months": "换发几个月内的证件可解释旧信息",
    "date": "日期",
    "unwanted_date": "不应填写却填写了日期",
    "adult_age": "成年年龄",
    "least_age": "最低年龄",
    "underage": "未成年但不低于最低年龄",
    "without_mainland_id": "负责人持护照或通行证等",
    "sponsor_vs_legal_representative": "主体负责人与法定代表人",
    "service_vs_legal_representative": "服务负责人与法定代表人",
    "letter_age_months": "授权书须在提交前几个月内出具",
    "undated_letter": "授权书未注明日期",
    "temporary_id_card": "临时身份证",
    "unit_certificates": "单位可用的证件",
    "person_certificates": "个人可用的证件",
    "old_registration_number": "旧注册号营业执照",
    "electronic_certificate": "电子证照",
    "other_province": "住所不在备案省份",
    "held_by_person_in_charge": "域名由负责人持有",
    "held_by_legal_representative": "域名由法定代表人持有",
    "foreign_registrars": "境外域名注册服务机构",
    "domestic_registrars": "境内域名注册服务机构（英文名）",
    "name_words": "名称中的词",
    "scope_words": "经营范围中的词",
    "accept": "可作为依据",
    "agree": "与填报一致即可采信",
    "kind": "可认定材料类型",
    "kind_as_declared": "与申报类型相同时可认定",
    **wording.IMAGE_ISSUES,
}
# By enumeration: members of two of them can be equal as strings and mean different things.
_VALUES: dict[type[StrEnum], dict[str, str]] = {
    StampNeed: {"always": "须盖章", "if_copy_or_bw": "复印件或黑白件须盖章", "never": "无需盖章"},
    Answer: {"accept": "接受", "review": "人工复核", "fail": "不符合"},
    SheetDate: {"either": "填写与否均可", "blank": "须留空", "required": "须填写"},
    LegalRepresentative: {
        "same": "须为同一人",
        "letter": "不同时须有授权书",
        "review": "不同且无授权书时人工复核",
        "free": "不作要求",
    },
    ImageAnswer: {"ignore": "忽略", "if_unread": "影响识别时不符合", "review": "人工复核", "fail": "不符合"},
    FilingType: {"first": "首次备案", "add_service": "新增服务", "add_access": "新增接入", "change": "变更"},
    CertificateType: {str(kind): words for kind, words in labels.CERTIFICATES.items()},
}


def value_words(value: object) -> str:
    """Return an entry's value as people read it."""
    if isinstance(value, dict):
        return "；".join(f"{labels.CATEGORIES.get(key, key)}：{value_words(words)}" for key, words in value.items())
    if isinstance(value, tuple):
        return "、".join(value_words(item) for item in value) or "无"
    if isinstance(value, StrEnum):
        return wording.word(_VALUES.get(type(value), {}), value)
    return str(value)

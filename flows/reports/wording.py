"""Chinese words for the names reports use. An unknown name is shown as it is: a report must never fail over a label."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.dates import LONG_TERM
from validators import labels

VERDICTS = {"complete": "齐全", "incomplete": "不齐全", "needs_review": "需人工复核"}
SEVERITIES = {"fail": "不符合", "review": "待复核"}
CHECK_STATUSES = {"pass": "通过", "fail": "不符", "unsure": "存疑", "skipped": "不适用"}
REQUIREMENT_STATUSES = {"met": "已满足", "unmet": "未满足", "unsure": "存疑", "not_applicable": "不适用"}
SOURCES = {"ocr": "图像识别", "text_layer": "PDF 文字层"}

KINDS = {str(kind): label for kind, label in labels.KINDS.items()}
FIELDS = {str(name): label for name, label in labels.FIELDS.items()}

FILING_TYPES = {"first": "首次备案", "add_service": "新增服务", "add_access": "新增接入", "change": "变更"}
SERVICE_KINDS = {"website": "网站", "app": "APP", "mini_program": "小程序", "quick_app": "快应用"}
SEXES = {"male": "男", "female": "女"}

STAMP_COLOURS = {"red": "红色", "blue": "蓝色", "black": "黑色", "other": "其他颜色"}
STAMP_SHAPES = {"round": "圆形", "oval": "椭圆形", "square": "方形", "other": "其他形状"}
STAMP_KINDS = {
    "official": "公章",
    "contract": "合同专用章",
    "finance": "财务专用章",
    "invoice": "发票专用章",
    "personal": "名章",
    "unknown": "用途不明",
}
STAMP_OWNERS = {
    "sponsor": "主办者",
    "registrar": "登记机关",
    "registry": "域名注册服务机构",
    "other": "其他单位",
    "unread": "印文未读出",
}

IMAGE_ISSUES = {
    "image.blurred": "模糊",
    "image.too_small": "尺寸过小",
    "image.cropped": "边角不全",
    "image.glare": "反光",
    "image.black_and_white": "黑白",
    "image.screen_photo": "翻拍屏幕",
    "image.watermark": "有水印",
}

ROLES = {
    "sponsor": "主办者",
    "sponsor_person_in_charge": "主体负责人",
    "service_person_in_charge": "服务负责人",
    "service": "服务",
}

CERTIFICATES = {str(kind): label for kind, label in labels.CERTIFICATES.items()}
_SAID = KINDS | CERTIFICATES | SEXES

CHECKS = {
    "form.valid": "备案信息有效",
    "form.number_valid": "填报的号码校验",
    "file.usable": "文件可用",
    "file.recognised": "文件可识别",
    "material.kind_as_declared": "材料类型与声明一致",
    "material.present": "材料已提交",
    "material.used_once": "材料没有重复使用",
    "material.expected": "材料为本次所需",
    "service.to_be_filed_here": "服务应在此备案",
    "app.identity_given": "APP 标识完整",
    "name.matches_form": "名称与填报一致",
    "number.matches_form": "号码与填报一致",
    "number.valid": "号码校验",
    "address.matches_form": "住所与填报一致",
    "validity.matches_form": "有效期与填报一致",
    "person.matches_form": "人员与填报一致",
    "person.is_sponsor": "负责人即主办者本人",
    "person.of_age": "负责人已成年",
    "person.photo_shows_one_face": "照片为单人",
    "domain.matches_form": "域名与填报一致",
    "domain.registrar_accepted": "域名注册服务机构符合要求",
    "domain.in_force": "域名有效期足够",
    "registrant.is_sponsor": "域名持有者为主办者",
    "certificate.in_force": "证件有效期足够",
    "certificate.type_suits": "证件类型适用",
    "certificate.original": "证件为原件",
    "province.matches_form": "省份与填报一致",
    "authorization.suffices": "授权充分",
    "authorization.signed": "授权书已签署",
    "authorization.dated": "授权书日期有效",
    "commitment.signed": "承诺书已签署",
    "commitment.dated": "承诺书日期有效",
    "identity.sides_belong_together": "证件两面属于同一人",
    "identity.consistent": "证件内容自洽",
    "validity.plausible": "证件有效期合理",
    "sheet.signed": "核验单已签名",
    "sheet.date_as_wanted": "核验单日期符合要求",
    "stamp.of_sponsor": "盖有主办单位公章",
    "pre_approval.declared": "前置审批已申报",
    "image.good_enough": "图片质量",
    "documents.agree": "材料之间一致",
    "qr_code.agrees": "二维码与证面一致",
    "system.ran": "程序运行",
}

STAGES = {"load": "打开文件", "ocr": "识别", "stamps": "印章", "validate": "核对"}


def word(table: Mapping[str, str], name: object) -> str:
    """Return the Chinese word for `name`, or the name itself where there is none."""
    text = "" if name is None else str(name)
    return table.get(text, text)


def show(value: object) -> str:
    """Return a field's value as a reviewer writes it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "有" if value else "无"
    if isinstance(value, list | tuple):
        return "、".join(show(item) for item in value)
    return "长期" if value == LONG_TERM else str(value)


def shown(text: str | None) -> str:
    """Return what a check expected or found as people say it: some checks speak in names of kinds."""
    return "" if text is None else _SAID.get(text, show(text))


def percent(confidence: float) -> str:
    """Return a confidence (0 to 1) in whole percent, rounded down: 100 % is only said of certainty."""
    return f"{int(confidence * 100)}%"

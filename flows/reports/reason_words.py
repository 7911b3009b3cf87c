"""What a reason is called in a list or a chart, where its sentence would be too long: one short Chinese name a code."""

from __future__ import annotations

from flows.reports import wording

_VERDICT = "verdict."

REASONS = {
    "material.missing": "缺少材料",
    "material.kind_mismatch": "材料与所称类型不符",
    "material.duplicate": "同一材料重复使用",
    "material.unclassified": "材料无法识别",
    "material.unexpected": "多余的材料",
    "file.unreadable": "文件无法读取",
    "file.encrypted": "文件已加密",
    "file.too_large": "文件过大",
    "file.empty": "文件为空",
    "file.unsupported": "文件类型不支持",
    "form.invalid": "备案信息无效",
    "form.number_invalid": "填报号码校验不通过",
    "image.blurred": "图片模糊",
    "image.too_small": "图片过小",
    "image.cropped": "图片边角不全",
    "image.glare": "图片反光",
    "image.black_and_white": "图片为黑白",
    "image.screen_photo": "翻拍屏幕",
    "image.watermark": "图片有水印",
    "stamp.missing": "未盖公章",
    "stamp.wrong_owner": "印章属于其他单位",
    "stamp.wrong_kind": "印章种类不符",
    "stamp.unread": "印文未读出",
    "stamp.not_red": "印章不是红色",
    "name.mismatch": "名称不一致",
    "number.mismatch": "号码不一致",
    "address.mismatch": "住所不一致",
    "person.mismatch": "人员不一致",
    "domain.mismatch": "域名不一致",
    "registrant.mismatch": "域名持有者不符",
    "validity.mismatch": "有效期不一致",
    "number.invalid": "号码校验不通过",
    "certificate.expired": "证件已过期",
    "certificate.expiring": "证件即将到期",
    "certificate.not_yet_valid": "证件尚未生效",
    "certificate.type_unsuitable": "证件类型不适用",
    "certificate.electronic": "电子证照",
    "domain.expired": "域名已过期",
    "domain.expiring": "域名即将到期",
    "domain.registrar_foreign": "境外域名注册机构",
    "domain.registrar_unknown": "域名注册机构不详",
    "authorization.missing": "缺少授权",
    "authorization.outdated": "授权已过期",
    "authorization.undated": "授权书未注明日期",
    "authorization.unsigned": "授权书未签署",
    "commitment.outdated": "承诺书已过期",
    "commitment.undated": "承诺书未注明日期",
    "commitment.unsigned": "承诺书未签署",
    "sheet.unsigned": "核验单未签名",
    "sheet.dated": "核验单填写了日期",
    "sheet.undated": "核验单未填日期",
    "validity.implausible": "证件有效期不合理",
    "identity.inconsistent": "证件内容自相矛盾",
    "person.underage": "负责人年龄不足",
    "person.photo_invalid": "负责人照片不符",
    "province.mismatch": "省份不一致",
    "field.unread": "字段未能识别",
    "pre_approval.missing": "缺少前置审批",
    "service.not_required": "无需备案",
    "service.wrong_channel": "应由平台备案",
    "app.identity_missing": "APP 标识不全",
    "system.failed": "程序出错",
}


def reason_name(code: str) -> str:
    """Return the short name of a reason's code, or of a verdict's (`verdict.complete`)."""
    if code.startswith(_VERDICT):
        return f"结论：{wording.word(wording.VERDICTS, code.removeprefix(_VERDICT))}"
    return wording.word(REASONS, code)

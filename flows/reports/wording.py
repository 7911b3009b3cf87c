"""Chinese words for the names reports use. An unknown name is shown as it is: a report must never fail over a label."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.facts import LONG_TERM
from validators import labels

VERDICTS = {"complete": "齐全", "incomplete": "不齐全", "needs_review": "需人工复核"}
SEVERITIES = {"fail": "不符合", "review": "待复核"}
CHECK_STATUSES = {"pass": "一致", "fail": "不符", "unsure": "待定", "skipped": "未核对"}
REQUIREMENT_STATUSES = {"met": "已满足", "unmet": "未满足", "unsure": "待定", "not_applicable": "不适用"}
SOURCES = {"ocr": "图像识别", "text_layer": "PDF 文字层"}

KINDS = {str(kind): label for kind, label in labels.KINDS.items()}
FIELDS = {str(name): label for name, label in labels.FIELDS.items()}

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
    "sponsor_person": "主体负责人",
    "service_person": "服务负责人",
    "service": "服务",
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


def percent(confidence: float) -> str:
    """Return a confidence (0 to 1) in whole percent, rounded down: 100 % is only said of certainty."""
    return f"{int(confidence * 100)}%"

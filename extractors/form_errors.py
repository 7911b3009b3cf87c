"""What is wrong with a `form.json`, in Chinese: the JSON path and what is expected there, never the value found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

_MAX_PROBLEMS = 50  # a form of another schema breaks everywhere; nobody reads more
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_VALID_UNTIL = "valid_until"
_EXPECTED: Mapping[str, str] = {
    "json_invalid": "不是有效的 JSON",
    "missing": "缺少必填项",
    "extra_forbidden": "未知的键，请删除或检查拼写",
    "string_type": "应为字符串",
    "string_too_short": "不能为空",
    "string_unicode": "应为有效的 Unicode 字符串",
    "bool_type": "应为 true 或 false",
    "tuple_type": "应为数组",
    "model_type": "应为对象",
    "model_attributes_type": "应为对象",
    "date_type": "应为日期 YYYY-MM-DD",
    "date_parsing": "应为日期 YYYY-MM-DD",
    "date_from_datetime_parsing": "应为日期 YYYY-MM-DD",
    "date_from_datetime_inexact": "应为日期 YYYY-MM-DD",
}


def describe(error: ValidationError) -> tuple[str, ...]:
    """Return one sentence a place, in the form's order, without the values that were found there."""
    found: dict[str, None] = {}
    for item in error.errors(include_input=False, include_url=False):
        location = _without_union_tags(item["loc"])
        found[f"{json_path(location)}：{_expectation(item['type'], location, item.get('ctx', {}))}"] = None
    problems = list(found)
    if len(problems) > _MAX_PROBLEMS:
        problems[_MAX_PROBLEMS:] = [f"另有 {len(problems) - _MAX_PROBLEMS} 处问题未列出"]
    return tuple(problems)


def json_path(location: Iterable[int | str]) -> str:
    """Return a place as `services[0].name`; a key that is no plain word could be personal and is not quoted."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += ("." if path else "") + (step if _PLAIN_KEY.fullmatch(step) else "（非法键名）")
    return path or "form.json"


def _without_union_tags(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the place in the JSON; pydantic appends which alternative of a union it tried."""
    if _VALID_UNTIL in location:
        return location[: location.index(_VALID_UNTIL) + 1]
    return location


def _expectation(kind: str, location: tuple[int | str, ...], context: Mapping[str, Any]) -> str:
    if location and location[-1] == _VALID_UNTIL and kind not in ("missing", "extra_forbidden"):
        return '应为日期 YYYY-MM-DD、"long_term" 或 null'
    if kind in ("enum", "literal_error"):
        return "应为以下之一：" + "、".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if kind == "string_too_long":
        return f"不能超过 {context.get('max_length')} 个字符"
    if kind == "too_short":
        return f"至少要有 {context.get('min_length')} 项"
    return _EXPECTED.get(kind, "格式不正确")

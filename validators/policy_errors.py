"""What is wrong with a policy file, in Chinese: file, line, key, and what is expected there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

_EXPECTED: Mapping[str, str] = {
    "missing": "缺少此项",
    "extra_forbidden": "没有这一项，请删除或检查拼写",
    "string_type": "应为字符串",
    "string_too_short": "不能为空",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "date_type": "应为日期 YYYY-MM-DD",
    "date_parsing": "应为日期 YYYY-MM-DD",
    "date_from_datetime_parsing": "应为日期 YYYY-MM-DD",
    "date_from_datetime_inexact": "应为日期 YYYY-MM-DD",
    "tuple_type": "应为数组 […]",
    "dict_type": "应为表 { … }",
    "model_type": "应为 { value = …, source = …, since = … }",
    "model_attributes_type": "应为 { value = …, source = …, since = … }",
}


def describe(error: ValidationError, source: str, text: str) -> str:
    """Return one sentence a problem.

    Args:
        error: what pydantic found.
        source: name of the file.
        text: what stands in it; the line is that of the longest part of the key that is written out.
    """
    problems = []
    for problem in error.errors(include_url=False):
        keys = [str(key) for key in problem["loc"] if key != "[key]"]
        path = ".".join(keys) or "（整个文件）"
        context = problem.get("ctx", {})
        problems.append(f"{source} 第 {line_of(text, keys)} 行 {path}：{_expectation(problem['type'], context)}")
    return "；".join(problems)


def line_of(text: str, keys: list[str]) -> int:
    """Return the line (from 1) of the longest part of the key path that is written out; 1 when none is."""
    best, found = 0, 1
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$", line)
        entry = re.match(r"""\s*["']?([\w.-]+?)["']?\s*=""", line)
        if header:
            table = path = header[1].strip().split(".")
        elif entry:
            path = [*table, entry[1]]
        else:
            continue
        if len(path) > best and keys[: len(path)] == path:
            best, found = len(path), number
    return found


def _expectation(kind: str, context: Mapping[str, Any]) -> str:
    if kind in ("enum", "literal_error"):
        return "应为以下之一：" + "、".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if kind == "value_error":
        return str(context.get("error", ""))
    bounds = {"greater_than_equal": ("ge", "不能小于"), "less_than_equal": ("le", "不能大于")}
    if kind in bounds:
        key, words = bounds[kind]
        return f"{words} {context.get(key)}"
    if kind == "string_too_long":
        return f"不能超过 {context.get('max_length')} 个字符"
    return _EXPECTED.get(kind, "格式不正确")

"""The bytes of a `form.json` become the form, or Chinese sentences that say what is wrong with it and where."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from extractors.form import FilingForm
from extractors.form_errors import describe, json_path

FORM_NAME = "form.json"


@dataclass(frozen=True)
class FormReading:
    """The form, or what is wrong with it, and the submission's name where that alone could be read."""

    form: FilingForm | None = None
    problems: tuple[str, ...] = ()
    submission_id: str | None = None


def parse_form(data: bytes) -> FormReading:
    """Return what the bytes of a `form.json` hold: the form, or what is wrong with it."""
    text = _decode(data)
    if text is None:
        return FormReading(problems=(f"{FORM_NAME}：应为 UTF-8 编码，请另存为 UTF-8 后重新提交",))
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        repeated.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        content = json.loads(text, object_pairs_hook=collect, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return FormReading(problems=(f"{FORM_NAME}：不是有效的 JSON（第 {error.lineno} 行第 {error.colno} 列）",))
    except (ValueError, RecursionError):
        return FormReading(problems=(f"{FORM_NAME}：不是有效的 JSON",))
    problems = tuple(f"{json_path([key])}：键重复出现，请只保留一个" for key in dict.fromkeys(repeated))
    form: FilingForm | None = None
    try:
        # Through JSON again: pydantic's strict mode takes dates and enums from JSON text, but not from Python strings.
        form = FilingForm.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        problems += describe(error)
    raw_id = content.get("submission_id") if isinstance(content, dict) else None
    known_id = raw_id if isinstance(raw_id, str) and 0 < len(raw_id) <= 100 else None
    return FormReading(None if problems else form, problems, known_id)


def _decode(data: bytes) -> str | None:
    """Return the text, a byte order mark taken off; None for an encoding that would have to be guessed (GBK)."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_constant(name: str) -> float:
    raise ValueError(name)

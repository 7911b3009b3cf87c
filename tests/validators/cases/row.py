"""The shape of a case, and small words for writing many of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.facts.documents import Quality
from tests.validators import builders as b

Given = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """What a rule says to a submission: all its reasons as "code severity", none when it objects to nothing."""

    what: str
    reasons: tuple[str, ...] = ()
    given: Given = field(default_factory=dict)


def row(what: str, *reasons: str, **given: Any) -> Row:
    return Row(what, reasons, given)


def flawed(*issues: str) -> Quality:
    return Quality(sharpness=0.5, is_colour=True, issues=tuple(f"image.{issue}" for issue in issues))


def individual(form: Given | None = None, **documents: Any) -> Given:
    return {"form": b.individual_form(**(form or {})), "documents": b.individual_documents(**documents)}

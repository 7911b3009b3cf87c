"""What can be wrong with a submission: named defects, each with the verdict and the reasons it calls for.

A defect changes a draft before it is drawn. `reasons` are codes a report must hold; `accepted_reasons` may stand in
their place, and `accepted_verdicts` in that of the verdict, where careful reviewers could differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samples.drafts import Draft


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Defect:
    """One named fault. `sponsors` are the kinds of sponsor it fits; `form_text` may spoil form.json itself."""

    name: str
    verdict: str
    reasons: tuple[str, ...]
    apply: Callable[[Draft], None]
    sponsors: tuple[str, ...] = ("unit", "individual")
    accepted_reasons: tuple[str, ...] = ()
    accepted_verdicts: tuple[str, ...] = ()
    form_text: Callable[[str], str] = _same


DEFECTS: tuple[Defect, ...] = ()

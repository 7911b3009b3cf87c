"""The rules: one file a question, one tuple, in the order a reviewer reads a submission.

A rule is a function of the case that yields findings. It decides nothing about the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from validators.case import Case
from validators.findings import Finding

Rule = Callable[[Case], Iterable[Finding]]

RULES: tuple[Rule, ...] = ()

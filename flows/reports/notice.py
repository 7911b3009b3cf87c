"""The notice to a filer whose materials are not complete or not accurate: why, and what to hand in again.

It says what is certain and what a reviewer confirmed: reasons a reviewer overruled are left out, and doubts are the
reviewer's to settle before they become somebody's fault.

Source of the form: 材料不齐全或不准确的，…不予备案，并说明理由 (非经营性互联网信息服务备案管理办法).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import jinja2

from flows.reports import wording
from flows.reports.decisions import Choice, Decision, current
from flows.reports.html import environment
from flows.reports.identity import reason_keys
from flows.terminal import clean
from validators.findings import Reason, Report, Severity

# By the thing a code is about: what is not there makes materials incomplete, all else makes them inaccurate.
_LACKING = re.compile(r"(material|authorization|pre_approval|app\.identity|stamp)\S*missing|file\.|sheet\.unsigned")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


@dataclass(frozen=True)
class Item:
    """One reason, and the document it is about, as the filer knows it."""

    message: str
    suggestion: str
    place: str


@dataclass(frozen=True)
class Notice:
    """What a filer is told. `again` are the materials to hand in again."""

    submission_id: str
    date: dt.date
    lacking: tuple[Item, ...]
    inaccurate: tuple[Item, ...]
    again: tuple[str, ...]

    @property
    def finding(self) -> str:
        """What is the matter, in the words of the rules."""
        words = [w for w, items in (("不齐全", self.lacking), ("不准确", self.inaccurate)) if items]
        return "且".join(words)


def notice_of(report: Report, decisions: Iterable[Decision], date: dt.date) -> Notice | None:
    """Return the notice of a report; None where there is nothing certain or confirmed to tell the filer."""
    choices = {one.key: one.decision for one in current(decisions, report)}
    told = [
        reason
        for key, reason in zip(reason_keys(report), report.reasons, strict=True)
        if _is_told(reason, choices.get(key))
    ]
    if not told:
        return None
    lacking = [reason for reason in told if _LACKING.match(reason.code)]
    return Notice(
        submission_id=_line(report.submission_id),
        date=date,
        lacking=tuple(_item(reason) for reason in lacking),
        inaccurate=tuple(_item(reason) for reason in told if reason not in lacking),
        again=_again(told),
    )


def as_text(notice: Notice) -> str:
    """Return the notice as plain text."""
    return _environment(str).get_template("notice.txt.j2").render(notice=notice)


def as_markdown(notice: Notice) -> str:
    """Return the notice as Markdown; words of the filer's stay words, whatever characters they have."""
    return (
        _environment(lambda value: _MARKDOWN.sub(r"\\\1", str(value)))
        .get_template("notice.md.j2")
        .render(notice=notice)
    )


def _environment(finalize: Callable[[object], str]) -> jinja2.Environment:
    # Neither text nor Markdown is HTML: what must be escaped there is escaped by `finalize`.
    return environment().overlay(autoescape=False, finalize=finalize)


def _is_told(reason: Reason, choice: Choice | None) -> bool:
    if reason.severity is Severity.FAIL:
        return choice is not Choice.OVERRULED
    return choice is Choice.CONFIRMED


def _item(reason: Reason) -> Item:
    kind = wording.word(wording.KINDS, reason.material) if reason.material else ""
    page = f"第 {reason.page} 页" if reason.file and reason.page else ""
    return Item(
        message=_line(reason.message),
        suggestion=_line(reason.suggestion),
        place=_line("，".join(filter(None, (kind, reason.file, page)))),
    )


def _again(reasons: Sequence[Reason]) -> tuple[str, ...]:
    found = []
    for reason in reasons:
        kind = wording.word(wording.KINDS, reason.material) if reason.material else ""
        name = (
            f"{kind}（原文件：{reason.file}）"
            if kind and reason.file
            else kind or reason.file or "备案信息（在系统中更正）"
        )
        found.append(_line(name))
    return tuple(dict.fromkeys(found))


def _line(text: str) -> str:
    """Return text as one line: what stood on several would look like parts of the notice."""
    return clean(" ".join(text.split()))

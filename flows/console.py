"""What the command line shows: tables for people, JSON for programs.

Words of the filer's (file names, numbers, names) go to a terminal here, so control characters are taken out first and
nothing is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractors.facts.documents import Document
from extractors.facts.pages import UnusableFile
from flows import policy_words
from flows.reports import wording
from flows.reports.counts import Counts
from flows.reports.folders import INDEX_HTML
from flows.reports.reason_words import reason_name
from flows.reports.wording import percent
from flows.statistics import Agreement
from flows.terminal import clean
from validators.findings import Report
from validators.policy import Policy
from validators.policy_sources import legend

_TONES = {
    "complete": "green",
    "incomplete": "red",
    "needs_review": "yellow",
    "fail": "red",
    "review": "yellow",
}


def console_for(stream: TextIO) -> Console:
    """Return a console that writes to this very stream, and takes nothing for markup."""
    return Console(file=stream, markup=False, highlight=False, emoji=False)


def print_json(content: dict[str, Any]) -> None:
    """Print one JSON object on standard output, in UTF-8 whatever the locale."""
    typer.echo((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="replace"), nl=False)


def show_report(console: Console, report: Report, place: Path | None) -> None:
    """Print a submission's verdict, its reasons as a table, and where the report is."""
    verdict = str(report.verdict)
    console.print(
        Text.assemble(
            (clean(report.submission_id), "bold"),
            "  ",
            (wording.word(wording.VERDICTS, verdict), f"bold {_TONES.get(verdict, '')}"),
        )
    )
    if report.reasons:
        table = _table("结果", "文件", "页", "原因", "建议")
        for reason in report.reasons:
            severity = str(reason.severity)
            table.add_row(
                Text(wording.word(wording.SEVERITIES, severity), style=_TONES.get(severity, "")),
                *_texts(reason.file, reason.page, reason.message, reason.suggestion),
            )
        console.print(table)
    if place is not None:
        console.print(Text.assemble(("报告：", "dim"), clean(place)), soft_wrap=True)
    console.print()


def show_documents(console: Console, documents: Sequence[Document], problems: Sequence[UnusableFile]) -> None:
    """Print what was read: kind, fields and stamps of each document, then the files that could not be read."""
    for document in documents:
        console.print(
            Text.assemble(
                (clean(document.file), "bold"),
                f" 第 {document.page} 页  ",
                (wording.word(wording.KINDS, document.kind), "bold cyan"),
                f"（{wording.percent(document.kind_confidence)}）",
            )
        )
        if document.fields:
            table = _table("字段", "读取值", "置信度")
            for name, reading in document.fields.items():
                label = wording.word(wording.FIELDS, name)
                table.add_row(*_texts(label, wording.show(reading.value), wording.percent(reading.confidence)))
            console.print(table)
        for stamp in document.stamps:
            look = wording.word(wording.STAMP_COLOURS, stamp.colour) + wording.word(wording.STAMP_SHAPES, stamp.shape)
            words = clean(stamp.text) or wording.word(wording.STAMP_OWNERS, "unread")
            console.print(Text(f"印章：{look}，{wording.word(wording.STAMP_KINDS, stamp.kind)}，{words}"))
        console.print()
    for problem in problems:
        console.print(Text.assemble((clean(problem.file), "bold"), ("  无法读取：", "red"), clean(problem.detail)))


def show_counts(console: Console, counts: Counts, out: str) -> None:
    """Print how a batch fared, and where its summary is."""
    console.print(
        f"共 {counts.total} 份：齐全 {counts.complete}，不齐全 {counts.incomplete}，需人工复核 {counts.needs_review}"
        + (f"，未能审核 {counts.failed}" if counts.failed else "")
        + (f"（其中 {counts.kept} 份没有变化，沿用上次的结果）" if counts.kept else "")
    )
    if counts.waiting:
        console.print(f"另有 {counts.waiting} 份仍在复制或刚刚变化，没有审核；下次运行会处理，见汇总页")
    if counts.ignored:
        console.print(f"收件目录里还有 {counts.ignored} 项不是备案申请，没有处理，见汇总页")
    console.print(Text(f"汇总：{clean(out.rstrip('/'))}/{INDEX_HTML}"), soft_wrap=True)


def show_agreements(console: Console, agreements: Sequence[Agreement]) -> None:
    """Print how reviewers judged each verdict and each kind of reason."""
    decided = [one for one in agreements if one.agreement is not None]
    if not decided:
        console.print(
            "还没有复核结果。请在报告网页上确认或推翻，再用 beian decisions 导入，或用 beian serve 直接保存。"
        )
        return
    table = _table("问题或结论", "出现", "确认", "推翻", "一致率", "95% 区间", "置信度（确认）", "置信度（推翻）")
    for one in decided:
        name = reason_name(one.code)
        span = f"{percent(one.low or 0)}–{percent(one.high or 0)}"
        medians = [None if m is None else f"{m:.2f}" for m in (one.confidence_confirmed, one.confidence_overruled)]
        share = percent(one.agreement or 0)
        table.add_row(*_texts(name, one.found, one.confirmed, one.overruled, share, span, *medians))
    console.print(table)
    open_ = sum(one.found - one.confirmed - one.overruled for one in agreements)
    console.print(Text(f"另有 {open_} 条结论和问题还没有复核。置信度为相关字段读取置信度的中位数。", style="dim"))


def show_policies(console: Console, policies: Sequence[Policy]) -> None:
    """Print the names of policies, what they are for, and the day they were compared with their sources."""
    table = _table("名称", "说明", "核对日期")
    for policy in policies:
        table.add_row(*_texts(policy.name, policy.title, policy.as_of))
    console.print(table)
    console.print("查看全部条目与出处：beian policy show 名称", soft_wrap=True)


def show_policy(console: Console, policy: Policy) -> None:
    """Print every entry of a policy by its tables, then what the keys of the sources stand for."""
    base = f"，未列条目同 {policy.based_on}" if policy.based_on else ""
    console.print(Text.assemble((clean(policy.name), "bold"), f"  {clean(policy.title)}（{policy.as_of} 核对{base}）"))
    shown = ""
    for path, entry in policy.entries():
        heading = next((name for name in policy_words.TABLES if path.startswith(f"{name}.")), "")
        if heading != shown:
            shown = heading
            console.print(Text(f"\n[{heading}] {policy_words.TABLES.get(heading, '')}", style="bold cyan"))
        key = path.removeprefix(f"{heading}.")
        words = wording.word(policy_words.ENTRIES, key)
        console.print(Text(f"{words}（{key}）：{clean(policy_words.value_words(entry.value))}"), soft_wrap=True)
        console.print(Text(f"    出处：{clean(entry.source)}；自 {entry.since} 起", style="dim"), soft_wrap=True)
    console.print(Text("\n出处", style="bold cyan"))
    for key, words in legend(entry.source for _, entry in policy.entries()).items():
        console.print(Text(f"{key}：{words}"), soft_wrap=True)


def _table(*headings: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("结果", "页", "置信度"))
    return table


def _texts(*values: object) -> list[Text]:
    return [Text("—" if value is None else clean(value)) for value in values]

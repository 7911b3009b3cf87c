"""What reviewers decided about a report: read from what pages export, kept beside the report, shown on its page again.

A decision names the reason it is about by a key, and the report by its fingerprint: one about another state of the
report is refused rather than laid onto a reason it was never about.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from extractors.facts.model import Model
from flows.reports.files import write_private
from flows.reports.folders import DECISIONS_JSON, INDEX_HTML, REPORT_HTML, REPORT_JSON, read_source
from flows.reports.identity import fingerprint, reason_keys
from flows.reports.locks import write_lock
from flows.reports.spreadsheets import without_guard
from validators.findings import Report

SUBMISSION_KEY = "submission"
_MOST_BYTES = 64 * 1024 * 1024
_OPENING = '<script type="application/json" id="page-decisions">'
_CLOSING = "</script>"
# What could end the element it stands in, or be read as a tag; JSON takes them as escapes.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})


class Choice(StrEnum):
    """What a reviewer says to the machine's finding. `withdrawn` takes an earlier choice back."""

    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    WITHDRAWN = "withdrawn"


class Decision(Model):
    """One reviewer's choice about one reason, or about the verdict (key `submission`)."""

    submission_id: Annotated[str, Field(max_length=200)]
    folder: Annotated[str, Field(max_length=255)]
    report: Annotated[str, Field(max_length=64)]
    key: Annotated[str, Field(min_length=1, max_length=120)]
    code: Annotated[str, Field(max_length=120)]
    verdict: Annotated[str, Field(max_length=40)]
    decision: Choice
    note: Annotated[str, Field(max_length=500)] = ""
    reviewer: Annotated[str, Field(max_length=60)] = ""
    decided_at: AwareDatetime

    @model_validator(mode="after")
    def _overruling_says_why(self) -> Self:
        if self.decision is Choice.OVERRULED and not self.note.strip():
            raise ValueError("overruled without a note")
        return self


class Decisions(Model):
    """`decisions.json`, and what a page exports."""

    schema_version: Literal[1] = 1
    personal_data: Literal[True] = True  # says to whoever opens the file that it holds some
    decisions: tuple[Decision, ...] = ()


class DecisionsError(ValueError):
    """A file holds no decisions. The message is a Chinese sentence with the next step, without anybody's data."""


class Merged(Model):
    """What became of decisions: kept, older than what was there, about another state of a report, about none."""

    saved: int = 0
    older: int = 0
    stale: int = 0
    unknown: int = 0


def read_export(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file that a page exported, JSON or CSV.

    Raises:
        DecisionsError: it is no such file.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise DecisionsError(f"无法读取 {path}，请检查路径和权限。") from error
    if len(data) > _MOST_BYTES:
        raise DecisionsError(f"{path} 过大，不像是复核结果。请给出报告页面导出的 JSON 或 CSV 文件。")
    try:
        text = data.decode("utf-8-sig")
        if text.lstrip().startswith("{"):
            return Decisions.model_validate_json(text).decisions
        return Decisions.model_validate({"decisions": list(_rows(text))}).decisions
    except (ValidationError, UnicodeDecodeError, csv.Error) as error:
        where = _where(error) if isinstance(error, ValidationError) else "不是 UTF-8 编码的 JSON 或 CSV"
        raise DecisionsError(
            f"{path} 不是有效的复核结果（{where}）。请给出报告页面导出的 JSON 或 CSV 文件。"
        ) from error


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Return what was decided about the report in a folder, for a page; nothing where that cannot be read."""
    try:
        return kept_decisions(folder)
    except DecisionsError:
        return ()


def kept_decisions(folder: Path) -> tuple[Decision, ...]:
    """Return what was decided about the report in a folder, for whoever writes it again or acts on it.

    Raises:
        DecisionsError: something is kept there and cannot be read: it is not to be written over, nor taken for nothing.
    """
    file = folder / DECISIONS_JSON
    try:
        return Decisions.model_validate_json(file.read_bytes()).decisions
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        raise DecisionsError(f"{file} 已损坏或无法读取，没有改动它。请修复或移走该文件后重试。") from error


def read_report(folder: Path) -> Report | None:
    """Return the report in a folder, or None where there is none of ours."""
    try:
        return Report.model_validate_json((folder / REPORT_JSON).read_bytes())
    except (OSError, ValidationError):
        return None


def current(decisions: Iterable[Decision], report: Report) -> Iterator[Decision]:
    """Yield the decisions that are about this state of a report."""
    print_, keys = fingerprint(report), {SUBMISSION_KEY, *reason_keys(report)}
    yield from (one for one in decisions if one.report == print_ and one.key in keys)


def report_folders(out: Path, wanted: Container[str] | None = None) -> dict[str, Path]:
    """Return the report folders below `out` by name, those of the `wanted` names or all.

    Names from outside are looked up here, never joined to a path.

    Raises:
        OSError: `out` cannot be listed.
    """
    named = (entry for entry in sorted(out.iterdir()) if wanted is None or entry.name in wanted)
    return {entry.name: entry for entry in named if entry.is_dir() and read_source(entry) is not None}


def merge(out: Path, decisions: Sequence[Decision]) -> Merged:
    """Keep decisions beside the reports below `out`, the newest for each key, and show them on the reports' pages.

    Raises:
        DecisionsError: what is kept beside a report cannot be read.
        OSError: a folder cannot be read or written.
    """
    by_folder: dict[str, list[Decision]] = {}
    for one in decisions:
        by_folder.setdefault(one.folder, []).append(one)
    folders = report_folders(out, by_folder)
    total = Merged()
    for name, mine in by_folder.items():
        folder = folders.get(name)
        with write_lock(out):
            report = read_report(folder) if folder is not None else None
            if folder is None or report is None:
                total = total.model_copy(update={"unknown": total.unknown + len(mine)})
            else:
                total = _added(total, _merge_one(folder, report, mine))
    if total.saved:
        with write_lock(out):
            _show(out / INDEX_HTML, all_decisions(out))
    return total


def all_decisions(out: Path) -> Iterator[Decision]:
    """Yield all decisions about the reports below `out` as they stand now.

    Raises:
        OSError: `out` cannot be listed.
    """
    for folder in report_folders(out).values():
        decisions = read_decisions(folder)
        report = read_report(folder) if decisions else None
        if report is not None:
            yield from current(decisions, report)


def with_decisions(html: str, decisions: Iterable[Decision]) -> str:
    """Return a page that shows these decisions from the start; the page itself where it has no place for them."""
    start = html.rfind(_OPENING)
    if start < 0:
        return html
    start += len(_OPENING)
    end = html.index(_CLOSING, start)
    content = json.dumps([one.model_dump(mode="json") for one in decisions], ensure_ascii=False).translate(_ESCAPES)
    return html[:start] + content + html[end:]


def _merge_one(folder: Path, report: Report, decisions: Sequence[Decision]) -> Merged:
    fitting = list(current(decisions, report))
    kept: dict[str, Decision] = {one.key: one for one in kept_decisions(folder)}
    saved = 0
    for one in fitting:
        before = kept.get(one.key)
        if before is None or before.report != one.report or before.decided_at < one.decided_at:
            kept[one.key] = one
            saved += 1
    if saved:
        content = Decisions(decisions=tuple(kept.values()))
        write_private(folder / DECISIONS_JSON, content.model_dump_json(indent=2) + "\n")
        _show(folder / REPORT_HTML, current(kept.values(), report))
    return Merged(saved=saved, older=len(fitting) - saved, stale=len(decisions) - len(fitting))


def _show(page: Path, decisions: Iterable[Decision]) -> None:
    if page.is_file():
        write_private(page, with_decisions(page.read_text("utf-8"), decisions))


def _added(one: Merged, other: Merged) -> Merged:
    return Merged(**{name: getattr(one, name) + getattr(other, name) for name in Merged.model_fields})


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    for row in csv.DictReader(io.StringIO(text)):
        yield {name or "": without_guard(value) if isinstance(value, str) else "" for name, value in row.items()}


def _where(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place} 不正确" if place else "内容不正确"

"""How far reviewers agree with the machine, reason by reason: the evidence thresholds are set from."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from extractors.facts.model import Model
from flows.reports.decisions import SUBMISSION_KEY, Choice, current, read_decisions, read_report, report_folders
from flows.reports.identity import reason_keys
from validators.findings import Reason, Report

VERDICT_CODE = "verdict."
_Z = 1.96  # of a 95 % interval


class Agreement(Model):
    """How reviewers judged one reason code, or one verdict (`verdict.complete` …).

    Attributes:
        found: how often the machine said it.
        confirmed: how often a reviewer confirmed it.
        overruled: how often a reviewer overruled it.
        agreement: share of the decided that were confirmed; None where none were.
        low: lower end of the 95 % interval of that share (Wilson).
        high: upper end of it.
        confidence_confirmed: median confidence of the readings that confirmed reasons are about; None without any.
        confidence_overruled: the same of overruled ones. A threshold between the two parts them.
    """

    code: str
    found: int
    confirmed: int
    overruled: int
    agreement: float | None = None
    low: float | None = None
    high: float | None = None
    confidence_confirmed: float | None = None
    confidence_overruled: float | None = None


class _Tally:
    """Counts for one code."""

    def __init__(self) -> None:
        self.found = 0
        self.decided: dict[Choice, int] = {Choice.CONFIRMED: 0, Choice.OVERRULED: 0}
        self.confidences: dict[Choice, list[float]] = {Choice.CONFIRMED: [], Choice.OVERRULED: []}

    def add(self, choice: Choice | None, confidence: float | None) -> None:
        self.found += 1
        if choice not in self.decided:
            return
        self.decided[choice] += 1
        if confidence is not None:
            self.confidences[choice].append(confidence)

    def agreement(self, code: str) -> Agreement:
        confirmed, overruled = self.decided[Choice.CONFIRMED], self.decided[Choice.OVERRULED]
        share, low, high = interval(confirmed, confirmed + overruled)
        return Agreement(
            code=code,
            found=self.found,
            confirmed=confirmed,
            overruled=overruled,
            agreement=share,
            low=low,
            high=high,
            confidence_confirmed=_median(self.confidences[Choice.CONFIRMED]),
            confidence_overruled=_median(self.confidences[Choice.OVERRULED]),
        )


def agreements(folders: Iterable[Path]) -> tuple[Agreement, ...]:
    """Return the agreement on each verdict and each reason code of the reports below `folders`, most decided first.

    Raises:
        OSError: a folder cannot be listed.
    """
    tallies: dict[str, _Tally] = {}
    for out in folders:
        for folder in report_folders(out).values():
            report = read_report(folder)
            if report is not None:
                _count(report, folder, tallies)
    found = (tally.agreement(code) for code, tally in tallies.items())
    return tuple(sorted(found, key=lambda one: (-(one.confirmed + one.overruled), -one.found, one.code)))


def _count(report: Report, folder: Path, tallies: dict[str, _Tally]) -> None:
    choices = {one.key: one.decision for one in current(read_decisions(folder), report)}
    tallies.setdefault(VERDICT_CODE + report.verdict, _Tally()).add(choices.get(SUBMISSION_KEY), None)
    for key, reason in zip(reason_keys(report), report.reasons, strict=True):
        tallies.setdefault(reason.code, _Tally()).add(choices.get(key), _confidence(report, reason))


def _confidence(report: Report, reason: Reason) -> float | None:
    document = next((document for document in report.documents if document.id == reason.document), None)
    reading = document.fields.get(reason.field) if document is not None and reason.field is not None else None
    return reading.confidence if reading is not None else None


def _median(values: Sequence[float]) -> float | None:
    return round(statistics.median(values), 4) if values else None


def interval(confirmed: int, decided: int) -> tuple[float | None, float | None, float | None]:
    """Return a share and the ends of its 95 % interval; Wilson's, which holds for few decisions and shares near 1."""
    if not decided:
        return None, None, None
    share = confirmed / decided
    spread = _Z * math.sqrt(share * (1 - share) / decided + _Z**2 / (4 * decided**2))
    middle, scale = share + _Z**2 / (2 * decided), 1 + _Z**2 / decided
    low, high = max((middle - spread) / scale, 0.0), min((middle + spread) / scale, 1.0)
    return round(share, 4), round(low, 4), round(high, 4)

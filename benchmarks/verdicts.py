"""Verdicts and reasons held against the truth, counted into tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.tables import Cell, Table, share
from benchmarks.truth import SubmissionTruth

COMPLETE, NEEDS_REVIEW, INCOMPLETE = "complete", "needs_review", "incomplete"
_VERDICTS = (COMPLETE, NEEDS_REVIEW, INCOMPLETE)
_FAIL = "fail"
_PROGRAM_FAILED = "system.failed"


@dataclass(frozen=True)
class GivenReason:
    """A reason as reported; `text` is for a developer to look at."""

    code: str
    severity: str
    text: str = ""


@dataclass(frozen=True)
class Judged:
    """A submission's truth, and the verdict and reasons that were given."""

    truth: SubmissionTruth
    verdict: str
    reasons: tuple[GivenReason, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the expected one, or one that is as good."""
        return self.verdict in (self.truth.verdict, *self.truth.accepted_verdicts)

    @property
    def is_false_complete(self) -> bool:
        """Whether this breaks the cardinal rule."""
        return self.verdict == COMPLETE and not self.is_right

    @property
    def has_program_failed(self) -> bool:
        """Whether there is no judgement at all, for the program failed."""
        return any(reason.code == _PROGRAM_FAILED for reason in self.reasons)

    @property
    def codes(self) -> frozenset[str]:
        """Codes of all reasons given."""
        return frozenset(reason.code for reason in self.reasons)

    @property
    def fail_codes(self) -> frozenset[str]:
        """Codes of the reasons that say something is certainly wrong."""
        return frozenset(reason.code for reason in self.reasons if reason.severity == _FAIL)

    @property
    def fitting_codes(self) -> frozenset[str]:
        """Codes that what is wrong calls for or allows."""
        return frozenset((*self.truth.reasons, *self.truth.accepted_reasons))

    @property
    def missed_codes(self) -> tuple[str, ...]:
        """Codes that were called for and not given, nor another in their place."""
        if self.codes & set(self.truth.accepted_reasons):
            return ()
        return tuple(code for code in dict.fromkeys(self.truth.reasons) if code not in self.codes)


def verdict_tables(judged: Sequence[Judged]) -> tuple[Table, ...]:
    """Return all tables on verdicts and reasons; what must not happen comes last, where it is seen."""
    return (
        _defect_table(judged),
        _alarm_table(judged),
        _confusion_table(judged),
        _level_table(judged),
        Table("FALSE COMPLETES", ("submission", "level", "defect"), _places(j for j in judged if j.is_false_complete)),
        Table("Program failed", ("submission", "level", "defect"), _places(j for j in judged if j.has_program_failed)),
    )


def _confusion_table(judged: Sequence[Judged]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for expected in _VERDICTS:
        own = [j for j in judged if j.truth.verdict == expected]
        given = Counter(j.verdict for j in own)
        right = sum(j.is_right for j in own)
        rows.append((expected, len(own), *(given[verdict] for verdict in _VERDICTS), right, share(right, len(own))))
    return Table("Verdicts", ("expected", "n", *_VERDICTS, "right or accepted", "%"), tuple(rows))


def _level_table(judged: Sequence[Judged]) -> Table:
    """Return how many fine submissions went straight through, and how many others were stopped."""
    rows: list[tuple[Cell, ...]] = []
    for level in (*dict.fromkeys(j.truth.level for j in judged), "all"):
        own = [j for j in judged if level in (j.truth.level, "all")]
        fine = [j for j in own if j.truth.verdict == COMPLETE]
        through = sum(j.verdict == COMPLETE for j in fine)
        refused = sum(j.verdict == INCOMPLETE for j in fine)
        faulty = [j for j in own if j.truth.verdict != COMPLETE]
        false = sum(j.is_false_complete for j in faulty)
        rows.append((level, len(fine), through, share(through, len(fine)), refused, len(faulty), false))
    columns = ("fine", "straight through", "%", "fine called incomplete", "with a defect", "FALSE COMPLETE")
    return Table("Straight through", ("level", *columns), tuple(rows))


def _defect_table(judged: Sequence[Judged]) -> Table:
    """Return, a defect, whether its reasons were given (recall) and what else was (precision)."""
    rows: list[tuple[Cell, ...]] = []
    for defect in sorted({j.truth.defect for j in judged}, key=lambda name: (name != "fine", name)):
        own = [j for j in judged if j.truth.defect == defect]
        wanted = sum(len(set(j.truth.reasons)) for j in own)
        missed = sum(len(j.missed_codes) for j in own)
        given = sum(len(j.codes) for j in own)
        given_fail = sum(len(j.fail_codes) for j in own)
        row: tuple[Cell, ...] = (
            defect,
            len(own),
            share(sum(j.is_right for j in own), len(own)),
            share(wanted - missed, wanted),
            share(sum(len(j.fail_codes & j.fitting_codes) for j in own), given_fail),
            share(sum(len(j.codes & j.fitting_codes) for j in own), given),
        )
        rows.append(row)
    columns = ("n", "verdict right", "reason recall", "precision of fails", "precision of all")
    return Table("Defects", ("defect", *columns), tuple(rows))


def _alarm_table(judged: Sequence[Judged]) -> Table:
    """Return which reasons were given without cause: at fine submissions, and beside the reasons of a defect."""
    fine_fail, fine_review, others = Counter[str](), Counter[str](), Counter[str]()
    for j in judged:
        spare = j.codes - j.fitting_codes
        if j.truth.verdict != COMPLETE:
            others.update(spare)
            continue
        fine_fail.update(spare & j.fail_codes)
        fine_review.update(spare - j.fail_codes)
    total = fine_fail + fine_review + others
    rows = tuple((code, fine_fail[code], fine_review[code], others[code]) for code, _ in total.most_common())
    return Table("Reasons without cause", ("reason", "fail, fine", "review, fine", "with a defect"), rows)


def _places(judged: Iterable[Judged]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((j.truth.submission_id, j.truth.level, j.truth.defect) for j in judged)

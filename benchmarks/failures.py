"""Everything that came out wrong, with truth and reading, one flat object each: for a developer to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.scoring import FieldOutcome, KindOutcome, Scores, StampOutcome, Status
from benchmarks.verdicts import Judged

_FINE = (Status.EXACT, Status.BLANK)
Failure = dict[str, object]


def reading_failures(scores: Scores) -> Iterator[Failure]:
    """Yield documents of another kind, then wrong fields, then stamps missed, invented or misread."""
    for kind in scores.kinds:
        if kind.found != kind.kind:
            yield _place("kind", kind) | {"expected": kind.kind, "found": kind.found}
    for field in scores.fields:
        if field.status not in _FINE:
            yield _place("field", field) | {
                "kind": field.kind,
                "field": field.field,
                "status": field.status,
                "expected": field.printed,
                "found": field.read,
                "confidence": field.confidence,
                "repaired": field.repaired,
            }
    for stamp in scores.stamps:
        what = _stamp_failure(stamp)
        if what is not None:
            yield _place("stamp", stamp) | {
                "status": what,
                "expected": (stamp.truth.colour, stamp.truth.owner, stamp.truth.text) if stamp.truth else None,
                "found": (stamp.found.colour, stamp.found.owner, stamp.found.text) if stamp.found else None,
                "confidence": stamp.found.confidence if stamp.found else None,
            }


def verdict_failures(judged: Iterable[Judged]) -> Iterator[Failure]:
    """Yield wrong verdicts, then reasons that were missed, then reasons without cause."""
    for j in judged:
        place: Failure = {"submission": j.truth.submission_id, "level": j.truth.level, "defect": j.truth.defect}
        if not j.is_right:
            what = "FALSE COMPLETE" if j.is_false_complete else "verdict"
            yield {"what": what, **place, "expected": j.truth.verdict, "found": j.verdict}
        for code in j.missed_codes:
            yield {"what": "reason", "status": "missed", **place, "expected": code, "found": None}
        for reason in j.reasons:
            if reason.code not in j.fitting_codes:
                found = (reason.code, reason.severity, reason.text)
                yield {"what": "reason", "status": "without cause", **place, "expected": None, "found": found}


def _stamp_failure(stamp: StampOutcome) -> str | None:
    if stamp.found is None:
        return "missed"
    if stamp.truth is None:
        return "invented"
    if stamp.owner != "right":
        return f"owner {stamp.owner}"
    return "text" if stamp.text_right is False else None


def _place(what: str, outcome: FieldOutcome | KindOutcome | StampOutcome) -> Failure:
    return {
        "what": what,
        "submission": outcome.submission,
        "level": outcome.level,
        "file": outcome.file,
        "page": outcome.page,
    }

"""Everything that came out wrong, with truth and reading, one flat object each: for a developer to look at."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.scoring import FieldOutcome, KindOutcome, Scores, StampOutcome, Status

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

"""What plain OCR found: whether a value that is printed stands anywhere in the text of its file.

That is the most a reader of such a text could make of it: which value belongs to which field is not asked, nor what
else stands there. Dates count however they are printed, Latin letters of either case, texts without spaces and breaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.scoring import FieldOutcome, Status, score
from benchmarks.speed.readers import Seen
from benchmarks.tables import Cell, Table, share
from benchmarks.truth import SubmissionTruth, Value
from extractors.dates import LONG_TERM, parse_dates
from extractors.text import fold

_ENDLESS = ("长期", "永久", "无固定期限")
_DATES = ("_on", "valid_from", "valid_until", "birth_date")  # how the names of dates end


def found_table(truths: Sequence[SubmissionTruth], seen: Mapping[str, Mapping[str, Seen]], ours: str) -> Table:
    """Return how much of what is printed each contestant's text holds, and how much of it our fields give exactly.

    Args:
        truths: of the submissions.
        seen: by contestant and submission.
        ours: the contestant that gives fields.
    """
    outcomes = [outcome for truth in truths for outcome in printed(truth, seen[ours][truth.submission_id])]
    rows: list[tuple[Cell, ...]] = []
    for name, by_submission in seen.items():
        found = sum(_is_in(by_submission[outcome.submission], outcome) for outcome in outcomes)
        rows.append((name, "anywhere in the text of the file", len(outcomes), found, share(found, len(outcomes))))
    exact = sum(outcome.status is Status.EXACT for outcome in outcomes)
    rows.append((ours, "exactly, in the field it belongs to", len(outcomes), exact, share(exact, len(outcomes))))
    return Table("Printed values found on pictures", ("contestant", "how", "n", "found", "share"), tuple(rows))


def printed(truth: SubmissionTruth, seen: Seen) -> list[FieldOutcome]:
    """Return what came of the words and numbers printed legibly on pictures; counts and yes or no are no text."""
    scores = score(truth.documents, seen.documents, submission=truth.submission_id)
    return [o for o in scores.fields if (o.file, o.page) in seen.texts and type(o.printed) in (str, tuple)]


def is_found(field: str, value: Value, text: str) -> bool:
    """Return whether a value stands anywhere in a text.

    >>> is_found("issued_on", "2026-03-01", "发证日期 2026年3月1日"), is_found("name", "云启", "云岂科技")
    (True, False)
    """
    if isinstance(value, tuple):
        return all(is_found(field, one, text) for one in value)
    plain = fold(text).casefold()
    if not field.endswith(_DATES):
        return fold(str(value)).casefold() in plain
    if value == LONG_TERM:
        return any(word in plain for word in _ENDLESS)
    return any(str(date.value) == value for date in parse_dates(text))


def _is_in(seen: Seen, outcome: FieldOutcome) -> bool:
    text = "\n".join(text for (file, _), text in seen.texts.items() if file == outcome.file)
    return outcome.printed is not None and is_found(outcome.field, outcome.printed, text)

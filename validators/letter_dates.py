"""Whether a letter was written of late: a letter of months ago may no longer be what the unit wants."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, failed, passed, unread, unsure
from validators.trust import add_months, can_object, day_of

_NAME = Field.ISSUED_ON


@dataclass(frozen=True)
class DateCodes:
    """What is asked of a letter's date, and the reasons when it is too old or not there."""

    check: CheckCode
    outdated: ReasonCode
    undated: ReasonCode


def dated(case: Case, letter: Document, codes: DateCodes) -> Finding:
    """Return whether the letter's date lies within the policy's months before the submission.

    Source: JKQY (授权书, 承诺书 dated within about a month); domain notes, 1.9; scenario 29.
    """
    place, label = Place(letter, _NAME), labels.KINDS[letter.kind]
    if _NAME not in letter.fields and _NAME not in letter.unread:
        message, advice = f"{label}上未见日期", f"请人工查看{place.words}的日期；如未填写，请补写后重新上传"
        return answered(case.policy.person.undated_letter.value, codes.check, codes.undated, message, advice, place)
    written = day_of(letter, _NAME, case.policy)
    if written is None:
        return unread(codes.check, letter, _NAME)
    months = case.policy.person.letter_age_months.value
    earliest = add_months(case.form.submitted_on, -months)
    expected = f"{earliest} 至 {case.form.submitted_on}"
    if earliest <= written <= case.form.submitted_on:
        return passed(codes.check, place, expected, str(written))
    message = f"{label}日期为 {written}，不在提交前{months}个月内"
    advice = f"请重新出具日期在 {expected} 的{label}"
    build = failed if can_object(letter, _NAME, case.policy) else unsure
    return build(codes.check, codes.outdated, message, advice, place, expected, str(written))

"""Do birth date and sex as printed agree with the ID number?

Basis: GB 11643 (the number holds both), BD-ID; scenario 35.
Fails: a woman with an odd sequence: a person must look at it.
Passes: a card whose number and print agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts import Document, Field, Kind
from extractors.numbers import resident_id
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, skipped, unsure
from validators.rules.person_matches_form import portraits
from validators.trust import words_of

_CODE = CheckCode.IDENTITY_CONSISTENT
_SEX = {"男": "male", "女": "female", "male": "male", "female": "female"}


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on birth date and sex of every ID card."""
    for _, document in portraits(case):
        if document.kind is Kind.ID_CARD_PORTRAIT:
            number = words_of(document, Field.ID_NUMBER, case.policy)
            if resident_id.is_valid(number):
                yield _finding(case, document, Field.BIRTH_DATE, resident_id.birth_date(number).isoformat())
                yield _finding(case, document, Field.SEX, resident_id.sex(number))


def _finding(case: Case, document: Document, name: Field, expected: str) -> Finding:
    place, found = Place(document, name), words_of(document, name, case.policy)
    if found is None:
        return skipped(_CODE, place, expected)
    if _SEX.get(found, found) == expected:
        return passed(_CODE, place, expected, found)
    label = "出生日期" if name is Field.BIRTH_DATE else "性别"
    message = f"身份证上的{label}与公民身份号码不符"
    advice = f"请人工核对{place.words}：识别错误或证件存疑"
    return unsure(_CODE, ReasonCode.IDENTITY_INCONSISTENT, message, advice, place, expected, found)

"""Do birth date and sex as printed agree with the ID number, and a passport's print with its machine-readable lines?

Every card prints both; where one of them was not read, the card is not known to be consistent.

Basis: GB 11643 (the number holds both), BD-ID, ICAO 9303; scenarios 35, 39.
Fails: a woman with an odd sequence, or a sex that was not read: a person must look at it.
Passes: a card whose number and print agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.documents.print_and_lines import CONTRADICTED
from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.numbers import resident_id
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, unread, unsure
from validators.rules.person_matches_form import portraits
from validators.trust import text_of, words_of

_CODE = CheckCode.IDENTITY_CONSISTENT


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on birth date and sex of every ID card, and on every field its own lines contradict."""
    for _, document in portraits(case):
        for name, reading in document.fields.items():
            if CONTRADICTED in reading.methods:
                label = labels.field_label(document.kind, name)
                message = f"{labels.KINDS[document.kind]}上印刷的{label}与机读码不一致"
                place, advice = Place(document, name), "请人工核对证件：识别错误或证件存疑"
                yield unsure(_CODE, ReasonCode.IDENTITY_INCONSISTENT, message, advice, place, found=text_of(reading))
        if document.kind is Kind.ID_CARD_PORTRAIT:
            number = words_of(document, Field.ID_NUMBER, case.policy)
            if resident_id.is_valid(number):
                yield _finding(case, document, Field.BIRTH_DATE, resident_id.birth_date(number).isoformat())
                yield _finding(case, document, Field.SEX, labels.SEXES[resident_id.sex(number)])


def _finding(case: Case, document: Document, name: Field, expected: str) -> Finding:
    place, found = Place(document, name), words_of(document, name, case.policy)
    if found is None:
        return unread(_CODE, document, name, expected)
    if labels.SEXES.get(found, found) == expected:
        return passed(_CODE, place, expected, found)
    label = "出生日期" if name is Field.BIRTH_DATE else "性别"
    message = f"身份证上的{label}与公民身份号码不符"
    advice = f"请人工核对{place.words}：识别错误或证件存疑"
    return unsure(_CODE, ReasonCode.IDENTITY_INCONSISTENT, message, advice, place, expected, found)

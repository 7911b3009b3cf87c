"""Is the term of an ID card one that is issued, and does it fit the age of its holder?

Basis: TX-ID2 (5, 10, 20 years or 长期), ID-AGE (under 16: 5; 16 to 25: 10; 26 to 45: 20; from 46: 长期); scenario 33.
Fails: 长期 at the age of thirty; a term of seven years.
Passes: twenty years at the age of thirty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from extractors.dates import LONG_TERM, LongTerm
from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.numbers import resident_id
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, passed, skipped, unsure
from validators.requirements import Material
from validators.trust import add_months, age_on, date_of, day_of, words_of

_CODE, _REASON = CheckCode.VALIDITY_PLAUSIBLE, ReasonCode.VALIDITY_IMPLAUSIBLE
# Years of a term (None: 长期), and the ages at issue it is given at. Cards are made some weeks after they are asked
# for, and the young may have five years at sixteen, so each range is a year wider at both ends.
_AGES: dict[int | None, range] = {5: range(18), 10: range(15, 27), 20: range(25, 47), None: range(45, 200)}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every ID card."""
    for filled, emblem in case.serving(Material.SPONSOR_CERTIFICATE, Material.PERSON_CERTIFICATE):
        if emblem.kind is Kind.ID_CARD_EMBLEM:
            found = {document.kind: document for document in filled.found}
            yield _finding(case, emblem, found.get(Kind.ID_CARD_PORTRAIT))


def _finding(case: Case, emblem: Document, portrait: Document | None) -> Finding:
    first = day_of(emblem, Field.VALID_FROM, case.policy)
    last = date_of(emblem, Field.VALID_UNTIL, case.policy)
    place = Place(emblem, Field.VALID_UNTIL)
    if first is None or last is None:
        return skipped(_CODE, place)
    found = f"{first} 至 {'长期' if last == LONG_TERM else last}"
    years = _years(first, last)
    if years == 0:
        message, advice = "身份证有效期不是5年、10年、20年或长期", "请人工核对身份证有效期：识别错误或证件存疑"
        return unsure(_CODE, _REASON, message, advice, place, "5年、10年、20年或长期", found)
    birth = _birth(case, portrait)
    if birth is None or age_on(birth, first) in _AGES[years]:
        return passed(_CODE, place, found=found)
    message = f"身份证有效期与签发时的年龄（{age_on(birth, first)}岁）不符"
    return unsure(_CODE, _REASON, message, "请人工核对身份证有效期及正反两面是否属于同一人", place, found=found)


def _years(first: dt.date, last: dt.date | LongTerm) -> int | None:
    """Return the years of the term, None for 长期, 0 for a term that is not issued."""
    if not isinstance(last, dt.date):
        return None
    ends = {years: add_months(first, 12 * years) for years in (5, 10, 20)}
    # A term that begins on 29 February ends on 28 February or 1 March of other years.
    return next((years for years, end in ends.items() if 0 <= (last - end).days <= (first.day == 29)), 0)


def _birth(case: Case, portrait: Document | None) -> dt.date | None:
    """Return the holder's birth date, by the number where it is valid, else as printed."""
    if portrait is None:
        return None
    number = words_of(portrait, Field.ID_NUMBER, case.policy)
    if resident_id.is_valid(number):
        return resident_id.birth_date(number)
    return day_of(portrait, Field.BIRTH_DATE, case.policy)

"""Is everybody in charge old enough?

Basis: HW-PROV, HUN, TX-PROV17 (18, in some provinces less); scenario 37.
Fails: a person of seventeen: a person must look at it, unless the policy says otherwise; anybody below its least age.
Passes: a person of eighteen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.form import CertificateType, Person
from extractors.numbers import resident_id
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, passed, unread
from validators.policy import Answer
from validators.rules.person_matches_form import portraits
from validators.trust import age_on, day_of, words_of

_CODE = CheckCode.PERSON_OF_AGE
_WITH_BIRTH_DATE = (CertificateType.ID_CARD, CertificateType.HKMT_RESIDENCE_PERMIT)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every person."""
    adult = case.policy.person.adult_age.value
    for person, document in portraits(case):
        birth = _birth(case, person, document)
        place = Place(document)
        expected = f"满{adult}周岁"
        if birth is None:
            yield unread(_CODE, document, Field.BIRTH_DATE, expected)
        elif (age := age_on(birth, case.form.submitted_on)) >= adult:
            yield passed(_CODE, place, expected, f"{age}周岁")
        else:
            yield _too_young(case, person, place, age)


def _too_young(case: Case, person: Person, place: Place, age: int) -> Finding:
    rules = case.policy.person
    adult, least = rules.adult_age.value, rules.least_age.value
    answer = rules.underage.value if age >= least else Answer.FAIL
    wanted = adult if age >= least else least
    message = f"负责人“{person.name}”为{age}周岁，未满{wanted}周岁"
    advice = f"请更换年满{adult}周岁的负责人" + ("，或由审核人员按省份规定判断" if age >= least else "")
    expected, found = f"满{wanted}周岁", f"{age}周岁"
    return answered(answer, _CODE, ReasonCode.PERSON_UNDERAGE, message, advice, place, expected, found)


def _birth(case: Case, person: Person, document: Document) -> dt.date | None:
    """Return the youngest birth date that document or form give: a doubt about age is not to be read away."""
    name = Field.ID_NUMBER if document.kind is Kind.ID_CARD_PORTRAIT else Field.NUMBER
    numbers = [words_of(document, name, case.policy)]
    if person.certificate.type in _WITH_BIRTH_DATE:
        numbers.append(person.certificate.number)
    days = [resident_id.birth_date(number) for number in numbers if resident_id.is_valid(number)]
    printed = day_of(document, Field.BIRTH_DATE, case.policy)
    return max([*days, printed] if printed else days, default=None)

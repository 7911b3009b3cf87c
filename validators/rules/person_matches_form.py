"""Does each person's certificate carry the name and the number of the form?

Basis: SEED 一.3, 一.6, 二.2; scenarios 24, 25, 38-40, 72.
Fails: another name, read with confidence.
Passes: • instead of ·; a passport with the name in capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from extractors.form import Person
from extractors.numbers import resident_id
from validators.case import Case
from validators.compare import same_number, same_person
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import matches_form
from validators.requirements import Material, is_about_person
from validators.trust import Outcome, weigh


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on names and numbers."""
    for person, document in portraits(case):
        yield _name(case, person, document)
        yield _number(case, person, document)


def portraits(case: Case) -> Iterator[tuple[Person, Document]]:
    """Yield each person with the document that bears their name, each document once."""
    for filled, document in case.serving(Material.SPONSOR_CERTIFICATE, Material.PERSON_CERTIFICATE):
        other = (*UNIT_CERTIFICATES, Kind.ID_CARD_EMBLEM)
        if is_about_person(filled.need) and filled.need.person is not None and document.kind not in other:
            yield filled.need.person, document


def _name(case: Case, person: Person, document: Document) -> Finding:
    """Foreign documents print the name in Latin letters, and some in Chinese as well; the form has one of them."""
    latin = weigh(document, Field.NAME_LATIN, person.name, same_person, case.policy)
    is_latin = Field.NAME not in document.fields or (person.name.isascii() and latin is not Outcome.UNREAD)
    name = Field.NAME_LATIN if is_latin and Field.NAME_LATIN in document.fields else Field.NAME
    # A form in Chinese and a document in Latin letters cannot be compared by machine.
    excused = name is Field.NAME_LATIN and not person.name.isascii()
    code, reason = CheckCode.NAME_MATCHES_FORM, ReasonCode.NAME_MISMATCH
    return matches_form(code, reason, document, name, person.name, same_person, case.policy, excused=excused)


def _number(case: Case, person: Person, document: Document) -> Finding:
    is_card = document.kind is Kind.ID_CARD_PORTRAIT
    name = Field.ID_NUMBER if is_card else Field.NUMBER
    # A number that was read and is none was probably misread, whatever the engine thinks of it.
    misread = is_card and not resident_id.is_valid(document.text(name))
    code, reason = CheckCode.NUMBER_MATCHES_FORM, ReasonCode.NUMBER_MISMATCH
    number = person.certificate.number
    return matches_form(code, reason, document, name, number, same_number, case.policy, excused=misread)

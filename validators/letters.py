"""Authorization letters: who has to bring one, and which of those there are speaks of that person."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.form import Person
from validators.case import Case
from validators.compare import represents, same_person
from validators.policy import LegalRepresentative
from validators.requirements import filed_services, person_key, service_person, sponsor_person
from validators.trust import Outcome, weigh


def people_in_question(case: Case) -> Iterator[tuple[Person, LegalRepresentative]]:
    """Yield each person in charge of a unit with what the policy asks of them, where it asks anything."""
    rules = case.policy.person
    people = [(sponsor_person(case.form), rules.sponsor_vs_legal_representative.value)]
    people += [
        (service_person(case.form, service), rules.service_vs_legal_representative.value)
        for service in filed_services(case.form)
    ]
    seen: set[tuple[str, str]] = set()
    for person, rule in people:
        if case.is_unit and person and rule is not LegalRepresentative.FREE and person_key(person) not in seen:
            seen.add(person_key(person))
            yield person, rule


def representation(case: Case, person: Person) -> Outcome:
    """Return whether the unit's certificate names the person as its legal representative."""
    certificate = case.unit_certificate()
    if certificate is None:
        return Outcome.UNREAD
    return weigh(certificate, Field.LEGAL_REPRESENTATIVE, person.name, represents, case.policy)


def letter_for(case: Case, person: Person) -> tuple[Document | None, Outcome]:
    """Return the letter that names the person, or else one that may; DIFFERS when none does."""
    letters = case.recognised(Kind.AUTHORIZATION_LETTER)
    weighed = [(d, weigh(d, Field.PERSON_IN_CHARGE, person.name, same_person, case.policy)) for d in letters]
    for wanted in (Outcome.AGREES, Outcome.NEARLY, Outcome.UNREAD):
        found = next((pair for pair in weighed if pair[1] is wanted), None)
        if found is not None:
            return found
    return None, Outcome.DIFFERS


def letters_needed(case: Case) -> Iterator[tuple[Document, Outcome]]:
    """Yield each letter that somebody needs, once, with whether it names them."""
    seen: set[str] = set()
    for person, rule in people_in_question(case):
        if rule is LegalRepresentative.SAME or representation(case, person) is not Outcome.DIFFERS:
            continue
        letter, outcome = letter_for(case, person)
        if letter is not None and letter.id not in seen:
            seen.add(letter.id)
            yield letter, outcome

"""Is each person's certificate in force, for long enough, and is its term the one the form states?

Basis: HW-REJ, TX-PROV17 (three months left); scenarios 16, 32, 33, 38.
Fails: an ID card that ended, or ends in one month.
Passes: 长期.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from extractors.form import Person
from validators.case import Case
from validators.findings import Finding
from validators.requirements import Material, is_about_person
from validators.terms import certificate_term, has_begun, in_force, matches_stated


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on the term of every person's certificate."""
    for person, document in with_terms(case):
        yield from has_begun(case, document, Field.VALID_FROM)
        yield in_force(case, document, Field.VALID_UNTIL, certificate_term(case))
        yield matches_stated(case, document, person.certificate.valid_until)


def with_terms(case: Case) -> Iterator[tuple[Person, Document]]:
    """Yield each person with the document that prints the term: the emblem side of an ID card, or the permit itself."""
    for filled, document in case.serving(Material.SPONSOR_CERTIFICATE, Material.PERSON_CERTIFICATE):
        other = (*UNIT_CERTIFICATES, Kind.ID_CARD_PORTRAIT)
        if is_about_person(filled.need) and filled.need.person is not None and document.kind not in other:
            yield filled.need.person, document

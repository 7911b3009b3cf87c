"""Faults of passports and permits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from samples.defect import FAIL, REVIEW, UNIT, Defect
from samples.drafts import Draft
from samples.identities import Person, years_after
from samples.permits import make_traveller


def _in_charge(draft: Draft, person: Person) -> None:
    """Puts a traveller in charge of the unit, its licence and its service."""
    draft.use_unit(representative=person.name)
    draft.person = draft.service_person = person
    draft.cards = [replace(draft.cards[0], person=person)]
    draft.sheet = replace(draft.sheet, person=person.name)
    draft.letter = None


def _traveller(certificate: str, change: Callable[[Draft, Person], None]) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        person = make_traveller(draft.rng, draft.today, certificate=certificate)
        while person.name.isascii():
            person = make_traveller(draft.rng, draft.today, certificate=certificate)
        _in_charge(draft, person)
        change(draft, person)

    return apply


def _ends(days: int) -> Callable[[Draft, Person], None]:
    def change(draft: Draft, _: Person) -> None:
        until = draft.today + timedelta(days=days)
        draft.use_person(card_from=years_after(until, -10), card_until=until)

    return change


def _zone_disagrees(draft: Draft, person: Person) -> None:
    draft.print_person(zone_birth=person.birth + timedelta(days=draft.rng.choice((1, 30, 365))))


def _other_number(draft: Draft, person: Person) -> None:
    number = person.id_number
    index = draft.rng.randrange(2, 8)
    digit = draft.rng.choice([digit for digit in "0123456789" if digit != number[index]])
    draft.print_person(id_number=number[:index] + digit + number[index + 1 :])


TRAVEL_DEFECTS = (
    Defect("passport_expired", FAIL, ("certificate.expired",), _traveller("passport", _ends(-90)), UNIT),
    Defect(
        "passport_zone_disagrees",
        REVIEW,
        ("identity.inconsistent",),
        _traveller("passport", _zone_disagrees),
        UNIT,
        (),
        (FAIL,),
    ),
    Defect(
        "passport_number_other",
        FAIL,
        ("number.mismatch",),
        _traveller("passport", _other_number),
        UNIT,
        ("identity.inconsistent",),
    ),
    Defect(
        "travel_permit_expiring", FAIL, ("certificate.expiring",), _traveller("hk_macao_travel_permit", _ends(30)), UNIT
    ),
    Defect(
        "travel_permit_number_other",
        FAIL,
        ("number.mismatch",),
        _traveller("taiwan_travel_permit", _other_number),
        UNIT,
    ),
)

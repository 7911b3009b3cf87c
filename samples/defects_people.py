"""Faults of people and their cards: wrong person, wrong number, terms, ages, photos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from samples.defect import FAIL, REVIEW, UNIT, Defect, one_character_off, one_digit_off
from samples.drafts import Draft, Json
from samples.identities import card_years, make_id_number, make_person, years_after
from samples.letters import Options as Letter


def _people(form: Json) -> list[Json]:
    return [form["sponsor"]["person_in_charge"], *(service["person_in_charge"] for service in form["services"])]


def _edit_number(change: Callable[[str], str]) -> Callable[[Json], None]:
    """Changes the first person's number wherever the form gives it."""

    def edit(form: Json) -> None:
        old = form["sponsor"]["person_in_charge"]["certificate"]["number"]
        for certificate in (form["sponsor"]["certificate"], *(person["certificate"] for person in _people(form))):
            if certificate["number"] == old:
                certificate["number"] = change(old)

    return edit


def _card_term(until_days: int) -> Callable[[Draft], None]:
    """A card of ten or twenty years that ends so many days from submission; the holder's age fits it."""

    def apply(draft: Draft) -> None:
        until = draft.today + timedelta(days=until_days)
        years = draft.rng.choice((10, 20))
        start = years_after(until, -years)
        age = draft.rng.randint(17, 24) if years == 10 else draft.rng.randint(27, 44)
        birth = years_after(start, -age) - timedelta(days=draft.rng.randint(20, 300))
        _reborn(draft, birth, card_from=start, card_until=years_after(start, years))

    return apply


def _reborn(draft: Draft, birth: date, **changes: object) -> None:
    person = draft.person
    number = make_id_number(draft.rng, person.id_number[:6], birth, male=person.sex == "男")
    draft.use_person(birth=birth, id_number=number, **changes)


def _card_not_yet_valid(draft: Draft) -> None:
    start = draft.today + timedelta(days=draft.rng.randint(10, 60))
    years = card_years(draft.person.birth, start)
    draft.use_person(card_from=start, card_until=None if years is None else years_after(start, years))


def _term_of_twelve_years(draft: Draft) -> None:
    start = draft.today - timedelta(days=draft.rng.randint(200, 1500))
    draft.use_person(card_from=start, card_until=years_after(start, draft.rng.choice((7, 12, 15, 30))))


def _long_term_when_young(draft: Draft) -> None:
    start = draft.today - timedelta(days=draft.rng.randint(100, 900))
    birth = years_after(start, -draft.rng.randint(24, 34)) - timedelta(days=40)
    _reborn(draft, birth, card_from=start, card_until=None)


def _underage(draft: Draft) -> None:
    birth = years_after(draft.today, -draft.rng.choice((15, 16, 17))) - timedelta(days=draft.rng.randint(5, 300))
    start = draft.today - timedelta(days=draft.rng.randint(60, 300))
    _reborn(draft, birth, card_from=start, card_until=years_after(start, card_years(birth, start) or 10))


def _other_sex(draft: Draft) -> None:
    draft.print_person(sex="女" if draft.person.sex == "男" else "男")


def _other_birth(draft: Draft) -> None:
    draft.print_person(birth=draft.person.birth + timedelta(days=draft.rng.choice((1, 10, 31, 365, -30))))


def _card_of_other_person(draft: Draft) -> None:
    draft.cards[0].person = make_person(draft.rng, draft.today, place=draft.person.place)


def _card_name_off(draft: Draft) -> None:
    draft.print_person(name=one_character_off(draft.rng, draft.person.name))


def _card_number_other(draft: Draft) -> None:
    person = draft.person
    number = make_id_number(draft.rng, person.id_number[:6], person.birth, male=person.sex == "男")
    while number == person.id_number:
        number = make_id_number(draft.rng, person.id_number[:6], person.birth, male=person.sex == "男")
    draft.print_person(id_number=number)


def _card_number_invalid(draft: Draft) -> None:
    draft.print_person(id_number=one_digit_off(draft.rng, draft.person.id_number, last=True))


def _number_invalid_everywhere(draft: Draft) -> None:
    draft.use_person(id_number=one_digit_off(draft.rng, draft.person.id_number, last=True))


def _form_number_invalid(draft: Draft) -> None:
    wrong = one_digit_off(draft.rng, draft.person.id_number, last=True)
    draft.form_edits.append(_edit_number(lambda _: wrong))


def _form_term_other(draft: Draft) -> None:
    def edit(form: Json) -> None:
        for person in _people(form):
            person["certificate"]["valid_until"] = (draft.today + timedelta(days=3000)).isoformat()

    draft.form_edits.append(edit)


def _other_in_charge(draft: Draft) -> None:
    """Somebody else than the legal representative is in charge, and nothing says why."""
    other = make_person(draft.rng, draft.today, place=draft.person.place)
    draft.person = draft.service_person = other
    draft.cards = [replace(draft.cards[0], person=other)]
    draft.sheet = replace(draft.sheet, person=other.name)
    draft.letter = None


def _letter_for_other(draft: Draft) -> None:
    _other_in_charge(draft)
    unit, stranger = draft.required_unit, make_person(draft.rng, draft.today)
    draft.letter = Letter(
        unit.name,
        unit.representative,
        stranger.name,
        stranger.id_number,
        draft.service_name,
        draft.today - timedelta(days=9),
        (draft.seal,),
    )


def _temporary_card(draft: Draft) -> None:
    draft.separate()
    draft.cards[0].options = replace(draft.cards[0].options, title="临时居民身份证")


def _faces(count: int) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        draft.faces = count

    return apply


PEOPLE_DEFECTS = (
    Defect("card_expired", FAIL, ("certificate.expired",), _card_term(-45)),
    Defect("card_expired_yesterday", FAIL, ("certificate.expired",), _card_term(-1)),
    Defect("card_expiring", FAIL, ("certificate.expiring",), _card_term(40)),
    Defect(
        "card_not_yet_valid",
        FAIL,
        ("certificate.not_yet_valid",),
        _card_not_yet_valid,
        accepted_reasons=("validity.implausible",),
        accepted_verdicts=(REVIEW,),
    ),
    Defect(
        "card_term_implausible", REVIEW, ("validity.implausible",), _term_of_twelve_years, accepted_verdicts=(FAIL,)
    ),
    Defect(
        "card_long_term_when_young", REVIEW, ("validity.implausible",), _long_term_when_young, accepted_verdicts=(FAIL,)
    ),
    Defect("person_underage", REVIEW, ("person.underage",), _underage, accepted_verdicts=(FAIL,)),
    Defect("card_sex_against_number", REVIEW, ("identity.inconsistent",), _other_sex, accepted_verdicts=(FAIL,)),
    Defect("card_birth_against_number", REVIEW, ("identity.inconsistent",), _other_birth, accepted_verdicts=(FAIL,)),
    Defect(
        "card_of_other_person",
        FAIL,
        ("number.mismatch",),
        _card_of_other_person,
        accepted_reasons=("name.mismatch", "person.mismatch"),
    ),
    Defect(
        "card_name_one_character_off",
        FAIL,
        ("name.mismatch",),
        _card_name_off,
        accepted_reasons=("person.mismatch",),
        accepted_verdicts=(REVIEW,),
    ),
    Defect("card_number_other", FAIL, ("number.mismatch",), _card_number_other),
    Defect(
        "card_number_invalid",
        REVIEW,
        ("number.invalid",),
        _card_number_invalid,
        accepted_reasons=("number.mismatch", "field.unread"),
        accepted_verdicts=(FAIL,),
    ),
    Defect(
        "number_invalid_everywhere",
        REVIEW,
        ("form.number_invalid",),
        _number_invalid_everywhere,
        accepted_reasons=("number.invalid",),
        accepted_verdicts=(FAIL,),
    ),
    Defect(
        "form_person_number_invalid",
        FAIL,
        ("form.number_invalid",),
        _form_number_invalid,
        accepted_reasons=("number.mismatch",),
    ),
    Defect("form_card_term_other", FAIL, ("validity.mismatch",), _form_term_other, accepted_verdicts=(REVIEW,)),
    Defect(
        "person_not_authorised",
        REVIEW,
        ("authorization.missing",),
        _other_in_charge,
        UNIT,
        ("person.mismatch",),
        (FAIL,),
    ),
    Defect(
        "letter_for_somebody_else",
        REVIEW,
        ("authorization.missing",),
        _letter_for_other,
        UNIT,
        ("person.mismatch",),
        (FAIL,),
    ),
    Defect(
        "temporary_card",
        FAIL,
        ("certificate.type_unsuitable",),
        _temporary_card,
        accepted_reasons=("material.missing", "material.unclassified"),
        accepted_verdicts=(REVIEW,),
    ),
    Defect(
        "photo_without_face",
        FAIL,
        ("person.photo_invalid",),
        _faces(0),
        accepted_reasons=("material.missing", "material.unclassified"),
        accepted_verdicts=(REVIEW,),
    ),
    Defect("photo_with_two_faces", FAIL, ("person.photo_invalid",), _faces(2), accepted_verdicts=(REVIEW,)),
)

from datetime import date
from random import Random

import pytest

from extractors.numbers import credit_code, organisation_code, registration_number, resident_id
from samples import units, vocabulary
from samples.identities import FORMS, OTHER_FORMS, card_years, make_domain, make_person, years_after

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("form", [*FORMS, *OTHER_FORMS])
def test_a_units_credit_code_is_valid_and_assigned_to_nobody(form: str) -> None:
    for seed in range(20):
        unit, _ = units.make_unit(Random(seed), TODAY, form=form)
        assert unit.number[17] == credit_code.calc_check_digit(unit.number[:17])
        assert unit.number[16] == organisation_code.calc_check_digit(unit.number[8:16])
        assert 80 <= int(unit.number[4:6]) <= 88


def test_an_old_number_is_valid() -> None:
    for seed in range(20):
        unit, _ = units.make_unit(Random(seed), TODAY, old_number=True)
        assert len(unit.number) == 15
        assert unit.number[14] == registration_number.calc_check_digit(unit.number[:14])


def test_a_persons_number_fits_the_card() -> None:
    for seed in range(50):
        person = make_person(Random(seed), TODAY)
        assert person.id_number[17] == resident_id.calc_check_digit(person.id_number[:17])
        assert person.id_number[6:14] == f"{person.birth:%Y%m%d}"
        assert (int(person.id_number[16]) % 2 == 1) == (person.sex == "男")


def test_a_cards_term_fits_the_age_and_runs_on() -> None:
    for seed in range(80):
        person = make_person(Random(seed), TODAY)
        years = card_years(person.birth, person.card_from)
        assert person.card_until == (None if years is None else years_after(person.card_from, years))
        assert person.card_until is None or person.card_until > years_after(TODAY, 1)


def test_a_units_term_and_domain_run_on() -> None:
    for seed in range(60):
        rng = Random(seed)
        unit, person = units.make_unit(rng, TODAY)
        assert unit.representative == person.name
        assert unit.established <= unit.issued <= TODAY
        assert unit.valid_until is None or unit.valid_until > years_after(TODAY, 1)
        assert (make_domain(rng, unit.name, "", TODAY).expires - TODAY).days >= 190


def test_amounts_in_words() -> None:
    assert units.in_words(1008) == "壹仟零捌"
    assert units.in_words(500) == "伍佰"
    assert units.in_words(10) == "壹拾"


def test_the_vocabulary_repeats_seldom() -> None:
    names = {units.make_unit(Random(seed), TODAY)[0].name for seed in range(300)}
    scopes = {units.make_unit(Random(seed), TODAY)[0].scope for seed in range(300)}
    assert len(names) > 290
    assert len(scopes) > 260
    assert len(vocabulary.PROVINCES) == 31

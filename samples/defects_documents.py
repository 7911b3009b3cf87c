"""Faults between form and documents: names, numbers, addresses, terms, domains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from samples.defect import FAIL, REVIEW, UNIT, Defect, one_character_off, one_digit_off
from samples.drafting import latin_name
from samples.drafts import Draft, Json
from samples.identities import make_credit_code, make_domain_name, random_day, street_address, years_after
from samples.units import company_stem, make_unit


def _edit_certificate(**values: str | None) -> Callable[[Json], None]:
    def edit(form: Json) -> None:
        form["sponsor"]["certificate"].update(values)

    return edit


def _licence_name_off(draft: Draft) -> None:
    draft.print_unit(name=one_character_off(draft.rng, draft.required_unit.name))


def _form_name_off(draft: Draft) -> None:
    wrong = one_character_off(draft.rng, draft.required_unit.name)
    draft.form_edits.append(lambda form: form["sponsor"].update(name=wrong))


def _form_other_legal_form(draft: Draft) -> None:
    name = draft.required_unit.name
    other = (
        name.replace("有限责任公司", "有限公司") if "有限责任公司" in name else name.replace("有限公司", "有限责任公司")
    )
    draft.form_edits.append(lambda form: form["sponsor"].update(name=other))


def _licence_of_other_unit(draft: Draft) -> None:
    other, _ = make_unit(draft.rng, draft.today)
    draft.certificate_unit = replace(other, form=draft.required_unit.form)


def _form_number_off(draft: Draft) -> None:
    draft.form_edits.append(_edit_certificate(number=one_digit_off(draft.rng, draft.required_unit.number)))


def _qr_number_other(draft: Draft) -> None:
    """The QR code on the licence leads to another company: a picture put together, or a code that was exchanged."""
    unit = draft.required_unit
    other = make_credit_code(draft.rng, "91", unit.place.code, unit.established)
    layout = "portrait" if draft.certificate.layout == "corporate" else draft.certificate.layout
    draft.separate("business_licence")
    draft.level = "clean"  # a code that cannot be decoded says nothing, and then nothing is wrong
    draft.certificate = replace(draft.certificate, layout=layout, qr_number=other)


def _form_number_other(draft: Draft) -> None:
    unit = draft.required_unit
    number = make_credit_code(draft.rng, "91", unit.place.code, unit.established)
    draft.form_edits.append(_edit_certificate(number=number))


def _licence_number_invalid(draft: Draft) -> None:
    draft.print_unit(number=one_digit_off(draft.rng, draft.required_unit.number))


def _licence_number_invalid_everywhere(draft: Draft) -> None:
    draft.use_unit(number=one_digit_off(draft.rng, draft.required_unit.number))


def _form_address_other(draft: Draft) -> None:
    other = street_address(draft.rng, draft.required_unit.place)
    draft.form_edits.append(_edit_certificate(address=other))


def _form_address_shortened(draft: Draft) -> None:
    unit = draft.required_unit
    address = unit.address.removeprefix(unit.place.province_full).removeprefix(unit.place.city)
    draft.form_edits.append(_edit_certificate(address=address))


def _term_of(draft: Draft, until: date) -> None:
    """A licence that prints a term, on a form of a time when terms were printed."""
    start = years_after(until, -10) + timedelta(days=1)
    issued = random_day(draft.rng, max(start, date(2015, 10, 8)), min(date(2022, 8, 30), draft.today))
    draft.use_unit(established=start, issued=max(issued, start), valid_until=until, term_printed=True)
    layout = "landscape" if draft.required_unit.issued >= date(2019, 3, 1) else "portrait"
    draft.certificate = replace(draft.certificate, scope_printed=True, layout=layout)


def _licence_ends(days: int) -> Callable[[Draft], None]:
    return lambda draft: _term_of(draft, draft.today + timedelta(days=days))


def _licence_not_yet_valid(draft: Draft) -> None:
    start = draft.today + timedelta(days=draft.rng.randint(5, 40))
    until = years_after(start, 20) - timedelta(days=1)
    draft.use_unit(established=start, issued=start, valid_until=until, term_printed=True)
    draft.certificate = replace(draft.certificate, scope_printed=True, layout="landscape")


def _form_licence_term_other(draft: Draft) -> None:
    _term_of(draft, draft.today + timedelta(days=1500))
    other = draft.today + timedelta(days=2600)
    draft.form_edits.append(_edit_certificate(valid_until=other.isoformat()))


def _old_number(draft: Draft) -> None:
    unit, _ = make_unit(draft.rng, draft.today, old_number=True)
    known = draft.required_unit
    draft.use_unit(
        number=unit.number, old_number=True, established=unit.established, issued=unit.issued, registrar=known.registrar
    )
    draft.certificate = replace(
        draft.certificate, layout=draft.rng.choice(("portrait", "corporate")), scope_printed=True
    )


def _certificate_type_other(draft: Draft) -> None:
    draft.form_edits.append(lambda form: form["sponsor"]["certificate"].update(type="id_card"))


def _domain_ends(days: int) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        expires = draft.today + timedelta(days=days)
        draft.use_domain(registered=years_after(expires, -draft.rng.choice((1, 2, 5))), expires=expires)

    return apply


def _domain_holder_other(draft: Draft) -> None:
    other = company_stem(draft.rng, draft.person.place) + "有限公司"
    draft.use_domain(registrant=other)


def _domain_holder_off(draft: Draft) -> None:
    draft.use_domain(registrant=one_character_off(draft.rng, draft.domains[0].registrant))


def _domain_holder_person(draft: Draft) -> None:
    draft.use_domain(registrant=draft.required_unit.representative)


def _domain_holder_latin(draft: Draft) -> None:
    draft.use_domain(registrant_latin=latin_name(draft.rng))
    record, options = draft.domain_pages[0]
    draft.domain_pages[0] = (record, replace(options, layout="english", latin_only=True, registry_seal=False))


def _domain_other(draft: Draft) -> None:
    draft.use_domain(name=make_domain_name(draft.rng))


def _domain_other_ending(draft: Draft) -> None:
    stem, _, ending = draft.domains[0].name.partition(".")
    draft.use_domain(name=f"{stem}.{draft.rng.choice([e for e in ('com', 'cn', 'net', 'com.cn') if e != ending])}")


def _domain_one_letter_off(draft: Draft) -> None:
    stem, _, ending = draft.domains[0].name.partition(".")
    index = draft.rng.randrange(len(stem))
    letter = draft.rng.choice([letter for letter in "abcdefghkmnpqrstuvwxyz" if letter != stem[index]])
    draft.use_domain(name=f"{stem[:index]}{letter}{stem[index + 1 :]}.{ending}")


def _sheet_other_domain(draft: Draft) -> None:
    draft.sheet = replace(draft.sheet, domains=(make_domain_name(draft.rng),))


def _sheet_other_sponsor(draft: Draft) -> None:
    draft.sheet = replace(draft.sheet, sponsor_name=one_character_off(draft.rng, draft.sheet.sponsor_name))


def _sheet_unsigned(draft: Draft) -> None:
    draft.sheet = replace(draft.sheet, signed=False)


_NAMED = ("stamp.wrong_owner", "registrant.mismatch", "name.mismatch")

DOCUMENT_DEFECTS = (
    Defect("licence_name_one_character_off", FAIL, ("name.mismatch",), _licence_name_off, UNIT, (), (REVIEW,)),
    Defect("form_name_one_character_off", FAIL, ("name.mismatch",), _form_name_off, UNIT, _NAMED, (REVIEW,)),
    Defect("form_name_other_legal_form", FAIL, ("name.mismatch",), _form_other_legal_form, UNIT, _NAMED, (REVIEW,)),
    Defect("licence_of_other_unit", FAIL, ("name.mismatch",), _licence_of_other_unit, UNIT, ("number.mismatch",)),
    Defect("form_number_one_digit_off", FAIL, ("form.number_invalid",), _form_number_off, UNIT, ("number.mismatch",)),
    Defect("form_number_other", FAIL, ("number.mismatch",), _form_number_other, UNIT),
    Defect("licence_qr_code_of_another", REVIEW, ("number.mismatch",), _qr_number_other, UNIT),
    Defect(
        "licence_number_invalid",
        REVIEW,
        ("number.invalid",),
        _licence_number_invalid,
        UNIT,
        ("number.mismatch", "field.unread"),
        (FAIL,),
    ),
    Defect(
        "licence_number_invalid_everywhere",
        REVIEW,
        ("form.number_invalid",),
        _licence_number_invalid_everywhere,
        UNIT,
        ("number.invalid",),
        (FAIL,),
    ),
    Defect("form_address_other", FAIL, ("address.mismatch",), _form_address_other, UNIT, (), (REVIEW,)),
    Defect("form_address_shortened", REVIEW, ("address.mismatch",), _form_address_shortened, UNIT, (), (FAIL,)),
    Defect("licence_expired", FAIL, ("certificate.expired",), _licence_ends(-60), UNIT),
    Defect("licence_expiring", FAIL, ("certificate.expiring",), _licence_ends(50), UNIT),
    Defect("licence_not_yet_valid", FAIL, ("certificate.not_yet_valid",), _licence_not_yet_valid, UNIT, (), (REVIEW,)),
    Defect("form_licence_term_other", FAIL, ("validity.mismatch",), _form_licence_term_other, UNIT, (), (REVIEW,)),
    Defect(
        "licence_old_number", REVIEW, ("certificate.type_unsuitable",), _old_number, UNIT, ("field.unread",), (FAIL,)
    ),
    Defect(
        "form_certificate_type_other",
        FAIL,
        ("certificate.type_unsuitable",),
        _certificate_type_other,
        UNIT,
        ("form.number_invalid", "material.missing"),
    ),
    Defect("domain_expired", FAIL, ("domain.expired",), _domain_ends(-20)),
    Defect("domain_expiring", FAIL, ("domain.expiring",), _domain_ends(35)),
    Defect("domain_holder_other", FAIL, ("registrant.mismatch",), _domain_holder_other),
    Defect(
        "domain_holder_one_character_off",
        FAIL,
        ("registrant.mismatch",),
        _domain_holder_off,
        accepted_verdicts=(REVIEW,),
    ),
    Defect("domain_holder_is_representative", REVIEW, ("registrant.mismatch",), _domain_holder_person, UNIT),
    Defect(
        "domain_holder_latin_only",
        REVIEW,
        ("registrant.mismatch",),
        _domain_holder_latin,
        accepted_reasons=("field.unread",),
    ),
    Defect("domain_other", FAIL, ("domain.mismatch",), _domain_other, accepted_reasons=("material.missing",)),
    Defect(
        "domain_other_ending", FAIL, ("domain.mismatch",), _domain_other_ending, accepted_reasons=("material.missing",)
    ),
    Defect(
        "domain_one_letter_off",
        FAIL,
        ("domain.mismatch",),
        _domain_one_letter_off,
        accepted_reasons=("material.missing",),
        accepted_verdicts=(REVIEW,),
    ),
    Defect("sheet_other_domain", FAIL, ("domain.mismatch",), _sheet_other_domain, accepted_verdicts=(REVIEW,)),
    Defect("sheet_other_sponsor", FAIL, ("name.mismatch",), _sheet_other_sponsor, accepted_verdicts=(REVIEW,)),
    Defect("sheet_unsigned", FAIL, ("sheet.unsigned",), _sheet_unsigned, accepted_verdicts=(REVIEW,)),
)

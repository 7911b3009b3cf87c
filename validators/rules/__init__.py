"""The rules: one file a question, one tuple, in the order a reviewer reads a submission.

A rule is a function of the case that yields findings. It decides nothing about the verdict. To add one: a file here
with a question, its basis, a failing and a passing example; a line in `RULES`; a table of cases in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from validators.case import Case
from validators.findings import Finding
from validators.rules import (
    app_identity,
    authorization_letter,
    certificate_matches_form,
    certificate_original,
    certificate_term,
    certificate_type,
    certificate_type_stated,
    commitment_letter,
    documents_agree,
    domain_certificate,
    domain_registrar,
    domain_term,
    files_recognised,
    files_usable,
    form_complete,
    form_numbers,
    id_card_plausible,
    identity_consistent,
    identity_sides,
    images_good_enough,
    individual_in_charge,
    kinds_as_declared,
    legal_representative,
    materials_expected,
    materials_present,
    materials_used_once,
    numbers_valid,
    person_address,
    person_matches_form,
    person_of_age,
    person_term,
    pictures_apart,
    portrait_photo,
    pre_approval_declared,
    pre_approvals,
    province,
    qr_code,
    services_filed_here,
    sheet_dated,
    sheet_matches_form,
    sheet_signed,
    stamped,
)

Rule = Callable[[Case], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    # The form by itself
    form_complete.check,
    services_filed_here.check,
    app_identity.check,
    form_numbers.check,
    # The files, and what they are
    files_usable.check,
    files_recognised.check,
    kinds_as_declared.check,
    materials_present.check,
    materials_used_once.check,
    pictures_apart.check,
    materials_expected.check,
    images_good_enough.check,
    # The sponsor
    certificate_type_stated.check,
    certificate_type.check,
    certificate_original.check,
    certificate_matches_form.check,
    qr_code.check,
    certificate_term.check,
    province.check,
    legal_representative.check,
    authorization_letter.check,
    commitment_letter.check,
    # The people
    individual_in_charge.check,
    person_matches_form.check,
    person_address.check,
    person_term.check,
    person_of_age.check,
    identity_sides.check,
    identity_consistent.check,
    id_card_plausible.check,
    portrait_photo.check,
    numbers_valid.check,
    # The services
    domain_certificate.check,
    domain_registrar.check,
    domain_term.check,
    sheet_matches_form.check,
    sheet_signed.check,
    sheet_dated.check,
    pre_approvals.check,
    pre_approval_declared.check,
    # Stamps, and documents against each other
    stamped.check,
    documents_agree.check,
)

"""Faults of the set: materials missing, doubled, in the wrong slot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from samples.defect import FAIL, REVIEW, UNIT, Defect, upload_of
from samples.drafts import Draft, Json, Upload
from samples.identities import make_domain, make_person

_CARD_KINDS = ("id_card_portrait", "id_card_emblem")


def _omit(*kinds: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        draft.separate()
        draft.omit.update(kinds)

    return apply


def _one_side(side: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        draft.separate()
        draft.cards[0].sides = (side,)

    return apply


def _domain_without_certificate(draft: Draft) -> None:
    known = draft.domains[0]
    draft.domains.append(make_domain(draft.rng, known.registrant, known.registrant_latin, draft.today))
    draft.sheet = replace(draft.sheet, domains=tuple(record.name for record in draft.domains))


def _same_domain_certificate_twice(draft: Draft) -> None:
    draft.separate("domain_certificate")
    _domain_without_certificate(draft)

    def edit(uploads: list[Upload]) -> None:
        first = upload_of(uploads, "domain_certificate")
        uploads.append(Upload(f"2-{first.name}", first.kind, first.data, list(first.documents)))

    draft.file_edits.append(edit)


def _portrait_side_twice(draft: Draft) -> None:
    draft.separate(*_CARD_KINDS)
    draft.cards[0].sides = ("portrait",)
    draft.materials = "full"

    def edit(uploads: list[Upload]) -> None:
        first = upload_of(uploads, "id_card_portrait")
        uploads.append(Upload(f"back-{first.name}", "id_card_emblem", first.data, list(first.documents)))

    draft.file_edits.append(edit)


def _licence_in_two_slots(draft: Draft) -> None:
    draft.separate("business_licence")
    draft.omit.add("domain_certificate")
    draft.materials = "full"

    def edit(uploads: list[Upload]) -> None:
        first = upload_of(uploads, "business_licence")
        uploads.append(Upload("域名注册证书.jpg", "domain_certificate", first.data, list(first.documents)))

    draft.file_edits.append(edit)


def _card_in_licence_slot(draft: Draft) -> None:
    draft.separate("id_card_portrait")
    draft.omit.add("business_licence")
    draft.materials = "full"

    def edit(uploads: list[Upload]) -> None:
        upload = upload_of(uploads, "id_card_portrait")
        uploads.append(Upload("营业执照扫描.jpg", "business_licence", upload.data, list(upload.documents)))

    draft.file_edits.append(edit)


def _slots_swapped(draft: Draft) -> None:
    draft.separate()
    draft.materials = "full"
    pair = ("verification_sheet", "domain_certificate")

    def edit(form: Json) -> None:
        kinds = dict(zip(pair, reversed(pair), strict=True))
        for entry in form["materials"]:
            entry["kind"] = kinds.get(entry["kind"], entry["kind"])

    draft.form_edits.append(edit)


def _second_card_missing(draft: Draft) -> None:
    other = make_person(draft.rng, draft.today, place=draft.person.place)
    draft.service_person = other
    draft.cards = draft.cards[:1]
    draft.sheet = replace(draft.sheet, person=other.name)


MATERIAL_DEFECTS = (
    Defect("sheet_missing", FAIL, ("material.missing",), _omit("verification_sheet")),
    Defect("certificate_missing", FAIL, ("material.missing",), _omit("business_licence"), UNIT),
    Defect("card_missing", FAIL, ("material.missing",), _omit(*_CARD_KINDS)),
    Defect("card_emblem_side_missing", FAIL, ("material.missing",), _one_side("portrait")),
    Defect("card_portrait_side_missing", FAIL, ("material.missing",), _one_side("emblem")),
    Defect("service_person_card_missing", FAIL, ("material.missing",), _second_card_missing, UNIT),
    Defect("photo_missing", FAIL, ("material.missing",), _omit("portrait_photo")),
    Defect("domain_certificate_missing", FAIL, ("material.missing",), _omit("domain_certificate")),
    Defect("second_domain_certificate_missing", FAIL, ("material.missing",), _domain_without_certificate),
    Defect(
        "same_domain_certificate_twice",
        FAIL,
        ("material.missing",),
        _same_domain_certificate_twice,
        accepted_reasons=("material.duplicate", "domain.mismatch"),
    ),
    Defect(
        "portrait_side_twice",
        FAIL,
        ("material.missing",),
        _portrait_side_twice,
        accepted_reasons=("material.duplicate", "material.kind_mismatch"),
    ),
    Defect(
        "licence_in_two_slots",
        FAIL,
        ("material.kind_mismatch",),
        _licence_in_two_slots,
        UNIT,
        accepted_reasons=("material.duplicate", "material.missing"),
    ),
    Defect(
        "card_in_licence_slot",
        FAIL,
        ("material.kind_mismatch",),
        _card_in_licence_slot,
        UNIT,
        accepted_reasons=("material.missing", "material.duplicate"),
    ),
    Defect(
        "sheet_and_domain_slots_swapped", FAIL, ("material.kind_mismatch",), _slots_swapped, accepted_verdicts=(REVIEW,)
    ),
)

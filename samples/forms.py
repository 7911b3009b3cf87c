"""form.json of a draft, as the contract names things."""

from __future__ import annotations

from datetime import date
from random import Random

from samples.drafts import Draft, Json, Upload
from samples.identities import Person
from samples.unit_certificates import KINDS


def _rewritten(rng: Random, text: str) -> str:
    """The same name or address with brackets of the other width, as filers type them."""
    if rng.random() < 0.75:
        return text
    if "（" in text:
        return text.replace("（", "(").replace("）", ")")
    return text.replace("(", "（").replace(")", "）")


def _domain(rng: Random, name: str) -> str:
    """The domain as the filer types it: a Chinese one sometimes in its ASCII form."""
    if name.isascii() or rng.random() < 0.6:
        return name
    return name.encode("idna").decode("ascii")


def _until(day: date | None) -> str:
    return "long_term" if day is None else day.isoformat()


def person_json(person: Person) -> Json:
    """A person in charge with an identity card."""
    return {
        "name": person.name,
        "certificate": {
            "type": person.certificate,
            "number": person.id_number,
            "valid_until": _until(person.card_until),
        },
    }


def build_form(draft: Draft, uploads: list[Upload]) -> Json:
    """The form before any defect touches it."""
    rng, person = draft.rng, draft.person
    if draft.unit is not None:
        unit = draft.unit
        until: str | None = _until(unit.valid_until)
        if not unit.term_printed:
            until = None if rng.random() < 0.8 else "long_term"
        kind, name = "unit", _rewritten(rng, unit.name)
        certificate: Json = {
            "type": KINDS.get(unit.form, "business_licence"),
            "number": unit.number,
            "address": _rewritten(rng, unit.address),
            "valid_until": until,
        }
    else:
        kind, name = "individual", person.name
        certificate = {
            "type": person.certificate,
            "number": person.id_number,
            "address": person.address,
            "valid_until": _until(person.card_until),
        }
    form: Json = {
        "submission_id": draft.submission_id,
        "submitted_on": draft.today.isoformat(),
        "province": (draft.unit.place if draft.unit else person.place).province,
        "filing_type": rng.choice(("first", "first", "first", "add_service", "add_access", "change")),
        "sponsor": {"kind": kind, "name": name, "certificate": certificate, "person_in_charge": person_json(person)},
        "services": [
            {
                "kind": draft.service_kind,
                "name": draft.service_name,
                "domains": [_domain(rng, record.name) for record in draft.domains],
                "pre_approval_categories": list(draft.categories),
                "person_in_charge": person_json(draft.service_person),
                "app": draft.app,
            }
        ],
    }
    declared = [{"file": upload.name, "kind": upload.kind} for upload in uploads]
    if draft.materials == "partial":
        declared = [entry for entry in declared if rng.random() < 0.5]
    if draft.materials != "none":
        form["materials"] = declared
    return form

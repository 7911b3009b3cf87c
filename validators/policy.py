"""Policies: the rules that drift with time, province and provider, as dated and sourced data (`policies/*.toml`).

Every entry says its value, where it comes from and since when it holds. How files become policies stands in
`policy_files`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import ConfigDict, model_validator
from pydantic import Field as Constraint

from extractors.facts.model import Model
from extractors.form import CertificateType, FilingType, PreApprovalCategory

T = TypeVar("T")


class StampNeed(StrEnum):
    """When a material carries the sponsor's stamp. `if_copy_or_bw`: unless it is a colour picture of the original."""

    ALWAYS = "always"
    IF_COPY_OR_BW = "if_copy_or_bw"
    NEVER = "never"


class Answer(StrEnum):
    """What the policy makes of something that may be objected to."""

    ACCEPT = "accept"
    REVIEW = "review"
    FAIL = "fail"


class SheetDate(StrEnum):
    """Whether the verification sheet bears a date."""

    EITHER = "either"
    BLANK = "blank"
    REQUIRED = "required"


class LegalRepresentative(StrEnum):
    """Whether the person in charge must be the legal representative.

    `letter`: or be authorised by a letter. `review`: without a letter, a person decides.
    """

    SAME = "same"
    LETTER = "letter"
    REVIEW = "review"
    FREE = "free"


class ImageAnswer(StrEnum):
    """What a flaw of a picture does. `if_unread`: it fails when something needed on that page was not read."""

    IGNORE = "ignore"
    IF_UNREAD = "if_unread"
    REVIEW = "review"
    FAIL = "fail"


class Entry(Model, Generic[T]):
    """One rule: its value, its source, and the day from which it is known to hold."""

    value: T
    source: Annotated[str, Constraint(min_length=1)]
    since: dt.date


Months = Annotated[int, Constraint(ge=0, le=600)]
Age = Annotated[int, Constraint(ge=0, le=100)]
Share = Annotated[float, Constraint(ge=0.5, le=1.0)]
Words = dict[PreApprovalCategory, tuple[str, ...]]


class StampNeeds(Model):
    """Which materials of one kind of sponsor carry a stamp."""

    sponsor_certificate: Entry[StampNeed]
    domain_certificate: Entry[StampNeed]
    pre_approval: Entry[StampNeed]
    verification_sheet: Entry[StampNeed]
    authorization_letter: Entry[StampNeed]
    commitment_letter: Entry[StampNeed]
    person_certificate: Entry[StampNeed]


class StampPolicy(Model):
    """Stamps by kind of sponsor."""

    unit: StampNeeds
    individual: StampNeeds


class SoleTraderPolicy(Model):
    """What holds for a 个体工商户, which may have no seal."""

    missing_but_signed: Entry[Answer]


class RequiredPolicy(Model):
    """For which kinds of filing a material is asked."""

    verification_sheet: Entry[tuple[FilingType, ...]]
    portrait_photo: Entry[tuple[FilingType, ...]]
    commitment_letter: Entry[tuple[FilingType, ...]]


class ValidityPolicy(Model):
    """How long things must still run, in calendar months after the day of submission."""

    certificate_months: Entry[Months]
    domain_months: Entry[Months]
    licence_term_not_printed_since: Entry[dt.date]
    renewed_within_months: Entry[Months]


class SheetPolicy(Model):
    """What the verification sheet must look like."""

    date: Entry[SheetDate]
    unwanted_date: Entry[Answer]


class PersonPolicy(Model):
    """Who may be in charge.

    `underage` is the answer to ages from `least_age` to `adult_age`; whoever is younger cannot be in charge at all.
    """

    adult_age: Entry[Age]
    least_age: Entry[Age]
    underage: Entry[Answer]
    without_mainland_id: Entry[Answer]
    sponsor_vs_legal_representative: Entry[LegalRepresentative]
    service_vs_legal_representative: Entry[LegalRepresentative]
    letter_age_months: Entry[Months]
    undated_letter: Entry[Answer]
    temporary_id_card: Entry[Answer]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least_age.value > self.adult_age.value:
            raise ValueError("least_age 不能大于 adult_age")
        return self


class SponsorPolicy(Model):
    """Which certificates a sponsor may prove itself with."""

    unit_certificates: Entry[tuple[CertificateType, ...]]
    person_certificates: Entry[tuple[CertificateType, ...]]
    old_registration_number: Entry[Answer]
    electronic_certificate: Entry[Answer]
    other_province: Entry[Answer]


class DomainPolicy(Model):
    """Who may hold a domain, and where it may be registered.

    Registrars are compared in lower case: a foreign one by words anywhere in its name, one in the mainland that is
    named in Latin letters by how its name begins.
    """

    held_by_person_in_charge: Entry[Answer]
    held_by_legal_representative: Entry[Answer]
    foreign_registrars: Entry[tuple[str, ...]]
    domestic_registrars: Entry[tuple[str, ...]]


class ImagePolicy(Model):
    """Flaws of pictures, by the code that `Quality.issues` gives them."""

    blurred: Annotated[Entry[ImageAnswer], Constraint(alias="image.blurred")]
    too_small: Annotated[Entry[ImageAnswer], Constraint(alias="image.too_small")]
    glare: Annotated[Entry[ImageAnswer], Constraint(alias="image.glare")]
    cropped: Annotated[Entry[ImageAnswer], Constraint(alias="image.cropped")]
    screen_photo: Annotated[Entry[ImageAnswer], Constraint(alias="image.screen_photo")]
    watermark: Annotated[Entry[ImageAnswer], Constraint(alias="image.watermark")]
    black_and_white: Annotated[Entry[ImageAnswer], Constraint(alias="image.black_and_white")]

    def answer(self, issue: str) -> ImageAnswer:
        """Return what this flaw does.

        Raises:
            KeyError: no such flaw.
        """
        by_code = {field.alias: getattr(self, name).value for name, field in type(self).model_fields.items()}
        answer: ImageAnswer = by_code[issue]
        return answer


class PreApprovalPolicy(Model):
    """Words that hint at a category of services needing approval."""

    name_words: Entry[Words]
    scope_words: Entry[Words]


class ConfidencePolicy(Model):
    """How far a reading must be trusted before it counts (0 to 1); explained in `policies/standard.toml`."""

    accept: Entry[Share]
    agree: Entry[Share]
    kind: Entry[Share]
    kind_as_declared: Entry[Share]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.agree.value > self.accept.value:
            raise ValueError("agree 不能大于 accept")
        return self


class Policy(Model):
    """One policy, whole. `as_of` is the day on which its entries were last compared with their sources.

    `based_on` names the policy whose entries hold where this one's own file says nothing; None: the file says it all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Constraint(min_length=1, max_length=100)]
    title: str
    as_of: dt.date
    based_on: str | None = None
    stamp: StampPolicy
    stamp_of_sole_trader: SoleTraderPolicy
    required: RequiredPolicy
    validity: ValidityPolicy
    sheet: SheetPolicy
    person: PersonPolicy
    sponsor: SponsorPolicy
    domain: DomainPolicy
    images: ImagePolicy
    pre_approval: PreApprovalPolicy
    confidence: ConfidencePolicy

    def entries(self) -> Iterator[tuple[str, Entry[Any]]]:
        """Yield every entry with its key path as files write it (`stamp.unit.domain_certificate`), in their order."""
        return _entries(self, "")


def _entries(table: Model, path: str) -> Iterator[tuple[str, Entry[Any]]]:
    for name, field in type(table).model_fields.items():
        value, key = getattr(table, name), field.alias or name
        if isinstance(value, Entry):
            yield f"{path}{key}", value
        elif isinstance(value, Model):
            yield from _entries(value, f"{path}{key}.")

"""Policies: the rules that drift with time, province and provider, as dated and sourced data (`policies/*.toml`).

Every entry says its value, where it comes from and since when it holds. A policy file is complete in itself: nothing is
inherited, so that what is in force can be read in one place, and a missing line is an error rather than a default.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Annotated, Generic, Self, TypeVar

from pydantic import ConfigDict, ValidationError, model_validator
from pydantic import Field as Constraint

from extractors.facts import Model
from extractors.form import CertificateType, FilingType, PreApprovalCategory

T = TypeVar("T")
_PACKAGE, _FOLDER = "validators", "policies"
_SUFFIX = ".toml"


class PolicyError(ValueError):
    """A policy cannot be used; the message names file, line and key."""


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
Share = Annotated[float, Constraint(ge=0.5, le=1.0)]
Words = dict[PreApprovalCategory, tuple[str, ...]]


class StampNeeds(Model):
    """Which materials of one kind of sponsor carry a stamp."""

    sponsor_certificate: Entry[StampNeed]
    domain_certificate: Entry[StampNeed]
    pre_approval: Entry[StampNeed]
    verification_sheet: Entry[StampNeed]
    authorization_letter: Entry[StampNeed]
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
    """Who may be in charge."""

    adult_age: Entry[Annotated[int, Constraint(ge=0, le=100)]]
    underage: Entry[Answer]
    sponsor_vs_legal_representative: Entry[LegalRepresentative]
    service_vs_legal_representative: Entry[LegalRepresentative]
    letter_age_months: Entry[Months]
    undated_letter: Entry[Answer]
    temporary_id_card: Entry[Answer]


class SponsorPolicy(Model):
    """Which certificates a sponsor may prove itself with."""

    unit_certificates: Entry[tuple[CertificateType, ...]]
    person_certificates: Entry[tuple[CertificateType, ...]]
    old_registration_number: Entry[Answer]
    electronic_certificate: Entry[Answer]
    other_province: Entry[Answer]


class DomainPolicy(Model):
    """Who may hold a domain, and where it may be registered. Registrars are compared in lower case."""

    held_by_person_in_charge: Entry[Answer]
    held_by_legal_representative: Entry[Answer]
    foreign_registrars: Entry[tuple[str, ...]]


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
            raise ValueError("agree must not be above accept")
        return self


class Policy(Model):
    """One policy, whole. `as_of` is the day on which its entries were last compared with their sources."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Constraint(min_length=1, max_length=100)]
    title: str
    as_of: dt.date
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


def policy_names() -> tuple[str, ...]:
    """Return the names of the built-in policies."""
    files = resources.files(_PACKAGE).joinpath(_FOLDER).iterdir()
    return tuple(sorted(file.name.removesuffix(_SUFFIX) for file in files if file.name.endswith(_SUFFIX)))


def load_policy(name_or_path: str | Path = "standard") -> Policy:
    """Return the built-in policy of that name, or the one in a `.toml` file.

    Raises:
        PolicyError: there is none, or it is not a policy; the message names file, line and key.
    """
    given = str(name_or_path)
    if given in policy_names():
        source, text = f"{given}{_SUFFIX}", _packaged(given)
    elif given.endswith(_SUFFIX):
        source, text = given, _read(Path(name_or_path))
    else:
        raise PolicyError(f"no policy {given!r}: give a .toml file or one of {', '.join(policy_names())}")
    try:
        return Policy.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{source}: not TOML: {error}") from error
    except ValidationError as error:
        raise PolicyError(_explain(source, text, error)) from error


def _packaged(name: str) -> str:
    """Return the text of a built-in policy."""
    return resources.files(_PACKAGE).joinpath(_FOLDER, name + _SUFFIX).read_text("utf-8")


def _read(path: Path) -> str:
    """Return the text of a policy file."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: cannot be read: {error}") from error


def _explain(source: str, text: str, error: ValidationError) -> str:
    """Return one sentence a problem, each with line and key."""
    problems = []
    for problem in error.errors(include_url=False):
        keys = [str(key) for key in problem["loc"]]
        problems.append(f"{source}, line {_line_of(text, keys)}: {'.'.join(keys) or 'policy'}: {problem['msg']}")
    return "\n".join(problems)


def _line_of(text: str, keys: list[str]) -> int:
    """Return the line (from 1) of the longest part of the key path that is written out in the file; 1 when none is."""
    best, found = 0, 1
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$", line)
        entry = re.match(r"""\s*["']?([\w.-]+?)["']?\s*=""", line)
        if header:
            table = path = header[1].strip().split(".")
        elif entry:
            path = [*table, entry[1]]
        else:
            continue
        if len(path) > best and keys[: len(path)] == path:
            best, found = len(path), number
    return found

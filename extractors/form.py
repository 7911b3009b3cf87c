"""The filing form (`form.json`) as typed data. Names are the contract's; nothing here reads a disk."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field as Constraint

from extractors.facts.kinds import Kind
from extractors.facts.model import Model

Text = Annotated[str, Constraint(min_length=1, max_length=500)]
ValidUntil = dt.date | Literal["long_term"] | None


class FilingType(StrEnum):
    """What is asked for (备案类型)."""

    FIRST = "first"
    ADD_SERVICE = "add_service"
    ADD_ACCESS = "add_access"
    CHANGE = "change"


class SponsorKind(StrEnum):
    """A unit (单位) or an individual (个人)."""

    UNIT = "unit"
    INDIVIDUAL = "individual"


class ServiceKind(StrEnum):
    """What is put online."""

    WEBSITE = "website"
    APP = "app"
    MINI_PROGRAM = "mini_program"
    QUICK_APP = "quick_app"


class CertificateType(StrEnum):
    """Certificates a form may name, for units and for persons."""

    BUSINESS_LICENCE = "business_licence"
    ORGANIZATION_CODE_CERTIFICATE = "organization_code_certificate"
    PUBLIC_INSTITUTION_CERTIFICATE = "public_institution_certificate"
    SOCIAL_ORGANIZATION_CERTIFICATE = "social_organization_certificate"
    PRIVATE_NON_ENTERPRISE_CERTIFICATE = "private_non_enterprise_certificate"
    FOUNDATION_CERTIFICATE = "foundation_certificate"
    LAW_FIRM_LICENCE = "law_firm_licence"
    REPRESENTATIVE_OFFICE_CERTIFICATE = "representative_office_certificate"
    ID_CARD = "id_card"
    PASSPORT = "passport"
    TAIWAN_TRAVEL_PERMIT = "taiwan_travel_permit"
    HK_MACAO_TRAVEL_PERMIT = "hk_macao_travel_permit"
    HKMT_RESIDENCE_PERMIT = "hkmt_residence_permit"
    PERMANENT_RESIDENT_CARD = "permanent_resident_card"


class PreApprovalCategory(StrEnum):
    """Services that need an authority's approval first (前置审批)."""

    NEWS = "news"
    PUBLISHING = "publishing"
    EDUCATION = "education"
    MEDICAL = "medical"
    CULTURE = "culture"
    BROADCAST = "broadcast"
    RELIGION = "religion"


class Certificate(Model):
    """A certificate as the filer states it. `valid_until` None means not stated."""

    type: CertificateType
    number: Text
    address: Text | None = None
    valid_until: ValidUntil = None


class Person(Model):
    """A person in charge (负责人) and the certificate that proves who they are."""

    name: Text
    certificate: Certificate


class Sponsor(Model):
    """The filing entity (主办者). An individual may leave `person_in_charge` out: it is the sponsor."""

    kind: SponsorKind
    name: Text
    certificate: Certificate
    person_in_charge: Person | None = None


class Platform(Model):
    """One platform an app runs on, with what identifies it there."""

    os: Text
    package_name: str | None = None
    signature_md5: str | None = None
    public_key: str | None = None


class App(Model):
    """What only an app has. `online` False: it never goes online and needs no filing."""

    platforms: tuple[Platform, ...] = ()
    online: bool = True
    previously_filed_as_website: bool = False


class Service(Model):
    """One service to be filed: a website, an app, a mini-program or a quick app."""

    kind: ServiceKind
    name: Text
    domains: tuple[Text, ...] = ()
    pre_approval_categories: tuple[PreApprovalCategory, ...] = ()
    person_in_charge: Person | None = None
    app: App | None = None


class Material(Model):
    """What the filer says a file is."""

    file: Text
    kind: Kind


class FilingForm(Model):
    """`form.json`, whole."""

    submission_id: Annotated[str, Constraint(min_length=1, max_length=100)]
    submitted_on: dt.date
    province: Text
    filing_type: FilingType
    sponsor: Sponsor
    services: Annotated[tuple[Service, ...], Constraint(min_length=1)]
    materials: tuple[Material, ...] = ()

    def declared_kinds(self, file: str) -> tuple[Kind, ...]:
        """Return the kinds the filer gave for `file`; empty when it is to be classified by content alone."""
        return tuple(material.kind for material in self.materials if material.file == file)

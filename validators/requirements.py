"""Which materials a form calls for: the checklist M1 to M7 of the seed document, before any document is looked at.

What is asked depends on the kind of sponsor, the kinds of services, the kind of filing, the declared categories and the
policy. Which document serves which need is the business of `assignment`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractors.facts.kinds import UNIT_CERTIFICATES, Kind
from extractors.form import (
    CertificateType,
    FilingForm,
    Person,
    PreApprovalCategory,
    Service,
    ServiceKind,
    SponsorKind,
)
from extractors.numbers import domain_name
from extractors.numbers.exceptions import ValidationError
from extractors.text import fold_name
from validators import labels
from validators.policy import Policy

FILED_BY_PLATFORM = (ServiceKind.MINI_PROGRAM, ServiceKind.QUICK_APP)


class Role(StrEnum):
    """Whom or what a material is about."""

    SPONSOR = "sponsor"
    SPONSOR_PERSON = "sponsor_person_in_charge"
    SERVICE = "service"
    SERVICE_PERSON = "service_person_in_charge"


class Material(StrEnum):
    """Name of a requirement."""

    VERIFICATION_SHEET = "verification_sheet"
    SPONSOR_CERTIFICATE = "sponsor_certificate"
    PERSON_CERTIFICATE = "person_in_charge_certificate"
    PORTRAIT_PHOTO = "portrait_photo"
    PRE_APPROVAL = "pre_approval"
    DOMAIN_CERTIFICATE = "domain_certificate"
    COMMITMENT_LETTER = "commitment_letter"


@dataclass(frozen=True)
class Need:
    """One required material.

    Attributes:
        slots: what must be there; each slot is filled by one document of any of its kinds, the stated kind first.
        subject: the person, domain or category it is asked for, as people read it.
    """

    name: Material
    role: Role
    label: str
    slots: tuple[tuple[Kind, ...], ...] = ()
    subject: str | None = None
    applies: bool = True
    person: Person | None = None
    domain: str | None = None
    category: PreApprovalCategory | None = None
    service: Service | None = None


def needs_of(form: FilingForm, policy: Policy) -> tuple[Need, ...]:
    """Return the checklist of a form, in the order of the seed."""
    services = filed_services(form)
    if not services:
        return ()
    return (
        *_sheets(form, policy, services),
        _sponsor_certificate(form),
        *_person_certificates(form, services),
        *_photos(form, policy, services),
        *_pre_approvals(services),
        *_domain_certificates(services),
        *_commitment(form, policy),
    )


def filed_services(form: FilingForm) -> tuple[Service, ...]:
    """Return the services that are filed through an access provider: no mini-programs, no apps that stay offline."""
    return tuple(service for service in form.services if is_filed_here(service))


def is_filed_here(service: Service) -> bool:
    """Return whether the service is filed, and filed through an access provider."""
    stays_offline = service.kind is ServiceKind.APP and service.app is not None and not service.app.online
    return service.kind not in FILED_BY_PLATFORM and not stays_offline


def sponsor_person(form: FilingForm) -> Person | None:
    """Return the person in charge of the sponsor; an individual is that person."""
    if form.sponsor.kind is SponsorKind.INDIVIDUAL:
        return Person(name=form.sponsor.name, certificate=form.sponsor.certificate)
    return form.sponsor.person_in_charge


def service_person(form: FilingForm, service: Service) -> Person | None:
    """Return the person in charge of a service; where the form leaves it out, the sponsor's."""
    return service.person_in_charge or sponsor_person(form)


def person_key(person: Person) -> tuple[str, str]:
    """Return what makes two statements on a form the same person."""
    return fold_name(person.name), fold_name(person.certificate.number).upper()


def domain_key(domain: str) -> str:
    """Return the registrable domain, by which certificates are asked; the text itself where it is none."""
    try:
        return domain_name.registrable(domain)
    except ValidationError:
        return domain.strip().casefold()


def slots_of(certificate: CertificateType) -> tuple[tuple[Kind, ...], ...]:
    """Return the slots of a person's certificate: an ID card has two sides."""
    if certificate is CertificateType.ID_CARD:
        return (Kind.ID_CARD_PORTRAIT,), (Kind.ID_CARD_EMBLEM,)
    return ((Kind(certificate.value),),)


def _sheets(form: FilingForm, policy: Policy, services: tuple[Service, ...]) -> Iterator[Need]:
    applies = form.filing_type in policy.required.verification_sheet.value
    for service in services:
        yield Need(
            name=Material.VERIFICATION_SHEET,
            role=Role.SERVICE,
            label=labels.KINDS[Kind.VERIFICATION_SHEET],
            slots=((Kind.VERIFICATION_SHEET,),),
            subject=service.name,
            applies=applies,
            service=service,
            person=service_person(form, service),
        )


def _sponsor_certificate(form: FilingForm) -> Need:
    stated = form.sponsor.certificate.type
    slots = slots_of(stated)
    if form.sponsor.kind is SponsorKind.UNIT:
        # Any certificate of a unit is compared; whether it is of the stated type is asked by a rule.
        slots = (tuple(sorted(UNIT_CERTIFICATES, key=lambda kind: kind.value != stated.value)),)
    label = "单位主体资质证件" if form.sponsor.kind is SponsorKind.UNIT else "个人身份证件"
    return Need(
        name=Material.SPONSOR_CERTIFICATE,
        role=Role.SPONSOR,
        label=f"{label}（{labels.CERTIFICATES[stated]}）",
        slots=slots,
        subject=form.sponsor.name,
        person=sponsor_person(form) if form.sponsor.kind is SponsorKind.INDIVIDUAL else None,
    )


def _person_certificates(form: FilingForm, services: tuple[Service, ...]) -> Iterator[Need]:
    sponsor = sponsor_person(form)
    if form.sponsor.kind is SponsorKind.UNIT and sponsor is not None:
        yield _person_certificate(sponsor, Role.SPONSOR_PERSON, "主体负责人证件")
    seen: set[tuple[str, str]] = set()
    if form.sponsor.kind is SponsorKind.INDIVIDUAL and sponsor is not None:
        seen.add(person_key(sponsor))
    for service in services:
        person = service_person(form, service)
        if person is not None and person_key(person) not in seen:
            seen.add(person_key(person))
            yield _person_certificate(person, Role.SERVICE_PERSON, "网站（互联网信息服务）负责人证件")


def _person_certificate(person: Person, role: Role, label: str) -> Need:
    return Need(
        name=Material.PERSON_CERTIFICATE,
        role=role,
        label=f"{label}（{labels.CERTIFICATES[person.certificate.type]}）",
        slots=slots_of(person.certificate.type) if is_persons(person.certificate.type) else (),
        subject=person.name,
        person=person,
    )


def is_about_person(need: Need) -> bool:
    """Return whether the need is for a certificate of a person: one in charge, or an individual sponsor."""
    return need.person is not None and need.name in (Material.PERSON_CERTIFICATE, Material.SPONSOR_CERTIFICATE)


def is_persons(certificate: CertificateType) -> bool:
    """Return whether the certificate is one that persons hold."""
    return certificate.value not in {kind.value for kind in UNIT_CERTIFICATES}


def _photos(form: FilingForm, policy: Policy, services: tuple[Service, ...]) -> Iterator[Need]:
    applies = form.filing_type in policy.required.portrait_photo.value
    persons = {person_key(p): p for service in services if (p := service_person(form, service)) is not None}
    for person in persons.values():
        yield Need(
            name=Material.PORTRAIT_PHOTO,
            role=Role.SERVICE_PERSON,
            label=labels.KINDS[Kind.PORTRAIT_PHOTO],
            slots=((Kind.PORTRAIT_PHOTO,),),
            subject=person.name,
            applies=applies,
            person=person,
        )


def _pre_approvals(services: tuple[Service, ...]) -> Iterator[Need]:
    declared = dict.fromkeys(category for service in services for category in service.pre_approval_categories)
    for category in declared:
        yield Need(
            name=Material.PRE_APPROVAL,
            role=Role.SERVICE,
            label=f"{labels.KINDS[Kind.PRE_APPROVAL]}（{labels.CATEGORIES[category]}）",
            slots=((Kind.PRE_APPROVAL,),),
            subject=labels.CATEGORIES[category],
            category=category,
        )
    if not declared:
        label = labels.KINDS[Kind.PRE_APPROVAL]
        yield Need(name=Material.PRE_APPROVAL, role=Role.SERVICE, label=label, applies=False)


def _domain_certificates(services: tuple[Service, ...]) -> Iterator[Need]:
    domains: dict[str, str] = {}
    for domain in (domain for service in services for domain in service.domains):
        domains.setdefault(domain_key(domain), domain)
    for key, domain in domains.items():
        yield Need(
            name=Material.DOMAIN_CERTIFICATE,
            role=Role.SERVICE,
            label=labels.KINDS[Kind.DOMAIN_CERTIFICATE],
            slots=((Kind.DOMAIN_CERTIFICATE,),),
            subject=domain,
            domain=key,
        )
    if not domains:
        label = labels.KINDS[Kind.DOMAIN_CERTIFICATE]
        yield Need(name=Material.DOMAIN_CERTIFICATE, role=Role.SERVICE, label=label, applies=False)


def _commitment(form: FilingForm, policy: Policy) -> Iterator[Need]:
    yield Need(
        name=Material.COMMITMENT_LETTER,
        role=Role.SPONSOR,
        label=labels.KINDS[Kind.COMMITMENT_LETTER],
        slots=((Kind.COMMITMENT_LETTER,),),
        subject=form.sponsor.name,
        applies=form.filing_type in policy.required.commitment_letter.value,
    )

"""A submission before it is drawn: all facts and all choices, open to a defect's changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from samples import approvals, domain_certificates, id_cards, letters, licences, verification_sheets
from samples.identities import DomainRecord, Person, Unit
from samples.seals import Seal
from samples.truth import DocumentTruth

Json = dict[str, Any]


@dataclass
class Upload:
    """One file as uploaded; `kind` is what a filer would declare it as."""

    name: str
    kind: str
    data: bytes
    documents: list[tuple[int, DocumentTruth]] = field(default_factory=list)


@dataclass
class CardPlan:
    """How one person's card is uploaded."""

    person: Person
    options: id_cards.Options
    together: bool
    arrangement: str = "page"
    sides: tuple[str, ...] = ("portrait", "emblem")


@dataclass
class Draft:
    """A submission in the making. `certificate_unit` is what the certificate prints, `unit` what the form says."""

    rng: Random
    submission_id: str
    today: date
    level: str
    unit: Unit | None
    person: Person
    service_person: Person
    domains: list[DomainRecord]
    service_name: str
    sheet: verification_sheets.Options
    certificate: licences.Options
    domain_pages: list[tuple[DomainRecord, domain_certificates.Options]]
    cards: list[CardPlan]
    service_kind: str = "website"
    app: Json | None = None
    categories: list[str] = field(default_factory=list)
    certificate_unit: Unit | None = None
    faces: int = 1
    commitment: bool = False
    letter: letters.Options | None = None
    permits: list[tuple[approvals.Approval, approvals.Options]] = field(default_factory=list)
    omit: set[str] = field(default_factory=set)
    materials: str = "none"
    form_edits: list[Callable[[Json], None]] = field(default_factory=list)
    file_edits: list[Callable[[list[Upload]], None]] = field(default_factory=list)
    bundle: bool = False
    size: float = 1.0
    accepted_verdicts: list[str] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    page_seed: str | None = None

    def rng_of(self, page: str) -> Random:
        """The chance that one page is drawn with: the draft's own.

        With a `page_seed` each page has one to itself, so that a change to one leaves every byte of the others alone.
        """
        return self.rng if self.page_seed is None else Random(f"{self.page_seed}:{page}")

    def separate(self, *kinds: str, suffix: str = "jpg") -> None:
        """One upright file a document, so that a fault can be put on one of them; the kinds named come as `suffix`."""
        self.bundle = False
        for card in self.cards:
            card.together = False
        for kind in kinds:
            self.formats[kind] = suffix
        self.domain_options(digital=False)

    @property
    def seal(self) -> Seal:
        """The sponsor's own official seal; only a unit has one."""
        return own_seal(self.required_unit)

    @property
    def required_unit(self) -> Unit:
        """The unit of a unit's submission.

        Raises:
            ValueError: the sponsor is an individual.
        """
        if self.unit is None:
            raise ValueError("an individual's submission has no unit")
        return self.unit

    def use_unit(self, **changes: Any) -> None:
        """Changes the unit in the form and on the certificate alike."""
        self.unit = self.certificate_unit = replace(self.required_unit, **changes)

    def rename_unit(self, name: str) -> None:
        """Gives the unit another name on the form and wherever its materials and seals carry it."""
        self.use_unit(name=name)
        seals = (self.seal,)
        copied, seam = self.certificate.copied and seals, self.certificate.seam and self.seal
        self.certificate = replace(self.certificate, seals=seals, copied=copied, seam=seam)
        self.sheet = replace(self.sheet, sponsor_name=name, seals=seals)
        self.domains = [replace(record, registrant=name) for record in self.domains]
        self.domain_pages = [
            (replace(record, registrant=name), replace(options, seals=seals)) for record, options in self.domain_pages
        ]
        if self.letter is not None:
            self.letter = replace(self.letter, unit=name, seals=seals)
        self.permits = [
            (replace(permit, holder=name), replace(options, seals=seals)) for permit, options in self.permits
        ]

    def print_unit(self, **changes: Any) -> None:
        """Changes what the certificate prints; the form stays."""
        self.certificate_unit = replace(self.certificate_unit or self.required_unit, **changes)

    def use_person(self, **changes: Any) -> None:
        """Changes the (first) person in charge in the form and on the card alike."""
        old, new = self.person, replace(self.person, **changes)
        self.person = new
        if self.service_person == old:
            self.service_person = new
        for card in self.cards:
            if card.person == old:
                card.person = new

    def print_person(self, **changes: Any) -> None:
        """Changes what the first card prints; the form stays."""
        self.cards[0].person = replace(self.cards[0].person, **changes)

    def use_domain(self, **changes: Any) -> None:
        """Changes the facts of the first domain's certificate; the form names the domain as before."""
        record, options = self.domain_pages[0]
        self.domain_pages[0] = (replace(record, **changes), options)

    def domain_options(self, **changes: Any) -> None:
        """Changes how every domain certificate is printed and stamped."""
        self.domain_pages = [(record, replace(options, **changes)) for record, options in self.domain_pages]


def own_seal(unit: Unit) -> Seal:
    """A unit's official seal: round with a star, or the oval of some foreign-invested firms."""
    if unit.form == "company" and "外国" in unit.type_text:
        return Seal(unit.name, shape="oval", star=False, digits="")
    return Seal(unit.name, digits=unit.seal_code)

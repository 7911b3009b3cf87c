"""A submission before it is drawn: all facts and all choices, open to a defect's changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from samples import domain_certificates, id_cards, letters, licences, units, verification_sheets
from samples import vocabulary as words
from samples.identities import FORMS, DomainRecord, Person, Unit, make_domain, make_person
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
    letter: letters.Options | None = None
    approvals: list[Any] = field(default_factory=list)
    omit: set[str] = field(default_factory=set)
    materials: str = "none"
    form_edits: list[Callable[[Json], None]] = field(default_factory=list)
    file_edits: list[Callable[[list[Upload]], None]] = field(default_factory=list)
    bundle: bool = False

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


def make_draft(rng: Random, submission_id: str, *, level: str, sponsor: str, forms: tuple[str, ...] = ()) -> Draft:
    """A submission in which everything is as it should be."""
    today = date(2024, 1, 10) + timedelta(days=rng.randint(0, 1060))
    unit: Unit | None = None
    if sponsor == "unit":
        weighted = forms or ("company",) * 12 + FORMS
        unit, person = units.make_unit(rng, today, form=rng.choice(weighted))
    else:
        person = make_person(rng, today)
    service_person = make_person(rng, today, place=person.place) if unit is not None and rng.random() < 0.3 else person
    holder = unit.name if unit else person.name
    domains = [make_domain(rng, holder, latin_name(rng), today) for _ in range(rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 3)))]
    service_name = _service_name(rng, unit, person)
    seals = (own_seal(unit),) if unit else ()
    draft = Draft(
        rng, submission_id, today, level, unit, person, service_person, domains, service_name,
        sheet=_sheet(rng, holder, domains, service_name, service_person, unit, today), certificate=_certificate(rng, unit),
        domain_pages=[(record, _domain_options(rng, seals, today)) for record in domains], cards=_cards(rng, [person] if service_person == person else [person, service_person]),
        certificate_unit=unit, materials=rng.choice(("full", "full", "partial", "none", "none")), bundle=rng.random() < 0.07,
    )  # fmt: skip
    if rng.random() < 0.08:
        _make_app(draft)
    return draft


def latin_name(rng: Random) -> str:
    """A company's English name."""
    stem = "".join(rng.choice(words.DOMAIN_WORDS) for _ in range(2)).capitalize()
    return f"{stem} {rng.choice(('Technology', 'Trading', 'Network', 'Information Technology', 'Culture'))} {rng.choice(('Co., Ltd.', 'Co.,Ltd', 'Limited'))}"


def _service_name(rng: Random, unit: Unit | None, person: Person) -> str:
    if unit is None:
        return rng.choice(
            (
                "记录生活点滴",
                "晨光笔记",
                "山间小屋",
                "代码随想",
                "老周的木工台",
                "行走的地图",
                "夏天的信箱",
                "慢时光相册",
                f"{person.name[:1]}先生的书房",
            )
        )
    brand = rng.choice([brand for brand in words.BRANDS if brand in unit.name] or ["本单位"])
    return rng.choice((brand + rng.choice(words.SITE_NAMES), brand, unit.name))


def _sheet(
    rng: Random,
    holder: str,
    domains: list[DomainRecord],
    service_name: str,
    person: Person,
    unit: Unit | None,
    today: date,
) -> verification_sheets.Options:
    return verification_sheets.Options(
        sponsor_name=holder, domains=tuple(record.name for record in domains), service_name=service_name, person=person.name, unit=unit is not None,
        layout=rng.choice(verification_sheets.LAYOUTS), dated=today - timedelta(days=rng.randint(0, 12)) if rng.random() < 0.4 else None,
        seals=(own_seal(unit),) if unit else (), provider_seal=rng.random() < 0.35, dpi=rng.choice((150, 150, 170, 200)),
    )  # fmt: skip


def _certificate(rng: Random, unit: Unit | None) -> licences.Options:
    if unit is None:
        return licences.Options()
    layout = "landscape" if unit.issued >= date(2019, 3, 1) else "portrait"
    width = rng.choice((1600, 1800, 1800, 2000, 2000, 2200, 2400)) if rng.random() < 0.92 else rng.randint(1150, 1400)
    return licences.Options(
        layout=layout, width=width if layout == "landscape" else round(width * 0.72), copy=rng.choice(("副本", "副本", "副本", "正本", "")),
        seals=(own_seal(unit),), grey=rng.random() < 0.12, watermark=rng.choice(("", "", "", "", "", "", "仅供备案使用", "仅限网站备案使用")),
    )  # fmt: skip


def _domain_options(rng: Random, seals: tuple[Seal, ...], today: date) -> domain_certificates.Options:
    return domain_certificates.Options(
        layout=rng.choice(domain_certificates.LAYOUTS), width=rng.choice((1200, 1400, 1600, 1600, 1800)), digital=rng.random() < 0.22,
        registry_seal=rng.random() < 0.75, seals=seals, printed_on=today - timedelta(days=rng.randint(1, 60)), grey=rng.random() < 0.06,
    )  # fmt: skip


def _cards(rng: Random, people: list[Person]) -> list[CardPlan]:
    cards = []
    for person in people:
        options = id_cards.Options(
            width=rng.choice((1000, 1200, 1400, 1600)) if rng.random() < 0.93 else 900, grey=rng.random() < 0.15,
            bilingual=person.ethnicity in {"维吾尔", "藏", "蒙古", "哈萨克"}, mark=rng.choice(("", "", "", "", "仅供备案使用", "仅限备案")),
        )  # fmt: skip
        cards.append(CardPlan(person, options, rng.random() < 0.45, rng.choice(id_cards.ARRANGEMENTS)))
    return cards


def _make_app(draft: Draft) -> None:
    rng = draft.rng
    stem = draft.domains[0].name.split(".")[0].replace("-", "")
    stem = stem if stem.isascii() else "yunqi"
    system = rng.choice(("android", "ios", "harmony"))
    draft.service_kind = "app"
    platforms = [{
        "os": system, "package_name": f"com.{stem}.{rng.choice(('app', 'main', 'mobile', 'shop'))}",
        "signature_md5": ":".join(f"{rng.getrandbits(8):02X}" for _ in range(16)) if rng.random() < 0.5 else f"{rng.getrandbits(128):032x}",
        "public_key": f"{rng.getrandbits(2048) | 1 << 2047:0512x}",
    }]  # fmt: skip
    draft.app = {"platforms": platforms, "online": True, "previously_filed_as_website": rng.random() < 0.3}

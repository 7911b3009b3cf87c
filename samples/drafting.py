"""Makes drafts in which everything is as it should be, in all the variety that filers bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from samples import approvals, domain_certificates, id_cards, letters, licences, units, verification_sheets
from samples import vocabulary as words
from samples.drafts import CardPlan, Draft, own_seal
from samples.identities import FORMS, OTHER_FORMS, DomainRecord, Person, Unit, make_domain, make_person
from samples.permits import make_traveller
from samples.seals import Seal, note_seal


def make_draft(
    rng: Random, submission_id: str, *, level: str, sponsor: str, forms: tuple[str, ...] = (), travellers: bool = True
) -> Draft:
    """A submission in which everything is as it should be; with `travellers` some people bring a passport or permit."""
    today = date(2024, 1, 10) + timedelta(days=rng.randint(0, 1060))
    unit: Unit | None = None
    traveller = make_traveller(rng, today) if travellers and rng.random() < 0.06 else None
    if sponsor == "unit":
        weighted = forms or ("company",) * 12 + FORMS * 2 + OTHER_FORMS
        unit, person = units.make_unit(rng, today, form=rng.choice(weighted), person=traveller)
        if _without_scope(unit):
            unit = replace(unit, term_printed=False)
    else:
        person = traveller or make_person(rng, today)
    service_person = make_person(rng, today, place=person.place) if unit is not None and rng.random() < 0.3 else person
    holder = unit.name if unit else person.name
    domains = [make_domain(rng, holder, latin_name(rng), today) for _ in range(rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 3)))]
    service_name = _service_name(rng, unit, person)
    seals = (own_seal(unit),) if unit else ()
    draft = Draft(
        rng,
        submission_id,
        today,
        level,
        unit,
        person,
        service_person,
        domains,
        service_name,
        sheet=_sheet(rng, holder, domains, service_name, service_person, unit, today),
        certificate=_certificate(rng, unit),
        domain_pages=[(record, _domain_options(rng, seals, today)) for record in domains],
        cards=_cards(rng, [person] if service_person == person else [person, service_person]),
        certificate_unit=unit,
        materials=rng.choice(("full", "full", "partial", "none", "none")),
        bundle=rng.random() < 0.07,
    )
    if any(one.nation_code != "CHN" for one in (person, service_person)):
        # Latin names are written in more than one order, and a careful reviewer may want to look.
        draft.accepted_verdicts.append("needs_review")
    if unit is not None and unit.form == "law_firm" and draft.certificate.copy == "正本":
        # The original says neither where the firm is nor who heads it: a careful reviewer may want to look.
        draft.accepted_verdicts.append("needs_review")
    if rng.random() < 0.08:
        make_app(draft)
    draft.commitment = rng.random() < 0.1
    _wear(draft)
    if unit is not None and rng.random() < 0.08:
        add_permit(draft)
    if service_person != person and rng.random() < 0.7:
        add_letter(draft, service_person)
    return draft


def _wear(draft: Draft) -> None:
    """What befalls papers and seals in an office: copies of copies, seals over the edges of several sheets, pale ink.

    Chance of its own, so that nothing else of a draft depends on it.
    """
    rng, certificate = Random(f"wear:{draft.submission_id}"), draft.certificate
    bad = draft.level in {"photograph", "hard"}
    if draft.unit is not None:
        copied = (draft.seal,) if rng.random() < 0.3 else ()
        seam = draft.seal if rng.random() < (0.2 if bad else 0.05) else None
        clarity = "pale" if draft.level == "hard" and rng.random() < 0.25 else certificate.clarity
        draft.certificate = replace(
            certificate, copied=copied if certificate.grey else (), seam=seam, clarity=clarity, worn=bad
        )
    if draft.level == "hard":
        # Careful reviewers could want a better picture.
        draft.accepted_verdicts.append("needs_review")
        if rng.random() < 0.25:
            draft.sheet = replace(draft.sheet, clarity="pale")


def add_permit(draft: Draft) -> None:
    """Declares a category that needs approval and adds the permit for it."""
    category = draft.rng.choice(approvals.CATEGORIES)
    draft.categories = [category]
    permit = approvals.make_approval(draft.rng, draft.required_unit, category, draft.today)
    draft.permits = [(permit, approvals.Options(seals=(draft.seal,)))]


def add_letter(draft: Draft, person: Person) -> None:
    """Adds a letter in which the legal representative lets a person be in charge."""
    unit = draft.required_unit
    written = draft.today - timedelta(days=draft.rng.randint(1, 20))
    draft.letter = letters.Options(
        unit.name, draft.person.name, person.name, person.id_number, draft.service_name, written, (draft.seal,)
    )


def latin_name(rng: Random) -> str:
    """A company's English name."""
    stem = "".join(rng.choice(words.DOMAIN_WORDS) for _ in range(2)).capitalize()
    trade = rng.choice(("Technology", "Trading", "Network", "Information Technology", "Culture"))
    return f"{stem} {trade} {rng.choice(('Co., Ltd.', 'Co.,Ltd', 'Limited'))}"


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
        sponsor_name=holder,
        domains=tuple(record.name for record in domains),
        service_name=service_name,
        person=person.name,
        unit=unit is not None,
        layout=rng.choice(verification_sheets.LAYOUTS),
        dated=today - timedelta(days=rng.randint(0, 12)) if rng.random() < 0.4 else None,
        seals=(own_seal(unit),) if unit else (),
        provider_seal=rng.random() < 0.35,
        dpi=rng.choice((150, 150, 170, 200)),
    )


def _certificate(rng: Random, unit: Unit | None) -> licences.Options:
    if unit is None:
        return licences.Options()
    layout = "landscape" if unit.issued >= date(2019, 3, 1) else "portrait"
    if unit.old_number and unit.form == "company" and rng.random() < 0.5:
        layout = "corporate"
    width = rng.choice((1600, 1800, 1800, 2000, 2000, 2200, 2400)) if rng.random() < 0.92 else rng.randint(1150, 1400)
    return licences.Options(
        layout=layout,
        width=round(width * 0.72) if layout == "portrait" else width,
        copy=rng.choice(("副本", "副本", "副本", "正本", "")),
        seals=_with_note(rng, own_seal(unit)),
        grey=rng.random() < 0.12,
        watermark=rng.choice(("", "", "", "", "", "", "仅供备案使用", "仅限网站备案使用")),
        scope_printed=not _without_scope(unit),
        sheet=rng.choice(("", "", "", "", "margin", "page")),
    )


def _with_note(rng: Random, seal: Seal) -> tuple[Seal, ...]:
    """The seal, now and then with a remark stamped beside it."""
    return (seal, note_seal(rng)) if rng.random() < 0.08 else (seal,)


def _without_scope(unit: Unit) -> bool:
    """Some cities print no scope, capital or term."""
    return unit.form == "company" and unit.place.city in {"深圳市", "珠海市"} and unit.issued >= date(2019, 3, 1)


def _domain_options(rng: Random, seals: tuple[Seal, ...], today: date) -> domain_certificates.Options:
    return domain_certificates.Options(
        layout=rng.choice(domain_certificates.LAYOUTS),
        width=rng.choice((1200, 1400, 1600, 1600, 1800)),
        digital=rng.random() < 0.22,
        registry_seal=rng.random() < 0.75,
        seals=seals,
        printed_on=today - timedelta(days=rng.randint(1, 60)),
        grey=rng.random() < 0.06,
    )


def _cards(rng: Random, people: list[Person]) -> list[CardPlan]:
    cards = []
    for person in people:
        options = id_cards.Options(
            width=rng.choice((1000, 1200, 1400, 1600)) if rng.random() < 0.93 else 900,
            grey=rng.random() < 0.15,
            bilingual=person.ethnicity in {"维吾尔", "藏", "蒙古", "哈萨克"},
            bed=rng.random() < 0.35,
            mark=rng.choice(("", "", "", "", "仅供备案使用", "仅限备案")),
        )
        cards.append(CardPlan(person, options, rng.random() < 0.45, rng.choice(id_cards.ARRANGEMENTS)))
    return cards


def make_app(draft: Draft) -> None:
    """Makes the service an app with what identifies it."""
    rng = draft.rng
    stem = draft.domains[0].name.split(".")[0].replace("-", "")
    stem = stem if stem.isascii() else "yunqi"
    system = rng.choice(("android", "ios", "harmony"))
    draft.service_kind = "app"
    platforms = [
        {
            "os": system,
            "package_name": f"com.{stem}.{rng.choice(('app', 'main', 'mobile', 'shop'))}",
            "signature_md5": ":".join(f"{rng.getrandbits(8):02X}" for _ in range(16))
            if rng.random() < 0.5
            else f"{rng.getrandbits(128):032x}",
            "public_key": f"{rng.getrandbits(2048) | 1 << 2047:0512x}",
        }
    ]
    draft.app = {"platforms": platforms, "online": True, "previously_filed_as_website": rng.random() < 0.3}

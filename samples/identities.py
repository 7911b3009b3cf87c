"""Invented people, units and domains: facts first, pictures later.

Numbers carry valid check digits, but their region codes (prefecture 80-88) are assigned to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from extractors.numbers import credit_code, organisation_code, registration_number, resident_id
from samples import vocabulary as words

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FORMS = ("company", "individual_business", "partnership", "sole", "branch", "cooperative")
OTHER_FORMS = (
    "public_institution",
    "social_organization",
    "private_non_enterprise",
    "foundation",
    "law_firm",
    "representative_office",
)


@dataclass(frozen=True)
class Place:
    """Where somebody is at home."""

    province: str
    province_full: str
    code: str
    city: str
    district: str

    @property
    def short_district(self) -> str:
        """The district's name without its kind."""
        return self.district.removesuffix("区").removesuffix("县").removesuffix("镇")


@dataclass(frozen=True)
class Person:
    """Somebody with an identity card, or with the certificate named.

    `card_until` None is 长期; `zone_birth` is what a machine-readable zone says where it says otherwise.
    """

    name: str
    sex: str
    ethnicity: str
    birth: date
    address: str
    id_number: str
    authority: str
    card_from: date
    card_until: date | None
    place: Place
    certificate: str = "id_card"
    surname: str = ""
    given: str = ""
    nation_code: str = "CHN"
    nation: str = "中国"
    zone_birth: date | None = None


@dataclass(frozen=True)
class Unit:
    """A unit as its certificate names it; `valid_until` None is 长期, `term_printed` says whether it is printed."""

    form: str
    name: str
    number: str
    type_text: str
    address: str
    representative: str
    capital: str
    established: date
    valid_until: date | None
    term_printed: bool
    scope: str
    registrar: str
    registrar_centre: str
    issued: date
    place: Place
    seal_code: str
    old_number: bool = False


@dataclass(frozen=True)
class DomainRecord:
    """A registered domain as its certificate names it."""

    name: str
    registrant: str
    registrant_latin: str
    registered: date
    expires: date
    registrar: str
    registrar_latin: str


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def random_day(rng: Random, first: date, last: date) -> date:
    """A day between two days, both included."""
    return first + timedelta(days=rng.randint(0, max((last - first).days, 0)))


def make_place(rng: Random) -> Place:
    """A place: province and city real, district made up."""
    province, full, prefix, cities = rng.choice(words.PROVINCES)
    code = f"{prefix}{rng.randint(80, 88)}{rng.randint(1, 89):02d}"
    return Place(province, full, code, rng.choice(cities), rng.choice(words.DISTRICTS))


def home_address(rng: Random, place: Place) -> str:
    """An address as identity cards print it."""
    address = street_address(rng, place)
    return address.split("（")[0].split("(")[0]


def street_address(rng: Random, place: Place) -> str:
    """An address in a place, with as much detail as the filer felt like."""
    lead = rng.choice((place.province_full, place.province_full, ""))
    if place.province_full == place.city:
        lead = ""
    road = rng.choice(words.ROADS) + rng.choice(words.ROAD_KINDS)
    text = f"{lead}{place.city}{place.district}"
    shape = rng.random()
    if shape < 0.2:
        village = f"{rng.choice(words.TOWNS)}镇{rng.choice(words.COMMUNITIES)}"
        return f"{text}{village}{rng.choice(('', road))}{rng.randint(1, 320)}号"
    text += f"{road}{rng.randint(1, 1999)}号"
    if shape < 0.75:
        park = rng.choice(words.PARKS)
        building = rng.choice(
            (
                f"{rng.randint(1, 28)}号楼",
                f"{rng.choice('ABCDEF')}座",
                f"{rng.randint(1, 30)}幢",
                f"{rng.choice('ABC')}{rng.randint(1, 9)}栋",
            )
        )
        room = rng.choice(
            (
                f"{rng.randint(1, 38)}层{rng.randint(101, 3820)}室",
                f"{rng.randint(101, 2830)}室",
                f"{rng.randint(1, 9)}-{rng.randint(101, 999)}",
                f"{rng.randint(101, 2830)}号",
                f"{rng.randint(1, 4)}单元{rng.randint(101, 3302)}",
                f"{rng.randint(201, 909)}-{rng.randint(1, 299)}",
            )
        )
        text += rng.choice((park, park, "")) + building + room
    return text + rng.choice(("", "", "", "", "", "（集群注册）", "(住所申报)", "（自主申报）"))


def _given_name(rng: Random) -> str:
    length = 1 if rng.random() < 0.25 else 2
    pool = words.RARE_GIVEN if rng.random() < 0.12 else words.GIVEN
    return "".join(rng.choice(pool if index == 0 else words.GIVEN) for index in range(length))


def make_person(rng: Random, today: date, *, place: Place | None = None, age: int | None = None) -> Person:
    """A person whose card runs for at least a year more."""
    place = place or make_place(rng)
    ethnicity, name = rng.choice(words.ETHNICITIES), ""
    if rng.random() < 0.06:
        name, ethnicity = rng.choice(words.MINORITY_NAMES)
    else:
        surname = rng.choice(words.COMPOUND_SURNAMES if rng.random() < 0.06 else words.SURNAMES)
        name = surname + _given_name(rng)
    years = age if age is not None else rng.randint(21, 66)
    birth = years_after(today, -years) - timedelta(days=rng.randint(3, 340))
    male = rng.random() < 0.55
    sex = "男" if male else "女"
    home = make_place(rng) if rng.random() < 0.4 else place
    card_from, card_until = make_card_term(rng, birth, today)
    authority = rng.choice(
        (
            f"{home.city}公安局{home.short_district}分局",
            f"{home.city}公安局{home.short_district}分局",
            f"{home.city}公安局",
            f"{home.district}公安局",
        )
    )
    return Person(
        name,
        sex,
        ethnicity,
        birth,
        home_address(rng, home),
        make_id_number(rng, home.code, birth, male=male),
        authority,
        card_from,
        card_until,
        home,
    )


def make_card_term(rng: Random, birth: date, today: date) -> tuple[date, date | None]:
    """A card's term that fits the age at issue and runs at least a year beyond today."""
    for _ in range(200):
        issued = random_day(
            rng, max(years_after(birth, 10), date(2005, 1, 1), years_after(today, -19)), today - timedelta(days=20)
        )
        years = card_years(birth, issued)
        until = None if years is None else years_after(issued, years)
        if until is None or until > years_after(today, 1):
            return issued, until
    return today - timedelta(days=200), years_after(today - timedelta(days=200), 10)


def card_years(birth: date, issued: date) -> int | None:
    """The years a card runs, by the age at issue; None is 长期."""
    age = issued.year - birth.year - ((issued.month, issued.day) < (birth.month, birth.day))
    if age < 16:
        return 5
    if age <= 25:
        return 10
    return 20 if age <= 45 else None


def make_id_number(rng: Random, region: str, birth: date, *, male: bool) -> str:
    """A resident identity number with a valid check digit."""
    sequence = rng.randrange(1, 999, 2) if male else rng.randrange(2, 998, 2)
    body = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return body + resident_id.calc_check_digit(body)


def make_credit_code(rng: Random, lead: str, region: str, established: date) -> str:
    """A credit code with both check digits valid; `lead` is department and category."""
    letters = "MA" if established.year >= 2015 else rng.choice(("", "", "0", "5", "7"))
    body = letters + "".join(
        rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY" if letters == "MA" else "0123456789")
        for _ in range(8 - len(letters))
    )
    nine = body + organisation_code.calc_check_digit(body)
    seventeen = lead + region + nine
    return seventeen + credit_code.calc_check_digit(seventeen)


def make_registration_number(rng: Random, region: str, *, individual: bool) -> str:
    """An old registration number of 15 digits with a valid check digit."""
    body = f"{region}{rng.randint(6, 9) if individual else rng.randint(0, 3)}{rng.randint(0, 9_999_999):07d}"
    return body + registration_number.calc_check_digit(body)


def make_domain_name(rng: Random) -> str:
    """A domain name; some with hyphens or digits, a few in Chinese."""
    if rng.random() < 0.03:
        return rng.choice(words.CHINESE_DOMAINS) + rng.choice((".中国", ".cn", ".网址"))
    stem = "".join(rng.choice(words.DOMAIN_WORDS) for _ in range(rng.randint(1, 3)))
    stem += rng.choice(("", "", "", "-")) + rng.choice(("", *words.ENGLISH_WORDS)) if rng.random() < 0.6 else ""
    stem = stem.strip("-") + (
        str(rng.choice((1, 6, 8, 18, 21, 51, 66, 88, 99, 123, 365, 520, 0, 10))) if rng.random() < 0.18 else ""
    )
    if len(stem) < 4:
        stem += rng.choice(words.DOMAIN_WORDS) + rng.choice(words.DOMAIN_WORDS)
    return stem + rng.choice([ending for ending in words.DOMAIN_ENDS if ending.isascii()])


def make_domain(rng: Random, registrant: str, latin: str, today: date) -> DomainRecord:
    """A domain of a registrant that runs for at least half a year more."""
    name = make_domain_name(rng)
    registered = random_day(rng, date(2004, 1, 1), today - timedelta(days=30))
    expires = years_after(registered, 1)
    while expires < today + timedelta(days=190):
        expires = years_after(expires, 1)
    expires = years_after(expires, rng.choice((0, 0, 0, 1, 2, 4, 9)))
    registrar, registrar_latin = rng.choice(words.DOMAIN_REGISTRARS)
    return DomainRecord(name, registrant, latin, registered, expires, registrar, registrar_latin)

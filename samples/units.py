"""Invented units: companies, shops, partnerships, branches, cooperatives and other bodies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from samples import vocabulary as words
from samples.identities import (
    OTHER_FORMS,
    Person,
    Place,
    Unit,
    make_credit_code,
    make_person,
    make_place,
    make_registration_number,
    random_day,
    street_address,
    years_after,
)

_LEADS = {
    "company": "91",
    "individual_business": "92",
    "partnership": "91",
    "sole": "91",
    "branch": "91",
    "cooperative": "93",
    "public_institution": "12",
    "social_organization": "51",
    "private_non_enterprise": "52",
    "foundation": "53",
    "law_firm": "31",
    "representative_office": "91",
}
_TERM_YEARS = {"representative_office": (5, 10)}
_COUNTRIES = ("日本", "德国", "美国", "新加坡", "韩国", "香港", "法国")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def company_stem(rng: Random, place: Place) -> str:
    """Place, brand and trade in one of the usual orders, without the legal form."""
    brand, industry = rng.choice(words.BRANDS), rng.choice(words.INDUSTRIES)
    city = rng.choice((place.city.removesuffix("市"), place.city, place.province))
    shape = rng.random()
    if shape < 0.72:
        return f"{city}{brand}{industry}"
    if shape < 0.88:
        left, right = rng.choice(("（）", "（）", "()"))
        return f"{brand}{left}{city}{right}{industry}"
    return f"{city}{brand}{rng.choice(words.BRANDS)}{industry}"


def unit_name(rng: Random, form: str, place: Place) -> str:
    """A full name that fits the form."""
    end = rng.choice(words.UNIT_ENDS[form])
    if form == "company":
        return company_stem(rng, place) + end
    if form == "branch":
        other = rng.choice(words.PROVINCES)[3][0].removesuffix("市")
        return f"{company_stem(rng, place)}有限公司{other}{end}"
    brand, city = rng.choice(words.BRANDS), place.city.removesuffix("市")
    if form == "individual_business":
        return f"{place.city}{place.district}{brand}{rng.choice(words.SHOPS)}{end}"
    if form == "law_firm":
        return f"{rng.choice((place.city, place.province))}{brand}{end.format(city=city)}"
    trade = rng.choice(words.UNIT_TRADES[form])
    if form == "representative_office":
        return f"{rng.choice(_COUNTRIES)}{brand}{trade}{end.format(city=city)}"
    if form in {"public_institution", "social_organization"}:
        return f"{place.city}{rng.choice((place.district, ''))}{trade}{end}"
    return f"{city}{brand}{trade}{end}"


def capital_text(rng: Random) -> str:
    """An amount as licences print it: words or figures, with or without the currency."""
    figure = rng.choice((10, 30, 50, 80, 100, 200, 300, 500, 600, 1000, 1008, 2000, 3000, 5000, 8800))
    styles = (
        f"{in_words(figure)}万元整",
        f"{in_words(figure)}万元整",
        f"{figure}万元人民币",
        f"人民币{figure}万元",
        f"{figure}万元整",
        f"人民币{in_words(figure)}万元整",
        f"{figure}.000000万人民币",
        f"{in_words(figure)}万圆整",
        f"{figure}万人民币",
        f"{in_words(figure)}万元人民币",
        f"{figure}万美元",
        "壹亿元整",
    )
    return rng.choice(styles)


def in_words(number: int) -> str:
    """A whole number of up to four digits in capital Chinese figures."""
    out, zero = "", False
    for power, mark in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + mark
            zero = False
        else:
            zero = bool(out)
    return out


def scope_text(rng: Random) -> str:
    """A scope, from one item to a paragraph."""
    size = rng.choice((1, 2, 3, 4, 6, 8, 10, 12, 15, 18))
    items = rng.sample(words.SCOPE_ITEMS, size)
    dot = rng.choice(("；", "；", "；", "，", "、"))
    text = dot.join(items)
    shape = rng.random()
    if shape < 0.5:
        text = f"一般项目：{text}"
        if rng.random() < 0.4:
            licensed = "；".join(rng.sample(words.LICENSED_ITEMS, rng.randint(1, 2)))
            text = f"许可项目：{licensed}。{text}"
    return text + rng.choice(("", "。")) + rng.choice(words.SCOPE_TAILS)


def make_unit(
    rng: Random, today: date, *, form: str = "company", old_number: bool = False, person: Person | None = None
) -> tuple[Unit, Person]:
    """A unit and the person that stands for it: legal representative, operator, partner, investor."""
    place = make_place(rng)
    person = person or make_person(rng, today, place=place)
    established = random_day(rng, date(1996, 3, 1), (date(2014, 12, 1) if old_number else today) - timedelta(days=150))
    issued = _issue_day(rng, established, today, old_number=old_number)
    number = (
        make_registration_number(rng, place.code, individual=form == "individual_business")
        if old_number
        else make_credit_code(rng, _LEADS[form], place.code, established)
    )
    representative = person.name
    if form == "partnership" and rng.random() < 0.35:
        left, right = rng.choice(("（）", "()"))
        colon = rng.choice("：:")
        representative = f"{company_stem(rng, place)}有限公司{left}委派代表{colon}{person.name}{right}"
    term_printed, until = _term(rng, form, established, issued, today)
    registrar = rng.choice(words.OLD_REGISTRARS if issued < date(2018, 12, 1) else words.REGISTRARS).format(
        city=place.city, district=place.district, province=place.province_full, short=place.short_district
    )
    unit = Unit(
        form=form,
        name=unit_name(rng, form, place),
        number=number,
        type_text=rng.choice(words.UNIT_TYPES[form]),
        address=street_address(rng, place),
        representative=representative,
        capital=capital_text(rng),
        established=established,
        valid_until=until,
        term_printed=term_printed,
        scope=scope_text(rng),
        registrar=registrar,
        registrar_centre=_registrar_centre(rng, registrar),
        issued=issued,
        place=place,
        seal_code="".join(rng.choice("0123456789") for _ in range(rng.choice((13, 13, 14))))
        if rng.random() < 0.75
        else "",
        old_number=old_number,
    )
    return (_other_body(rng, unit, today) if form in OTHER_FORMS else unit), person


def _other_body(rng: Random, unit: Unit, today: date) -> Unit:
    """What certificates of other bodies say differently: a term of years or none, another issuer, a short purpose."""
    issued = max(unit.established, today - timedelta(days=rng.randint(60, 1000)))
    place = unit.place
    registrar = rng.choice(words.CERTIFICATE_ISSUERS[unit.form]).format(
        city=place.city, district=place.district, province=place.province_full
    )
    if place.city == place.province_full:
        registrar = registrar.replace("厅", "局")  # a city that is a province has a 局 where provinces have a 厅
    term_printed = bool(words.CERTIFICATE_TERMS[unit.form])
    years = rng.choice(_TERM_YEARS[unit.form]) if unit.form in _TERM_YEARS else 5
    return replace(
        unit,
        issued=issued,
        term_printed=term_printed,
        valid_until=years_after(issued, years) - timedelta(days=1) if term_printed else None,
        registrar=registrar,
        registrar_centre="",
        scope=rng.choice(words.CERTIFICATE_SCOPES[unit.form]),
    )


def _registrar_centre(rng: Random, registrar: str) -> str:
    if "行政审批" in registrar:
        return rng.choice(("行政审批专用章", "行政审批专用章", "登记专用章", ""))
    return rng.choice(("", "", "", "", "", "登记专用章", "企业登记专用章"))


def _issue_day(rng: Random, established: date, today: date, *, old_number: bool) -> date:
    if old_number:
        return random_day(rng, max(established, date(2014, 3, 1)), date(2015, 9, 20))
    first = max(established, date(2015, 10, 8))
    return (
        established
        if established >= first and rng.random() < 0.5
        else random_day(rng, first, today - timedelta(days=10))
    )


def _term(rng: Random, form: str, established: date, issued: date, today: date) -> tuple[bool, date | None]:
    if form == "individual_business" or (issued >= date(2022, 9, 1) and rng.random() < 0.92):
        return False, None
    if form in {"sole", "cooperative"} and rng.random() < 0.7:
        return False, None
    if rng.random() < 0.45:
        return True, None
    until = established
    while until < years_after(today, 1):
        until = years_after(until, 10)
    return True, years_after(until, rng.choice((0, 0, 10, 20))) - timedelta(days=1)

"""Invented units: companies, shops, partnerships, branches, cooperatives and other bodies, with all their licence says."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from samples import vocabulary as words
from samples.identities import (
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

_TYPES = {
    "company": (
        "有限责任公司(自然人投资或控股)", "有限责任公司（自然人投资或控股）", "有限责任公司(自然人独资)", "有限责任公司（自然人独资）", "其他有限责任公司",
        "有限责任公司(法人独资)", "股份有限公司(非上市、自然人投资或控股)", "有限责任公司", "有限责任公司(外国法人独资)", "有限责任公司（港澳台投资、非独资）",
        "其他股份有限公司(上市)", "有限责任公司(非自然人投资或控股的法人独资)", "有限责任公司(国有控股)",
    ),
    "individual_business": ("个体工商户", "个体工商户", "个体工商户", "个体户"),
    "partnership": ("有限合伙企业", "普通合伙企业", "特殊普通合伙企业", "合伙企业"),
    "sole": ("个人独资企业",),
    "branch": ("有限责任公司分公司", "有限责任公司分公司(自然人投资或控股)", "股份有限公司分公司(非上市)", "其他有限责任公司分公司"),
    "cooperative": ("农民专业合作社", "农民专业合作经济组织"),
    "public_institution": ("事业单位",),
    "social_organization": ("社会团体",),
    "private_non_enterprise": ("民办非企业单位（法人）", "民办非企业单位"),
}  # fmt: skip
_LEADS = {
    "company": "91", "individual_business": "92", "partnership": "91", "sole": "91", "branch": "91", "cooperative": "93",
    "public_institution": "12", "social_organization": "51", "private_non_enterprise": "52",
}  # fmt: skip
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
    stem = company_stem(rng, place)
    city = place.city.removesuffix("市")
    if form == "company":
        return stem + rng.choice(("有限公司",) * 7 + ("有限责任公司", "股份有限公司", "集团有限公司"))
    if form == "individual_business":
        return f"{place.city}{place.district}{rng.choice(words.BRANDS)}{rng.choice(words.SHOPS)}{rng.choice(('', '', '（个体工商户）'))}"
    if form == "partnership":
        return f"{city}{rng.choice(words.BRANDS)}{rng.choice(('企业管理咨询', '股权投资', '会计师事务所', '创业投资', '税务师事务所'))}{rng.choice(('合伙企业（有限合伙）', '（普通合伙）', '合伙企业（普通合伙）', '中心（有限合伙）'))}"
    if form == "sole":
        return f"{city}{rng.choice(words.BRANDS)}{rng.choice(('机械加工厂', '设计中心', '咨询工作室', '印务厂', '食品厂', '纸制品厂'))}"
    if form == "branch":
        return f"{stem}有限公司{rng.choice(words.PROVINCES)[3][0].removesuffix('市')}{rng.choice(('分公司', '第一分公司', '分公司'))}"
    if form == "cooperative":
        return f"{city}{rng.choice(words.BRANDS)}{rng.choice(('种植', '养殖', '果蔬种植', '农机服务', '茶叶', '水产养殖'))}专业合作社"
    return _body_name(rng, form, place, city)


def _body_name(rng: Random, form: str, place: Place, city: str) -> str:
    if form == "public_institution":
        return f"{place.city}{rng.choice((place.district, ''))}{rng.choice(('图书馆', '第三中学', '人民医院', '文化馆', '农业技术推广中心', '博物馆', '妇幼保健院', '信息中心'))}"
    if form == "social_organization":
        return f"{place.city}{rng.choice(('软件行业', '电子商务', '书法家', '物流与采购', '青年志愿者', '民宿', '摄影家', '餐饮业'))}{rng.choice(('协会', '商会', '学会', '促进会'))}"
    return f"{city}{rng.choice(words.BRANDS)}{rng.choice(('养老服务中心', '职业培训学校', '社会工作服务中心', '幼儿园', '科技研究院', '艺术培训中心'))}"


def capital_text(rng: Random) -> str:
    """An amount as licences print it: words or figures, with or without the currency."""
    figure = rng.choice((10, 30, 50, 80, 100, 200, 300, 500, 600, 1000, 1008, 2000, 3000, 5000, 8800))
    styles = (
        f"{in_words(figure)}万元整", f"{in_words(figure)}万元整", f"{figure}万元人民币", f"人民币{figure}万元", f"{figure}万元整", f"人民币{in_words(figure)}万元整",
        f"{figure}.000000万人民币", f"{in_words(figure)}万圆整", f"{figure}万人民币", f"{in_words(figure)}万元人民币", f"{figure}万美元", "壹亿元整",
    )  # fmt: skip
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


def make_unit(rng: Random, today: date, *, form: str = "company", old_number: bool = False) -> tuple[Unit, Person]:
    """A unit and the person that stands for it (legal representative, operator, partner, investor, person in charge)."""
    place = make_place(rng)
    person = make_person(rng, today, place=place)
    established = random_day(rng, date(1996, 3, 1), (date(2014, 12, 1) if old_number else today) - timedelta(days=150))
    issued = _issue_day(rng, established, today, old_number=old_number)
    number = (
        make_registration_number(rng, place.code, individual=form == "individual_business")
        if old_number
        else make_credit_code(rng, _LEADS[form], place.code, established)
    )
    term_printed, until = _term(rng, form, established, issued, today)
    registrar = rng.choice(words.OLD_REGISTRARS if issued < date(2018, 12, 1) else words.REGISTRARS).format(
        city=place.city, district=place.district, province=place.province_full, short=place.short_district
    )
    unit = Unit(
        form=form, name=unit_name(rng, form, place), number=number, type_text=rng.choice(_TYPES[form]), address=street_address(rng, place),
        representative=person.name, capital=capital_text(rng), established=established, valid_until=until, term_printed=term_printed,
        scope=scope_text(rng), registrar=registrar, registrar_centre=_registrar_centre(rng, registrar), issued=issued, place=place,
        seal_code="".join(rng.choice("0123456789") for _ in range(rng.choice((13, 13, 14)))) if rng.random() < 0.75 else "",
        old_number=old_number,
    )  # fmt: skip
    return unit, person


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

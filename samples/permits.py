"""Passports, travel permits, residence permits: what people without a resident identity card bring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from PIL import Image

from samples import fonts, id_cards, ink, portraits
from samples import vocabulary as words
from samples.identities import Person, make_id_number, make_person, years_after
from samples.ink import Style
from samples.ornament import Board
from samples.truth import DocumentTruth, Drawing

FIELDS = ("name", "name_latin", "number", "nationality", "sex", "birth_date", "valid_from", "valid_until")
# certificate -> groups of people who hold it
HOLDERS = {
    "passport": ("chinese", "foreign", "foreign"),
    "hk_macao_travel_permit": ("hk_macao",),
    "taiwan_travel_permit": ("taiwan",),
    "hkmt_residence_permit": ("hk_macao", "taiwan"),
    "permanent_resident_card": ("foreign",),
}
_YEARS = {"taiwan_travel_permit": 5, "hkmt_residence_permit": 5}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def make_traveller(rng: Random, today: date, *, certificate: str = "") -> Person:
    """A person whose certificate is no identity card and runs for at least a year more."""
    certificate = certificate or rng.choice(tuple(HOLDERS))
    group = rng.choice(HOLDERS[certificate])
    known = make_person(rng, today)
    name, surname, given, code, nation = rng.choice(words.TRAVELLERS[group])
    years = _YEARS.get(certificate, 10)
    start = today - timedelta(days=rng.randint(30, (years - 1) * 365 - 30))
    number = _number(rng, certificate, group, known, code)
    return Person(
        name or f"{surname} {given}",
        known.sex,
        known.ethnicity,
        known.birth,
        known.address,
        number,
        known.authority,
        start,
        years_after(start, years),
        known.place,
        certificate,
        surname,
        given,
        code,
        nation,
    )


def _number(rng: Random, certificate: str, group: str, person: Person, code: str) -> str:
    digits = f"{rng.randint(0, 99_999_999):08d}"
    if certificate == "passport":
        return (
            rng.choice((f"E{digits}", f"EJ{digits[:7]}")) if group == "chinese" else f"{rng.choice('ACKLMX')}{digits}"
        )
    if certificate == "hk_macao_travel_permit":
        return rng.choice("HHM") + digits + rng.choice(("", "", "01"))
    if certificate == "hkmt_residence_permit":
        region = "830000" if group == "taiwan" else rng.choice(("810000", "820000"))
        return make_id_number(rng, region, person.birth, male=person.sex == "男")
    if certificate == "permanent_resident_card":
        return f"{code:A<3}{person.place.code[:4]}{person.birth:%y%m%d}{rng.randint(10, 99)}"
    return digits


def draw(rng: Random, person: Person, *, width: int = 1200, grey: bool = False) -> Drawing:
    """The page of a passport or permit that names its holder."""
    image, fields = _DRAWERS[person.certificate](rng, person, width)
    absent = tuple(name for name in FIELDS if name not in fields)
    if grey:
        image = ink.to_grey(image, rng, contrast=1.1)
    return Drawing(image, (DocumentTruth(person.certificate, fields, absent),))


def check_digit(text: str) -> str:
    """The check digit of a field of a machine-readable zone (ICAO 9303)."""
    values = [int(character, 36) if character != "<" else 0 for character in text]
    return str(sum(value * (7, 3, 1)[index % 3] for index, value in enumerate(values)) % 10)


def machine_readable_zone(person: Person) -> tuple[str, str]:
    """The two lines at the foot of a passport."""
    issuer = person.nation_code
    kind = "PO" if issuer == "CHN" else "P<"
    first = f"{kind}{issuer:<<3}{person.surname}<<{person.given}".replace(" ", "<").replace("-", "<")
    number = f"{person.id_number:<<9}"
    birth, expiry = (
        f"{person.zone_birth or person.birth:%y%m%d}",
        f"{person.card_until:%y%m%d}" if person.card_until else "<<<<<<",
    )
    sex = "M" if person.sex == "男" else "F"
    head = number + check_digit(number)
    tail = "<" * 14 + "0" if issuer != "CHN" else "<" * 14 + "<"
    middle = birth + check_digit(birth), expiry + check_digit(expiry)
    composite = check_digit(head + middle[0] + middle[1] + tail)
    return f"{first:<<44}"[:44], f"{head}{issuer:<<3}{middle[0]}{sex}{middle[1]}{tail}{composite}"


def _english(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def _ground(rng: Random, width: int, ratio: float, tint: ink.Colour) -> Board:
    size = (width, round(width * ratio))
    return Board(ink.paper(rng, size, tint, pitch=rng.choice((7, 10, 13)), strength=6), width / 1000)


def _photo(board: Board, rng: Random, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = (round(value * board.unit) for value in box)
    photo = Image.new("RGB", (right - left, bottom - top), (238, 240, 244))
    portraits.bust(photo, (photo.width / 2, photo.height * 0.44), photo.width * 0.26, rng)
    board.image.paste(photo, (left, top))


def _common(person: Person) -> dict[str, object]:
    fields: dict[str, object] = {"number": person.id_number, "sex": person.sex, "birth_date": person.birth.isoformat()}
    if not person.name.isascii():
        fields["name"] = person.name
    return fields


def _passport(rng: Random, person: Person, width: int) -> tuple[Image.Image, dict[str, object]]:
    board = _ground(rng, width, 0.7, rng.choice(((236, 240, 246), (244, 238, 240))))
    chinese = person.nation_code == "CHN"
    latin = f"{person.surname}, {person.given}"
    title = "中华人民共和国  PEOPLE'S REPUBLIC OF CHINA" if chinese else f"PASSPORT  {person.nation_code}"
    board.centred(500, 28, title, Style(fonts.SERIF, 26, (120, 40, 40), bold=1))
    _photo(board, rng, (50, 130, 300, 460))
    label, value = Style(fonts.SANS, 15, (90, 96, 110)), Style(fonts.SANS, 24)
    sex = ("男/M" if person.sex == "男" else "女/F") if chinese else ("M" if person.sex == "男" else "F")
    until = person.card_until or person.card_from
    cells = [
        (340, 96, "类型/Type", "P"),
        (500, 96, "国家码/Country Code", person.nation_code),
        (740, 96, "护照号/Passport No.", person.id_number),
        (340, 166, "姓名/Name", person.name if chinese else latin),
        (340, 270, "性别/Sex", sex),
        (500, 270, "国籍/Nationality", "中国/CHINESE" if chinese else person.nation_code),
        (740, 270, "出生日期/Date of birth", _english(person.birth)),
        (340, 340, "出生地点/Place of birth", "北京/BEIJING" if chinese else "-"),
        (740, 340, "签发日期/Date of issue", _english(person.card_from)),
        (340, 410, "签发机关/Authority", "国家移民管理局" if chinese else "MINISTRY"),
        (740, 410, "有效期至/Date of expiry", _english(until)),
    ]
    for x, y, name, text in cells:
        board.write(x, y, name, label)
        board.write(x, y + 22, text, value)
    if chinese:
        board.write(340, 226, latin, value)
    for index, line in enumerate(machine_readable_zone(person)):
        board.spread(44, 566 + index * 54, 912, line, Style(fonts.SANS, 27))
    fields = _common(person) | {
        "name_latin": latin,
        "nationality": person.nation if chinese else person.nation_code,
        "valid_from": person.card_from.isoformat(),
        "valid_until": until.isoformat(),
    }
    return board.image, fields


def _travel_permit(rng: Random, person: Person, width: int) -> tuple[Image.Image, dict[str, object]]:
    taiwan = person.certificate == "taiwan_travel_permit"
    board = _ground(rng, width, 0.63, (226, 240, 230) if taiwan else (228, 236, 246))
    title = "台湾居民来往大陆通行证" if taiwan else "港澳居民来往内地通行证"
    board.centred(500, 34, title, Style(fonts.SERIF, 40, (40, 60, 100), bold=1))
    _photo(board, rng, (60, 140, 320, 480))
    label, value = Style(fonts.SANS, 21, (80, 100, 130)), Style(fonts.SANS, 30)
    until = person.card_until or person.card_from
    latin = f"{person.surname}, {person.given}"
    board.write(360, 136, "姓名", label)
    board.write(500, 130, person.name, value)
    board.write(500, 176, latin, Style(fonts.SANS, 26))
    rows = (
        ("出生日期", f"{person.birth:%Y.%m.%d}"),
        ("性别", person.sex),
        ("有效期限", f"{person.card_from:%Y.%m.%d}-{until:%Y.%m.%d}"),
        ("签发机关", rng.choice(("公安部出入境管理局", "国家移民管理局", "中华人民共和国出入境管理局"))),
    )
    for index, (name, text) in enumerate(rows):
        board.write(360, 236 + index * 58, name, label)
        board.write(500, 230 + index * 58, text, value)
    board.write(360, 530, "证件号码", label)
    board.write(500, 522, person.id_number, Style(fonts.SANS, 36, spacing=3))
    dates = {"name_latin": latin, "valid_from": person.card_from.isoformat(), "valid_until": until.isoformat()}
    return board.image, _common(person) | dates


def _permanent(rng: Random, person: Person, width: int) -> tuple[Image.Image, dict[str, object]]:
    board = _ground(rng, width, 0.63, (238, 232, 222))
    board.centred(500, 30, "外国人永久居留身份证", Style(fonts.SERIF, 38, (120, 50, 40), bold=1))
    board.centred(500, 84, "FOREIGN PERMANENT RESIDENT ID CARD", Style(fonts.SERIF, 18))
    _photo(board, rng, (700, 150, 940, 460))
    label, value = Style(fonts.SANS, 19, (90, 90, 110)), Style(fonts.SANS, 27)
    until = person.card_until or person.card_from
    latin = f"{person.surname}, {person.given}"
    rows = (
        ("姓名/Name", latin),
        ("性别/Sex", f"{person.sex}/{'M' if person.sex == '男' else 'F'}"),
        ("出生日期/Date of Birth", f"{person.birth:%Y.%m.%d}"),
        ("国籍/Nationality", f"{person.nation}/{person.nation_code}"),
        ("有效期限/Period of Validity", f"{person.card_from:%Y.%m.%d}-{until:%Y.%m.%d}"),
        ("签发机关/Issuing Authority", "国家移民管理局"),
    )
    for index, (name, text) in enumerate(rows):
        board.write(60, 132 + index * 66, name, label)
        board.write(80, 156 + index * 66, text, value)
    board.write(60, 556, "证件号码/ID No.", label)
    board.write(290, 546, person.id_number, Style(fonts.SANS, 36, spacing=2))
    more = {
        "name_latin": latin,
        "nationality": person.nation,
        "valid_from": person.card_from.isoformat(),
        "valid_until": until.isoformat(),
    }
    return board.image, _common(person) | more


def _residence(rng: Random, person: Person, width: int) -> tuple[Image.Image, dict[str, object]]:
    """Both sides of a residence permit on one page: laid out as identity cards are."""
    page = ink.paper(rng, (width, round(width * 1.35)), (252, 252, 250))
    card = id_cards.Options(width=round(width * 0.86), ethnicity_printed=False)
    front = id_cards.draw_portrait(rng, person, card).image
    title = "台湾居民居住证" if person.id_number.startswith("83") else "港澳居民居住证"
    back = id_cards.draw_emblem(rng, person, id_cards.Options(width=card.width, title=title)).image
    board = Board(back, card.width / 856)
    permit = f"H{rng.randint(10**7, 10**8 - 1)}"
    board.write(196, 330, f"通行证号码  {permit}    签发次数  01", Style(fonts.SANS, 24, (40, 40, 44)))
    left = round(width * 0.07)
    page.paste(front, (left, round(width * 0.06)))
    page.paste(back, (left, round(width * 0.72)))
    until = person.card_until or person.card_from
    return page, _common(person) | {"valid_from": person.card_from.isoformat(), "valid_until": until.isoformat()}


_DRAWERS: dict[str, Callable[[Random, Person, int], tuple[Image.Image, dict[str, object]]]] = {
    "passport": _passport,
    "hk_macao_travel_permit": _travel_permit,
    "taiwan_travel_permit": _travel_permit,
    "permanent_resident_card": _permanent,
    "hkmt_residence_permit": _residence,
}

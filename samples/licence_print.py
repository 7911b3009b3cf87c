"""The parts every licence form shares: labelled cells, numbers, dates, terms, the foot with the registrar's seal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from samples import fonts, ornament
from samples import vocabulary as words
from samples.identities import Unit
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import LONG_TERM, StampTruth

URL = "http://www.gsxt.gov.cn"
_NUMERALS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


@dataclass
class LicencePrint:
    """One licence while it is printed: what goes where, and the truth as it grows."""

    unit: Unit
    board: Board
    rng: Random
    value: Style
    label: Style
    day: str
    copy: str = "副本"
    registrar_seal: bool = True
    scope_printed: bool = True
    qr_number: str = ""
    fields: dict[str, object] = field(default_factory=dict)


def written_day(day: date, style: str) -> str:
    """A date in a printing style: padded, plain or in Chinese numerals."""
    if style == "plain":
        return f"{day.year}年{day.month}月{day.day}日"
    if style == "numerals":
        year = "".join(_NUMERALS[digit] for digit in str(day.year))
        return f"{year}年{_count(day.month)}月{_count(day.day)}日"
    return style.format(day)


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = {0: "", 1: "十", 2: "二十", 3: "三十"}[tens]
    return lead + (_NUMERALS[str(ones)] if ones else "")


def term_text(rng: Random, unit: Unit, style: str) -> tuple[str, dict[str, object]]:
    """A term as printed and what it says."""
    start, end = written_day(unit.established, style), unit.valid_until
    if end is None:
        text = rng.choice(("长期", "长期", "长期", f"{start}至长期", f"{start} 至 无固定期限", "无固定期限", "永久"))
        fields: dict[str, object] = {"valid_until": LONG_TERM}
        return text, {"valid_from": unit.established.isoformat(), **fields} if "至" in text else fields
    last = written_day(end, style)
    text = rng.choice((f"{start}至{last}", f"{start} 至 {last}", f"自{start}至{last}"))
    return text, {"valid_from": unit.established.isoformat(), "valid_until": end.isoformat()}


def rows_of(printed: LicencePrint) -> dict[str, tuple[str, str]]:
    """Field -> (label, value) of what this licence prints, with the truth noted."""
    unit, rng = printed.unit, printed.rng
    labels = {name: rng.choice(choices) for name, choices in words.LICENCE_LABELS[unit.form].items()}
    values = {
        "name": unit.name,
        "type": unit.type_text,
        "address": unit.address,
        "legal_representative": unit.representative,
        "registered_capital": unit.capital,
        "established_on": written_day(unit.established, printed.day),
        "scope": unit.scope,
        "composition": rng.choice(("个人经营", "个人经营", "家庭经营")),
    }
    rows = {name: (label, values[name]) for name, label in labels.items() if name in values}
    if not printed.scope_printed:
        rows.pop("scope", None)
        rows.pop("registered_capital", None)
    printed.fields.update({name: value for name, (_, value) in rows.items() if name != "composition"})
    printed.fields["established_on"] = unit.established.isoformat()
    if unit.term_printed and "term" in labels and printed.scope_printed:
        text, said = term_text(rng, unit, printed.day)
        rows["term"] = (labels["term"], text)
        printed.fields.update(said)
    return rows


def cell(
    printed: LicencePrint, x: float, y: float, label: str, value: str, *, label_width: float, width: float, size: float
) -> float:
    """A label and its wrapped value; the value is often a little off the label's line, as printers leave it."""
    board, rng = printed.board, printed.rng
    board.spread(x, y, label_width, label, printed.label)
    style = printed.value.sized(size)
    top = y + (printed.label.size - size) / 2 + rng.uniform(-2, 5)
    return board.paragraph(x + label_width + 11, top, width, value, style, leading=rng.uniform(1.18, 1.4))


def fitting_size(
    printed: LicencePrint, text: str, width: float, height: float, *, largest: float, least: float
) -> float:
    """The largest size at which a paragraph fits a box."""
    size = largest
    while size > least and printed.board.lines_needed(width, text, printed.value.sized(size)) * size * 1.32 > height:
        size -= 0.5
    return size


def number_of(printed: LicencePrint) -> tuple[str, str]:
    """Label and number, noted as printed."""
    unit = printed.unit
    printed.fields["registration_number" if unit.old_number else "credit_code"] = unit.number
    return ("注册号" if unit.old_number else "统一社会信用代码"), unit.number


def title_style(rng: Random, size: int) -> Style:
    """Gilt or dark, always heavy."""
    tints = ((186, 146, 58), (30, 28, 24), (150, 110, 50), (40, 34, 26), (206, 160, 44))
    return Style(fonts.SERIF, size, rng.choice(tints), bold=rng.choice((2, 3)))


def qr_content(printed: LicencePrint, number: str) -> str:
    """What the code in the corner holds.

    An address with the number, as most have it; labelled text, as some provinces had it; an opaque key.
    """
    dice = printed.rng.random()
    if printed.qr_number or dice < 0.62:
        return f"{URL}/index.html?uniscid={printed.qr_number or number}"
    if dice < 0.76:
        label = "注册号" if printed.unit.old_number else "统一社会信用代码"
        return f"{label}：{number}；企业名称：{printed.unit.name}；登记机关：{printed.unit.place.city}"
    return f"{URL}/%7B{printed.rng.getrandbits(96):024X}%7D"


def paste_qr(printed: LicencePrint, x: float, y: float, side: float, number: str) -> None:
    """Pastes the code at design coordinates."""
    board = printed.board
    left, top = board.at(x, y)
    code = ornament.qr_code(qr_content(printed, number), round(side * board.unit))
    board.image.paste(code, (round(left), round(top)))


def office_and_day(printed: LicencePrint, office: tuple[float, float], day: tuple[float, float]) -> None:
    """登记机关 and the date of issue, its figures printed into a form that holds 年月日."""
    board, rng, unit = printed.board, printed.rng, printed.unit
    board.write(
        *office,
        rng.choice(("登记机关", "登记机关", "登记机关", "发照机关")),
        Style(fonts.SERIF, 17, spacing=rng.uniform(4, 10), bold=1),
    )
    mark = Style(fonts.SERIF, 16, bold=1)
    figure = Style(rng.choice((fonts.SERIF, fonts.FANG, fonts.SANS)), rng.choice((15, 16, 17)))
    x, gap, lift = day[0], rng.uniform(1, 9), rng.uniform(-4, 3)
    month, date_ = (
        (f"{unit.issued:%m}", f"{unit.issued:%d}")
        if rng.random() < 0.8
        else (f"{unit.issued.month}", f"{unit.issued.day}")
    )
    for text, sign in ((f"{unit.issued:%Y}", "年"), (month, "月"), (date_, "日")):
        x = board.write(x, day[1] + lift, text, figure) + gap
        x = board.write(x, day[1], sign, mark) + gap
    printed.fields["issued_on"] = unit.issued.isoformat()


def registrar_stamp(printed: LicencePrint, centre: tuple[float, float], diameter: float) -> list[StampTruth]:
    """The registrar's seal, part of the print, over the date of issue."""
    board, rng, unit = printed.board, printed.rng, printed.unit
    if not printed.registrar_seal:
        return []
    printed.fields["issued_by"] = unit.registrar
    digits = unit.seal_code if rng.random() < 0.3 else ""
    seal = Seal(unit.registrar, unit.registrar_centre, owner="registrar", digits=digits)
    x, y = board.at(centre[0] + rng.uniform(-25, 25), centre[1] + rng.uniform(-14, 22))
    size = diameter * rng.uniform(0.92, 1.08) * board.unit
    return [press(board.image, seal, (x, y), size, rng, angle=rng.uniform(-12, 12))]


def web_address(printed: LicencePrint, x: float, y: float) -> None:
    """The register's address at the foot of the form."""
    board, rng = printed.board, printed.rng
    lead = rng.choice(("国家企业信用信息公示系统网址：", "企业信用信息公示系统网址："))
    board.write(x, y, lead, Style(fonts.SERIF, 11))
    board.write(x + 176, y - rng.uniform(0, 5), URL, Style(fonts.SANS, 11))

"""Business licences: the landscape form of 2019 and the portrait forms before it, for every kind of undertaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from PIL import Image

from samples import fonts, ink, ornament
from samples.identities import Unit
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import LONG_TERM, DocumentTruth, Drawing, StampTruth

LAYOUTS = ("landscape", "portrait")
FIELDS = (
    "credit_code", "registration_number", "name", "type", "address", "legal_representative", "registered_capital", "established_on",
    "valid_from", "valid_until", "scope", "issued_by", "issued_on",
)  # fmt: skip

# form -> label of each field; a field without a label is not printed for that form
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "company": {
        "name": ("名称",), "type": ("类型",), "address": ("住所",), "legal_representative": ("法定代表人",), "registered_capital": ("注册资本",),
        "established_on": ("成立日期",), "term": ("营业期限", "营业期限", "经营期限"), "scope": ("经营范围",),
    },
    "individual_business": {
        "name": ("名称",), "type": ("类型",), "address": ("经营场所",), "legal_representative": ("经营者",), "composition": ("组成形式",),
        "established_on": ("注册日期", "注册日期", "成立日期"), "scope": ("经营范围",),
    },
    "partnership": {
        "name": ("名称",), "type": ("类型",), "address": ("主要经营场所",), "legal_representative": ("执行事务合伙人",), "registered_capital": ("出资额",),
        "established_on": ("成立日期",), "term": ("合伙期限", "营业期限"), "scope": ("经营范围",),
    },
    "sole": {
        "name": ("名称",), "type": ("类型",), "address": ("住所",), "legal_representative": ("投资人",), "registered_capital": ("出资额",),
        "established_on": ("成立日期",), "term": ("营业期限",), "scope": ("经营范围",),
    },
    "branch": {
        "name": ("名称",), "type": ("类型",), "address": ("营业场所", "经营场所"), "legal_representative": ("负责人",),
        "established_on": ("成立日期",), "term": ("营业期限",), "scope": ("经营范围",),
    },
    "cooperative": {
        "name": ("名称",), "type": ("类型",), "address": ("住所",), "legal_representative": ("法定代表人",), "registered_capital": ("成员出资总额",),
        "established_on": ("成立日期",), "term": ("营业期限",), "scope": ("业务范围", "经营范围"),
    },
}  # fmt: skip
_URL = "http://www.gsxt.gov.cn"


@dataclass(frozen=True)
class Options:
    """How one licence is printed and stamped."""

    layout: str = "landscape"
    width: int = 2000
    copy: str = "副本"
    registrar_seal: bool = True
    seals: tuple[Seal, ...] = ()
    clarity: str = "good"
    grey: bool = False
    grey_after_stamping: bool = False
    watermark: str = ""
    scope_printed: bool = True


@dataclass
class _Print:
    """One licence while it is printed: what goes where, and the truth as it grows."""

    unit: Unit
    board: Board
    rng: Random
    options: Options
    fields: dict[str, object]
    value: Style
    label: Style
    day: str


def draw(rng: Random, unit: Unit, options: Options | None = None) -> Drawing:
    """One licence of a unit."""
    options = options or Options()
    landscape = options.layout == "landscape"
    height = round(options.width * (0.708 if landscape else 1.39))
    tint = rng.choice(((250, 250, 244), (246, 247, 240), (252, 252, 252), (243, 240, 228), (240, 244, 240)))
    image = ink.paper(
        rng, (options.width, height), tint, pitch=rng.choice((0, 0, 9, 14)), strength=rng.choice((2, 3, 4))
    )
    board = Board(image, options.width / (1119 if landscape else 780))
    printed = _Print(
        unit, board, rng, options, {}, Style(_value_face(rng), 13 if landscape else 15, rng.choice(((30, 30, 30), (60, 60, 62), (20, 20, 24)))),
        Style(fonts.SERIF, 16 if landscape else 17, bold=rng.choice((0, 1))), rng.choice(("{:%Y年%m月%d日}", "{:%Y年%m月%d日}", "{:%Y年%m月%d日}", "plain")),
    )  # fmt: skip
    stamps = _landscape(printed) if landscape else _portrait(printed)
    return finish(
        rng, image, DocumentTruth("business_licence", printed.fields, _absent(printed.fields)), stamps, options
    )


def _value_face(rng: Random) -> str:
    return rng.choice((fonts.FANG, fonts.FANG, fonts.SERIF, fonts.SERIF, fonts.SANS))


def _absent(fields: dict[str, object]) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if name not in fields)


def finish(
    rng: Random, image: Image.Image, truth: DocumentTruth, printed_stamps: Sequence[StampTruth], options: Options
) -> Drawing:
    """Copies, watermarks and stamps a printed certificate, in the order it happens to paper."""
    truth = truth.stamped(printed_stamps)
    if options.watermark:
        ornament.watermark(image, options.watermark, rng)
    if options.grey:
        image, truth = ink.to_grey(image, rng), truth.in_grey()
    stamps = press_owner(rng, image, options.seals, options.clarity, portrait=image.height > image.width)
    truth = truth.stamped(stamps)
    if options.grey_after_stamping:
        image, truth = ink.to_grey(image, rng), truth.in_grey()
    return Drawing(image, (truth,))


def press_owner(
    rng: Random, image: Image.Image, seals: Sequence[Seal], clarity: str, *, portrait: bool
) -> list[StampTruth]:
    """Presses the filer's seals where filers press them: on free ground, over the print, near the edge, not over the registrar's."""
    spots = [(0.3, 0.87), (0.4, 0.8), (0.5, 0.55), (0.2, 0.74), (0.26, 0.3), (0.5, 0.88)]
    if not portrait:
        spots = [(0.36, 0.82), (0.5, 0.74), (0.47, 0.55), (0.24, 0.76), (0.56, 0.85), (0.8, 0.5), (0.3, 0.45)]
    rng.shuffle(spots)
    short = min(image.size)
    stamps = []
    for seal, (x, y) in zip(seals, spots, strict=False):
        diameter = short * rng.uniform(0.175, 0.21) * (1.0 if seal.kind != "personal" else 0.45)
        centre = (image.width * (x + rng.uniform(-0.03, 0.03)), image.height * (y + rng.uniform(-0.03, 0.03)))
        stamps.append(press(image, seal, centre, diameter, rng, clarity=clarity))
    return stamps


def written_day(day: date, style: str) -> str:
    """A date in a printing style."""
    return f"{day.year}年{day.month}月{day.day}日" if style == "plain" else style.format(day)


def term_text(rng: Random, unit: Unit, style: str) -> tuple[str, dict[str, object]]:
    """A term as printed and what it says."""
    start, end = written_day(unit.established, style), unit.valid_until
    if end is None:
        text = rng.choice(("长期", "长期", "长期", f"{start}至长期", f"{start} 至 无固定期限", "无固定期限", "永久"))
        fields: dict[str, object] = {"valid_until": LONG_TERM}
        return text, {"valid_from": unit.established.isoformat(), **fields} if "至" in text else fields
    text = rng.choice(
        (
            f"{start}至{written_day(end, style)}",
            f"{start} 至 {written_day(end, style)}",
            f"自{start}至{written_day(end, style)}",
        )
    )
    return text, {"valid_from": unit.established.isoformat(), "valid_until": end.isoformat()}


def _rows(printed: _Print) -> dict[str, tuple[str, str]]:
    """Field -> (label, value) of what this licence prints, with the truth noted."""
    unit, rng = printed.unit, printed.rng
    labels = {field: rng.choice(choices) for field, choices in LABELS[unit.form].items()}
    values = {
        "name": unit.name, "type": unit.type_text, "address": unit.address, "legal_representative": unit.representative,
        "registered_capital": unit.capital, "established_on": written_day(unit.established, printed.day), "scope": unit.scope,
        "composition": rng.choice(("个人经营", "个人经营", "家庭经营")),
    }  # fmt: skip
    rows = {field: (label, values[field]) for field, label in labels.items() if field in values}
    if not printed.options.scope_printed:
        rows.pop("scope", None)
        rows.pop("registered_capital", None)
    printed.fields.update({field: value for field, (_, value) in rows.items() if field != "composition"})
    printed.fields["established_on"] = unit.established.isoformat()
    if unit.term_printed and "term" in labels and printed.options.scope_printed:
        text, said = term_text(rng, unit, printed.day)
        rows["term"] = (labels["term"], text)
        printed.fields.update(said)
    return rows


def _cell(
    printed: _Print, x: float, y: float, label: str, value: str, *, label_width: float, width: float, size: float = 0
) -> float:
    """A label and its wrapped value; the value is often a little off the label's line, as printers leave it."""
    board, rng = printed.board, printed.rng
    board.spread(x, y, label_width, label, printed.label)
    style = printed.value.sized(size) if size else printed.value
    off = rng.uniform(-2, 5)
    return board.paragraph(
        x + label_width + 11,
        y + (printed.label.size - style.size) / 2 + off,
        width,
        value,
        style,
        leading=rng.uniform(1.18, 1.4),
    )


def _number(printed: _Print) -> tuple[str, str]:
    unit = printed.unit
    printed.fields["registration_number" if unit.old_number else "credit_code"] = unit.number
    return ("注册号", unit.number) if unit.old_number else ("统一社会信用代码", unit.number)


def _title_style(rng: Random, size: int) -> Style:
    return Style(
        fonts.SERIF,
        size,
        rng.choice(((186, 146, 58), (30, 28, 24), (150, 110, 50), (40, 34, 26), (206, 160, 44))),
        bold=3,
    )


def _landscape(printed: _Print) -> list[StampTruth]:
    board, rng, options = printed.board, printed.rng, printed.options
    box = (rng.uniform(88, 122), rng.uniform(126, 142), rng.uniform(992, 1032), rng.uniform(684, 704))
    ornament.frame(
        board,
        box,
        rng.uniform(18, 26),
        rng,
        colour=rng.choice(((122, 120, 98), (110, 118, 104), (140, 130, 96), (100, 104, 100))),
    )
    ornament.ground_print(
        board, (150, 170, 970, 660), rng.choice(("SCJDGL", "SCJDGL", "市场监督管理")), rng, shade=rng.choice((3, 5, 8))
    )
    ornament.emblem(board.image, board.at(559, 148), 50 * board.unit, rng)
    board.spread(428, 214, rng.uniform(255, 285), "营业执照", _title_style(rng, 52))
    if options.copy:
        small = Style(fonts.SERIF, 18)
        end = board.write(
            524,
            286,
            rng.choice(("(副  本)", "（副 本）", "(副    本)")) if options.copy == "副本" else "(正  本)",
            small,
        )
        if rng.random() < 0.6:
            board.write(
                end + rng.uniform(4, 60),
                290,
                rng.choice(("(1-1)", "1-1", "(1/1)", "副本编号：1-1", "（2-1）")),
                Style(fonts.SERIF, 11),
            )
    _landscape_head(printed)
    _landscape_rows(printed)
    return _tail(printed, (688, 562), (793, 622), (870, 590), 142, url_at=(120, 700), body_at=(858, 700))


def _landscape_head(printed: _Print) -> None:
    board, rng = printed.board, printed.rng
    label, number = _number(printed)
    board.write(182, 220, label, Style(fonts.SERIF, 14, spacing=rng.uniform(1, 5), bold=rng.choice((0, 1))))
    digits = Style(
        rng.choice((fonts.SERIF, fonts.SANS, fonts.FANG)), rng.choice((13, 14, 15)), spacing=rng.choice((0, 0, 1, 1.5))
    )
    end = board.write(182, rng.uniform(241, 246), number, digits)
    if rng.random() < 0.2:
        board.write(end + 4, 245, rng.choice(("(1-1)", "(1/1)", "（1-1）")), Style(fonts.SERIF, 11))
    if rng.random() < 0.3:
        sheet = "".join(rng.choice("0123456789") for _ in range(rng.choice((9, 14, 15))))
        board.write(182, 266, f"证照编号：{sheet}", Style(fonts.SERIF, 12))
    elif rng.random() < 0.3:
        board.write(790, 184, f"编号 {rng.choice('SGNE')}{rng.randint(10**8, 10**9 - 1)}", Style(fonts.SERIF, 10))
    side = round(rng.uniform(68, 80) * board.unit)
    content = (
        f"{_URL}/index.html?uniscid={number}" if rng.random() < 0.7 else f"{_URL}/%7B{rng.getrandbits(96):024X}%7D"
    )
    x, y = board.at(rng.uniform(782, 792), rng.uniform(214, 224))
    board.image.paste(ornament.qr_code(content, side), (round(x), round(y)))
    if rng.random() < 0.75:
        hint = rng.choice(
            (
                "扫描二维码登录‘国家企业信用信息公示系统’了解更多登记、备案、许可、监管信息。",
                "扫描市场主体身份码了解更多登记、备案、许可、监管信息，体验更多应用服务。",
            )
        )
        board.paragraph(876, 222, 86, hint, Style(fonts.SERIF, 9), leading=1.5)


def _landscape_rows(printed: _Print) -> None:
    board, rng, rows = printed.board, printed.rng, _rows(printed)
    right_first = [field for field in ("composition", "registered_capital", "established_on", "term") if field in rows]
    right = right_first + (["address"] if "address" in rows else [])
    y, pitch = rng.uniform(330, 340), rng.uniform(34, 38)
    for field in ("name", "type", "legal_representative"):
        label, value = rows[field]
        size = 13 if board.lines_needed(322, value, printed.value) < 3 else 11
        y = max(
            _cell(printed, 182, y, label, value, label_width=82 if len(label) < 6 else 104, width=322, size=size) + 4,
            y + pitch,
        )
    if "scope" in rows:
        label, value = rows["scope"]
        size = 13.0
        while (
            size > 8.5
            and board.lines_needed(rng.uniform(322, 330), value, printed.value.sized(size)) * size * 1.3 > 640 - y
        ):
            size -= 0.5
        _cell(printed, 182, y, label, value, label_width=82, width=rng.uniform(316, 336), size=size)
    y = rng.uniform(330, 340)
    for field in right:
        label, value = rows[field]
        y = max(
            _cell(printed, 626, y, label, value, label_width=84 if len(label) < 6 else 100, width=236, size=13) + 4,
            y + pitch,
        )


def _tail(
    printed: _Print, office: tuple[float, float], day: tuple[float, float], seal: tuple[float, float], diameter: float,
    *, url_at: tuple[float, float], body_at: tuple[float, float],
) -> list[StampTruth]:  # fmt: skip
    """The foot of a licence: 登记机关, date of issue beneath the registrar's seal, web address, printing body."""
    board, rng, unit = printed.board, printed.rng, printed.unit
    board.write(*office, "登记机关", Style(fonts.SERIF, 17, spacing=rng.uniform(4, 10), bold=1))
    mark = Style(fonts.SERIF, 16, bold=1)
    figure = Style(rng.choice((fonts.SERIF, fonts.FANG, fonts.SANS)), rng.choice((15, 16, 17)))
    x, gap, lift = day[0], rng.uniform(1, 9), rng.uniform(-4, 3)
    for text, sign in ((f"{unit.issued:%Y}", "年"), (f"{unit.issued:%m}", "月"), (f"{unit.issued:%d}", "日")):
        x = board.write(x, day[1] + lift, text, figure) + gap
        x = board.write(x, day[1], sign, mark) + gap
    printed.fields["issued_on"] = unit.issued.isoformat()
    old = unit.issued.year < 2019
    board.write(
        *url_at, rng.choice(("国家企业信用信息公示系统网址：", "企业信用信息公示系统网址：")), Style(fonts.SERIF, 11)
    )
    board.write(url_at[0] + 176, url_at[1] - rng.uniform(0, 5), _URL, Style(fonts.SANS, 11))
    body = "中华人民共和国国家工商行政管理总局监制" if old else "国家市场监督管理总局监制"
    board.write(body_at[0] - (70 if old else 0), body_at[1], body, Style(fonts.SERIF, 11))
    if rng.random() < 0.6 and printed.options.layout == "landscape":
        note = "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告。"
        board.paragraph(430, url_at[1] - 2, 250, note, Style(fonts.SERIF, 9))
    if not printed.options.registrar_seal:
        return []
    printed.fields["issued_by"] = unit.registrar
    engraving = Seal(
        unit.registrar, unit.registrar_centre, owner="registrar", digits=unit.seal_code if rng.random() < 0.3 else ""
    )
    centre = board.at(seal[0] + rng.uniform(-25, 25), seal[1] + rng.uniform(-12, 14))
    return [
        press(
            board.image,
            engraving,
            centre,
            diameter * rng.uniform(0.92, 1.08) * board.unit,
            rng,
            angle=rng.uniform(-12, 12),
        )
    ]


def _portrait(printed: _Print) -> list[StampTruth]:
    board, rng, options = printed.board, printed.rng, printed.options
    ornament.frame(
        board,
        (62, 62, 718, 1010),
        rng.uniform(16, 24),
        rng,
        colour=rng.choice(((150, 132, 80), (122, 120, 98), (170, 140, 84))),
    )
    ornament.ground_print(
        board, (110, 110, 670, 960), rng.choice(("AIC", "GSXT", "工商行政管理")), rng, shade=rng.choice((3, 5, 8))
    )
    board.write(
        rng.uniform(500, 540),
        104,
        rng.choice(
            (
                f"编号：N0 {rng.randint(10**6, 10**7 - 1)}",
                f"编号  S{rng.randint(10**10, 10**11 - 1)}(1-1)",
                f"编号:{rng.randint(10**8, 10**9 - 1)}",
            )
        ),
        Style(fonts.SERIF, 13),
    )
    ornament.emblem(board.image, board.at(390, 165), 52 * board.unit, rng)
    width = rng.uniform(300, 350)
    board.spread(390 - width / 2, 236, width, "营业执照", _title_style(rng, 62))
    if options.copy == "副本":
        board.centred(390, 318, rng.choice(("(副  本)", "（副 本）")), Style(fonts.SERIF, 19))
    label, number = _number(printed)
    x = board.write(rng.uniform(210, 280), 356, label, Style(fonts.SERIF, 16, spacing=2, bold=1))
    end = board.write(x + 14, 357 + rng.uniform(-2, 3), number, Style(rng.choice((fonts.SERIF, fonts.SANS)), 15))
    if rng.random() < 0.15:
        board.write(end + 4, 359, "(1-1)", Style(fonts.SERIF, 12))
    _portrait_rows(printed)
    side = round(84 * board.unit)
    qr_x, qr_y = board.at(rng.uniform(135, 160), rng.uniform(830, 850))
    if rng.random() < 0.85:
        board.image.paste(ornament.qr_code(f"{_URL}/{number}", side), (round(qr_x), round(qr_y)))
    return _tail(printed, (404, 868), (470, 944), (575, 905), 148, url_at=(70, 1020), body_at=(540, 1020))


def _portrait_rows(printed: _Print) -> None:
    rng, rows = printed.rng, _rows(printed)
    order = (
        "name",
        "type",
        "address",
        "legal_representative",
        "composition",
        "registered_capital",
        "established_on",
        "term",
        "scope",
    )
    y, pitch = rng.uniform(404, 418), rng.uniform(35, 40)
    for field in order:
        if field not in rows:
            continue
        label, value = rows[field]
        size, width = 15.0, rng.uniform(385, 410)
        if field == "scope":
            while (
                size > 9 and printed.board.lines_needed(width, value, printed.value.sized(size)) * size * 1.35 > 826 - y
            ):
                size -= 0.5
        y = max(
            _cell(
                printed,
                140,
                y,
                label,
                value,
                label_width=88 if len(label) < 6 else 118,
                width=width - (30 if len(label) > 5 else 0),
                size=size,
            )
            + 6,
            y + pitch,
        )

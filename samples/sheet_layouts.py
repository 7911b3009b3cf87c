"""The layouts of verification sheets, in millimetres of an A4 page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from PIL import ImageDraw

from samples import fonts, ink
from samples import vocabulary as words
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal


@dataclass(frozen=True)
class Options:
    """How one sheet is filled, signed and stamped; `dated` None leaves the date blank."""

    sponsor_name: str
    domains: tuple[str, ...]
    service_name: str
    person: str
    unit: bool = True
    layout: str = "table"
    signed: bool = True
    name_chop: bool = False
    dated: date | None = None
    seals: tuple[Seal, ...] = ()
    provider_seal: bool = False
    clarity: str = "good"
    dpi: int = 150
    grey: bool = False


@dataclass
class SheetPrint:
    """One sheet while it is filled: where the signature and the seals go, and the truth as it grows."""

    board: Board
    rng: Random
    options: Options
    face: str
    hand: bool
    provider: str
    fields: dict[str, object] = field(default_factory=dict)
    signature_at: tuple[float, float] = (0.0, 0.0)
    seal_at: tuple[float, float] = (0.0, 0.0)
    provider_at: tuple[float, float] = (0.0, 0.0)


def _value(printed: SheetPrint, x: float, y: float, width: float, text: str) -> None:
    board, rng = printed.board, printed.rng
    if printed.hand and len(text) < 22:
        ink.scribble(
            board.image,
            rng,
            board.at(x, y - 0.6),
            text,
            round(min(5.2, width / max(len(text), 1) * 1.1) * board.unit),
            fill=(26, 30, 60),
        )
        return
    style = Style(printed.face, 4 if board.width(text, Style(printed.face, 4)) < width else 3)
    board.paragraph(x, y, width, text, style, whole_words=True)


def _box(board: Board, left: float, top: float, right: float, bottom: float) -> None:
    ImageDraw.Draw(board.image).rectangle(
        (*board.at(left, top), *board.at(right, bottom)), outline=(30, 30, 30), width=max(round(0.28 * board.unit), 1)
    )


def _row(
    printed: SheetPrint,
    y: float,
    height: float,
    label: str,
    value: str,
    *,
    split: float = 62,
    left: float = 18,
    right: float = 192,
) -> None:
    _box(printed.board, left, y, split, y + height)
    _box(printed.board, split, y, right, y + height)
    printed.board.write(left + 2, y + height / 2 - 3, label, Style(printed.face, 4))
    if value:
        _value(printed, split + 3, y + height / 2 - 3, right - split - 6, value)


def _heading(printed: SheetPrint, y: float) -> None:
    printed.board.centred(105, y, printed.rng.choice(words.SHEET_TITLES), Style(fonts.SERIF, 7, bold=1))


def _ticks(rng: Random, items: Sequence[str]) -> str:
    mark = rng.choice(("√", "√", "■"))
    return "　".join(f"{item}{mark if rng.random() < 0.9 else '□'}" for item in items)


def _facts(printed: SheetPrint) -> tuple[str, str, str]:
    options = printed.options
    printed.fields.update(sponsor_name=options.sponsor_name, domains=list(options.domains))
    return options.sponsor_name, printed.rng.choice(("、", "；", "，", " ")).join(options.domains), options.service_name


def _table(printed: SheetPrint) -> None:
    board, rng, options = printed.board, printed.rng, printed.options
    _heading(printed, 18)
    name, domains, service = _facts(printed)
    y, row = 34.0, rng.uniform(9, 11)
    for label, value in (
        ("网站主办者名称", name),
        ("网站类型", "单位√　个人□" if options.unit else "单位□　个人√"),
        ("网站域名", domains),
    ):
        _row(printed, y, row, label, value)
        y += row
    if rng.random() < 0.6:
        _row(printed, y, row, rng.choice(("网站名称", "网站（APP）名称")), service)
        printed.fields["service_name"] = service
        y += row
    access = [line.format(provider=printed.provider) for line in words.TEXTS["sheet_access"]]
    blocks: tuple[tuple[str, Sequence[str]], ...] = (
        ("主体信息核验内容", words.TEXTS["sheet_subject"]),
        ("联系方式核验内容", [_ticks(rng, ("手机号码", "座机号码", "电子邮箱", "通信地址"))]),
        ("网站信息核验内容", words.TEXTS["sheet_site"]),
        ("接入信息核验内容", access),
    )
    for label, lines in blocks:
        height = 5.4 * len(lines) + 4
        _box(board, 18, y, 62, y + height)
        _box(board, 62, y, 192, y + height)
        board.write(20, y + height / 2 - 3, label, Style(printed.face, 4))
        for index, line in enumerate(lines):
            board.write(65, y + 2 + index * 5.4, line, Style(printed.face, 3))
        y += height
    _pledge(printed, y)


def _pledge(printed: SheetPrint, y: float) -> None:
    """The last block: both sides sign."""
    board, rng, options = printed.board, printed.rng, printed.options
    bottom = min(y + 96, 276)
    _box(board, 18, y, 192, bottom)
    text = rng.choice(words.TEXTS["sheet_pledges"])
    y = board.paragraph(22, y + 4, 166, text, Style(printed.face, 4), leading=1.5)
    small = Style(printed.face, 4)
    end = board.write(
        24, y + 8, rng.choice(("网站负责人签字：", "网站负责人签名：", "互联网信息服务负责人签字：")), small
    )
    printed.signature_at = (end + rng.uniform(0, 3), y + 7)
    label = rng.choice(("网站主办者（盖章）：", "单位盖章：", "主办单位公章："))
    board.write(24, y + 24, label if options.unit else "（个人主办者无需盖章）", small)
    board.write(116, y + 8, "核验人签字：", small)
    ink.scribble(
        board.image, rng, board.at(142, y + 6), rng.choice(("王磊", "李静", "陈勇", "赵敏")), round(6 * board.unit)
    )
    board.write(116, y + 24, rng.choice(("接入服务单位（盖章）：", "接入服务商盖章：")), small)
    printed.seal_at, printed.provider_at = (rng.uniform(56, 76), y + 32), (rng.uniform(158, 168), y + 32)
    _date(printed, 34, min(y + 50, bottom - 10))


def _date(printed: SheetPrint, x: float, y: float) -> None:
    board, options, rng = printed.board, printed.options, printed.rng
    label = rng.choice(("日期：", "核验日期：", ""))
    if options.dated is None:
        board.write(x, y, f"{label}　　　　年　　月　　日", Style(printed.face, 4))
        return
    day = options.dated
    printed.fields["verified_on"] = day.isoformat()
    board.write(x, y, f"{label}{day.year} 年 {day.month} 月 {day.day} 日", Style(printed.face, 4))


def _short_table(printed: SheetPrint) -> None:
    rng, options = printed.rng, printed.options
    _heading(printed, 24)
    name, domains, service = _facts(printed)
    y, row = 44.0, rng.uniform(11, 14)
    rows = [
        ("主办者名称", name),
        ("主办者性质", "企业" if options.unit else "个人"),
        ("网站名称", service),
        ("网站域名", domains),
        (rng.choice(("网站负责人", "网站负责人姓名")), options.person),
    ]
    printed.fields.update(service_name=service, person_in_charge=options.person)
    if rng.random() < 0.5:
        rows.insert(1, ("核验地点", rng.choice(("营业厅", "网上核验", "上门核验"))))
    for label, value in rows:
        _row(printed, y, row, label, value, split=70)
        y += row
    _row(printed, y, row, "接入服务商", printed.provider, split=70)
    y += row
    for label in ("主体信息真实、有效", "联系方式可以接通", "网站名称符合规范", "域名归主办者所有"):
        _row(printed, y, row * 0.8, label, "是√　否□", split=120)
        y += row * 0.8
    _pledge(printed, y)


def _letter(printed: SheetPrint) -> None:
    """A plain page without a table."""
    board, rng, options = printed.board, printed.rng, printed.options
    _heading(printed, 26)
    name, domains, service = _facts(printed)
    printed.fields.update(service_name=service, person_in_charge=options.person)
    y, style = 48.0, Style(printed.face, 5)
    for label, value in (
        ("一、网站主办者名称：", name),
        ("二、网站名称：", service),
        ("三、网站域名：", domains),
        ("四、网站负责人：", options.person),
    ):
        end = board.write(24, y, label, style)
        _value(printed, end + 1, y, 182 - end, value)
        y += rng.uniform(11, 13)
    for text in words.TEXTS["sheet_letter"]:
        y = board.paragraph(24, y + 3, 162, text, style, leading=1.6)
    end = board.write(24, y + 12, "网站负责人（签字）：", style)
    printed.signature_at = (end + rng.uniform(0, 4), y + 11)
    if options.unit:
        board.write(24, y + 32, "主办单位（公章）：", style)
    board.write(112, y + 32, "接入单位（公章）：", style)
    printed.seal_at, printed.provider_at = (rng.uniform(70, 84), y + 40), (166, y + 40)
    _date(printed, 120, y + 66)


LAYOUT_DRAWERS: dict[str, Callable[[SheetPrint], None]] = {
    "table": _table,
    "short_table": _short_table,
    "letter": _letter,
}

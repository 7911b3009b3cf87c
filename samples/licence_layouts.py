"""The licence forms: landscape of 2019, portrait of 2014 and 2015, the old corporate sheet, the one without a scope."""

from __future__ import annotations

from collections.abc import Callable

from PIL import ImageDraw

from samples import fonts, ornament
from samples import vocabulary as words
from samples.ink import Style
from samples.licence_print import (
    LicencePrint,
    cell,
    fitting_size,
    number_of,
    office_and_day,
    paste_qr,
    registrar_stamp,
    rows_of,
    title_style,
    web_address,
)
from samples.truth import StampTruth

_COPY_MARKS = ("(1-1)", "1-1", "(1/1)", "副本编号：1-1", "（2-1）")


def landscape(printed: LicencePrint) -> list[StampTruth]:
    """The form in use since March 2019."""
    board, rng = printed.board, printed.rng
    box = (rng.uniform(88, 122), rng.uniform(126, 142), rng.uniform(992, 1032), rng.uniform(684, 704))
    tints = ((122, 120, 98), (110, 118, 104), (140, 130, 96), (100, 104, 100))
    ornament.frame(board, box, rng.uniform(18, 26), rng, colour=rng.choice(tints))
    ground = rng.choice(("SCJDGL", "SCJDGL", "市场监督管理"))
    ornament.ground_print(board, (150, 170, 970, 660), ground, rng, shade=rng.choice((3, 5, 8)))
    ornament.emblem(board.image, board.at(559, 148), 50 * board.unit, rng)
    board.spread(428, 214, rng.uniform(255, 285), "营业执照", title_style(rng, 52))
    if printed.copy:
        text = rng.choice(("(副  本)", "（副 本）", "(副    本)", "（副本）")) if printed.copy == "副本" else "(正  本)"
        end = board.write(524, 286, text, Style(fonts.SERIF, 18))
        if rng.random() < 0.6:
            board.write(end + rng.uniform(4, 60), 290, rng.choice(_COPY_MARKS), Style(fonts.SERIF, 11))
    _landscape_head(printed)
    _landscape_rows(printed)
    if printed.unit.place.province in {"新疆", "西藏", "内蒙古"} and rng.random() < 0.7:
        for x, y, width in ((440, 204, 240), (186, 212, 120), (186, 322, 70), (630, 322, 70), (690, 552, 90)):
            ornament.script_line(board, x, y, width, rng, scale=0.7)
    if not printed.scope_printed:
        _tips(printed)
    office_and_day(printed, (688, 562), (rng.uniform(770, 800), 622))
    web_address(printed, 120, 704)
    board.write(858, 706, "国家市场监督管理总局监制", Style(fonts.SERIF, 11))
    if rng.random() < 0.6:
        board.paragraph(430, 704, 250, words.TEXTS["licence_notes"][0], Style(fonts.SERIF, 9))
    return registrar_stamp(printed, (870, 592), 142)


def _landscape_head(printed: LicencePrint) -> None:
    board, rng = printed.board, printed.rng
    label, number = number_of(printed)
    board.write(182, 220, label, Style(fonts.SERIF, 14, spacing=rng.uniform(1, 5), bold=rng.choice((0, 1))))
    face = rng.choice((fonts.SERIF, fonts.SANS, fonts.FANG))
    digits = Style(face, rng.choice((13, 14, 15)), spacing=rng.choice((0, 0, 1, 1.5)))
    end = board.write(182, rng.uniform(241, 246), number, digits)
    if rng.random() < 0.2:
        board.write(end + 4, 245, rng.choice(("(1-1)", "(1/1)", "（1-1）")), Style(fonts.SERIF, 11))
    if rng.random() < 0.3:
        sheet = "".join(rng.choice("0123456789") for _ in range(rng.choice((9, 14, 15))))
        board.write(182, 266, f"证照编号：{sheet}", Style(fonts.SERIF, 12))
    elif rng.random() < 0.3:
        board.write(790, 184, f"编号 {rng.choice('SGNE')}{rng.randint(10**8, 10**9 - 1)}", Style(fonts.SERIF, 10))
    paste_qr(printed, rng.uniform(782, 792), rng.uniform(214, 224), rng.uniform(68, 80), number)
    if rng.random() < 0.75:
        hint = rng.choice(words.TEXTS["licence_hints"])
        board.paragraph(876, 222, 86, hint, Style(fonts.SERIF, 9), leading=1.5)


def _landscape_rows(printed: LicencePrint) -> None:
    board, rng, rows = printed.board, printed.rng, rows_of(printed)
    right = [
        name for name in ("composition", "registered_capital", "established_on", "term", "address") if name in rows
    ]
    y, pitch = rng.uniform(330, 340), rng.uniform(34, 38)
    for name in ("name", "type", "legal_representative"):
        label, value = rows[name]
        size = 13.0 if board.lines_needed(322, value, printed.value) < 3 else 11
        label_width = 82 if len(label) < 6 else 104
        y = max(cell(printed, 182, y, label, value, label_width=label_width, width=322, size=size) + 4, y + pitch)
    if "scope" in rows:
        label, value = rows["scope"]
        width = rng.uniform(316, 336)
        size = fitting_size(printed, value, width, 652 - y, largest=13, least=7.5)
        cell(printed, 182, y, label, value, label_width=82, width=width, size=size)
    y = rng.uniform(330, 340) + (pitch if not printed.scope_printed else 0)
    for name in right:
        label, value = rows[name]
        label_width = 84 if len(label) < 6 else 100
        y = max(cell(printed, 626, y, label, value, label_width=label_width, width=236, size=13) + 4, y + pitch)


def _tips(printed: LicencePrint) -> None:
    """The box of hints that takes the place of the scope in some cities."""
    board = printed.board
    pen = ImageDraw.Draw(board.image)
    pen.rectangle((*board.at(172, 496), *board.at(614, 596)), outline=(60, 60, 60), width=max(round(board.unit), 1))
    for index, character in enumerate("重要提示"):
        board.write(178, 502 + index * 23, character, Style(fonts.SERIF, 15, bold=1))
    y = 501.0
    for tip in words.TEXTS["shenzhen_tips"]:
        y = board.paragraph(200, y, 404, tip, Style(fonts.SERIF, 10.5), leading=1.32)


def portrait(printed: LicencePrint) -> list[StampTruth]:
    """The upright form of 2014 and 2015, with a code or an old number."""
    board, rng = printed.board, printed.rng
    tints = ((150, 132, 80), (122, 120, 98), (170, 140, 84))
    ornament.frame(board, (62, 62, 718, 1010), rng.uniform(16, 24), rng, colour=rng.choice(tints))
    ground = rng.choice(("AIC", "GSXT", "工商行政管理"))
    ornament.ground_print(board, (110, 110, 670, 960), ground, rng, shade=rng.choice((3, 5, 8)))
    serial = rng.choice(
        (
            f"编号：N0 {rng.randint(10**6, 10**7 - 1)}",
            f"编号  S{rng.randint(10**10, 10**11 - 1)}(1-1)",
            f"编号:{rng.randint(10**8, 10**9 - 1)}",
            f"证照编号：{rng.randint(10**13, 10**14 - 1)}",
        )
    )
    board.write(rng.uniform(490, 520), 104, serial, Style(fonts.SERIF, 13))
    ornament.emblem(board.image, board.at(390, 165), 52 * board.unit, rng)
    width = rng.uniform(300, 350)
    board.spread(390 - width / 2, 236, width, "营业执照", title_style(rng, 62))
    if printed.copy == "副本":
        board.centred(390, 318, rng.choice(("(副  本)", "（副 本）")), Style(fonts.SERIF, 19))
    label, number = number_of(printed)
    x = board.write(rng.uniform(210, 280), 356, label, Style(fonts.SERIF, 16, spacing=2, bold=1))
    digits = Style(rng.choice((fonts.SERIF, fonts.SANS)), 15)
    end = board.write(x + 14, 357 + rng.uniform(-2, 3), number, digits)
    if rng.random() < 0.15:
        board.write(end + 4, 359, "(1-1)", Style(fonts.SERIF, 12))
    _portrait_rows(printed)
    if rng.random() < 0.85 or printed.qr_number:
        paste_qr(printed, rng.uniform(135, 160), rng.uniform(830, 850), 84, number)
    office_and_day(printed, (404, 868), (470, 944))
    web_address(printed, 70, 1020)
    body = "中华人民共和国国家工商行政管理总局监制" if printed.unit.issued.year < 2019 else "国家市场监督管理总局监制"
    board.write(470, 1020, body, Style(fonts.SERIF, 11))
    return registrar_stamp(printed, (575, 905), 148)


def _portrait_rows(printed: LicencePrint) -> None:
    rng, rows = printed.rng, rows_of(printed)
    order = ("name", "type", "address", "legal_representative", "composition", "registered_capital", "established_on")
    y, pitch = rng.uniform(404, 418), rng.uniform(35, 40)
    for name in (*order, "term", "scope"):
        if name not in rows:
            continue
        label, value = rows[name]
        size, width = 15.0, rng.uniform(385, 410) - (30 if len(label) > 5 else 0)
        if name == "scope":
            size = fitting_size(printed, value, width, 826 - y, largest=15, least=8)
        label_width = 88 if len(label) < 6 else 118
        bottom = cell(printed, 140, y, label, value, label_width=label_width, width=width, size=size)
        y = max(bottom + 6, y + pitch)


def corporate(printed: LicencePrint) -> list[StampTruth]:
    """The sheet for legal persons before 2014: address first, paid-in capital, dates at the foot."""
    board, rng, unit = printed.board, printed.rng, printed.unit
    ornament.frame(
        board, (60, 60, 1059, 732), rng.uniform(16, 24), rng, colour=rng.choice(((170, 140, 84), (60, 120, 90)))
    )
    ornament.emblem(board.image, board.at(559, 116), 44 * board.unit, rng)
    board.spread(330, 168, 460, "企业法人营业执照", title_style(rng, 48))
    label, number = number_of(printed)
    board.write(740, 244, f"{label}  {number}", Style(fonts.SERIF, 14))
    rows = rows_of(printed)
    y = 290.0
    names = {
        "name": "名称",
        "address": "住所",
        "legal_representative": "法定代表人姓名",
        "type": "公司类型",
        "scope": "经营范围",
    }
    for name, text in names.items():
        value, width = rows[name][1], 360 if name in {"legal_representative", "type"} else 560
        size = fitting_size(printed, value, width, 600 - y, largest=14, least=8) if name == "scope" else 14
        y = max(cell(printed, 140, y, text, value, label_width=112, width=width, size=size) + 6, y + 36)
    for index, text in enumerate(("注册资本", "实收资本")):
        cell(printed, 690, 362 + index * 36, text, unit.capital, label_width=80, width=190, size=14)
    y = 630.0
    for name, text in (("established_on", "成立日期"), ("term", "营业期限")):
        if name in rows:
            cell(printed, 140, y, text, rows[name][1], label_width=90, width=360, size=14)
            y += 34
    office_and_day(printed, (720, 590), (800, 656))
    return registrar_stamp(printed, (880, 634), 142)


LAYOUTS: dict[str, Callable[[LicencePrint], list[StampTruth]]] = {
    "landscape": landscape,
    "portrait": portrait,
    "corporate": corporate,
}

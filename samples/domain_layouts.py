"""The layouts of domain certificates; each returns where the registry's seal goes, in design units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PIL import ImageDraw

from samples import fonts, ornament
from samples import vocabulary as words
from samples.domain_print import CHINESE, ENGLISH, DomainPrint
from samples.ink import Style


def _bordered(printed: DomainPrint, height: float) -> None:
    board, rng = printed.board, printed.rng
    shape = rng.random()
    if shape < 0.5:
        ornament.frame(board, (28, 28, 972, height - 28), rng.uniform(16, 30), rng, colour=printed.accent)
    elif shape < 0.8:
        pen = ImageDraw.Draw(board.image)
        for inset, thick in ((30, 4), (40, 1)):
            pen.rectangle(
                (*board.at(inset, inset), *board.at(1000 - inset, height - inset)),
                outline=printed.accent,
                width=max(round(thick * board.unit * 0.6), 1),
            )


def _height(printed: DomainPrint) -> float:
    return printed.board.image.height / printed.board.unit


def _fitting_title(printed: DomainPrint) -> str:
    """A title that fits the ending: 国家 for .cn and .中国, 国际 for the others."""
    wrong = "国际" if printed.record.name.endswith((".cn", ".中国")) else "国家"
    return printed.rng.choice([title for title in words.DOMAIN_TITLES if wrong not in title])


def _title(printed: DomainPrint, y: float, text: str, size: int = 44) -> None:
    printed.board.centred(
        500, y, text, Style(fonts.SERIF, size if len(text) < 14 else round(size * 0.72), printed.accent, bold=1)
    )


def _sign(printed: DomainPrint, y: float) -> tuple[float, float]:
    """The foot of a certificate: who issued it and when it was printed; the print date is a date that means nothing."""
    board, rng, record = printed.board, printed.rng, printed.record
    small = Style(printed.face, 17, (50, 50, 54))
    if rng.random() < 0.6:
        board.write(620, y, record.registrar, small)
        printed.fields["registrar"] = record.registrar
    if rng.random() < 0.5:
        label = rng.choice(("打印日期：", "证书生成时间：", "签发日期：", ""))
        board.write(640, y + 32, label + f"{printed.options.printed_on:%Y年%m月%d日}", small)
    return rng.uniform(720, 820), y + rng.uniform(-6, 22)


def _centred(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 74, _fitting_title(printed))
    if rng.random() < 0.5:
        board.centred(500, 138, rng.choice(words.DOMAIN_TITLES_ENGLISH), Style(fonts.SERIF, 19, (90, 90, 94)))
    y, value = 200.0, Style(printed.face, rng.choice((21, 23)))
    for label, text in printed.facts(CHINESE):
        board.centred(500, y, f"{label}：{text}", value)
        y += rng.uniform(46, 54)
    return _sign(printed, height - 138)


def _listed(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 70, _fitting_title(printed))
    record = printed.record
    intro = rng.choice(words.TEXTS["domain_intros"])
    lead = intro.format(domain=record.name, registrant=record.registrant, registrar=record.registrar)
    y = 158.0
    if lead and not printed.options.latin_only:
        if "{registrar}" in intro:
            printed.fields["registrar"] = printed.record.registrar
        y = board.paragraph(120, y, 760, lead, Style(printed.face, 19), leading=1.6, whole_words=True) + 12
    names = (
        ("domain", "registrant", "registrar", "registered_on", "expires_on")
        if rng.random() < 0.7
        else ("domain", "registrant", "registered_on", "expires_on")
    )
    colon, label_style, value_style = (
        rng.choice(("：", "：", " ", ":")),
        Style(printed.face, 20, (70, 70, 74)),
        Style(printed.face, 21),
    )
    x = rng.uniform(130, 190)
    for label, text in printed.facts(CHINESE, names):
        board.write(x, y, label + colon, label_style)
        y = board.paragraph(x + 250, y + rng.uniform(-1, 3), 480, text, value_style) + rng.uniform(18, 26)
    return _sign(printed, max(height - 140, y + 4))


def _table(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _title(printed, 52, _fitting_title(printed), 38)
    pen, y, row = ImageDraw.Draw(board.image), 132.0, rng.uniform(52, 62)
    rows = printed.facts(CHINESE)
    extra = [
        ("域名状态", "正常（ok）"),
        ("DNS服务器", "dns1.example-ns.cn / dns2.example-ns.cn"),
        ("域名实名认证", "已实名认证"),
    ]
    for item in extra:
        if rng.random() < 0.5:
            rows.insert(rng.randint(1, len(rows)), item)
    split = rng.uniform(300, 360)
    for label, text in rows:
        for left, right in ((90, split), (split, 910)):
            pen.rectangle(
                (*board.at(left, y), *board.at(right, y + row)),
                outline=(120, 120, 124),
                width=max(round(board.unit), 1),
            )
        board.write(108, y + row / 2 - 13, label, Style(printed.face, 19, (60, 60, 64)))
        size = 19 if board.width(text, Style(printed.face, 19)) < 890 - split else 15
        board.write(split + 16, y + row / 2 - 13, text, Style(printed.face, size))
        y += row
    return rng.uniform(700, 830), min(y + 40, height - 90)


def _prose(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 84, _fitting_title(printed))
    registered, expires, holder = printed.say("registered_on"), printed.say("expires_on"), printed.say("registrant")
    name, registrar = printed.say("domain"), printed.say("registrar")
    text = rng.choice(words.TEXTS["domain_prose"]).format(
        domain=name, registrant=holder, registered=registered, expires=expires, registrar=registrar
    )
    board.paragraph(120, 210, 760, text, Style(printed.face, 25), leading=1.9, whole_words=rng.random() < 0.7)
    return _sign(printed, height - 140)


def _bilingual(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 58, _fitting_title(printed))
    board.centred(500, 118, rng.choice(words.DOMAIN_TITLES_ENGLISH), Style(fonts.SERIF, 21, printed.accent))
    y, slash = 178.0, rng.choice((" ", "/", " / ", "below"))
    for name in ("domain", "registrant", "registrar", "registered_on", "expires_on"):
        chinese, english, value = rng.choice(CHINESE[name]), rng.choice(ENGLISH[name]), printed.say(name)
        if slash == "below":
            board.write(120, y, chinese, Style(printed.face, 20))
            board.write(120, y + 25, english, Style(fonts.SERIF, 15, (90, 90, 94)))
        else:
            board.write(120, y, f"{chinese}{slash}{english}", Style(printed.face, 18))
        size = 20 if board.width(value, Style(printed.face, 20)) < 440 else 16
        board.write(472, y + (10 if slash == "below" else 0), value, Style(printed.face, size))
        y += rng.uniform(62, 70)
    return rng.uniform(760, 850), height - rng.uniform(105, 125)


def _screen(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    pen = ImageDraw.Draw(board.image)
    pen.rectangle(
        (0, 0, board.image.width, round(52 * board.unit)),
        fill=rng.choice(((20, 24, 34), (0, 110, 255), (255, 106, 0), (30, 30, 30))),
    )
    board.write(
        24,
        14,
        rng.choice(("域名控制台", "域名服务 | 域名管理", "域名注册 控制台")),
        Style(fonts.SANS, 18, (250, 250, 250)),
    )
    board.write(40, 76, rng.choice(("域名证书", "域名信息", "基本信息", "域名注册证书")), Style(fonts.SANS, 22, bold=1))
    y = 132.0
    rows = printed.facts(CHINESE)
    for item in (
        ("域名类型", "英文域名"),
        ("域名状态", "正常"),
        ("实名认证", "已通过"),
        ("更新时间", f"{printed.options.printed_on - timedelta(days=40):%Y-%m-%d}"),
    ):
        if rng.random() < 0.45:
            rows.insert(rng.randint(1, len(rows)), item)
    for label, text in rows:
        board.write(48, y, label, Style(fonts.SANS, 17, (130, 130, 136)))
        board.write(260, y, text, Style(fonts.SANS, 17, (34, 34, 38)))
        pen.line([board.at(40, y + 36), board.at(960, y + 36)], fill=(228, 228, 232), width=1)
        y += rng.uniform(46, 52)
    return rng.uniform(720, 860), min(y + 30, height - 80)


def _national(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    ornament.frame(board, (48, 48, 952, height - 48), rng.uniform(20, 34), rng, colour=printed.accent)
    title = _fitting_title(printed)
    _title(printed, 190, title, 56)
    board.centred(500, 280, rng.choice(words.DOMAIN_TITLES_ENGLISH), Style(fonts.SERIF, 24, (100, 100, 104)))
    registrar, name = printed.say("registrar"), printed.say("domain")
    lead = rng.choice(words.TEXTS["domain_leads"]).format(domain=name, registrar=registrar)
    y = board.paragraph(150, 390, 700, lead, Style(printed.face, 26), leading=1.8, whole_words=True) + 50
    for label, text in printed.facts(CHINESE, ("registrant", "registered_on", "expires_on")):
        board.write(170, y, f"{label}：", Style(printed.face, 26, (60, 60, 64)))
        y = board.paragraph(450, y, 420, text, Style(printed.face, 26)) + 40
    return _sign(printed, height - 300)


def _english(printed: DomainPrint) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 74, rng.choice(words.DOMAIN_TITLES_ENGLISH), 46)
    if rng.random() < 0.6 and not printed.options.latin_only:
        board.paragraph(
            120,
            150,
            760,
            words.TEXTS["domain_english_intros"][0].format(domain=printed.record.name),
            Style(fonts.SERIF, 18),
            leading=1.5,
            whole_words=True,
        )
    y, x = 232.0, rng.uniform(120, 170)
    for label, text in printed.facts(ENGLISH):
        board.write(x, y, f"{label}:", Style(fonts.SERIF, 20, (70, 70, 74)))
        y = board.paragraph(x + 290, y, 450, text, Style(printed.face, 20), whole_words=True) + 22
    return rng.uniform(740, 840), height - rng.uniform(100, 120)


def _stacked(printed: DomainPrint) -> tuple[float, float]:
    """Labels above their values, in two columns."""
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 66, _fitting_title(printed))
    for index, (label, text) in enumerate(
        printed.facts(CHINESE, ("domain", "registrant", "registered_on", "expires_on", "registrar"))
    ):
        x, y = (120, 540)[index % 2], 180 + (index // 2) * rng.uniform(118, 122)
        board.write(x, y, label, Style(printed.face, 17, (120, 120, 126)))
        board.paragraph(x, y + 32, 350, text, Style(printed.face, 21), leading=1.25)
    return rng.uniform(720, 830), height - rng.uniform(110, 130)


LAYOUT_DRAWERS: dict[str, Callable[[DomainPrint], tuple[float, float]]] = {
    "centred": _centred,
    "listed": _listed,
    "table": _table,
    "prose": _prose,
    "bilingual": _bilingual,
    "screen": _screen,
    "national": _national,
    "english": _english,
    "stacked": _stacked,
}

"""Domain certificates: the layouts of several registrars, Chinese, English and bilingual, as pictures or as pages with text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from PIL import ImageDraw

from samples import fonts, ink, ornament
from samples.identities import DomainRecord
from samples.ink import Style
from samples.licences import press_owner
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import DocumentTruth, Drawing, StampTruth

FIELDS = ("domain", "registrant", "registrant_latin", "registered_on", "expires_on", "registrar")
CHINESE: dict[str, tuple[str, ...]] = {
    "domain": ("域名", "域名名称", "注册域名", "域名"),
    "registrant": (
        "域名所有者",
        "域名持有者",
        "域名注册人",
        "注册者",
        "域名所有人",
        "注册人",
        "域名注册者",
        "域名所有人（单位）",
        "持有者名称",
        "申请者",
    ),
    "registrar": ("注册服务机构", "所属注册机构", "注册机构", "注册商", "域名注册服务机构", "域名注册商", "注册服务商"),
    "registered_on": ("注册时间", "注册日期", "域名注册日期", "创建时间", "域名注册时间", "注册生效日期"),
    "expires_on": (
        "到期时间",
        "到期日期",
        "过期时间",
        "有效期至",
        "域名到期日期",
        "失效日期",
        "域名到期时间",
        "截止日期",
    ),
}
ENGLISH: dict[str, tuple[str, ...]] = {
    "domain": ("Domain Name", "Domain"),
    "registrant": ("Registrant", "Domain Holder", "Registrant Name", "Registrant Organization", "Domain Owner"),
    "registrar": ("Registrar", "Sponsoring Registrar", "Registrar Name"),
    "registered_on": ("Registration Date", "Creation Date", "Registered On", "Registration Time", "Registered Date"),
    "expires_on": ("Expiration Date", "Expiry Date", "Registry Expiry Date", "Expires On", "Expiration Time"),
}
_TITLES = (
    "域名注册证书", "域名证书", "国际域名注册证书", "顶级国际域名证书", "中国国家顶级域名证书", "中国国家顶级域名注册证书", "国际顶级域名证书", "通用网址及域名注册证书",
)  # fmt: skip
_ENGLISH_TITLES = (
    "Certificate of Domain Name Registration",
    "Domain Name Registration Certificate",
    "Certification of Top Level Domain Name",
    "Domain Certificate",
)
LAYOUTS = ("centred", "listed", "table", "prose", "bilingual", "screen", "national", "english", "stacked")


@dataclass(frozen=True)
class Options:
    """How one certificate is printed and stamped."""

    layout: str = "listed"
    width: int = 1600
    digital: bool = False
    registry_seal: bool = True
    seals: tuple[Seal, ...] = ()
    clarity: str = "good"
    grey: bool = False
    grey_after_stamping: bool = False
    printed_on: date = date(2026, 1, 5)
    latin_only: bool = False


@dataclass
class _Print:
    record: DomainRecord
    board: Board
    rng: Random
    options: Options
    day: str
    accent: ink.Colour
    face: str
    fields: dict[str, object] = field(default_factory=dict)

    def facts(
        self,
        labels: dict[str, tuple[str, ...]],
        names: tuple[str, ...] = ("domain", "registrant", "registered_on", "expires_on", "registrar"),
    ) -> list[tuple[str, str]]:
        """Label and value of each fact, noted as printed."""
        return [(self.rng.choice(labels[name]), self.say(name)) for name in names]

    def say(self, name: str) -> str:
        """A fact as printed; notes it in the truth."""
        record = self.record
        english = self.options.layout == "english"
        if name in {"registered_on", "expires_on"}:
            day = record.registered if name == "registered_on" else record.expires
            self.fields[name] = day.isoformat()
            return written_day(day, self.day)
        if name == "registrant" and self.options.latin_only:
            self.fields["registrant_latin"] = record.registrant_latin
            return record.registrant_latin
        value = {
            "domain": record.name,
            "registrant": record.registrant,
            "registrar": record.registrar_latin if english else record.registrar,
        }[name]
        self.fields[name] = value
        return value


def written_day(day: date, style: str) -> str:
    """A date in a certificate's style; `time` adds an hour that depends on the day alone."""
    if style == "time":
        return f"{day:%Y-%m-%d} {day.day % 24:02d}:{day.month * 4:02d}:{day.day:02d}"
    if style == "english":
        return f"{day:%B} {day.day}, {day.year}"
    if style == "plain":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day:{style}}"


def draw(rng: Random, record: DomainRecord, options: Options | None = None) -> Drawing:
    """One certificate of a domain."""
    options = options or Options()
    portrait = options.layout == "national"
    height = round(options.width * (1.414 if portrait else rng.uniform(0.66, 0.74)))
    tint = rng.choice(((252, 252, 252), (250, 247, 236), (244, 248, 252), (255, 255, 255), (248, 244, 238)))
    image = ink.paper(
        rng,
        (options.width, height),
        tint,
        pitch=0 if options.layout == "screen" else rng.choice((0, 0, 11)),
        strength=3,
    )
    english = options.layout == "english"
    styles = (
        ("%Y-%m-%d", "english", "%d %b %Y", "%Y/%m/%d")
        if english
        else ("%Y-%m-%d", "%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "time", "%Y.%m.%d", "plain")
    )
    printed = _Print(
        record, Board(image, options.width / 1000, [] if options.digital else None), rng, options, rng.choice(styles),
        rng.choice(((30, 80, 150), (140, 100, 40), (30, 30, 34), (20, 110, 100), (160, 40, 40))), rng.choice((fonts.SERIF, fonts.SANS, fonts.SANS, fonts.FANG)),
    )  # fmt: skip
    foot = _DRAWERS[options.layout](printed)
    truth = DocumentTruth(
        "domain_certificate", printed.fields, tuple(name for name in FIELDS if name not in printed.fields)
    )
    stamps = _registry_stamp(printed, foot)
    truth = truth.stamped(stamps)
    page = printed.board.image
    if options.grey:
        page, truth = ink.to_grey(page, rng), truth.in_grey()
    truth = truth.stamped(press_owner(rng, page, options.seals, options.clarity, portrait=portrait))
    if options.grey_after_stamping:
        page, truth = ink.to_grey(page, rng), truth.in_grey()
    return Drawing(page, (truth,), tuple(printed.board.runs or ()))


def _registry_stamp(printed: _Print, foot: tuple[float, float]) -> list[StampTruth]:
    options, rng, record = printed.options, printed.rng, printed.record
    if not options.registry_seal:
        return []
    centre = rng.choice(("", "", "", "域名业务专用章", "业务专用章"))
    seal = Seal(
        record.registrar.split("（万网")[0],
        centre,
        owner="registry",
        kind="unknown" if centre else "official",
        digits=str(rng.randint(10**12, 10**13 - 1)) if rng.random() < 0.4 else "",
    )
    return [
        press(
            printed.board.image,
            seal,
            printed.board.at(*foot),
            rng.uniform(125, 150) * printed.board.unit,
            rng,
            angle=rng.uniform(-8, 8),
        )
    ]


def _bordered(printed: _Print, height: float) -> None:
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


def _height(printed: _Print) -> float:
    return printed.board.image.height / printed.board.unit


def _title(printed: _Print, y: float, text: str, size: int = 44) -> None:
    printed.board.centred(
        500, y, text, Style(fonts.SERIF, size if len(text) < 14 else round(size * 0.72), printed.accent, bold=1)
    )


def _sign(printed: _Print, y: float) -> tuple[float, float]:
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


def _centred(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 74, rng.choice(_TITLES))
    if rng.random() < 0.5:
        board.centred(500, 138, rng.choice(_ENGLISH_TITLES), Style(fonts.SERIF, 19, (90, 90, 94)))
    y, value = 200.0, Style(printed.face, rng.choice((21, 23)))
    for label, text in printed.facts(CHINESE):
        board.centred(500, y, f"{label}：{text}", value)
        y += rng.uniform(46, 54)
    return _sign(printed, height - 138)


def _listed(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 70, rng.choice(_TITLES))
    lead = rng.choice(
        (
            f"域名 {printed.record.name} 已由 {printed.record.registrant} 完成注册，并已在域名数据库中记录。",
            f"兹证明以下域名已在{printed.record.registrar}完成注册。",
            "",
        )
    )
    y = 158.0
    if lead and not printed.options.latin_only:
        if "完成注册，" not in lead:
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


def _table(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _title(printed, 52, rng.choice(_TITLES), 38)
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


def _prose(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 84, rng.choice(_TITLES))
    registered, expires, holder = printed.say("registered_on"), printed.say("expires_on"), printed.say("registrant")
    name, registrar = printed.say("domain"), printed.say("registrar")
    text = rng.choice((
        f"　　兹证明域名 {name} 由 {holder} 于 {registered} 通过 {registrar} 注册，该域名有效期至 {expires}。",
        f"　　域名 {name} 已由 {holder} 注册，并已在国家顶级域名数据库中记录。该域名的注册日期为 {registered}，到期日期为 {expires}，注册服务机构为 {registrar}。",
        f"　　{holder}：您所注册的域名 {name}，注册时间为 {registered}，到期时间为 {expires}，由{registrar}提供域名注册服务。特此证明。",
    ))  # fmt: skip
    board.paragraph(120, 210, 760, text, Style(printed.face, 25), leading=1.9, whole_words=rng.random() < 0.7)
    return _sign(printed, height - 140)


def _bilingual(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 58, rng.choice(_TITLES))
    board.centred(500, 118, rng.choice(_ENGLISH_TITLES), Style(fonts.SERIF, 21, printed.accent))
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


def _screen(printed: _Print) -> tuple[float, float]:
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


def _national(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    ornament.frame(board, (48, 48, 952, height - 48), rng.uniform(20, 34), rng, colour=printed.accent)
    title = rng.choice(("中国国家顶级域名注册证书", "国际域名注册证书", "域名注册证书", "顶级国际域名证书"))
    _title(printed, 190, title, 56)
    board.centred(500, 280, rng.choice(_ENGLISH_TITLES), Style(fonts.SERIF, 24, (100, 100, 104)))
    registrar, name = printed.say("registrar"), printed.say("domain")
    lead = rng.choice(
        (
            f"　　兹证明 {name} 域名已经在中国互联网络信息中心登记注册，注册服务机构为{registrar}。",
            f"　　经{registrar}审核，域名 {name} 已完成注册，并已在国家顶级域名数据库中记录。",
        )
    )
    y = board.paragraph(150, 390, 700, lead, Style(printed.face, 26), leading=1.8, whole_words=True) + 50
    for label, text in printed.facts(CHINESE, ("registrant", "registered_on", "expires_on")):
        board.write(170, y, f"{label}：", Style(printed.face, 26, (60, 60, 64)))
        y = board.paragraph(450, y, 420, text, Style(printed.face, 26)) + 40
    return _sign(printed, height - 300)


def _english(printed: _Print) -> tuple[float, float]:
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 74, rng.choice(_ENGLISH_TITLES), 46)
    if rng.random() < 0.6 and not printed.options.latin_only:
        board.paragraph(
            120,
            150,
            760,
            f"This is to certify that the domain name {printed.record.name} has been registered and recorded in the registry database.",
            Style(fonts.SERIF, 18),
            leading=1.5,
            whole_words=True,
        )
    y, x = 232.0, rng.uniform(120, 170)
    for label, text in printed.facts(ENGLISH):
        board.write(x, y, f"{label}:", Style(fonts.SERIF, 20, (70, 70, 74)))
        y = board.paragraph(x + 290, y, 450, text, Style(printed.face, 20), whole_words=True) + 22
    return rng.uniform(740, 840), height - rng.uniform(100, 120)


def _stacked(printed: _Print) -> tuple[float, float]:
    """Labels above their values, in two columns."""
    board, rng, height = printed.board, printed.rng, _height(printed)
    _bordered(printed, height)
    _title(printed, 66, rng.choice(_TITLES))
    for index, (label, text) in enumerate(
        printed.facts(CHINESE, ("domain", "registrant", "registered_on", "expires_on", "registrar"))
    ):
        x, y = (120, 540)[index % 2], 180 + (index // 2) * rng.uniform(118, 122)
        board.write(x, y, label, Style(printed.face, 17, (120, 120, 126)))
        board.paragraph(x, y + 32, 350, text, Style(printed.face, 21), leading=1.25)
    return rng.uniform(720, 830), height - rng.uniform(110, 130)


_DRAWERS: dict[str, Callable[[_Print], tuple[float, float]]] = {
    "centred": _centred, "listed": _listed, "table": _table, "prose": _prose, "bilingual": _bilingual, "screen": _screen,
    "national": _national, "english": _english, "stacked": _stacked,
}  # fmt: skip

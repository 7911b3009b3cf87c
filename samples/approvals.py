"""Pre-approval permits (前置审批): one form with many titles and authorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samples import fonts, ink, ornament, stamping
from samples import vocabulary as words
from samples.identities import Unit, years_after
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import DocumentTruth, Drawing

CATEGORIES = tuple(words.APPROVALS)


@dataclass(frozen=True)
class Approval:
    """What a permit says."""

    category: str
    holder: str
    number: str
    authority: str
    address: str
    representative: str
    issued: date
    valid_until: date


@dataclass(frozen=True)
class Options:
    """How one permit is copied and stamped."""

    width: int = 1600
    seals: tuple[Seal, ...] = ()
    grey: bool = False


def make_approval(rng: Random, unit: Unit, category: str, today: date) -> Approval:
    """A permit of a unit that runs for at least a year more."""
    authority = words.APPROVALS[category][1].format(province=unit.place.province_full)
    issued = today - timedelta(days=rng.randint(30, 1400))
    number = f"({unit.place.province})字第{rng.randint(1000, 99999):05d}号"
    return Approval(
        category, unit.name, number, authority, unit.address, unit.representative, issued, years_after(issued, 5)
    )


def draw(rng: Random, approval: Approval, options: Options | None = None) -> Drawing:
    """One permit on a landscape sheet, 1000 units wide."""
    options = options or Options()
    image = ink.paper(rng, (options.width, round(options.width * 0.7)), (251, 249, 242), pitch=rng.choice((0, 12)))
    board = Board(image, options.width / 1000)
    ornament.frame(
        board,
        (36, 36, 964, 664),
        rng.uniform(14, 26),
        rng,
        colour=rng.choice(((150, 120, 70), (60, 90, 140), (150, 50, 50))),
    )
    board.centred(500, 92, words.APPROVALS[approval.category][0], Style(fonts.SERIF, 40, (40, 36, 30), bold=2))
    face, y = rng.choice((fonts.FANG, fonts.SERIF, fonts.SANS)), 190.0
    board.write(600, 152, f"编号：{approval.number}", Style(face, 17))
    term = f"{approval.issued:%Y年%m月%d日}至{approval.valid_until:%Y年%m月%d日}"
    rows = (
        (rng.choice(("单位名称", "持证单位", "企业名称", "单位名称")), approval.holder),
        ("地址", approval.address),
        ("法定代表人", approval.representative),
        ("许可项目", rng.choice(("利用信息网络经营相关服务", "互联网信息服务", "非经营性互联网信息服务"))),
        ("有效期限", term),
    )
    for label, value in rows:
        board.spread(130, y, 110, label, Style(fonts.SERIF, 18, bold=1))
        y = max(board.paragraph(270, y, 560, value, Style(face, 18)) + 14, y + 50)
    board.write(580, 560, rng.choice(("发证机关", "颁发机关", "批准机关")), Style(fonts.SERIF, 17, bold=1))
    board.write(650, 606, f"{approval.issued:%Y年%m月%d日}", Style(face, 17))
    seal = Seal(approval.authority, owner="registrar")
    stamp = press(
        image,
        seal,
        board.at(rng.uniform(750, 800), rng.uniform(575, 595)),
        132 * board.unit,
        rng,
        angle=rng.uniform(-10, 10),
    )
    fields: dict[str, object] = {
        "holder": approval.holder,
        "number": approval.number,
        "authority": approval.authority,
        "category": approval.category,
        "valid_until": approval.valid_until.isoformat(),
    }
    truth = DocumentTruth("pre_approval", fields).stamped([stamp])
    return stamping.finish(rng, image, truth, stamping.Finish(options.seals, grey=options.grey))

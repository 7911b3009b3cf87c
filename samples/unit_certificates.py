"""Certificates of public institutions, social organisations and private non-enterprise units."""

from __future__ import annotations

from random import Random

from samples import fonts, ink, licences, ornament, stamping
from samples import vocabulary as words
from samples.identities import Unit
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import LONG_TERM, DocumentTruth, Drawing

KINDS = {
    "public_institution": "public_institution_certificate",
    "social_organization": "social_organization_certificate",
    "private_non_enterprise": "private_non_enterprise_certificate",
}


def draw(rng: Random, unit: Unit, options: licences.Options | None = None) -> Drawing:
    """One certificate on a landscape sheet, 1000 units wide."""
    options = options or licences.Options()
    image = ink.paper(
        rng,
        (options.width, round(options.width * 0.7)),
        rng.choice(((252, 250, 240), (250, 250, 250))),
        pitch=rng.choice((0, 10)),
    )
    board = Board(image, options.width / 1000)
    ornament.frame(
        board,
        (40, 40, 960, 660),
        rng.uniform(14, 24),
        rng,
        colour=rng.choice(((170, 140, 84), (160, 60, 60), (70, 110, 90))),
    )
    if rng.random() < 0.7:
        ornament.emblem(image, board.at(500, 100), 36 * board.unit, rng)
    board.centred(
        500,
        144,
        rng.choice(words.CERTIFICATE_TITLES[unit.form]),
        Style(fonts.SERIF, 38, rng.choice(((30, 30, 30), (150, 30, 30))), bold=2),
    )
    if rng.random() < 0.5:
        board.centred(500, 194, rng.choice(("（副  本）", "(正  本)")), Style(fonts.SERIF, 17))
    face = licences.value_face(rng)
    fields: dict[str, object] = {"credit_code": unit.number}
    end = board.write(110, 222, "统一社会信用代码", Style(fonts.SERIF, 16, bold=1))
    board.write(end + 10, 222, unit.number, Style(face, 16))
    _rows(board, rng, unit, face, fields)
    _foot(board, rng, unit, face, fields)
    stamps = []
    if options.registrar_seal:
        fields["issued_by"] = unit.registrar
        centre = board.at(rng.uniform(770, 820), rng.uniform(580, 600))
        seal = Seal(unit.registrar, unit.registrar_centre, owner="registrar")
        stamps = [press(image, seal, centre, rng.uniform(120, 136) * board.unit, rng, angle=rng.uniform(-10, 10))]
    absent = tuple(name for name in licences.FIELDS if name not in fields)
    truth = DocumentTruth(KINDS[unit.form], fields, absent).stamped(stamps)
    finish = stamping.Finish(
        options.seals, options.clarity, options.grey, options.grey_after_stamping, options.watermark
    )
    return stamping.finish(rng, image, truth, finish)


def _rows(board: Board, rng: Random, unit: Unit, face: str, fields: dict[str, object]) -> None:
    other = {
        "funding": rng.choice(("财政补助收入", "全额拨款", "经费自理")),
        "sponsor": f"{unit.place.city}{rng.choice(('教育局', '文化和旅游局', '民政局'))}",
        "region": unit.place.city,
    }
    values = {
        "name": unit.name,
        "scope": unit.scope,
        "address": unit.address,
        "legal_representative": unit.representative,
        "registered_capital": unit.capital,
    }
    y, width = rng.uniform(256, 264), rng.uniform(150, 190)
    for name, labels in words.CERTIFICATE_LABELS[unit.form].items():
        value = values.get(name, other.get(name, ""))
        if name in values:
            fields[name] = value
        board.spread(110, y, width if len(labels[0]) > 4 else 120, rng.choice(labels), Style(fonts.SERIF, 16, bold=1))
        y = max(board.paragraph(122 + width, y, 560, value, Style(face, 16), leading=1.3) + 10, y + 36)


def _foot(board: Board, rng: Random, unit: Unit, face: str, fields: dict[str, object]) -> None:
    if unit.term_printed:
        end = unit.valid_until
        until = "长期" if end is None else f"{end:%Y年%m月%d日}"
        label = rng.choice(("有效期", "有效期限"))
        board.write(110, 572, f"{label}  自{unit.issued:%Y年%m月%d日}至{until}", Style(face, 16))
        fields.update(valid_from=unit.issued.isoformat(), valid_until=LONG_TERM if end is None else end.isoformat())
    board.write(620, 560, rng.choice(("登记管理机关", "发证机关")), Style(fonts.SERIF, 16, bold=1))
    board.write(690, 606, f"{unit.issued.year}年{unit.issued.month}月{unit.issued.day}日", Style(face, 16))
    fields["issued_on"] = unit.issued.isoformat()

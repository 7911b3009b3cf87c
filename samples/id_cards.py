"""Resident identity cards: portrait side, emblem side, and both on a page as copies have them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts, ink, ornament, portraits
from samples.identities import Person
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import LONG_TERM, DocumentTruth, Drawing

ARRANGEMENTS = ("page", "page_turned", "side_by_side", "sheet_bottom")
_LABEL: ink.Colour = (66, 118, 170)


@dataclass(frozen=True)
class Options:
    """How a card is printed and copied."""

    width: int = 1200
    grey: bool = False
    bilingual: bool = False
    watermark: str = ""
    mark: str = ""
    bed: bool = False
    ethnicity_printed: bool = True
    title: str = "居民身份证"


def draw_portrait(rng: Random, person: Person, options: Options | None = None) -> Drawing:
    """The side with the picture."""
    options = options or Options()
    board = _card(rng, options.width, ((222, 236, 244), (240, 226, 232)))
    label, value = (
        Style(fonts.SANS, 24, rng.choice((_LABEL, (90, 130, 160), (70, 100, 150)))),
        Style(fonts.SANS, 31, (26, 26, 28)),
    )
    shift = 22 if options.bilingual else 0
    rows = _rows_at(58 + shift, rng)
    if options.bilingual:
        for y in (rows[0], rows[1], rows[2], rows[3]):
            ornament.script_line(board, 150, y - 13, rng.uniform(120, 300), rng)
    board.spread(62, rows[0] + 4, 62, "姓名", label)
    board.write(150, rows[0], person.name, Style(fonts.SANS, 35 if len(person.name) < 9 else 28, value.fill))
    board.spread(62, rows[1] + 4, 62, "性别", label)
    board.write(150, rows[1], person.sex, value)
    if options.ethnicity_printed:
        board.spread(254, rows[1] + 4, 62, "民族", label)
        board.write(338, rows[1], person.ethnicity, value)
    board.spread(62, rows[2] + 4, 62, "出生", label)
    x = 150.0
    for text, sign in ((str(person.birth.year), "年"), (str(person.birth.month), "月"), (str(person.birth.day), "日")):
        x = board.write(x, rows[2], text, value) + rng.uniform(8, 14)
        x = board.write(x, rows[2] + 5, sign, label) + rng.uniform(8, 14)
    board.spread(62, rows[3] + 4, 62, "住址", label)
    board.paragraph(150, rows[3], 362, person.address, value, leading=1.24)
    board.write(62, 456, "公民身份号码", Style(fonts.SANS, 25, label.fill))
    board.write(
        282, rng.uniform(448, 452), person.id_number, Style(fonts.SANS, 36, value.fill, spacing=rng.uniform(2, 7))
    )
    _photo(board, rng)
    fields: dict[str, object] = {
        "name": person.name,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "birth_date": person.birth.isoformat(),
        "address": person.address,
        "id_number": person.id_number,
    }
    return _finish(rng, board.image, DocumentTruth("id_card_portrait", fields), options)


def _rows_at(top: float, rng: Random) -> list[float]:
    pitch = rng.uniform(59, 64)
    return [top + index * pitch for index in range(4)]


def draw_emblem(rng: Random, person: Person, options: Options | None = None) -> Drawing:
    """The side with the emblem and the term."""
    options = options or Options()
    board = _card(rng, options.width, ((232, 240, 240), (238, 228, 230)))
    _wall(board, rng)
    ornament.emblem(board.image, board.at(128, 128), 78 * board.unit, rng)
    dark = Style(fonts.SERIF, 50, (24, 24, 26), bold=1)
    board.spread(262, 56, rng.uniform(430, 480), "中华人民共和国", dark)
    board.spread(240, 138, rng.uniform(510, 540), options.title, Style(fonts.SERIF, 66, (24, 24, 26), bold=1))
    label, value = Style(fonts.SANS, 27, (40, 40, 44)), Style(fonts.SANS, 29, (26, 26, 28))
    board.write(196, 386, "签发机关", label)
    board.write(330, 385, person.authority, value)
    board.write(196, 448, "有效期限", label)
    until = "长期" if person.card_until is None else f"{person.card_until:%Y.%m.%d}"
    board.write(330, 447, f"{person.card_from:%Y.%m.%d}-{until}", value)
    fields: dict[str, object] = {
        "authority": person.authority,
        "valid_from": person.card_from.isoformat(),
        "valid_until": LONG_TERM if person.card_until is None else person.card_until.isoformat(),
    }
    return _finish(rng, board.image, DocumentTruth("id_card_emblem", fields), options)


def draw_both(
    rng: Random,
    person: Person,
    options: Options | None = None,
    *,
    arrangement: str = "page",
    dpi: int = 200,
    seals: Sequence[Seal] = (),
) -> Drawing:
    """Both sides on an A4 copy; `page_turned` has one card turned, `sheet_bottom` puts the emblem side first."""
    options = options or Options()
    page = ink.paper(rng, (round(8.27 * dpi), round(11.69 * dpi)))
    options = replace(options, bed=False)
    sides = [draw_portrait(rng, person, options), draw_emblem(rng, person, options)]
    share = rng.uniform(0.42, 0.72)
    if arrangement == "side_by_side":
        share = rng.uniform(0.42, 0.46)
    cards = [_cut(side.image, round(page.width * share)) for side in sides]
    if arrangement == "page_turned":
        index = rng.randrange(2)
        cards[index] = cards[index].rotate(rng.choice((180, 180, 90, 270)), expand=True, fillcolor=(252, 252, 250))
    if arrangement == "sheet_bottom":
        cards.reverse()
        sides.reverse()
    if arrangement == "side_by_side":
        y = round(page.height * rng.uniform(0.08, 0.4))
        spots = [(round(page.width * 0.03), y), (round(page.width * 0.51), y + rng.randint(-20, 20))]
    else:
        spots = [
            (round((page.width - card.width) * rng.uniform(0.35, 0.65)), round(page.height * centre - card.height / 2))
            for card, centre in zip(cards, (rng.uniform(0.25, 0.3), rng.uniform(0.68, 0.74)), strict=True)
        ]
    for card, spot in zip(cards, spots, strict=True):
        page.paste(card, spot)
    truths = [side.truth for side in sides]
    for seal in seals:
        centre = (page.width * rng.uniform(0.35, 0.65), page.height * rng.uniform(0.46, 0.52))
        truths[0] = truths[0].stamped([press(page, seal, centre, page.width * 0.2, rng)])
    return Drawing(page, tuple(truths))


def _cut(card: Image.Image, width: int) -> Image.Image:
    """A card at a width, its round corners showing paper."""
    small = card.resize((width, round(card.height * width / card.width)), Image.Resampling.LANCZOS)
    mask = Image.new("L", small.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, small.width - 1, small.height - 1), radius=width // 26, fill=255)
    sheet = Image.new("RGB", small.size, (252, 252, 250))
    sheet.paste(small, (0, 0), mask)
    return sheet


def _card(rng: Random, width: int, tints: tuple[ink.Colour, ink.Colour]) -> Board:
    height = round(width * 54 / 85.6)
    xs = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    base = np.asarray(tints[0], np.float32) * (1 - xs) + np.asarray(tints[1], np.float32) * xs
    sheet = np.repeat(base, height, axis=0)
    ys, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    scale = 856 / width
    for period, tilt in ((rng.uniform(9, 14), rng.uniform(0.15, 0.4)), (rng.uniform(10, 16), -rng.uniform(0.15, 0.4))):
        wave = np.sin((ys * scale + 14 * np.sin(columns * scale / 60) + columns * scale * tilt) * 2 * math.pi / period)
        sheet -= (np.clip(wave - 0.72, 0, 1) * rng.uniform(22, 46))[..., None]
    grain = np.random.default_rng(rng.getrandbits(32)).standard_normal((height, width, 1), np.float32) * 1.6
    return Board(Image.fromarray(np.clip(sheet + grain, 0, 255).astype(np.uint8), "RGB"), width / 856)


def _wall(board: Board, rng: Random) -> None:
    layer = Image.new("L", board.image.size, 0)
    pen = ImageDraw.Draw(layer)
    for row in range(9):
        y = board.image.height * (0.55 + row * 0.03)
        points = [
            (x, y + math.sin(x / board.unit / 70 + row * 0.8) * 16 * board.unit)
            for x in range(round(board.image.width * 0.2), board.image.width, 12)
        ]
        pen.line(points, fill=rng.randint(16, 40), width=max(round(2 * board.unit), 1))
    ink.multiply(board.image, layer, (90, 110, 120), (0, 0))


def _photo(board: Board, rng: Random) -> None:
    width, height = round(218 * board.unit), round(280 * board.unit)
    photo = Image.new("RGB", (width, height), rng.choice(((236, 240, 244), (228, 236, 244), (244, 244, 244))))
    portraits.bust(photo, (width / 2, height * 0.44), width * 0.26, rng)
    x, y = board.at(rng.uniform(566, 580), rng.uniform(72, 90))
    board.image.paste(photo, (round(x), round(y)))


def _finish(rng: Random, image: Image.Image, truth: DocumentTruth, options: Options) -> Drawing:
    if options.watermark:
        ornament.watermark(image, options.watermark, rng, strength=48)
    if options.grey:
        image = ink.to_grey(image, rng, contrast=1.15)
    if options.mark:
        _mark(image, options.mark, rng)
    if options.bed:
        image = _on_bed(rng, image)
    return Drawing(image, (truth,))


def _on_bed(rng: Random, card: Image.Image) -> Image.Image:
    """A card somewhere on a wider ground, its round corners showing."""
    ground = rng.choice(((252, 252, 250), (252, 252, 250), (230, 230, 232), (70, 72, 76)))
    width, height = round(card.width * rng.uniform(1.08, 1.5)), round(card.height * rng.uniform(1.1, 1.7))
    sheet = ink.paper(rng, (width, height), ground)
    mask = Image.new("L", card.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, card.width - 1, card.height - 1), radius=card.width // 26, fill=255)
    sheet.paste(card, (round((width - card.width) * rng.random()), round((height - card.height) * rng.random())), mask)
    return sheet


def _mark(image: Image.Image, text: str, rng: Random) -> None:
    """A boxed rubber mark such as 仅供备案使用, clear of what must be read."""
    size = round(image.width * 0.036)
    style = Style(fonts.FANG, size, rng.choice(((40, 40, 46), (50, 60, 140))))
    width = ink.width_of(text, style)
    x, y = image.width * 0.9 - width - size, image.height * rng.uniform(0.02, 0.04)
    ImageDraw.Draw(image).rectangle(
        (x - size * 0.4, y, x + width + size * 0.4, y + size * 1.5), outline=style.fill, width=max(size // 12, 2)
    )
    ink.write(image, (x, y + size * 0.2), text, style)

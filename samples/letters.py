"""Authorization letters: the legal representative lets somebody else be in charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from samples import fonts, ink
from samples import vocabulary as words
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import DocumentTruth, Drawing


@dataclass(frozen=True)
class Options:
    """Who lets whom, for which service, and how the letter is signed and stamped."""

    unit: str
    representative: str
    person: str
    person_number: str
    service_name: str
    written_on: date
    seals: tuple[Seal, ...] = ()
    signed: bool = True
    dpi: int = 150


def draw_commitment(
    rng: Random, sponsor: str, person: str, written_on: date, seals: tuple[Seal, ...], *, dpi: int = 150
) -> Drawing:
    """One letter of commitment on A4, which most provinces do not ask for."""
    image = ink.paper(rng, (round(8.27 * dpi), round(11.69 * dpi)))
    board, face = Board(image, image.width / 210), rng.choice((fonts.SERIF, fonts.FANG, fonts.SANS))
    board.centred(105, 32, rng.choice(words.TEXTS["commitment_titles"]), Style(fonts.SERIF, 8, bold=1))
    y = 58.0
    for text in words.TEXTS["commitments"]:
        y = board.paragraph(24, y, 162, text.format(sponsor=sponsor), Style(face, 5), leading=1.8, whole_words=True) + 3
    board.write(90, y + 26, f"承诺单位（人）：{sponsor if len(sponsor) < 16 else ''}", Style(face, 5))
    end = board.write(90, y + 42, "负责人（签字）：", Style(face, 5))
    ink.scribble(image, rng, board.at(end + 1, y + 40), person, round(7 * board.unit))
    board.write(110, y + 60, f"{written_on.year}年{written_on.month}月{written_on.day}日", Style(face, 5))
    stamps = [
        press(image, seal, board.at(rng.uniform(128, 146), y + 36), rng.uniform(38, 42) * board.unit, rng)
        for seal in seals
    ]
    return Drawing(image, (DocumentTruth("commitment_letter").stamped(stamps),))


def draw(rng: Random, options: Options) -> Drawing:
    """One letter on A4."""
    image = ink.paper(rng, (round(8.27 * options.dpi), round(11.69 * options.dpi)))
    board = Board(image, image.width / 210)
    face = rng.choice((fonts.SERIF, fonts.FANG, fonts.SANS))
    board.centred(
        105,
        32,
        rng.choice(("授权委托书", "授权书", "法定代表人授权书", "网站负责人授权书")),
        Style(fonts.SERIF, 9, bold=1),
    )
    role = rng.choice(("主体负责人及网站负责人", "网站负责人", "互联网信息服务负责人", "备案负责人"))
    text = rng.choice(words.TEXTS["letters"]).format(
        unit=options.unit,
        representative=options.representative,
        person=options.person,
        number=options.person_number,
        role=role,
        service=options.service_name,
    )
    y = board.paragraph(24, 62, 162, text, Style(face, 5), leading=1.9, whole_words=True)
    board.paragraph(
        24, y + 6, 162, "　　授权期限：自本授权书签署之日起一年内有效。特此授权。", Style(face, 5), leading=1.9
    )
    board.write(
        96,
        168,
        f"单位名称（盖章）：{options.unit if rng.random() < 0.5 else ''}",
        Style(face, 4 if len(options.unit) > 18 else 5),
    )
    end = board.write(96, 186, "法定代表人（签字）：", Style(face, 5))
    day = options.written_on
    board.write(112, 206, f"{day.year}年{day.month}月{day.day}日", Style(face, 5))
    if options.signed:
        ink.scribble(image, rng, board.at(end + 1, 184), options.representative, round(7.5 * board.unit))
    stamps = [
        press(
            image, seal, board.at(rng.uniform(128, 146), rng.uniform(176, 192)), rng.uniform(38, 42) * board.unit, rng
        )
        for seal in options.seals
    ]
    fields: dict[str, object] = {"sponsor_name": options.unit, "person_in_charge": options.person}
    return Drawing(image, (DocumentTruth("authorization_letter", fields).stamped(stamps),))

"""网站备案信息真实性核验单: printed or filled by hand, signed or not, dated or not, with the seals of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from PIL import Image

from samples import fonts, ink
from samples import vocabulary as words
from samples.ornament import Board
from samples.seals import Seal, press
from samples.sheet_layouts import LAYOUT_DRAWERS, Options, SheetPrint
from samples.truth import DocumentTruth, Drawing, StampTruth

__all__ = ["FIELDS", "LAYOUTS", "Options", "draw"]

FIELDS = ("sponsor_name", "domains", "service_name", "person_in_charge", "verified_on", "signature_present")
LAYOUTS = tuple(LAYOUT_DRAWERS)


def draw(rng: Random, options: Options) -> Drawing:
    """One verification sheet; the page is 210 units wide, one a millimetre."""
    width, height = round(8.27 * options.dpi), round(11.69 * options.dpi)
    image = ink.paper(rng, (width, height), rng.choice(((253, 253, 253), (250, 250, 248))))
    printed = SheetPrint(
        Board(image, width / 210),
        rng,
        options,
        rng.choice((fonts.SERIF, fonts.SERIF, fonts.FANG, fonts.SANS)),
        rng.random() < 0.25,
        rng.choice(words.PROVIDERS),
    )
    LAYOUT_DRAWERS[options.layout](printed)
    _sign(printed)
    truth = DocumentTruth(
        "verification_sheet", printed.fields, tuple(name for name in FIELDS if name not in printed.fields)
    )
    if options.grey:
        image, truth = ink.to_grey(image, rng), truth.in_grey()
    return Drawing(image, (truth.stamped(_stamps(printed, image)),))


def _stamps(printed: SheetPrint, page: Image.Image) -> Sequence[StampTruth]:
    board, rng, options = printed.board, printed.rng, printed.options
    stamps = []
    for index, seal in enumerate(options.seals):
        x, y = printed.seal_at
        centre = board.at(x + rng.uniform(-6, 6) - index * 46, y + rng.uniform(-5, 5))
        diameter = (15 if seal.kind == "personal" else rng.uniform(38, 43)) * board.unit
        stamps.append(press(page, seal, centre, diameter, rng, clarity=options.clarity))
    if options.provider_seal:
        purpose = rng.choice(("", "备案专用章"))
        seal = Seal(
            printed.provider,
            purpose,
            owner="other",
            kind="unknown" if purpose else "official",  # a stamp for one purpose is none for all
            digits="1101080" + str(rng.randint(10**5, 10**6 - 1)),
        )
        centre = board.at(printed.provider_at[0] + rng.uniform(-5, 5), printed.provider_at[1] + rng.uniform(-4, 4))
        stamps.append(press(page, seal, centre, rng.uniform(37, 41) * board.unit, rng))
    return stamps


def _sign(printed: SheetPrint) -> None:
    board, rng, options = printed.board, printed.rng, printed.options
    printed.fields["signature_present"] = options.signed
    if not options.signed:
        return
    x, y = board.at(*printed.signature_at)
    if options.name_chop:
        press(
            board.image,
            Seal(options.person, shape="square", kind="personal"),
            (x + 9 * board.unit, y + 4 * board.unit),
            14 * board.unit,
            rng,
            angle=rng.uniform(-6, 6),
        )
        return
    ink.scribble(
        board.image,
        rng,
        (x, y - 1.5 * board.unit),
        options.person,
        round(rng.uniform(6.0, 8.0) * board.unit),
        fill=rng.choice(((24, 26, 34), (30, 36, 110), (20, 20, 24))),
    )

"""Domain certificates: Chinese, English and bilingual, as pictures or as pages with a text layer."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from samples import fonts, ink, ornament
from samples.domain_layouts import LAYOUT_DRAWERS
from samples.domain_print import DomainPrint, Options
from samples.identities import DomainRecord
from samples.ornament import Board
from samples.seals import Seal, press
from samples.stamping import Finish, finish
from samples.truth import DocumentTruth, Drawing, StampTruth

__all__ = ["FIELDS", "LAYOUTS", "Options", "draw"]

FIELDS = ("domain", "registrant", "registrant_latin", "registered_on", "expires_on", "registrar")
LAYOUTS = tuple(LAYOUT_DRAWERS)
# Their lower left is blank, and some registrars print a code there that leads to a page for verifying.
_WITH_ROOM = ("centred", "prose", "national", "stacked")
_QR_SIDE = 92


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
    printed = DomainPrint(
        record,
        Board(image, options.width / 1000, [] if options.digital else None),
        rng,
        options,
        rng.choice(styles),
        rng.choice(((30, 80, 150), (140, 100, 40), (30, 30, 34), (20, 110, 100), (160, 40, 40))),
        rng.choice((fonts.SERIF, fonts.SANS, fonts.SANS, fonts.FANG)),
    )
    foot = LAYOUT_DRAWERS[options.layout](printed)
    if options.layout in _WITH_ROOM and rng.random() < 0.25:
        _paste_qr(printed)
    truth = DocumentTruth(
        "domain_certificate", printed.fields, tuple(name for name in FIELDS if name not in printed.fields)
    )
    stamps = _registry_stamp(printed, foot)
    truth = truth.stamped(stamps)
    drawing = finish(
        rng,
        printed.board.image,
        truth,
        Finish(options.seals, options.clarity, options.grey, options.grey_after_stamping),
    )
    return replace(drawing, runs=tuple(printed.board.runs or ()))


def _paste_qr(printed: DomainPrint) -> None:
    """Pastes a code with an address to verify the certificate at, with or without the domain in it."""
    board, rng = printed.board, printed.rng
    query = f"domain={printed.record.name}" if rng.random() < 0.5 else f"k={rng.getrandbits(80):020x}"
    code = ornament.qr_code(f"https://whois.example-registrar.cn/cert?{query}", round(_QR_SIDE * board.unit))
    left, top = round(86 * board.unit), board.image.height - round((84 + _QR_SIDE) * board.unit)
    board.image.paste(code, (left, top))


def _registry_stamp(printed: DomainPrint, foot: tuple[float, float]) -> list[StampTruth]:
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

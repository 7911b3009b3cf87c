"""Business licences of every kind of undertaking, printed, copied and stamped."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PIL import Image

from samples import fonts, ink, stamping
from samples.identities import Unit
from samples.ink import Style
from samples.licence_layouts import LAYOUTS
from samples.licence_print import LicencePrint
from samples.ornament import Board
from samples.seals import Seal
from samples.truth import DocumentTruth, Drawing

FIELDS = (
    "credit_code",
    "registration_number",
    "name",
    "type",
    "address",
    "legal_representative",
    "registered_capital",
    "established_on",
    "valid_from",
    "valid_until",
    "scope",
    "issued_by",
    "issued_on",
)
# layout -> (height by width, design units across)
_SHAPES = {"landscape": (0.708, 1119), "portrait": (1.39, 780), "corporate": (0.708, 1119)}


@dataclass(frozen=True)
class Options:
    """How one licence is printed and stamped.

    `sheet` (`margin`, `page`) is the larger white page of a copier; `qr_number` is what the QR code says instead of the
    number that is printed. `copied`, `seam` and `worn` are explained in `stamping.Finish`.
    """

    layout: str = "landscape"
    width: int = 2000
    copy: str = "副本"
    registrar_seal: bool = True
    seals: tuple[Seal, ...] = ()
    clarity: str = "good"
    grey: bool = False
    grey_after_stamping: bool = False
    watermark: str = ""
    scope_printed: bool = True
    sheet: str = ""
    qr_number: str = ""
    copied: tuple[Seal, ...] = ()
    seam: Seal | None = None
    worn: bool = False
    extra_fonts: bool = False


def draw(rng: Random, unit: Unit, options: Options | None = None) -> Drawing:
    """One licence of a unit."""
    options = options or Options()
    ratio, across = _SHAPES[options.layout]
    tint = rng.choice(((250, 250, 244), (246, 247, 240), (252, 252, 252), (243, 240, 228), (240, 244, 240)))
    size = (options.width, round(options.width * ratio))
    image = ink.paper(rng, size, tint, pitch=rng.choice((0, 0, 9, 14)), strength=rng.choice((2, 3, 4)))
    upright = options.layout == "portrait"
    printed = LicencePrint(
        unit,
        Board(image, options.width / across),
        rng,
        Style(
            value_face(rng, extra_fonts=options.extra_fonts),
            15 if upright else 13,
            rng.choice(((30, 30, 30), (60, 60, 62), (20, 20, 24))),
        ),
        Style(fonts.SERIF, 17 if upright else 16, bold=rng.choice((0, 0, 1, 2))),
        rng.choice(
            (
                "{:%Y年%m月%d日}",
                "{:%Y年%m月%d日}",
                "{:%Y年%m月%d日}",
                "plain",
                "numerals" if unit.old_number else "plain",
            )
        ),
        copy=options.copy,
        registrar_seal=options.registrar_seal,
        scope_printed=options.scope_printed,
        qr_number=options.qr_number,
    )
    stamps = LAYOUTS[options.layout](printed)
    absent = tuple(name for name in FIELDS if name not in printed.fields)
    truth = DocumentTruth("business_licence", printed.fields, absent).stamped(stamps)
    if options.sheet:
        image = _on_sheet(rng, image, upright=options.sheet == "page")
    return stamping.finish(rng, image, truth, finish_of(options))


def finish_of(options: Options) -> stamping.Finish:
    """What happens to a certificate with these options after it is printed."""
    return stamping.Finish(
        options.seals,
        options.clarity,
        options.grey,
        options.grey_after_stamping,
        options.watermark,
        options.copied,
        options.seam,
        options.worn,
    )


def value_face(rng: Random, *, extra_fonts: bool = False) -> str:
    """The face that values are printed in: mostly 仿宋 and 宋体."""
    faces = (fonts.FANG, fonts.FANG, fonts.SERIF, fonts.SERIF, fonts.SANS)
    return rng.choice((*faces, *(fonts.system_faces() if extra_fonts else ())))


def _on_sheet(rng: Random, image: Image.Image, *, upright: bool) -> Image.Image:
    """A copy on a larger sheet; `upright` leaves the lower half of an A4 page blank."""
    margin = rng.uniform(0.02, 0.1)
    width, height = round(image.width * (1 + 2 * margin)), round(image.height * (1 + 2 * margin * rng.uniform(1, 2)))
    if upright:
        height = max(round(width * 1.414), height)
    sheet = ink.paper(rng, (width, height), (253, 253, 253))
    left, top = (width - image.width) // 2, round((height - image.height) * rng.uniform(0.1, 0.4 if upright else 0.7))
    sheet.paste(image, (left, top))
    corners = [(left, top), (left + image.width, top), (left + image.width, top + image.height)]
    ink.line(sheet, [(float(x), float(y)) for x, y in corners], fill=(200, 200, 200))
    return sheet

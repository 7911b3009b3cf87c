"""Certificates of units that hold no business licence: institutions, associations, foundations, law firms, offices."""

from __future__ import annotations

from random import Random

from samples import fonts, ink, licences, ornament, stamping
from samples import vocabulary as words
from samples.certificate_layouts import CertificatePrint, layout_of
from samples.identities import Unit
from samples.ink import Style
from samples.ornament import Board
from samples.seals import Seal, press
from samples.truth import DocumentTruth, Drawing

KINDS = {
    "public_institution": "public_institution_certificate",
    "social_organization": "social_organization_certificate",
    "private_non_enterprise": "private_non_enterprise_certificate",
    "foundation": "foundation_certificate",
    "law_firm": "law_firm_licence",
    "representative_office": "representative_office_certificate",
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
        board.centred(500, 194, _copy_mark(rng, unit, options.copy), Style(fonts.SERIF, 17))
    printed = CertificatePrint(unit, board, rng, licences.value_face(rng))
    place = layout_of(rng, unit, options.copy)(printed)
    stamps = []
    if options.registrar_seal:
        printed.fields["issued_by"] = unit.registrar
        seal = Seal(unit.registrar, unit.registrar_centre, owner="registrar")
        size = rng.uniform(120, 136) * board.unit
        stamps = [press(image, seal, board.at(*place), size, rng, angle=rng.uniform(-10, 10))]
    absent = tuple(name for name in licences.FIELDS if name not in printed.fields)
    truth = DocumentTruth(KINDS[unit.form], printed.fields, absent).stamped(stamps)
    return stamping.finish(rng, image, truth, licences.finish_of(options))


def _copy_mark(rng: Random, unit: Unit, copy: str) -> str:
    """The mark below the title; only a law firm's original differs from its copy in what else it prints."""
    mark = rng.choice(("（副  本）", "(正  本)"))
    return {"正本": "（正  本）", "副本": "（副  本）"}.get(copy, mark) if unit.form == "law_firm" else mark

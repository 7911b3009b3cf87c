from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest

from samples import (
    domain_certificates,
    fonts,
    id_cards,
    licences,
    pdfs,
    permits,
    portraits,
    seals,
    unit_certificates,
    units,
    verification_sheets,
)
from samples.identities import OTHER_FORMS, make_domain, make_person
from samples.ink import paper

TODAY = date(2026, 3, 1)


def _unit(form: str = "company", **kwargs: bool) -> units.Unit:
    return units.make_unit(Random(7), TODAY, form=form, **kwargs)[0]


@pytest.mark.parametrize("layout", ["landscape", "portrait", "corporate"])
def test_a_licence_says_what_its_unit_is(layout: str) -> None:
    unit = _unit(old_number=layout == "corporate")
    drawing = licences.draw(Random(1), unit, licences.Options(layout=layout, width=500, seals=(seals.Seal(unit.name),)))
    fields = drawing.truth.fields
    assert fields["name"] == unit.name
    assert fields["registration_number" if unit.old_number else "credit_code"] == unit.number
    assert fields["established_on"] == unit.established.isoformat()
    assert fields["issued_on"] == unit.issued.isoformat()
    assert [stamp.owner for stamp in drawing.truth.stamps] == ["registrar", "sponsor"]
    assert set(fields) | set(drawing.truth.absent) == set(licences.FIELDS)


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_other_units_have_certificates_of_their_own(form: str) -> None:
    unit = _unit(form)
    drawing = unit_certificates.draw(Random(1), unit, licences.Options(width=500))
    assert drawing.truth.kind == unit_certificates.KINDS[form]
    assert {"credit_code", "name", "issued_by"} <= set(drawing.truth.fields)
    assert ("valid_until" in drawing.truth.fields) == unit.term_printed == (form != "law_firm")


def test_a_law_firms_original_says_neither_where_it_is_nor_who_heads_it() -> None:
    drawings = {
        copy: unit_certificates.draw(Random(1), _unit("law_firm"), licences.Options(width=500, copy=copy))
        for copy in ("正本", "副本")
    }
    assert {"address", "legal_representative"} <= set(drawings["正本"].truth.absent)
    assert {"address", "legal_representative"} <= set(drawings["副本"].truth.fields)


@pytest.mark.parametrize("layout", domain_certificates.LAYOUTS)
@pytest.mark.parametrize("digital", [False, True])
def test_every_domain_layout_prints_domain_holder_and_dates(layout: str, digital: bool) -> None:
    record = make_domain(Random(3), "北京云启数智科技有限公司", "Yunqi Co., Ltd.", TODAY)
    drawing = domain_certificates.draw(
        Random(2), record, domain_certificates.Options(layout, width=500, digital=digital)
    )
    assert drawing.truth.fields["domain"] == record.name
    assert drawing.truth.fields["registrant"] == record.registrant
    assert drawing.truth.fields["registered_on"] == record.registered.isoformat()
    assert drawing.truth.fields["expires_on"] == record.expires.isoformat()
    assert bool(drawing.runs) == digital
    if digital:
        assert record.name.split(".")[0] in "".join(run.text for run in drawing.runs)


@pytest.mark.parametrize("layout", verification_sheets.LAYOUTS)
def test_a_sheet_tells_whether_it_is_signed_and_dated(layout: str) -> None:
    options = verification_sheets.Options(
        "青禾（北京）科技有限公司", ("a-b.cn",), "青禾", "欧阳明", layout=layout, dpi=50
    )
    blank = verification_sheets.draw(Random(1), replace(options, signed=False))
    filled = verification_sheets.draw(Random(1), replace(options, dated=TODAY))
    assert blank.truth.fields["signature_present"] is False
    assert "verified_on" in blank.truth.absent
    assert filled.truth.fields["verified_on"] == TODAY.isoformat()


@pytest.mark.parametrize("arrangement", id_cards.ARRANGEMENTS)
def test_both_sides_on_a_page_are_two_documents(arrangement: str) -> None:
    person = make_person(Random(4), TODAY)
    drawing = id_cards.draw_both(Random(1), person, id_cards.Options(width=400), arrangement=arrangement, dpi=50)
    assert {truth.kind for truth in drawing.documents} == {"id_card_portrait", "id_card_emblem"}


def test_a_grey_copy_turns_printed_stamps_black_and_leaves_later_ones_red() -> None:
    unit = _unit()
    options = licences.Options(width=500, seals=(seals.Seal(unit.name),), grey=True)
    stamps = licences.draw(Random(1), unit, options).truth.stamps
    assert [(stamp.owner, stamp.colour) for stamp in stamps] == [("registrar", "black"), ("sponsor", "red")]


def test_a_copied_seal_is_black_beside_the_fresh_one_and_slivers_are_nobodys() -> None:
    unit, seal = _unit(), seals.Seal("北京云启数智科技有限公司")
    options = licences.Options(width=500, seals=(seal,), copied=(seal,), seam=seal, grey=True, worn=True)
    stamps = licences.draw(Random(1), unit, options).truth.stamps
    assert [(stamp.owner, stamp.colour, stamp.text) for stamp in stamps] == [
        ("registrar", "black", f"{unit.registrar} {unit.registrar_centre}".strip()),
        ("sponsor", "black", seal.text),
        ("unread", "red", None),
        ("sponsor", "red", seal.text),
    ]


def test_a_sliver_and_a_seal_over_the_edge_touch_the_edge() -> None:
    unit, seal = _unit(), seals.Seal("北京云启数智科技有限公司")
    bare, cut, seam = (
        licences.draw(Random(1), unit, licences.Options(width=800, **more)).image
        for more in ({}, {"seals": (seal,), "clarity": "cut"}, {"seam": seal})
    )
    for image in (cut, seam):
        changed = np.abs(np.asarray(image, np.int16) - np.asarray(bare, np.int16)).max(axis=2) > 40
        rim = np.concatenate([changed[:, :3].ravel(), changed[:, -3:].ravel(), changed[-3:].ravel()])
        assert rim.any()
        assert 100 < changed.sum() < 0.05 * changed.size


@pytest.mark.parametrize("shape", ["round", "oval", "square"])
def test_a_seal_leaves_red_ink_and_lets_print_show_through(shape: str) -> None:
    page = paper(Random(1), (300, 300), (255, 255, 255))
    page.paste((0, 0, 0), (140, 0, 160, 300))
    truth = seals.press(page, seals.Seal("北京云启数智科技有限公司", shape=shape), (150, 150), 220, Random(2))
    data = np.asarray(page, np.int16)
    red = (data[..., 0] - data[..., 2] > 60).sum()
    assert red > 1500
    assert data[:, 145:155].max() < 60
    assert truth.text == "北京云启数智科技有限公司"


def test_no_face_and_two_faces() -> None:
    assert portraits.draw(Random(1), faces=0, width=200).truth.fields["face_count"] == 0
    assert portraits.draw(Random(1), faces=2, width=200).truth.fields["face_count"] == 2


def test_a_face_covers_names_or_another_takes_its_place() -> None:
    assert fonts.face_for(fonts.FANG, "欧阳明远") == fonts.FANG
    assert fonts.face_for(fonts.FANG, "𬭚") == fonts.SERIF


def test_a_missing_font_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samples.fonts.importlib.util.find_spec", lambda _: None)
    fonts.path_of.cache_clear()
    with pytest.raises(fonts.FontMissingError, match="pylopdf-fonts-zh-cn"):
        fonts.path_of(fonts.SERIF)


def test_blank_and_locked_pdfs_open_or_do_not() -> None:
    assert pdfs.write_blank(2).startswith(b"%PDF")
    page = licences.draw(Random(1), _unit(), licences.Options(width=300))
    assert b"/Encrypt" in pdfs.write_locked([page], "secret")


@pytest.mark.parametrize("certificate", permits.HOLDERS)
def test_travel_documents_say_who_holds_them(certificate: str) -> None:
    person = permits.make_traveller(Random(2), TODAY, certificate=certificate)
    drawing = permits.draw(Random(1), person, width=400)
    assert drawing.truth.kind == certificate
    assert drawing.truth.fields["number"] == person.id_number
    assert drawing.truth.fields["valid_until"] == person.card_until.isoformat()  # type: ignore[union-attr]


def test_the_machine_readable_zone_adds_up() -> None:
    assert permits.check_digit("L898902C3") == "6"
    assert permits.check_digit("740812") == "2"
    person = permits.make_traveller(Random(2), TODAY, certificate="passport")
    first, second = permits.machine_readable_zone(person)
    assert len(first) == len(second) == 44
    assert second[43] == permits.check_digit(second[:10] + second[13:20] + second[21:43])

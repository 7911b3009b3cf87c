"""From pages to documents: with an engine that answers as told, from a record, and with the real one."""

from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image as Pictures

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, Source
from extractors.facts.kinds import Field, Kind
from extractors.facts.pages import Page
from extractors.facts.pictures import Image
from extractors.ocr import EngineError, OcrEngine, PaddleEngine, Turn, cut_strip
from extractors.reading import read_file
from extractors.replay import RecordingEngine, ReplayEngine
from samples import domain_certificates, id_cards, licences, portraits, units, verification_sheets
from samples.identities import make_domain, make_person
from samples.truth import DocumentTruth, Drawing
from tests.lines import Line, Scripted, blank, page, recognised

LICENCE = page("""
                 营业执照

统一社会信用代码  91110108MA01ABCD5T

名　　称  北京云启数智科技有限公司

法定代表人  欧阳明远

经营范围  软件开发
""")
DOMAIN = page("域名注册证书\n\n域名  yunqi.cn\n\n域名所有者  云启公司\n\n到期时间  2027-03-15")
CODE = "91110108MA01ABCD5T"


def uploaded(pixels: Image, number: int = 1, text: tuple[Line, ...] | None = None) -> Page:
    return Page("页.png", number, "0" * 64, pixels, text)


def canvas(width: int, height: int) -> Image:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def answering(lines: tuple[Line, ...], scale: float = 1.0, turn: Turn | None = None) -> Scripted:
    """Return an engine that reads these lines, `scale` times larger than they are given."""
    boxes = [one.box.mapped(np.diag([scale, scale, 1.0])) for one in lines]
    answers = [recognised(one.text) for one in lines]
    return Scripted(answers, boxes, turn) if turn else Scripted(answers, boxes)


def test_a_page_is_read_into_a_document() -> None:
    (document,) = read_file([uploaded(canvas(1200, 900), 2)], answering(LICENCE))
    assert (document.id, document.kind, document.page, document.pages) == ("d1", Kind.BUSINESS_LICENCE, 2, (2,))
    assert (document.file, document.sha256, document.page_size) == ("页.png", "0" * 64, (1200, 900))
    assert (document.source, document.title, document.box) == (Source.OCR, "营业执照", None)
    assert document.text(Field.CREDIT_CODE) == CODE
    assert document.fields[Field.CREDIT_CODE].page == 2


def test_a_blank_page_gives_no_document() -> None:
    assert read_file([uploaded(canvas(1200, 900))], Scripted()) == ()
    assert read_file([], Scripted()) == ()


def test_ids_count_over_the_pages_of_a_file() -> None:
    pages = [uploaded(blank(lines), n, lines) for n, lines in ((1, LICENCE), (2, ()), (3, DOMAIN))]
    documents = read_file(pages, Scripted())
    assert [(d.id, d.page, d.kind) for d in documents] == [
        ("d1", 1, Kind.BUSINESS_LICENCE),
        ("d2", 3, Kind.DOMAIN_CERTIFICATE),
    ]


def test_words_of_no_kind_are_another_document() -> None:
    (document,) = read_file([uploaded(canvas(1200, 900))], answering(page("今天天气很好\n\n我们去公园散步")))
    assert (document.kind, document.kind_confidence, document.fields) == (Kind.OTHER, 0.0, {})


def test_a_text_layer_is_taken_as_it_is() -> None:
    engine = Scripted()
    (document,) = read_file([uploaded(blank(LICENCE), text=LICENCE)], engine)
    assert document.source is Source.TEXT_LAYER
    assert document.text(Field.CREDIT_CODE) == CODE
    assert engine.strips == []


def test_a_text_layer_that_does_not_say_what_the_page_is_is_not_enough() -> None:
    values_alone = page("北京云启数智科技有限公司\n\n欧阳明远")
    (document,) = read_file([uploaded(canvas(1200, 900), text=values_alone)], answering(LICENCE))
    assert (document.source, document.kind) == (Source.OCR, Kind.BUSINESS_LICENCE)


def test_boxes_of_a_small_picture_are_in_its_own_pixels() -> None:
    """Small pictures are enlarged before they are read."""
    pixels = canvas(800, 400)
    (document,) = read_file([uploaded(pixels)], answering(LICENCE, scale=2.0))
    box = document.fields[Field.CREDIT_CODE].box
    assert box is not None
    for found, printed in zip(box.corners, LICENCE[2].box.corners, strict=True):
        assert found == pytest.approx(printed, abs=1)
    assert document.page_size == (800, 400)


@pytest.mark.parametrize(
    ("degrees", "back"),
    [
        (0, lambda x, y: (x, y)),
        (90, lambda x, y: (y, 1200 - x)),
        (180, lambda x, y: (1200 - x, 1200 - y)),
        (270, lambda x, y: (1200 - y, x)),
    ],
)
def test_boxes_of_a_turned_page_are_on_the_page_as_uploaded(degrees: int, back) -> None:
    engine = answering(LICENCE, turn=Turn(degrees, 1.0))
    (document,) = read_file([uploaded(canvas(1200, 1200))], engine)
    box = document.fields[Field.CREDIT_CODE].box
    assert box is not None
    for found, printed in zip(box.corners, LICENCE[2].box.corners, strict=True):
        assert found == pytest.approx(back(*printed), abs=1)


def test_a_page_that_cannot_be_read_as_it_lies_is_read_the_other_way() -> None:
    upside_down = [recognised("乂丫丄", 0.4) for _ in LICENCE]
    engine = Scripted(
        [*upside_down, *(recognised(one.text) for one in LICENCE)], [one.box for one in LICENCE], Turn(0, 0.6)
    )
    (document,) = read_file([uploaded(canvas(1200, 900))], engine)
    assert document.kind is Kind.BUSINESS_LICENCE
    box = document.fields[Field.CREDIT_CODE].box
    assert box is not None
    assert box.corners[0] == pytest.approx((1200 - LICENCE[2].box.left, 900 - LICENCE[2].box.top), abs=1)


def test_a_page_whose_lines_stand_is_laid_on_its_other_side_however_sure_the_model_is() -> None:
    class Sideways(Scripted):
        def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
            lying = image.shape[1] > image.shape[0]
            return tuple(
                one.box if lying else one.box.mapped(np.asarray([[0, 1, 0], [1, 0, 0], [0, 0, 1.0]])) for one in LICENCE
            )

    engine = Sideways([recognised(one.text) for one in LICENCE] * 2, (), Turn(0, 0.99))
    (document,) = read_file([uploaded(canvas(900, 1200))], engine)
    assert document.kind is Kind.BUSINESS_LICENCE
    assert Field.CREDIT_CODE in document.fields


@pytest.mark.parametrize("faces", [1, 2])
@pytest.mark.parametrize("way", [0, 180])
def test_a_photograph_lies_as_its_faces_look_best_however_sure_the_model_is(faces: int, way: int) -> None:
    picture = portraits.draw(Random(1), faces=faces, width=900).image
    photo = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    (document,) = read_file([uploaded(photo)], Scripted([], [], Turn(way, 0.99)))
    assert document.fields[Field.FACE_COUNT].value == faces


def test_a_record_gives_the_same_documents_and_knows_no_other_page(tmp_path: Path) -> None:
    recorder = RecordingEngine(answering(LICENCE))
    pages = [uploaded(canvas(1200, 900))]
    read_file(pages, recorder)  # white strips of one size are one question; the title is alone in its size
    recorder.save(tmp_path / "record.json")
    replay = ReplayEngine(tmp_path / "record.json")
    (document,) = read_file(pages, replay)
    assert document.kind is Kind.BUSINESS_LICENCE
    with pytest.raises(EngineError, match="no answer"):
        read_file([uploaded(canvas(1201, 900))], replay)


def test_a_failing_engine_is_not_hidden() -> None:
    class Broken(Scripted):
        def find_turn(self, image: Image) -> Turn:
            raise EngineError("broken")

    with pytest.raises(EngineError, match="broken"):
        read_file([uploaded(canvas(1200, 900))], Broken())


# The real engine on drawn documents

TODAY = date(2026, 3, 1)


def pixels_of(picture: Pictures.Image, quarters: int = 0) -> Image:
    """Return a picture's pixels, turned so many quarters against the clock."""
    return np.ascontiguousarray(np.rot90(np.asarray(picture.convert("RGB"))[:, :, ::-1], quarters))


def read_drawing(drawing: Drawing, engine: OcrEngine, quarters: int = 0) -> tuple[Image, dict[str, Document]]:
    pixels = pixels_of(drawing.image, quarters)
    return pixels, {d.kind.value: d for d in read_file([uploaded(pixels)], engine)}


def assert_fields(document: Document, truth: DocumentTruth, *but: str) -> None:
    found = {name.value: reading.value for name, reading in document.fields.items() if name.value not in but}
    expected = {k: tuple(v) if isinstance(v, list) else v for k, v in truth.fields.items() if k not in but}
    assert found == expected


def printed_in(pixels: Image, box: Box | None, engine: OcrEngine) -> str:
    """Return what stands in a box of the page as uploaded."""
    assert box is not None
    return engine.recognise([cut_strip(pixels, box)])[0].text


@pytest.mark.ocr
def test_a_licence_on_its_side_is_read_and_its_boxes_lie_on_the_print(engine: PaddleEngine) -> None:
    unit, _ = units.make_unit(Random(7), TODAY, form="company")
    drawing = licences.draw(Random(1), unit, licences.Options(width=1400))
    pixels, documents = read_drawing(drawing, engine, quarters=1)
    licence = documents["business_licence"]
    assert_fields(licence, drawing.truth, "scope", "registered_capital")
    code = licence.fields[Field.CREDIT_CODE]
    assert printed_in(pixels, code.box, engine) == unit.number
    assert printed_in(pixels, licence.fields[Field.LEGAL_REPRESENTATIVE].box, engine) == unit.representative
    assert code.confidence > 0.99
    assert [stamp.owner.value for stamp in licence.stamps] == ["registrar"]


@pytest.mark.ocr
@pytest.mark.parametrize(("arrangement", "seed"), [("page", 1), ("page_turned", 1)])
def test_both_sides_of_a_card_on_a_page(arrangement: str, seed: int, engine: PaddleEngine) -> None:
    person = make_person(Random(4), TODAY)
    drawing = id_cards.draw_both(Random(seed), person, id_cards.Options(width=800), arrangement=arrangement, dpi=120)
    pixels, documents = read_drawing(drawing, engine)
    for truth in drawing.documents:
        assert_fields(documents[truth.kind], truth)
    number = documents["id_card_portrait"].fields[Field.ID_NUMBER]
    assert printed_in(pixels, number.box, engine) == person.id_number


@pytest.mark.ocr
def test_a_domain_certificate(engine: PaddleEngine) -> None:
    record = make_domain(Random(3), "北京云启数智科技有限公司", "Yunqi Co., Ltd.", TODAY)
    drawing = domain_certificates.draw(Random(2), record, domain_certificates.Options("table", width=1100))
    pixels, documents = read_drawing(drawing, engine)
    certificate = documents["domain_certificate"]
    assert_fields(certificate, drawing.truth)
    assert printed_in(pixels, certificate.fields[Field.DOMAIN].box, engine) == record.name


@pytest.mark.ocr
def test_a_verification_sheet_upside_down(engine: PaddleEngine) -> None:
    options = verification_sheets.Options(
        "青禾（北京）科技有限公司", ("a-b.cn",), "青禾", "欧阳明", layout="short_table", dpi=120, dated=TODAY
    )
    drawing = verification_sheets.draw(Random(1), options)
    _, documents = read_drawing(drawing, engine, quarters=2)
    assert_fields(documents["verification_sheet"], drawing.truth)

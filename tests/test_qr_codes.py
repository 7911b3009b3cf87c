"""QR codes found on pictures, wherever they lie, and what their words say and confirm."""

from datetime import date
from random import Random

import numpy as np
import pytest
import segno
from PIL import Image, ImageFilter

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, QrCode, Reading, Source, empty_quality
from extractors.facts.kinds import Field, Kind
from extractors.numbers import credit_code
from extractors.qr_codes import find_qr_codes
from extractors.qr_words import CONFIRMED, claims, confirmed
from samples import licences
from samples.damage import damage
from samples.ornament import qr_code
from samples.seals import Seal, press
from samples.units import make_unit

CODE = "91350100M000100Y43"
OTHER_CODE = "91119908MA01ABCD2" + credit_code.calc_check_digit("91119908MA01ABCD2")
OLD_NUMBER = "110000000000017"
ADDRESS = f"http://www.gsxt.gov.cn/index.html?uniscid={CODE}"
LEFT, TOP, SIDE = 1300, 240, 150


def page(text: str = ADDRESS, side: int = SIDE) -> Image.Image:
    """A white page with a code at its upper right."""
    sheet = Image.new("RGB", (1600, 1130), "white")
    sheet.paste(qr_code(text, side), (LEFT, TOP))
    return sheet


def texts(picture: Image.Image) -> list[str]:
    return [code.text for code in find_qr_codes(np.asarray(picture)[:, :, ::-1])]


def stamped() -> Image.Image:
    sheet = page()
    press(sheet, Seal("北京云启数智科技有限公司"), (LEFT + 80, TOP + 60), 300, Random(3), angle=0)
    return sheet


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(page(), id="as printed"),
        pytest.param(page().rotate(7, fillcolor="white"), id="skewed"),
        pytest.param(page().transpose(Image.Transpose.ROTATE_180), id="upside down"),
        pytest.param(page().filter(ImageFilter.GaussianBlur(1.2)), id="blurred"),
        pytest.param(page(side=120).resize((620, 438)), id="small"),
        pytest.param(page().resize((5600, 3955)), id="large"),
        pytest.param(stamped(), id="under a stamp"),
    ],
)
def test_a_code_is_found(picture):
    assert texts(picture) == [ADDRESS]


def test_where_it_is():
    (code,) = find_qr_codes(np.asarray(page()))
    edges = (code.box.left, code.box.top, code.box.right, code.box.bottom)
    assert edges == pytest.approx((LEFT, TOP, LEFT + SIDE, TOP + SIDE), abs=3)


@pytest.mark.parametrize("seed", range(6))
def test_codes_on_drawn_licences_are_found_whatever_lies_on_them(seed):
    rng = Random(seed)
    unit, _ = make_unit(rng, date(2025, 3, 4), form="company")
    layout = ("landscape", "portrait")[seed % 2]
    seals = (Seal(unit.name, digits=unit.seal_code),)
    drawn = licences.draw(rng, unit, licences.Options(layout, qr_number=OTHER_CODE, seals=seals, grey=seed == 3))
    (text,) = texts(damage(drawn.image, "mild", rng).image)
    assert claims(text) == {Field.CREDIT_CODE: OTHER_CODE}


def test_a_page_without_one():
    assert texts(Image.new("RGB", (800, 600), "white")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_in_either_encoding(encoding):
    said = "企业名称：北京云启数智科技有限公司"
    matrix = segno.make(said, micro=False, encoding=encoding).matrix
    cells = np.pad(np.array([[0 if dark else 255 for dark in row] for row in matrix], np.uint8), 4, constant_values=255)
    assert texts(Image.fromarray(np.kron(cells, np.ones((8, 8), np.uint8))).convert("RGB")) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ADDRESS, {Field.CREDIT_CODE: CODE}),
        (f"https://www.gsxt.gov.cn/%7B{CODE}%7D", {Field.CREDIT_CODE: CODE}),
        (f"https://e.example.gov.cn/#/detail?creditCode={CODE.lower()}", {Field.CREDIT_CODE: CODE}),
        (f"http://www.gsxt.gov.cn/index.html?uniscid={OLD_NUMBER}", {Field.REGISTRATION_NUMBER: OLD_NUMBER}),
        (f"注册号{OLD_NUMBER}\nhttp://gsxt.example.gov.cn/l?entNo=0254cd0d", {Field.REGISTRATION_NUMBER: OLD_NUMBER}),
        (
            f"统一社会信用代码：{CODE}；企业名称：甲乙（北京）有限公司；法定代表人：某某",
            {Field.CREDIT_CODE: CODE, Field.NAME: "甲乙(北京)有限公司"},
        ),
        (
            f'{{"data": {{"uniscid": "{CODE}", "entName": "甲乙有限公司"}}, "version": 1}}',
            {Field.CREDIT_CODE: CODE, Field.NAME: "甲乙有限公司"},
        ),
        ("https://whois.example.cn/cert?domain=www.Yunqi-Shuzhi.cn&k=1", {Field.DOMAIN: "yunqi-shuzhi.cn"}),
        ("https://x.example.cn/?qymc=%BC%D7%D2%D2", {}),  # GBK in an address cannot be told from noise
        ("https://www.sgs.example.cn/query.do?uuid=9DfasM8Qpxk7vN0pDiadb7cboGfdlFM3", {}),
        ("http://10.0.0.1/q.do?id=ZWFnbG9xcXl3&uniScID=amNqcG9ycXReVXNGP0xUdW9k", {}),  # encrypted
        (f"{ADDRESS[:-1]}5", {}),  # the check character is wrong
        (f"https://x.example.cn/?id=a{CODE}", {}),  # part of something longer
        (f"{ADDRESS}&old={OTHER_CODE}", {}),  # two codes: which is meant?
        ("名称变更请关注公众号", {}),
        ("http://[broken", {}),
        ("[" * 1900, {}),
        ("", {}),
    ],
)
def test_what_a_code_says(text, said):
    assert claims(text) == said


def licence(text: str, **reading) -> Document:
    number = Reading(**({"value": CODE, "raw": CODE, "page": 1, "confidence": 0.6} | reading))
    code = QrCode(text=text, box=Box.from_rect(0, 0, 9, 9))
    return Document(
        id="d1",
        file="a.jpg",
        page=1,
        sha256="0",
        kind=Kind.BUSINESS_LICENCE,
        kind_confidence=0.99,
        fields={Field.CREDIT_CODE: number, Field.NAME: number.model_copy(update={"value": "甲乙有限公司"})},
        quality=empty_quality(),
        source=Source.OCR,
        qr_codes=(code,),
    )


def test_a_number_that_stands_in_print_and_code_is_believed():
    fields = confirmed(licence(ADDRESS)).fields
    assert (fields[Field.CREDIT_CODE].confidence, fields[Field.CREDIT_CODE].methods) == (0.99, (CONFIRMED,))
    assert fields[Field.NAME].confidence == 0.6


def test_a_surer_reading_stays_as_sure():
    assert confirmed(licence(ADDRESS, confidence=0.999)).fields[Field.CREDIT_CODE].confidence == 0.999


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        pytest.param(ADDRESS, {"value": OTHER_CODE}, id="another number"),
        pytest.param(ADDRESS, {"repaired": True}, id="repaired"),
        pytest.param("https://www.example.cn", {}, id="says nothing"),
    ],
)
def test_nothing_else_is_believed_for_a_code(text, reading):
    document = licence(text, **reading)
    assert confirmed(document) == document

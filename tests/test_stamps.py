from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pictures
from PIL import ImageDraw

from extractors import ink, stamp_shapes
from extractors.facts.pictures import Image
from extractors.facts.stamps import StampColour, StampKind, StampOwner, StampShape
from extractors.ocr import PaddleEngine
from extractors.stamp_reading import find_stamps
from samples import fonts
from samples import ink as drawing
from samples.ornament import emblem, qr_code
from samples.seals import Seal, press
from tests.lines import Scripted

NAME = "北京云启数智科技有限公司"
REGISTRAR = "南湖市市场监督管理局"
SERIAL = "1101080123456"


SILENT = Scripted()  # what shape alone must decide


def sheet(width: int = 900, height: int = 1200) -> Pictures.Image:
    return drawing.paper(Random(7), (width, height))


def lines_of_print(page: Pictures.Image, colour: drawing.Colour = drawing.BLACK) -> None:
    style = drawing.Style(fonts.SERIF, 26, colour)
    for row in range(12):
        drawing.write(page, (90, 120 + 60 * row), "经营范围技术开发技术咨询技术服务软件开发销售计算机", style)


def pixels(page: Pictures.Image) -> Image:
    return np.ascontiguousarray(np.asarray(page.convert("RGB"))[:, :, ::-1])


def stamped(seal: Seal, *, angle: float = 0.0, clarity: str = "good", size: float = 190, text: bool = False) -> Image:
    page = sheet()
    if text:
        lines_of_print(page)
    press(page, seal, (520, 640), size, Random(5), clarity=clarity, angle=angle)
    return pixels(page)


def outlines(image: Image, colour: ink.Ink = "red") -> tuple[stamp_shapes.Outline, ...]:
    return stamp_shapes.find_outlines(ink.density(ink.flatten(image), colour))


# Shapes


@pytest.mark.parametrize("size", [70, 120, 190, 330])
def test_ring_is_found_where_it_is(size: int) -> None:
    (ring,) = outlines(stamped(Seal(NAME), size=size))
    assert isinstance(ring, stamp_shapes.Ring)
    assert ring.shape is StampShape.ROUND
    assert ring.box.centre == pytest.approx((520, 640), abs=3)
    assert ring.box.width == pytest.approx(size, abs=5)
    assert ring.built


def test_oval_is_oval() -> None:
    (ring,) = outlines(stamped(Seal(NAME, "发票专用章", shape="oval", tax_number="91110108MA01ABCD2X", star=False)))
    assert ring.shape is StampShape.OVAL


def test_square_is_square() -> None:
    (frame,) = outlines(stamped(Seal("王小明印", shape="square", kind="personal"), size=90))
    assert isinstance(frame, stamp_shapes.Frame)
    assert frame.shape is StampShape.SQUARE
    assert frame.box.centre == pytest.approx((520, 640), abs=3)


def test_crossing_rings_are_told_apart() -> None:
    page = sheet()
    press(page, Seal(NAME), (400, 600), 190, Random(1), angle=0)
    press(page, Seal(REGISTRAR), (530, 640), 190, Random(2), angle=0)
    centres = sorted(o.box.centre for o in outlines(pixels(page)) if isinstance(o, stamp_shapes.Ring))
    assert len(centres) == 2
    assert centres[0] == pytest.approx((400, 600), abs=8)
    assert centres[1] == pytest.approx((530, 640), abs=8)


def test_ring_cut_by_the_edge_is_found_whole() -> None:
    page = sheet()
    press(page, Seal(NAME), (860, 640), 190, Random(3), angle=0)
    (ring,) = outlines(pixels(page))
    assert isinstance(ring, stamp_shapes.Ring)
    assert ring.visible < 0.9
    assert ring.box.centre == pytest.approx((860, 640), abs=10)


def emblem_page() -> Pictures.Image:
    page = sheet()
    emblem(page, (450, 140), 70, Random(3))
    return page


def qr_page() -> Pictures.Image:
    page = sheet()
    code = Pictures.merge(
        "RGB", [Pictures.new("L", (260, 260), 200), *[qr_code("https://example.cn", 260).convert("L")] * 2]
    )
    page.paste(code, (300, 500))
    return page


def heading_page() -> Pictures.Image:
    page = sheet()
    drawing.write(page, (150, 80), "社会团体法人登记证书", drawing.Style(fonts.SERIF, 60, (190, 20, 30), bold=2))
    lines_of_print(page, (190, 20, 30))
    return page


def frame_page() -> Pictures.Image:
    page = sheet()
    draw = ImageDraw.Draw(page)
    draw.rectangle((40, 40, 860, 1160), outline=(200, 30, 40), width=6)
    for row in range(8):
        draw.rectangle((90, 300 + 70 * row, 810, 370 + 70 * row), outline=(200, 30, 40), width=2)
    return page


def watermark_page() -> Pictures.Image:
    page = sheet()
    layer = Pictures.new("L", page.size, 0)
    draw = ImageDraw.Draw(layer)
    for row in range(6):
        draw.text((60, 150 + 180 * row), "仅供网站备案使用", font=fonts.font(fonts.SANS, 80), fill=130)
    drawing.multiply(page, layer.rotate(25), (230, 40, 40), (0, 0))
    return page


def blot_page() -> Pictures.Image:
    page = sheet()
    draw = ImageDraw.Draw(page)
    draw.ellipse((200, 200, 330, 330), fill=(220, 30, 30))
    draw.rounded_rectangle((400, 500, 640, 570), 30, fill=(230, 20, 20))
    draw.line((100, 900, 500, 905), fill=(220, 30, 30), width=9)
    return page


@pytest.mark.parametrize("draw", [sheet, emblem_page, qr_page, heading_page, frame_page, watermark_page, blot_page])
def test_other_red_is_no_stamp(draw: object) -> None:
    assert callable(draw)
    assert find_stamps(pixels(draw()), SILENT) == ()


def test_ring_nobody_can_read_is_a_stamp_without_words() -> None:
    (stamp,) = find_stamps(stamped(Seal(NAME)), SILENT)
    assert (stamp.text, stamp.owner, stamp.kind) == ("", StampOwner.UNREAD, StampKind.UNKNOWN)
    assert stamp.colour is StampColour.RED


def test_black_ring_nobody_can_read_is_nothing() -> None:
    assert find_stamps(stamped(Seal(NAME, colour="black")), SILENT) == ()


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (20, 20)])
@pytest.mark.parametrize("grey", [0, 128, 255])
def test_empty_pictures_hold_no_stamp(shape: tuple[int, int], grey: int) -> None:
    assert find_stamps(np.full((*shape, 3), grey, dtype=np.uint8), SILENT) == ()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(x=st.integers(120, 780), y=st.integers(120, 1080), angle=st.floats(-180, 180), seed=st.integers(0, 999))
def test_drawn_seal_is_found_wherever_it_lies(x: int, y: int, angle: float, seed: int) -> None:
    page = sheet()
    press(page, Seal(NAME, digits=SERIAL), (x, y), 170, Random(seed), angle=angle)
    (ring,) = outlines(pixels(page))
    assert ring.box.centre == pytest.approx((x, y), abs=4)
    assert ring.built


# Words


@pytest.mark.ocr
@pytest.mark.parametrize("angle", [0, 14, -35, 90, 178])
def test_arc_is_read_at_any_angle(angle: float, engine: PaddleEngine) -> None:
    (stamp,) = find_stamps(stamped(Seal(NAME, digits=SERIAL), angle=angle), engine)
    assert stamp.text == NAME
    assert stamp.confidence > 0.9
    assert stamp.kind is StampKind.OFFICIAL
    assert stamp.owner is StampOwner.OTHER


@pytest.mark.ocr
@pytest.mark.parametrize("clarity", ["good", "pale"])
def test_arc_is_read_over_print(clarity: str, engine: PaddleEngine) -> None:
    (stamp,) = find_stamps(stamped(Seal(REGISTRAR), clarity=clarity, text=True, size=220), engine)
    assert stamp.text == REGISTRAR
    assert stamp.owner is StampOwner.REGISTRAR


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("centre", "kind"),
    [
        ("合同专用章", StampKind.CONTRACT),
        ("财务专用章", StampKind.FINANCE),
        ("发票专用章", StampKind.INVOICE),
    ],
)
@pytest.mark.parametrize("angle", [0, -20])
def test_purpose_is_read_below_the_star(centre: str, kind: StampKind, angle: float, engine: PaddleEngine) -> None:
    (stamp,) = find_stamps(stamped(Seal(NAME, centre), angle=angle, size=230), engine)
    assert stamp.text == f"{NAME} {centre}"
    assert stamp.kind is kind


@pytest.mark.ocr
def test_oval_invoice_stamp_is_read(engine: PaddleEngine) -> None:
    seal = Seal(NAME, "发票专用章", shape="oval", tax_number="91110108MA01ABCD2X", star=False)
    (stamp,) = find_stamps(stamped(seal, size=260), engine)
    assert stamp.text == f"{NAME} 91110108MA01ABCD2X 发票专用章"
    assert stamp.kind is StampKind.INVOICE


@pytest.mark.ocr
def test_personal_square_is_read_in_columns(engine: PaddleEngine) -> None:
    (stamp,) = find_stamps(stamped(Seal("王小明印", shape="square", kind="personal"), size=110), engine)
    assert stamp.text == "王小明印"
    assert stamp.kind is StampKind.PERSONAL


@pytest.mark.ocr
@pytest.mark.parametrize("colour", [StampColour.BLUE, StampColour.BLACK])
def test_other_colours_are_found_by_their_words(colour: StampColour, engine: PaddleEngine) -> None:
    (stamp,) = find_stamps(stamped(Seal(NAME, colour=colour.value), size=210), engine)
    assert stamp.colour is colour
    assert stamp.text == NAME


@pytest.mark.ocr
def test_crossing_stamps_are_both_read(engine: PaddleEngine) -> None:
    page = sheet()
    press(page, Seal(NAME, digits=SERIAL), (380, 600), 220, Random(1), angle=0)
    press(page, Seal(REGISTRAR), (575, 640), 220, Random(2), angle=0)
    assert {stamp.text for stamp in find_stamps(pixels(page), engine)} == {NAME, REGISTRAR}


@pytest.mark.ocr
@pytest.mark.parametrize("draw", [emblem_page, qr_page, heading_page, frame_page, watermark_page, blot_page])
def test_other_red_is_no_stamp_to_the_real_engine(draw: object, engine: PaddleEngine) -> None:
    assert callable(draw)
    assert find_stamps(pixels(draw()), engine) == ()


@pytest.mark.ocr
def test_ruined_stamp_is_never_somebody(engine: PaddleEngine) -> None:
    for stamp in find_stamps(stamped(Seal(NAME), clarity="ruined"), engine):
        assert stamp.owner is StampOwner.UNREAD or stamp.text == NAME

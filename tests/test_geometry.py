from __future__ import annotations

import numpy as np
import pytest

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.geometry import deskew, room, small_skew, turn


def picture_with_dot(width: int, height: int, x: int, y: int) -> Image:
    image = np.full((height, width, 3), 255, dtype=np.uint8)
    image[y - 3 : y + 4, x - 3 : x + 4] = 0
    return image


def dot_of(image: Image) -> tuple[float, float]:
    ys, xs = np.nonzero(image[:, :, 0] < 128)
    return float(xs.mean()) + 0.5, float(ys.mean()) + 0.5


def line(box: Box) -> TextLine:
    return TextLine(text="文字", confidence=1.0, box=box)


def tilted_lines(degrees: float, count: int = 5) -> list[TextLine]:
    radians = np.radians(degrees)
    matrix = np.asarray([[np.cos(radians), -np.sin(radians), 9], [np.sin(radians), np.cos(radians), 9], [0, 0, 1]])
    return [line(Box.from_rect(50, 50 + 40 * n, 450, 75 + 40 * n).mapped(matrix)) for n in range(count)]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, -90, 360, 7.5, -12, 45])
def test_a_turned_point_maps_back_to_where_it_was(degrees: float) -> None:
    image = picture_with_dot(200, 120, 150, 30)
    turned, matrix = turn(image, degrees)
    x, y, w = matrix @ np.asarray([*dot_of(turned), 1.0])
    assert (x / w, y / w) == pytest.approx(dot_of(image), abs=0.6)


def test_turning_goes_clockwise_and_keeps_the_whole_picture() -> None:
    turned, _ = turn(picture_with_dot(200, 120, 150, 30), 90)
    assert turned.shape == (200, 120, 3)
    assert dot_of(turned) == pytest.approx((120 - 30 - 0.5, 150.5))
    assert turn(picture_with_dot(200, 120, 5, 5), 30)[0].shape[0] > 120


def test_turning_leaves_the_original_alone() -> None:
    image = picture_with_dot(60, 40, 20, 20)
    before = image.copy()
    turn(image, 90)
    turn(image, 5)
    assert np.array_equal(image, before)


@pytest.mark.parametrize("degrees", [-8.0, -1.0, 0.0, 3.0, 15.0])
def test_skew_is_measured_from_lines(degrees: float) -> None:
    assert small_skew(tilted_lines(degrees)) == pytest.approx(degrees, abs=0.1)


def test_a_slanted_watermark_and_short_lines_say_nothing() -> None:
    watermark = tilted_lines(40, 1)
    dots = [line(Box(corners=((0, 0), (10, 4), (10, 24), (0, 20))))]
    assert small_skew([*tilted_lines(0, 4), *watermark, *dots]) == pytest.approx(0.0, abs=0.1)
    assert small_skew(watermark * 5) == 0.0
    assert small_skew([]) == 0.0


def test_deskew_levels_the_lines() -> None:
    lines = tilted_lines(6)
    image = np.full((400, 500, 3), 255, dtype=np.uint8)
    levelled, matrix = deskew(image, lines)
    forward = np.linalg.inv(matrix)
    assert small_skew([line(item.box.mapped(forward)) for item in lines]) == pytest.approx(0.0, abs=0.1)
    assert levelled.shape != image.shape


def test_a_level_page_is_not_resampled() -> None:
    image = picture_with_dot(200, 120, 150, 30)
    same, matrix = deskew(image, tilted_lines(0.3))
    assert np.array_equal(same, image)
    assert np.array_equal(matrix, np.eye(3))


BOX = Box.from_rect(100, 100, 200, 120)


@pytest.mark.parametrize(
    ("other", "left", "right"),
    [
        (None, 0.3, 0.3),
        (Box.from_rect(204, 100, 300, 120), 0.3, 0.05),
        (Box.from_rect(300, 100, 400, 120), 0.3, 0.3),
        (Box.from_rect(20, 100, 99, 120), 0.0, 0.3),
        (Box.from_rect(204, 130, 300, 150), 0.3, 0.3),  # another row
        (Box.from_rect(150, 60, 260, 160), 0.3, 0.3),  # lies across
    ],
)
def test_a_box_grows_up_to_its_neighbours(other: Box | None, left: float, right: float) -> None:
    assert room(BOX, [BOX, *([other] if other else [])], 0.3) == pytest.approx((left, right))


def test_a_tilted_box_grows_along_its_tilt() -> None:
    box = Box(corners=((0, 0), (30, 40), (22, 46), (-8, 6)))
    assert box.text_height == pytest.approx(10)
    wider = box.widened(1, 2, 0.5, 0.5)
    assert wider.text_height == pytest.approx(20)
    assert np.hypot(*np.subtract(wider.corners[1], wider.corners[0])) == pytest.approx(80)

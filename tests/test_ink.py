from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.facts.pictures import Image
from extractors.ink import blue_mask, density, flatten, only_red, red_mask, without_red

RED, PALE, ORANGE, DARK, BLUE, BLACK = (
    (44, 40, 214),
    (150, 140, 235),
    (40, 90, 235),
    (40, 30, 140),
    (165, 66, 50),
    (30, 30, 30),
)
WHITE, YELLOW, PINK, GREY = (255, 255, 255), (190, 232, 250), (225, 205, 235), (120, 125, 125)


def page(paper: tuple[int, int, int] = WHITE) -> Image:
    return np.full((300, 400, 3), paper, dtype=np.uint8)


def ring(image: Image, colour: tuple[int, int, int]) -> Image:
    """A ring multiplied onto the page, as ink lies on paper."""
    layer = np.full_like(image, 255)
    cv2.circle(layer, (200, 150), 60, colour, 5)
    return (image.astype(np.uint16) * layer // 255).astype(np.uint8)


@pytest.mark.parametrize("paper", [WHITE, YELLOW, PINK, GREY])
@pytest.mark.parametrize("ink", [RED, PALE, ORANGE, DARK])
def test_red_ink_is_found_on_any_paper(ink: tuple[int, int, int], paper: tuple[int, int, int]) -> None:
    image = ring(page(paper), ink)
    assert np.array_equal(red_mask(image) > 0, (image != page(paper)).any(axis=2))


@pytest.mark.parametrize("ink", [BLACK, BLUE, GREY])
def test_other_ink_is_not_red(ink: tuple[int, int, int]) -> None:
    assert not red_mask(ring(page(), ink)).any()


def test_blue_ink_is_blue_and_nothing_else() -> None:
    assert blue_mask(ring(page(), BLUE))[150, 260] == 255
    assert not blue_mask(ring(page(), RED)).any()
    assert not blue_mask(ring(page(), BLACK)).any()


def test_shadow_over_half_the_page_is_no_ink() -> None:
    image = page()
    image[:, 200:] = (image[:, 200:] * 0.55).astype(np.uint8)
    assert not red_mask(image).any()
    assert red_mask(ring(image, RED))[150, 260] == 255


def test_flattened_paper_is_white() -> None:
    assert flatten(page(YELLOW)).min() >= 250


def test_black_print_hides_red_ink() -> None:
    image = ring(page(), RED)
    cv2.line(image, (240, 150), (280, 150), BLACK, 5)
    assert density(flatten(image), "red")[150, 260] == 0


def test_red_is_taken_off_and_print_beneath_it_stays() -> None:
    image = ring(page(), RED)
    cv2.line(image, (120, 150), (280, 150), BLACK, 3)
    clean = without_red(image)
    assert clean.shape == image.shape
    assert clean[90, 200].min() > 235  # bare ring
    assert clean[150, 260].max() < 90  # print that the ring crosses
    assert clean[150, 200].max() < 90  # print beside it


def test_only_red_leaves_the_ring_dark_on_white() -> None:
    image = ring(page(), PALE)
    cv2.line(image, (20, 20), (380, 20), BLACK, 3)
    red = only_red(image)
    assert red[90, 200].max() < 90
    assert red[20, 200].min() == 255


def test_pictures_are_not_changed() -> None:
    image = ring(page(), RED)
    before = image.copy()
    without_red(image)
    only_red(image)
    red_mask(image)
    assert np.array_equal(image, before)


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (3, 3)])
def test_tiny_pictures_do_no_harm(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 200, dtype=np.uint8)
    assert without_red(image).shape == image.shape
    assert red_mask(image).shape == shape

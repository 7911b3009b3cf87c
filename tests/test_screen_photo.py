"""A screen's raster shows in every flat part of its photograph; what is printed does not."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.quality import SCREEN_PHOTO, judge_quality
from extractors.screen_photo import find_screen


def paper(noise: float = 2.0) -> Image:
    rng = np.random.default_rng(7)
    grain = np.clip(240 + rng.normal(0, noise, (900, 1300, 3)), 0, 255)
    page = np.asarray(grain, dtype=np.uint8)
    for y in range(100, 800, 60):
        cv2.putText(page, "BUSINESS LICENCE 2026", (80, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (30, 30, 30), 2)
    return page


def shot_off_a_screen(period: float, degrees: float) -> Image:
    """Return the page seen through stripes of red, green and blue, side by side, and rows, as on a panel."""
    page = paper().astype(np.float32)
    ys, xs = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    angle = np.radians(degrees)
    along, down = xs * np.cos(angle) + ys * np.sin(angle), ys * np.cos(angle) - xs * np.sin(angle)
    for channel in range(3):
        stripes = 1 + 0.10 * np.cos(2 * np.pi * (along / period + channel / 3))
        page[:, :, channel] *= stripes * (1 + 0.06 * np.cos(2 * np.pi * down / period))
    blurred = cv2.GaussianBlur(page, (0, 0), 0.6)
    _, coded = cv2.imencode(".jpg", np.clip(blurred, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)


@pytest.mark.parametrize(("period", "degrees"), [(3.1, 1.0), (4.3, 2.5), (5.2, 0.0)])
def test_a_raster_of_colours_is_a_screen_s(period: float, degrees: float) -> None:
    picture = shot_off_a_screen(period, degrees)
    assert find_screen(picture).is_screen
    assert SCREEN_PHOTO in judge_quality(picture).issues


@pytest.mark.parametrize("noise", [0.0, 2.0, 8.0])
def test_paper_is_no_screen(noise: float) -> None:
    assert not find_screen(paper(noise)).is_screen


def test_halftone_at_45_degrees_is_print() -> None:
    page = paper().astype(np.float32)
    ys, xs = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    dots = (np.cos(2 * np.pi * (xs + ys) / 7.0) + np.cos(2 * np.pi * (xs - ys) / 7.0)) / 2
    printed = np.clip(page - 14 * (dots[:, :, None] + 1), 0, 255).astype(np.uint8)
    assert not find_screen(printed).is_screen


def waves(period: float, degrees: float, phase: float = 0.0) -> npt.NDArray[np.float64]:
    ys, xs = np.mgrid[0:900, 0:1300]
    angle = np.radians(degrees)
    along = xs * np.cos(angle) + ys * np.sin(angle)
    return np.asarray(np.cos(2 * np.pi * (along / period + phase)), dtype=np.float64)


def printed(blue: npt.NDArray[np.float64], green: npt.NDArray[np.float64], red: npt.NDArray[np.float64]) -> Image:
    """Return the page with something on it that takes from each colour, as a file of JPEG holds it."""
    page = np.clip(paper().astype(np.float64) - np.dstack([blue, green, red]), 0, 255).astype(np.uint8)
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", page)[1], cv2.IMREAD_COLOR), dtype=np.uint8)


@pytest.mark.parametrize("degrees", [30.0, 75.0])
def test_bands_of_turning_hue_give_a_screen_away_where_its_lattice_is_not_seen(degrees: float) -> None:
    blue, green, red = (8 * waves(13.0, degrees, phase) for phase in (0.0, 1 / 3, 2 / 3))
    signs = find_screen(printed(blue, green, red))
    assert signs.is_screen
    assert signs.sign == "colours"


@pytest.mark.parametrize("share", [(1.0, 1.0, 1.0), (0.3, 0.5, 1.0), (1.0, 0.2, 0.1)])
def test_bands_of_one_ink_are_print(share: tuple[float, float, float]) -> None:
    band = 10 * waves(13.0, 30.0)
    assert not find_screen(printed(*(part * band for part in share))).is_screen


def test_a_plain_raster_is_known_by_its_two_directions() -> None:
    across, down = 8 * waves(3.0, 0.0), 8 * waves(3.0, 90.0)
    both = find_screen(printed(*[across + down] * 3))
    assert (both.is_screen, both.sign) == (True, "lattice")
    assert not find_screen(printed(*[across] * 3)).is_screen
    assert not find_screen(printed(*[down] * 3)).is_screen


def test_a_woven_ground_is_coarser_than_a_raster() -> None:
    assert not find_screen(printed(*[4 * (waves(10.0, 0.0) + waves(10.0, 90.0))] * 3)).is_screen


def test_a_fine_woven_ground_is_fainter_than_a_raster() -> None:
    weave = waves(4.0, 0.0) + waves(4.0, 90.0)
    page = np.full((900, 1300, 3), 240.0)
    assert not find_screen(np.rint(page - weave[:, :, None]).astype(np.uint8)).is_screen
    assert find_screen(np.rint(page - 3 * weave[:, :, None]).astype(np.uint8)).is_screen


def test_halftone_of_four_inks_is_print() -> None:
    inks = ((15, (0.25, 0.45, 0.95)), (75, (0.55, 0.9, 0.15)), (0, (0.9, 0.15, 0.05)), (45, (0.9, 0.9, 0.9)))
    sheet = np.zeros((900, 1300, 3))
    for degrees, takes in inks:
        dots = np.clip(waves(4.0, degrees) + waves(4.0, degrees + 90) - 0.6, 0, 1)
        sheet += 50 * dots[:, :, None] * np.asarray(takes)
    assert not find_screen(printed(sheet[:, :, 0], sheet[:, :, 1], sheet[:, :, 2])).is_screen


def test_the_cloth_a_page_lies_on_is_not_the_page() -> None:
    cloth = printed(*[8 * waves(3.0, 0.0) + 8 * waves(3.0, 90.0)] * 3)
    table = np.tile(cloth, (2, 2, 1))
    table[450:1350, 650:1950] = paper(noise=25.0)
    boxes = [Box.from_rect(730, y, 1870, y + 30) for y in range(530, 1290, 60)]
    lines = [TextLine(text="文字", confidence=1.0, box=box) for box in boxes]
    assert find_screen(table).is_screen
    assert not find_screen(table, lines).is_screen


def test_what_is_dark_shows_no_raster() -> None:
    dark = np.asarray(shot_off_a_screen(4.3, 2.5) // 5, dtype=np.uint8)
    assert find_screen(dark).score == 0.0


def test_too_small_a_picture_says_nothing() -> None:
    assert find_screen(paper()[:100, :100]).score == 0.0


def test_a_raster_that_enlarging_coarsens_is_looked_for_in_the_upload() -> None:
    grid = 8 * (waves(3.2, 0.0) + waves(3.2, 90.0))
    upload = np.ascontiguousarray(printed(grid, grid, grid)[:600, :900])
    enlarged = np.asarray(cv2.resize(upload, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    assert SCREEN_PHOTO not in judge_quality(enlarged).issues
    assert SCREEN_PHOTO in judge_quality(enlarged, upload=upload).issues

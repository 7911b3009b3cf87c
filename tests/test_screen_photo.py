"""A screen's raster shows in every flat part of its photograph; what is printed does not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.facts import Image
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


def test_too_small_a_picture_says_nothing() -> None:
    assert find_screen(paper()[:100, :100]).score == 0.0

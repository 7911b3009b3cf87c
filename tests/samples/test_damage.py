"""Damage spoils pictures and leaves what is printed on them."""

from collections.abc import Callable
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from samples import copying, focus, light, photographing, pixels
from samples.damage import damage
from samples.pixels import Pixels

WIDTH, HEIGHT = 400, 300
SEEDS = range(8)
EFFECTS: dict[str, Callable[[Pixels, Random], Pixels]] = {
    "uneven": lambda data, rng: light.uneven(data, rng, 0.42),
    "glare": lambda data, rng: light.glare(data, rng, 0.75),
    "cast": lambda data, rng: light.cast(data, rng, 0.1),
    "grain": lambda data, rng: light.grain(data, rng, 4),
    "sensor": lambda data, rng: light.sensor(data, rng, 8),
    "blurred": lambda data, _: focus.blurred(data, 1.2),
    "out_of_focus": lambda data, rng: focus.out_of_focus(data, rng, 2.2),
    "shaken": lambda data, rng: focus.shaken(data, rng, 4.5),
    "sharpened": lambda data, _: focus.sharpened(data, 0.8),
    "creased": photographing.creased,
    "cleaned": photographing.cleaned,
    "copied": lambda data, rng: copying.copied(pixels.picture(data), rng),
    "worn": lambda data, rng: pixels.of(copying.worn(pixels.picture(data), rng)),
}


def bars() -> Pixels:
    """Dark bars on pale paper, twice as wide as the strokes of small print, on a picture as large as a small upload."""
    data = np.full((700, 1000, 3), 240, np.float32)
    for x in range(100, 900, 20):
        data[140:560, x : x + 6] = 40
    return data


@pytest.mark.parametrize("name", EFFECTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_effect_changes_the_picture_and_leaves_the_print(name: str, seed: int) -> None:
    before = bars()
    after = EFFECTS[name](before.copy(), Random(seed))
    assert after.shape == before.shape
    assert after.dtype == np.float32
    assert np.abs(after - before).max() > 1
    shown = np.clip(after, 0, 255).mean(axis=2)
    line = np.median(shown[330:370], axis=0)  # along a few rows, where a fold or a speck does not count
    for x in range(120, 860, 20):
        assert line[x + 6 : x + 20].max() - line[x - 3 : x + 9].min() > 40, x


@pytest.mark.parametrize("name", EFFECTS)
def test_an_effect_depends_on_the_seed_alone(name: str) -> None:
    first, second = (EFFECTS[name](bars(), Random(5)) for _ in range(2))
    assert np.array_equal(first, second)


def marked(colour: tuple[int, int, int] = (0, 0, 255)) -> Image.Image:
    """White paper with a square near each corner, as far in as print may begin."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    for x in (12, WIDTH - 32):
        for y in (12, HEIGHT - 32):
            image.paste(colour, (x, y, x + 20, y + 20))
    return image


def marks(image: Image.Image) -> int:
    """How many blue squares are there, nearly whole."""
    data = np.asarray(image, np.int16)
    blue = ((data[..., 2] - data[..., 0] > 70) & (data[..., 2] - data[..., 1] > 70)).astype(np.uint8)
    count, _, found, _ = cv2.connectedComponentsWithStats(blue)
    return sum(found[i, cv2.CC_STAT_AREA] > 150 for i in range(1, count))


@pytest.mark.parametrize("seed", range(30))
def test_the_whole_page_is_on_the_photograph(seed: int) -> None:
    shot = photographing.photographed(marked(), Random(seed), tilt=0.1, room=0.24)
    assert shot.width > WIDTH * 1.05
    assert marks(shot) >= 4  # a pen on the desk may be blue, too


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_trimmed_holds_no_print(seed: int) -> None:
    page = photographing.trimmed(marked(), Random(seed))
    assert page.width >= WIDTH * 0.95
    assert marks(page) == 4


def test_a_screenshot_shows_the_whole_picture_between_bars() -> None:
    screen = photographing.on_a_phone(marked().resize((900, 1200)), Random(1))
    data = np.asarray(screen)
    assert screen.size == (1440, 3120)
    assert marks(screen) == 4
    assert np.ptp(data[20:100]) > 100  # the time and the battery


def test_hard_pictures_come_from_phones_copiers_and_screens() -> None:
    page = marked()
    sizes = [damage(page, "hard", Random(seed)).image.size for seed in range(40)]
    assert (1440, 3120) in sizes
    assert (WIDTH, HEIGHT) in sizes  # a copier keeps the size
    assert len(set(sizes)) > 10

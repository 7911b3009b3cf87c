"""What scanners and worn copiers do to a page: skew, grain, bands, specks, streaks, dark edges, hard contrast."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from PIL import Image

from samples import focus, light, pixels
from samples.pixels import Pixels

# Specks smaller than the strokes of print: dirt changes no character.
_SPECK = 0.0006


def scanned(image: Image.Image, rng: Random, *, skew: float, blur: float, noise: float) -> Pixels:
    """A page on a flatbed; `blur` in pixels, `skew` in degrees at most."""
    turned = image.rotate(rng.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor=_edge(image))
    soft = cv2.GaussianBlur(pixels.of(turned), (0, 0), max(blur, 0.2))
    return light.grain(np.asarray(soft, np.float32), rng, noise)


def _edge(image: Image.Image) -> tuple[int, ...]:
    """The colour of the page's upper edge."""
    strip = np.asarray(image.crop((0, 0, image.width, 4)), np.float32).reshape(-1, 3)
    return tuple(int(value) for value in np.median(strip, axis=0))


def copied(image: Image.Image, rng: Random) -> Pixels:
    """A copy from a worn machine, colours kept as far as toner keeps them."""
    data = scanned(image, rng, skew=3.0, blur=0.3, noise=rng.uniform(2, 5))
    data = focus.blurred(data, rng.uniform(0.5, 1.0))
    data = np.asarray((data - 128) * rng.uniform(1.1, 1.5) + rng.uniform(124, 140), np.float32)
    for effect, odds in ((_banded, 0.5), (_streaked, 0.4), (_specked, 0.7), (_dark_edged, 0.6)):
        if rng.random() < odds:
            data = effect(data, rng)
    return data


def worn(image: Image.Image, rng: Random) -> Image.Image:
    """The marks that a worn machine adds to a copy that is black and white already."""
    data = pixels.of(image)
    for effect in rng.sample((_banded, _specked, _dark_edged), rng.randint(1, 3)):
        data = effect(data, rng)
    return pixels.picture(data)


def _banded(data: Pixels, rng: Random) -> Pixels:
    """Stripes across the page where the drum turns unevenly."""
    ys = np.arange(data.shape[0], dtype=np.float32)
    pitch = data.shape[0] / rng.uniform(12, 60)
    wave = np.sin(2 * np.pi * ys / pitch + rng.uniform(0, 6)) + 0.5 * np.sin(2 * np.pi * ys / (pitch * 2.7))
    return np.asarray(data + (wave * rng.uniform(3, 9))[:, None, None], np.float32)


def _streaked(data: Pixels, rng: Random) -> Pixels:
    """Thin pale or dark lines along the feed, from dust on the glass."""
    lines = np.zeros(data.shape[1], np.float32)
    for _ in range(rng.randint(1, 4)):
        at, wide = rng.randrange(data.shape[1]), max(round(data.shape[1] / 1400), 1)
        lines[at : at + wide] = rng.choice((-1, 1)) * rng.uniform(18, 60)
    return np.asarray(data + lines[None, :, None], np.float32)


def _specked(data: Pixels, rng: Random) -> Pixels:
    """Dark and pale specks all over."""
    height, width = data.shape[:2]
    specks = np.zeros((height, width), np.float32)
    for _ in range(rng.randint(60, 400)):
        spot = (rng.randrange(width), rng.randrange(height))
        radius = max(round(width * _SPECK * rng.uniform(0.5, 1.6)), 0)
        cv2.circle(specks, spot, radius, rng.choice((-1.0, -1.0, 1.0)) * rng.uniform(60, 200), -1)
    return np.asarray(data + specks[..., None], np.float32)


def _dark_edged(data: Pixels, rng: Random) -> Pixels:
    """Black along one or two sides, where the lid was open or the page shorter than the glass."""
    height, width = data.shape[:2]
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    for side in rng.sample((across, 1 - across, down, 1 - down), rng.randint(1, 2)):
        reach = rng.uniform(0.006, 0.02)
        data = np.asarray(data * np.clip((side - reach * 0.4) / reach, 0.06, 1), np.float32)
    return data

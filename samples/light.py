"""What light and the sensor do to a picture: sides in the dark, shadows, shine, a cast, grain. Print stays legible."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np

from samples.pixels import Pixels, noise


def uneven(data: Pixels, rng: Random, depth: float) -> Pixels:
    """Light from one side, and perhaps the shadow of a hand or of the phone; `depth` is what is lost in the dark."""
    height, width = data.shape[:2]
    corners = np.asarray([[rng.uniform(1 - depth, 1.05) for _ in range(2)] for _ in range(2)], np.float32)
    light = cv2.resize(corners, (width, height), interpolation=cv2.INTER_LINEAR)
    dice = rng.random()
    if dice < 0.4:
        light = light * (1 - depth * 0.9 * _hand(rng, width, height))
    elif dice < 0.6:
        light = light * (1 - depth * 0.8 * _phone(rng, width, height))
    return np.asarray(data * light[..., None], np.float32)


def _hand(rng: Random, width: int, height: int) -> Pixels:
    """The place of a round shadow with a soft edge, 0 to 1."""
    shade = np.zeros((height, width), np.uint8)
    centre = (round(rng.uniform(0.1, 0.9) * width), round(rng.uniform(0.5, 1.1) * height))
    axes = (round(width * rng.uniform(0.15, 0.4)), round(height * rng.uniform(0.2, 0.5)))
    cv2.ellipse(shade, centre, axes, rng.uniform(0, 90), 0, 360, 255, -1)
    return soft(shade, width * 0.03)


def _phone(rng: Random, width: int, height: int) -> Pixels:
    """The place of a straight shadow that covers one side of the picture."""
    shade = np.zeros((height, width), np.uint8)
    share, slope = rng.uniform(0.3, 0.6), rng.uniform(-0.2, 0.2)
    points = np.asarray(
        [(0, 0), (width * (share + slope), 0), (width * (share - slope), height), (0, height)], np.int32
    )
    cv2.fillPoly(shade, [points], 255)
    return soft(shade if rng.random() < 0.5 else np.ascontiguousarray(shade[:, ::-1]), width * 0.012)


def glare(data: Pixels, rng: Random, strength: float) -> Pixels:
    """The shine of a lamp on film or glossy paper; `strength` below 0.8 leaves a fifth of the contrast of the print."""
    height, width = data.shape[:2]
    spot = np.zeros((height, width), np.uint8)
    centre = (round(width * rng.uniform(0.15, 0.85)), round(height * rng.uniform(0.15, 0.85)))
    axes = (round(width * rng.uniform(0.06, 0.16)), round(height * rng.uniform(0.05, 0.14)))
    cv2.ellipse(spot, centre, axes, rng.uniform(-60, 60), 0, 360, 255, -1)
    shine = strength * soft(spot, width * rng.uniform(0.015, 0.04))[..., None]
    return np.asarray(data + (255 - data) * shine, np.float32)


def cast(data: Pixels, rng: Random, reach: float) -> Pixels:
    """A wrong white: the colour of a lamp, too dark or too bright by a little."""
    gains = np.asarray([1 + rng.uniform(-reach, reach * 0.4) for _ in range(3)], np.float32)
    return np.asarray(data * gains * rng.uniform(0.94, 1.02) + rng.uniform(-4, 6), np.float32)


def grain(data: Pixels, rng: Random, sigma: float) -> Pixels:
    """Even grain in grey, as of a scanner."""
    return np.asarray(data + noise(rng).standard_normal(data.shape[:2], np.float32)[..., None] * sigma, np.float32)


def sensor(data: Pixels, rng: Random, sigma: float) -> Pixels:
    """Grain of a small sensor: stronger in the dark, with coarse blotches of colour."""
    source = noise(rng)
    height, width = data.shape[:2]
    fine = source.standard_normal((height, width), np.float32)[..., None]
    coarse = source.standard_normal((max(height // 4, 1), max(width // 4, 1), 3), np.float32)
    blotches = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    darkness = 1.5 - np.clip(data.mean(axis=2, keepdims=True), 0, 255) / 255
    return np.asarray(data + (fine + 0.7 * blotches) * sigma * darkness, np.float32)


def soft(mask: cv2.typing.MatLike, sigma: float) -> Pixels:
    """A mask of 0 and 255 with a soft edge, as 0 to 1; blurred small, for such edges need no detail."""
    height, width = mask.shape[:2]
    small = cv2.resize(mask, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small.astype(np.float32), (0, 0), max(sigma / 4, 0.5))
    return np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR) / 255, np.float32)

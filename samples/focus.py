"""What a lens and a hand do to sharpness; radii are in pixels of a picture 2000 wide, so that print blurs alike."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np

from samples.pixels import Pixels

_WIDTH = 2000


def blurred(data: Pixels, radius: float) -> Pixels:
    """The soft picture of an ordinary lens."""
    return np.asarray(cv2.GaussianBlur(data, (0, 0), max(radius * _scale(data), 0.2)), np.float32)


def out_of_focus(data: Pixels, rng: Random, radius: float) -> Pixels:
    """A picture that is sharp on one side and soft on the other: the phone was tilted, or looked at the desk."""
    height, width = data.shape[:2]
    soft = cv2.filter2D(data, -1, _disc(radius * _scale(data)))
    first, last = rng.choice(((0.0, 1.0), (1.0, 0.0), (0.5, 1.0), (1.0, 1.0)))
    ramp = np.linspace(first, last, width if rng.random() < 0.5 else height, dtype=np.float32)
    share = ramp[None, :, None] if len(ramp) == width else ramp[:, None, None]
    return np.asarray(data * (1 - share) + soft * share, np.float32)


def shaken(data: Pixels, rng: Random, length: float) -> Pixels:
    """A picture taken with an unsteady hand: smeared along a line."""
    reach = max(length * _scale(data), 1.0)
    side = 2 * int(np.ceil(reach / 2)) + 1
    angle, middle = rng.uniform(0, np.pi), (side - 1) / 2
    kernel = np.zeros((side, side), np.float32)
    step = np.asarray((np.cos(angle), np.sin(angle))) * reach / 2
    ends = [tuple(round(x) for x in (middle + sign * step)) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1)
    return np.asarray(cv2.filter2D(data, -1, kernel / kernel.sum()), np.float32)


def sharpened(data: Pixels, amount: float) -> Pixels:
    """The picture as a phone hands it out, with bright seams along dark strokes."""
    soft = cv2.GaussianBlur(data, (0, 0), max(1.4 * _scale(data), 0.5))
    return np.asarray(data + amount * (data - soft), np.float32)


def _scale(data: Pixels) -> float:
    return float(max(data.shape[:2])) / _WIDTH


def _disc(radius: float) -> Pixels:
    """A filled circle that sums to 1: a point out of focus. Its edge is soft, so that small radii differ."""
    reach = int(np.ceil(radius)) + 1
    ys, xs = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    disc = np.clip(radius + 0.5 - np.hypot(xs, ys), 0, 1)
    return np.asarray(disc / disc.sum(), np.float32)

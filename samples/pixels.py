"""Pictures as numbers and back: RGB, float32, height x width x 3, 0 to 255. Effects take and give these."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.float32]


def of(image: Image.Image) -> Pixels:
    """The numbers of a picture."""
    return np.asarray(image.convert("RGB"), np.float32)


def picture(data: NDArray[np.floating[Any]]) -> Image.Image:
    """The picture of numbers; what is too dark or too bright is cut off."""
    return Image.fromarray(np.clip(data, 0, 255).astype(np.uint8), "RGB")


def noise(rng: Random) -> np.random.Generator:
    """A source of many random numbers, determined by one of few."""
    return np.random.default_rng(rng.getrandbits(32))

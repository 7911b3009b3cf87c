"""Seals pressed on a page: at any angle, pale or full, in ink that wears and breaks."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageFilter

from samples import ink
from samples.engraving import Seal, engrave
from samples.truth import StampTruth

__all__ = ["Seal", "Wear", "note_seal", "press", "wear_of"]

_SCALE = 2
_COLOURS: dict[str, tuple[ink.Colour, ...]] = {
    "red": ((214, 40, 44), (225, 52, 60), (200, 30, 40), (226, 66, 58), (190, 36, 52), (216, 30, 30)),
    "blue": ((44, 62, 160), (60, 80, 175)),
    "black": ((60, 60, 62), (85, 85, 88), (40, 40, 42)),
}


@dataclass(frozen=True)
class Wear:
    """How badly a seal was pressed: 0 is a perfect imprint, 1 leaves nothing to read."""

    density: float = 0.9
    breaks: float = 0.1
    blur: float = 0.5


def note_seal(rng: Random) -> Seal:
    """A stamp that remarks on a copy and stands for nobody."""
    text = rng.choice(("与原件一致", "此件与原件相符", "复印件", "仅供备案使用", "仅限网站备案使用", "复印无效"))
    return Seal(
        text,
        shape="square",
        colour=rng.choice(("red", "red", "blue", "black")),
        kind="unknown",
        owner="other",
        star=False,
    )


def wear_of(rng: Random, clarity: str = "good") -> Wear:
    """A way of pressing: `good` reads well, `pale` with effort, `ruined` not at all."""
    if clarity == "ruined":
        return Wear(rng.uniform(0.3, 0.5), 0.75, 3.0)
    if clarity == "pale":
        return Wear(rng.uniform(0.4, 0.55), rng.uniform(0.1, 0.25), rng.uniform(0.6, 1.0))
    return Wear(rng.uniform(0.68, 1.0), rng.uniform(0.0, 0.2), rng.uniform(0.3, 0.8))


def press(
    image: Image.Image,
    seal: Seal,
    centre: tuple[float, float],
    diameter: float,
    rng: Random,
    *,
    clarity: str = "good",
    angle: float | None = None,
) -> StampTruth:
    """Presses a seal on a page in place; returns what it is. `angle` is random up to a few degrees when not given."""
    mask = engrave(seal, round(diameter) * _SCALE, rng)
    wear = wear_of(rng, clarity)
    turned = mask.rotate(_angle(rng) if angle is None else angle, Image.Resampling.BICUBIC, expand=True)
    mask = turned.resize((max(turned.width // _SCALE, 1), max(turned.height // _SCALE, 1)), Image.Resampling.LANCZOS)
    mask = _worn(mask, wear, rng)
    colour = rng.choice(_COLOURS[seal.colour])
    ink.multiply(image, mask, colour, (round(centre[0] - mask.width / 2), round(centre[1] - mask.height / 2)))
    return seal.truth


def _angle(rng: Random) -> float:
    shape = rng.random()
    if shape < 0.72:
        return rng.uniform(-14, 14)
    if shape < 0.93:
        return rng.uniform(-45, 45)
    return rng.uniform(-180, 180)


def _worn(mask: Image.Image, wear: Wear, rng: Random) -> Image.Image:
    """The imprint of a mask: grain of the paper, patches without ink, an uneven hand."""
    noise = np.random.default_rng(rng.getrandbits(32))
    height, width = mask.height, mask.width
    flat = np.asarray(mask.filter(ImageFilter.GaussianBlur(wear.blur * width / 400)), np.float32) / 255
    coarse = cv2.resize(noise.random((7, 7), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    fine = cv2.GaussianBlur(noise.random((height, width), dtype=np.float32), (0, 0), max(width / 260, 0.6))
    fine = (fine - fine.mean()) / (fine.std() + 1e-6)
    keep = np.clip(1.3 - wear.breaks * (1.2 - coarse) * 1.8 + fine * (0.10 + wear.breaks * 0.9), 0, 1)
    hand = 0.82 + 0.36 * cv2.resize(
        noise.random((3, 3), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    return Image.fromarray((np.clip(flat * keep * hand * wear.density, 0, 1) * 255).astype(np.uint8), "L")

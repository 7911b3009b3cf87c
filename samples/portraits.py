"""Drawn faces: shaded enough for a face detector, and nobody's."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples import ink
from samples.truth import DocumentTruth, Drawing

_SKINS: tuple[ink.Colour, ...] = ((232, 196, 170), (224, 184, 152), (240, 206, 184), (208, 168, 136))
_GROUNDS: tuple[ink.Colour, ...] = ((70, 110, 175), (235, 238, 242), (150, 175, 205), (190, 40, 44), (120, 150, 190))


def draw(rng: Random, *, faces: int = 1, width: int = 800, height: int = 0) -> Drawing:
    """A portrait photo with so many faces."""
    size = (width, height or round(width * rng.choice((1.25, 1.33, 0.75, 1.4))))
    ground = rng.choice(_GROUNDS)
    image = _lit_ground(rng, size, ground)
    share = min(size[0] * 0.42 / max(faces, 1) if faces > 1 else size[0] * 0.25, size[1] * 0.24)
    for index in range(faces):
        x = size[0] * (index + 1) / (faces + 1)
        bust(image, (x, size[1] * rng.uniform(0.44, 0.5)), share * rng.uniform(0.9, 1.05), rng)
    if faces == 0:
        _plant(image, rng)
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, 2.5, (size[1], size[0], 3))
    image = Image.fromarray(np.clip(np.asarray(image, np.float32) + grain, 0, 255).astype(np.uint8), "RGB")
    return Drawing(image, (DocumentTruth("portrait_photo", {"face_count": faces}),))


def _lit_ground(rng: Random, size: tuple[int, int], ground: ink.Colour) -> Image.Image:
    light = (
        np.linspace(1.06, 0.9, size[1])[:, None]
        * np.linspace(rng.uniform(0.92, 1.0), rng.uniform(0.92, 1.05), size[0])[None, :]
    )
    return Image.fromarray(np.clip(light[..., None] * np.asarray(ground, np.float32), 0, 255).astype(np.uint8), "RGB")


def _plant(image: Image.Image, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x = image.width * rng.uniform(0.3, 0.7)
        draw.line(
            (image.width / 2, image.height * 0.8, x, image.height * rng.uniform(0.25, 0.5)),
            fill=(60, 120, 60),
            width=image.width // 60,
        )
    draw.rectangle((image.width * 0.4, image.height * 0.75, image.width * 0.6, image.height * 0.95), fill=(150, 90, 60))


def bust(image: Image.Image, centre: tuple[float, float], radius: float, rng: Random) -> None:
    """Head and shoulders at a place; `radius` is half the width of the head."""
    x, y = centre
    skin, hair = rng.choice(_SKINS), rng.choice(((22, 20, 20), (40, 30, 26), (60, 58, 60)))
    layer = image.copy()
    pen = ImageDraw.Draw(layer)
    coat = rng.choice(((36, 40, 58), (240, 240, 242), (60, 62, 66), (120, 40, 50), (40, 80, 70)))
    pen.ellipse((x - radius * 2.3, y + radius * 1.65, x + radius * 2.3, y + radius * 6), fill=coat)
    pen.polygon(
        [
            (x - radius * 0.5, y + radius * 0.9),
            (x + radius * 0.5, y + radius * 0.9),
            (x + radius * 0.6, y + radius * 1.9),
            (x, y + radius * 2.3),
            (x - radius * 0.6, y + radius * 1.9),
        ],
        fill=_shade(skin, 0.86),
    )
    long_hair = rng.random() < 0.45
    if long_hair:
        pen.rounded_rectangle(
            (x - radius * 1.2, y - radius * 1.2, x + radius * 1.2, y + radius * 1.9), radius=radius, fill=hair
        )
    pen.ellipse((x - radius * 1.12, y - radius * 1.5, x + radius * 1.12, y + radius * 0.9), fill=hair)
    for side in (-1, 1):
        pen.ellipse(
            (
                x + side * radius * 1.0 - radius * 0.14,
                y - radius * 0.2,
                x + side * radius * 1.0 + radius * 0.14,
                y + radius * 0.35,
            ),
            fill=_shade(skin, 0.9),
        )
    _head(pen, x, y, radius, skin)
    if rng.random() < 0.7:
        pen.chord((x - radius * 1.02, y - radius * 1.42, x + radius * 1.02, y + radius * 0.3), 196, 344, fill=hair)
    soft = layer.filter(ImageFilter.GaussianBlur(radius * 0.035))
    _features(soft, x, y, radius, skin, rng)
    image.paste(_lit(soft, x, y, radius), (0, 0))


def _shade(colour: ink.Colour, factor: float) -> ink.Colour:
    return (
        round(min(colour[0] * factor, 255)),
        round(min(colour[1] * factor, 255)),
        round(min(colour[2] * factor, 255)),
    )


def _head(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, skin: ink.Colour) -> None:
    points = []
    for index in range(72):
        angle = index / 72 * 2 * np.pi
        across, down = np.sin(angle), -np.cos(angle)
        jaw = 1.0 if down < 0 else 1.0 - 0.26 * down**2
        points.append((x + radius * 0.98 * across * jaw, y + radius * 1.28 * down))
    pen.polygon(points, fill=skin)


def _features(image: Image.Image, x: float, y: float, radius: float, skin: ink.Colour, rng: Random) -> None:
    """Eyes, brows, nose, mouth and cheeks, drawn on a soft layer so that no edge is hard."""
    layer = image.copy()
    pen = ImageDraw.Draw(layer)
    spread, line = radius * rng.uniform(0.4, 0.46), y - radius * 0.08
    for side in (-1, 1):
        eye = x + side * spread
        pen.ellipse(
            (eye - radius * 0.27, line - radius * 0.16, eye + radius * 0.27, line + radius * 0.18),
            fill=_shade(skin, 0.86),
        )
        pen.ellipse(
            (eye - radius * 0.2, line - radius * 0.085, eye + radius * 0.2, line + radius * 0.085), fill=(244, 242, 238)
        )
        pen.ellipse(
            (eye - radius * 0.095, line - radius * 0.095, eye + radius * 0.095, line + radius * 0.095),
            fill=(48, 34, 26),
        )
        pen.arc(
            (eye - radius * 0.23, line - radius * 0.13, eye + radius * 0.23, line + radius * 0.16),
            190,
            350,
            fill=(30, 24, 22),
            width=max(round(radius * 0.05), 1),
        )
        pen.ellipse(
            (eye + radius * 0.01, line - radius * 0.06, eye + radius * 0.06, line - radius * 0.01), fill=(250, 250, 250)
        )
        pen.arc(
            (eye - radius * 0.3, line - radius * 0.36, eye + radius * 0.3, line + radius * 0.1),
            205,
            335,
            fill=(44, 34, 30),
            width=max(round(radius * 0.085), 1),
        )
        pen.ellipse(
            (
                x + side * radius * 0.13 - radius * 0.05,
                y + radius * 0.38,
                x + side * radius * 0.13 + radius * 0.05,
                y + radius * 0.44,
            ),
            fill=_shade(skin, 0.55),
        )
    pen.polygon(
        [(x - radius * 0.05, line), (x + radius * 0.1, y + radius * 0.36), (x - radius * 0.2, y + radius * 0.4)],
        fill=_shade(skin, 0.92),
    )
    mouth = y + radius * 0.72
    pen.ellipse(
        (x - radius * 0.34, mouth - radius * 0.09, x + radius * 0.34, mouth + radius * 0.12), fill=(186, 96, 92)
    )
    pen.arc(
        (x - radius * 0.36, mouth - radius * 0.16, x + radius * 0.36, mouth + radius * 0.06),
        15,
        165,
        fill=(120, 52, 52),
        width=max(round(radius * 0.04), 1),
    )
    if rng.random() < 0.3:
        for side in (-1, 1):
            eye = x + side * spread
            pen.ellipse(
                (eye - radius * 0.32, line - radius * 0.22, eye + radius * 0.32, line + radius * 0.26),
                outline=(40, 40, 44),
                width=max(round(radius * 0.035), 1),
            )
    image.paste(layer.filter(ImageFilter.GaussianBlur(radius * 0.025)), (0, 0))


def _lit(image: Image.Image, x: float, y: float, radius: float) -> Image.Image:
    """Light from the front and a little from the left: cheeks and brow bright, jaw and sides in shade."""
    data = np.asarray(image, np.float32)
    ys, xs = np.mgrid[0 : data.shape[0], 0 : data.shape[1]].astype(np.float32)
    inside = np.clip(1.25 - np.hypot((xs - x) / radius, (ys - y) / (radius * 1.3)), 0, 1)
    light = (
        1
        + 0.10 * inside
        - 0.16 * inside * np.clip((xs - x + radius * 0.2) / radius, -0.4, 1)
        - 0.1 * np.clip((ys - y - radius * 0.6) / radius, 0, 1) * inside
    )
    for dx, dy in ((-0.5, 0.35), (0.45, 0.35), (0.0, -0.7), (-0.02, 0.15)):
        glow = np.exp(-(((xs - x - dx * radius) ** 2 + (ys - y - dy * radius) ** 2) / (0.09 * radius**2)))
        light += 0.06 * glow
    return Image.fromarray(np.clip(data * light[..., None], 0, 255).astype(np.uint8), "RGB")

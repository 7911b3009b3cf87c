"""What happens to paper on its way to an upload: scanning, photographing, compressing.

Levels: `clean` (a good scan), `mild` (an ordinary scan), `photograph` (a phone picture) and `hard` (a bad one).
Truth holds no boxes, so nothing here has to move them.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageFilter

LEVELS = ("clean", "mild", "photograph", "hard")
_DESKS = ((92, 66, 46), (60, 60, 64), (150, 120, 88), (188, 182, 172), (40, 44, 52), (120, 96, 74), (210, 208, 204))
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Shot:
    """A picture as it is uploaded; `exif_orientation` 1 means upright as stored."""

    image: Image.Image
    quality: int
    exif_orientation: int = 1


def damage(image: Image.Image, level: str, rng: Random) -> Shot:
    """The picture of a page at a level of damage."""
    if level == "clean":
        return Shot(_scanned(image, rng, skew=0.25, blur=0.25, noise=1.2), rng.randint(90, 96))
    if level == "mild":
        shot = _scanned(image, rng, skew=1.5, blur=rng.uniform(0.3, 0.8), noise=rng.uniform(1.5, 4.0))
        if rng.random() < 0.2:
            shot = _shrunk(shot, rng.randint(1440, 1920))
        return Shot(_tinted(shot, rng, 0.04), rng.randint(75, 90))
    hard = level == "hard"
    shot = _photographed(image, rng, tilt=0.10 if hard else 0.05)
    shot = _uneven(shot, rng, 0.42 if hard else 0.25)
    if hard and rng.random() < 0.6:
        shot = _creased(shot, rng)
    if hard and rng.random() < 0.5:
        shot = _shrunk(shot, rng.randint(900, 1300))
    elif not hard and rng.random() < 0.3:
        shot = _shrunk(shot, rng.randint(1440, 2000))
    blur = rng.uniform(0.8, 1.5) if hard else rng.uniform(0.4, 0.9)
    shot = shot.filter(ImageFilter.GaussianBlur(blur * max(shot.size) / 2200))
    shot = _tinted(_noisy(shot, rng, rng.uniform(4, 8) if hard else rng.uniform(2, 5)), rng, 0.08)
    return _turned(shot, rng, rng.randint(45, 70) if hard else rng.randint(68, 88))


def _turned(image: Image.Image, rng: Random, quality: int) -> Shot:
    """Phones turn pictures: some say so in EXIF, some do not."""
    dice = rng.random()
    if dice < 0.2:
        tag, back = rng.choice(
            ((6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270), (3, Image.Transpose.ROTATE_180))
        )
        return Shot(image.transpose(back), quality, tag)
    if dice < 0.32:
        return Shot(
            image.transpose(
                rng.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180))
            ),
            quality,
        )
    return Shot(image, quality)


def _noise(rng: Random) -> np.random.Generator:
    return np.random.default_rng(rng.getrandbits(32))


def _picture(data: NDArray[np.floating[Any]]) -> Image.Image:
    return Image.fromarray(np.clip(data, 0, 255).astype(np.uint8), "RGB")


def _noisy(image: Image.Image, rng: Random, sigma: float) -> Image.Image:
    data = np.asarray(image, np.float32)
    grain = _noise(rng).standard_normal(data.shape[:2], np.float32)
    return _picture(data + (grain * sigma)[..., None])


def _scanned(image: Image.Image, rng: Random, *, skew: float, blur: float, noise: float) -> Image.Image:
    angle = rng.uniform(-skew, skew)
    edge = tuple(
        int(value)
        for value in np.median(np.asarray(image.crop((0, 0, image.width, 4)), np.float32).reshape(-1, 3), axis=0)
    )
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=edge)
    return _noisy(turned.filter(ImageFilter.GaussianBlur(blur)), rng, noise)


def _tinted(image: Image.Image, rng: Random, reach: float) -> Image.Image:
    gains = np.asarray([1 + rng.uniform(-reach, reach * 0.4) for _ in range(3)], np.float32)
    return _picture(np.asarray(image, np.float32) * gains * rng.uniform(0.94, 1.02) + rng.uniform(-4, 6))


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return small


def _photographed(image: Image.Image, rng: Random, *, tilt: float) -> Image.Image:
    """The page on a desk, seen a little from the side."""
    margin = rng.uniform(0.03, 0.14)
    width, height = round(image.width * (1 + 2 * margin)), round(image.height * (1 + 2 * margin))
    desk = _desk(rng, (width, height))
    left, top = image.width * margin, image.height * margin
    source = np.asarray([(0, 0), (image.width, 0), (image.width, image.height), (0, image.height)], np.float32)
    goal = source + np.asarray((left, top), np.float32)
    spin = np.radians(rng.uniform(-4, 4))
    middle = np.asarray((width / 2, height / 2), np.float32)
    turn = np.asarray(((np.cos(spin), -np.sin(spin)), (np.sin(spin), np.cos(spin))), np.float32)
    reach = np.asarray((image.width, image.height), np.float32) * tilt
    jitter = np.asarray([[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(4)], np.float32) * reach * 0.8
    goal = np.asarray((goal - middle) @ turn.T + middle + jitter, np.float32)
    goal = np.clip(goal, (2, 2), (width - 3, height - 3)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, goal)
    page = cv2.warpPerspective(np.asarray(image), matrix, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((image.height, image.width), 255, np.uint8), matrix, (width, height))
    shade = cv2.GaussianBlur(mask, (0, 0), width * 0.012).astype(np.float32)[..., None] / 255
    solid = mask.astype(np.float32)[..., None] / 255
    ground = np.asarray(desk, np.float32) * (1 - 0.45 * shade)
    return _picture(ground * (1 - solid) + page.astype(np.float32) * solid)


def _desk(rng: Random, size: tuple[int, int]) -> Image.Image:
    width, height = size
    base = np.empty((height, width, 3), np.float32)
    base[:] = rng.choice(_DESKS)
    grain = cv2.resize(
        _noise(rng).normal(0, 1, (max(height // 6, 2), 8)).astype(np.float32),
        (width, height),
        interpolation=cv2.INTER_CUBIC,
    )
    return _picture(base + grain[..., None] * rng.uniform(2, 12))


def _uneven(image: Image.Image, rng: Random, depth: float) -> Image.Image:
    """Light from one side, and perhaps the shadow of a hand or the phone."""
    width, height = image.size
    corners = np.asarray([[rng.uniform(1 - depth, 1.05) for _ in range(2)] for _ in range(2)], np.float32)
    light = cv2.resize(corners, (width, height), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.55:
        shadow = np.zeros((height, width), np.uint8)
        x, y = rng.uniform(0.1, 0.9) * width, rng.uniform(0.5, 1.1) * height
        cv2.ellipse(
            shadow,
            (round(x), round(y)),
            (round(width * rng.uniform(0.15, 0.4)), round(height * rng.uniform(0.2, 0.5))),
            rng.uniform(0, 90),
            0,
            360,
            255,
            -1,
        )
        light = light * (1 - depth * 0.9 * cv2.GaussianBlur(shadow, (0, 0), width * 0.03).astype(np.float32) / 255)
    return _picture(np.asarray(image, np.float32) * light[..., None])


def _creased(image: Image.Image, rng: Random) -> Image.Image:
    """Folds: a thin dark line beside a thin bright one."""
    data = np.asarray(image, np.float32).copy()
    for _ in range(rng.randint(1, 2)):
        upright = rng.random() < 0.5
        length = data.shape[1 if upright else 0]
        at, slope = rng.uniform(0.3, 0.7) * length, rng.uniform(-0.03, 0.03)
        along = np.arange(data.shape[0 if upright else 1], dtype=np.float32)
        distance = np.arange(length, dtype=np.float32)[None, :] - (at + slope * along)[:, None]
        wide = max(length / 500, 1.5)
        fold = 24 * np.exp(-((distance + wide) ** 2) / (2 * wide**2)) - 34 * np.exp(
            -((distance - wide) ** 2) / (2 * wide**2)
        )
        data += (fold if upright else fold.T)[..., None]
    return _picture(data)


def encode(shot: Shot, suffix: str) -> bytes:
    """The bytes of an upload; `suffix` names the format."""
    held = BytesIO()
    if suffix in {"jpg", "jpeg"}:
        exif = Image.Exif()
        if shot.exif_orientation != 1:
            exif[0x0112] = shot.exif_orientation
        shot.image.save(held, "JPEG", quality=shot.quality, exif=exif)
        return held.getvalue()
    image = upright(shot)
    if suffix == "png":
        image.save(held, "PNG", compress_level=4)
    elif suffix == "rgba":
        image.convert("RGBA").save(held, "PNG", compress_level=4)
    elif suffix == "heic":
        pillow_heif.from_pillow(image).save(held, quality=80)
    elif suffix == "webp":
        image.save(held, "WEBP", quality=shot.quality)
    elif suffix in {"tif", "tiff"}:
        image.save(held, "TIFF", compression="tiff_lzw")
    elif suffix == "bmp":
        image.save(held, "BMP")
    else:
        raise ValueError(f"no picture format for .{suffix}")
    return held.getvalue()


def encode_pages(shots: list[Shot]) -> bytes:
    """A TIFF of several pages."""
    held = BytesIO()
    first, *rest = [upright(shot) for shot in shots]
    first.save(held, "TIFF", save_all=True, append_images=rest, compression="tiff_lzw")
    return held.getvalue()


def upright(shot: Shot) -> Image.Image:
    """The picture with its EXIF turn carried out, for formats that carry no EXIF here."""
    turns = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90}
    return shot.image.transpose(turns[shot.exif_orientation]) if shot.exif_orientation in turns else shot.image

"""A picture as it is uploaded, and the bytes of it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random

import pillow_heif
from PIL import Image

_TURNS = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90}
_STORED = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180}


@dataclass(frozen=True)
class Shot:
    """A picture as it is uploaded; `exif_orientation` 1 means upright as stored."""

    image: Image.Image
    quality: int
    exif_orientation: int = 1


def turned(image: Image.Image, rng: Random, quality: int) -> Shot:
    """Phones turn pictures: some say so in EXIF, some do not."""
    dice = rng.random()
    if dice < 0.2:
        orientation = rng.choice(tuple(_STORED))
        return Shot(image.transpose(_STORED[orientation]), quality, orientation)
    if dice < 0.32:
        return Shot(image.transpose(rng.choice(tuple(_STORED.values()))), quality)
    return Shot(image, quality)


def resaved(image: Image.Image, quality: int) -> Image.Image:
    """The picture after it went through a messenger: compressed once already."""
    held = BytesIO()
    image.save(held, "JPEG", quality=quality)
    return Image.open(held).convert("RGB")


def encode(shot: Shot, suffix: str) -> bytes:
    """The bytes of an upload; `suffix` names the format.

    Raises:
        ValueError: no format of that name.
    """
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
    turn = _TURNS.get(shot.exif_orientation)
    return shot.image if turn is None else shot.image.transpose(turn)

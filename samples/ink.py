"""Pen and paper: text in a face, labels spread to a width, wrapped paragraphs, paper backgrounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from samples import fonts

Colour = tuple[int, int, int]
BLACK: Colour = (25, 25, 25)
_STOPS = frozenset("，。；、）)：")
_LATIN_WORD = re.compile(r"[A-Za-z0-9.\-]+|.", re.DOTALL)


@dataclass(frozen=True)
class Style:
    """How text is set: face, size, colour, extra space between characters, stroke that makes it bold; in pixels."""

    face: str = fonts.SERIF
    size: float = 32
    fill: Colour = BLACK
    spacing: float = 0.0
    bold: float = 0

    def sized(self, size: float) -> Style:
        """The same style at another size."""
        return Style(self.face, round(size), self.fill, self.spacing, self.bold)


@dataclass(frozen=True)
class TextRun:
    """A line of text that is not painted but set as text in a PDF; its top left is in pixels."""

    x: float
    y: float
    text: str
    style: Style


def width_of(text: str, style: Style) -> float:
    """The width of a line in pixels."""
    face = fonts.font(fonts.face_for(style.face, text), round(style.size))
    return face.getlength(text) + style.spacing * max(len(text) - 1, 0)


def write(image: Image.Image, xy: tuple[float, float], text: str, style: Style) -> float:
    """Writes one line with its top left at `xy`; returns the x where it ends."""
    draw = ImageDraw.Draw(image)
    face = fonts.font(fonts.face_for(style.face, text), round(style.size))
    x, y = xy
    if not style.spacing:
        draw.text((x, y), text, font=face, fill=style.fill, stroke_width=style.bold, stroke_fill=style.fill)
        return x + face.getlength(text)
    for character in text:
        draw.text((x, y), character, font=face, fill=style.fill, stroke_width=style.bold, stroke_fill=style.fill)
        x += face.getlength(character) + style.spacing
    return x - style.spacing


def wrap(text: str, style: Style, width: float, *, whole_words: bool = False) -> list[str]:
    """The lines of a paragraph.

    Breaks anywhere, as licence printers do, but starts no line with a stop; with `whole_words` Latin words stay whole.
    """
    lines: list[str] = []
    line = ""
    for piece in _LATIN_WORD.findall(text) if whole_words else text:
        if line and width_of(line + piece, style) > width and piece not in _STOPS:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line] if line else lines


@lru_cache(maxsize=16)
def _weave(width: int, height: int, pitch: int, strength: int) -> NDArray[np.float32]:
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    step = 2 * np.pi / pitch
    waves = np.sin((xs + 6 * np.sin(ys * step / 3)) * step) * np.sin((ys + 6 * np.sin(xs * step / 3)) * step)
    return np.asarray(waves * strength, np.float32)


def paper(
    rng: Random, size: tuple[int, int], tint: Colour = (252, 252, 250), *, pitch: int = 0, strength: int = 5
) -> Image.Image:
    """A sheet of paper in a tint; with `pitch` it carries a faint woven ground as certificates do."""
    width, height = size
    grain = np.random.default_rng(rng.getrandbits(32)).standard_normal((height, width, 1), np.float32)
    sheet = np.empty((height, width, 3), np.float32)
    sheet[:] = tint
    sheet += grain
    if pitch:
        sheet += _weave(width, height, pitch, strength)[..., None]
    return Image.fromarray(np.clip(sheet, 0, 255).astype(np.uint8), "RGB")


def multiply(image: Image.Image, mask: Image.Image, colour: Colour, xy: tuple[int, int]) -> None:
    """Lays ink on paper: where the mask is full the paper takes the ink's colour, print beneath stays visible."""
    x, y = xy
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + mask.width, image.width), min(y + mask.height, image.height)
    if right <= left or bottom <= top:
        return
    area = np.asarray(image.crop((left, top, right, bottom)).convert("RGB"), np.float32)
    density = np.asarray(mask.crop((left - x, top - y, right - x, bottom - y)), np.float32)[..., None] / 255
    ink = np.asarray(colour, np.float32) / 255
    inked = area * (1 - density * (1 - ink))
    image.paste(Image.fromarray(np.clip(inked, 0, 255).astype(np.uint8), "RGB"), (left, top))


def line(image: Image.Image, points: list[tuple[float, float]], *, fill: Colour = BLACK, width: int = 2) -> None:
    """Draws a polyline."""
    ImageDraw.Draw(image).line(points, fill=fill, width=width, joint="curve")


def scribble(
    image: Image.Image, rng: Random, xy: tuple[float, float], text: str, size: int, *, fill: Colour = (30, 32, 70)
) -> None:
    """Writes a name as by hand: slanted, uneven characters in the brush-like face, with a running stroke."""
    x, y = xy
    weight = rng.uniform(0.004, 0.02)
    for character in text:
        own = max(round(size * rng.uniform(0.85, 1.2)), 8)
        tile = Image.new("L", (own * 2, own * 2), 0)
        face = fonts.font(fonts.face_for(fonts.FANG, character), own)
        ImageDraw.Draw(tile).text((own // 2, own // 2), character, font=face, fill=255, stroke_width=own * weight)
        shear = rng.uniform(0.05, 0.3)
        tile = tile.transform(
            tile.size,
            Image.Transform.AFFINE,
            (1, shear, -shear * own, rng.uniform(-0.08, 0.08), 1, 0),
            Image.Resampling.BICUBIC,
        )
        tile = tile.rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC)
        multiply(image, tile, fill, (round(x - own / 2), round(y - own / 2 + rng.uniform(-0.08, 0.08) * size)))
        x += own * rng.uniform(0.72, 0.95)
    if rng.random() < 0.5:
        steps = [(xy[0] + (x - xy[0]) * t / 6, y + size * (1.02 + rng.uniform(-0.06, 0.08))) for t in range(7)]
        line(image, steps, fill=fill, width=max(size // 22, 2))


def to_grey(image: Image.Image, rng: Random | None = None, *, contrast: float = 1.25) -> Image.Image:
    """A black-and-white copy."""
    grey = np.asarray(image.convert("L"), np.float32)
    copied = np.clip((grey - 128) * contrast + 140, 0, 255)
    if rng is not None:
        copied += np.random.default_rng(rng.getrandbits(32)).standard_normal(copied.shape, np.float32) * 2.5
    return Image.fromarray(np.clip(copied, 0, 255).astype(np.uint8), "L").convert("RGB")

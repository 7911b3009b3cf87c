"""What certificates are decorated with: emblem, woven frame, ground print, watermark, QR code."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np
import segno
from PIL import Image, ImageDraw

from samples import fonts, ink


@dataclass(frozen=True)
class Board:
    """A sheet measured in design units, so that one layout serves every resolution.

    With `runs` text is noted there instead of being painted, to become the text layer of a PDF.
    """

    image: Image.Image
    unit: float
    runs: list[ink.TextRun] | None = None

    def write(self, x: float, y: float, text: str, style: ink.Style) -> float:
        """Writes a line at design coordinates; returns the x where it ends, in design units."""
        scaled = self._scaled(style)
        if self.runs is not None:
            self.runs.append(ink.TextRun(x * self.unit, y * self.unit, text, scaled))
            return x + ink.width_of(text, scaled) / self.unit
        return ink.write(self.image, (x * self.unit, y * self.unit), text, scaled) / self.unit

    def width(self, text: str, style: ink.Style) -> float:
        """The width of a line in design units."""
        return ink.width_of(text, self._scaled(style)) / self.unit

    def centred(self, x: float, y: float, text: str, style: ink.Style) -> None:
        """Writes a line centred on x."""
        self.write(x - self.width(text, style) / 2, y, text, style)

    def spread(self, x: float, y: float, width: float, text: str, style: ink.Style) -> None:
        """Writes a label spread over a width."""
        plain = ink.Style(style.face, style.size, style.fill, 0.0, style.bold)
        gap = (width - self.width(text, plain)) / (len(text) - 1) if len(text) > 1 else 0.0
        self.write(x, y, text, ink.Style(style.face, style.size, style.fill, max(gap, 0.01), style.bold))

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        style: ink.Style,
        *,
        leading: float = 1.3,
        whole_words: bool = False,
    ) -> float:
        """Writes a wrapped paragraph; returns the y below it."""
        for line in ink.wrap(text, self._scaled(style), width * self.unit, whole_words=whole_words):
            self.write(x, y, line, style)
            y += style.size * leading
        return y

    def lines_needed(self, width: float, text: str, style: ink.Style) -> int:
        """How many lines a paragraph takes."""
        return len(ink.wrap(text, self._scaled(style), width * self.unit))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Design coordinates in pixels."""
        return x * self.unit, y * self.unit

    def _scaled(self, style: ink.Style) -> ink.Style:
        size = max(round(style.size * self.unit), 5)
        return ink.Style(style.face, size, style.fill, style.spacing * self.unit, style.bold * size * 0.012)


def emblem(
    image: Image.Image, centre: tuple[float, float], radius: float, rng: Random, *, gilt: ink.Colour = (222, 176, 72)
) -> None:
    """A round red emblem with stars, a gate, ears of grain and a cogwheel: red and round, but no seal."""
    scale = 4
    size = round(radius * 2.3) * scale
    tile = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(tile)
    middle, reach = size / 2, radius * scale
    red = rng.choice(((205, 45, 40), (216, 40, 52), (226, 70, 80), (190, 30, 30)))
    draw.ellipse(
        (middle - reach, middle - reach, middle + reach, middle + reach), fill=gilt if rng.random() < 0.5 else red
    )
    inner = reach * 0.8
    draw.ellipse(
        (middle - inner, middle - inner, middle + inner, middle + inner),
        fill=red,
        outline=gilt,
        width=max(round(reach * 0.03), 1),
    )
    for side in (-1, 1):
        for index in range(15):
            angle = math.radians(25 + index * 9.0) * side
            x, y = middle + reach * 0.9 * math.sin(angle), middle - reach * 0.9 * math.cos(angle)
            grain = reach * 0.075
            draw.ellipse((x - grain, y - grain, x + grain, y + grain), fill=gilt, outline=red)
    _stars(draw, middle, middle, reach, gilt)
    _gate(draw, middle, middle, reach, gilt)
    cog = reach * 0.24
    draw.ellipse(
        (middle - cog, middle + reach * 0.62 - cog, middle + cog, middle + reach * 0.62 + cog),
        fill=gilt,
        outline=red,
        width=scale,
    )
    draw.ellipse(
        (middle - cog / 2, middle + reach * 0.62 - cog / 2, middle + cog / 2, middle + reach * 0.62 + cog / 2), fill=red
    )
    small = tile.resize((size // scale, size // scale), Image.Resampling.LANCZOS)
    image.paste(small, (round(centre[0] - small.width / 2), round(centre[1] - small.height / 2)), small)


def _stars(draw: ImageDraw.ImageDraw, x: float, y: float, reach: float, fill: ink.Colour) -> None:
    for dx, dy, size in (
        (0, -0.42, 0.2),
        (-0.4, -0.22, 0.08),
        (-0.2, -0.06, 0.08),
        (0.2, -0.06, 0.08),
        (0.4, -0.22, 0.08),
    ):
        points = []
        for index in range(10):
            own = reach * size * (1 if index % 2 == 0 else 0.4)
            angle = math.pi * index / 5
            points.append((x + reach * dx + own * math.sin(angle), y + reach * dy - own * math.cos(angle)))
        draw.polygon(points, fill=fill)


def _gate(draw: ImageDraw.ImageDraw, x: float, y: float, reach: float, fill: ink.Colour) -> None:
    draw.rectangle((x - reach * 0.5, y + reach * 0.26, x + reach * 0.5, y + reach * 0.38), fill=fill)
    draw.polygon(
        [
            (x - reach * 0.34, y + reach * 0.2),
            (x + reach * 0.34, y + reach * 0.2),
            (x + reach * 0.26, y + reach * 0.1),
            (x - reach * 0.26, y + reach * 0.1),
        ],
        fill=fill,
    )
    draw.rectangle((x - reach * 0.24, y + reach * 0.2, x + reach * 0.24, y + reach * 0.26), fill=fill)


def frame(
    board: Board,
    box: tuple[float, float, float, float],
    band: float,
    rng: Random,
    *,
    colour: ink.Colour = (120, 118, 96),
) -> None:
    """A woven frame band around a box, in design units."""
    left, top, right, bottom = (round(value * board.unit) for value in box)
    depth = max(round(band * board.unit), 4)
    draw = ImageDraw.Draw(board.image)
    pale = (min(colour[0] + 90, 255), min(colour[1] + 88, 255), min(colour[2] + 86, 255))
    for offset in (0, depth):
        draw.rectangle(
            (left + offset, top + offset, right - offset, bottom - offset),
            outline=colour,
            width=max(round(board.unit), 1),
        )
    strands, period = rng.choice((3, 4, 5)), depth * rng.uniform(1.2, 2.4)
    for strand in range(strands):
        phase = 2 * math.pi * strand / strands
        tint = colour if strand % 2 else pale
        for edge in range(4):
            draw.line(
                _strand((left, top, right, bottom), depth, period, phase, edge),
                fill=tint,
                width=max(round(board.unit), 1),
            )
    inset = depth + max(round(3 * board.unit), 2)
    draw.rectangle((left + inset, top + inset, right - inset, bottom - inset), outline=pale, width=1)


def _strand(
    box: tuple[int, int, int, int], depth: int, period: float, phase: float, edge: int
) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    along = np.arange(left if edge < 2 else top, right if edge < 2 else bottom, max(period / 12, 1.0))
    wave = (0.5 + 0.42 * np.sin(along * 2 * np.pi / period + phase)) * depth
    across = {0: top + wave, 1: bottom - wave, 2: left + wave, 3: right - wave}[edge]
    pairs = zip(along, across, strict=True) if edge < 2 else zip(across, along, strict=True)
    return [(float(x), float(y)) for x, y in pairs]


def ground_print(
    board: Board, box: tuple[float, float, float, float], text: str, rng: Random, *, shade: int = 10
) -> None:
    """The faint words a certificate's ground is printed with."""
    left, top, right, bottom = box
    layer = Image.new("L", board.image.size, 0)
    size = max(round((bottom - top) * 0.06 * board.unit), 8)
    face = fonts.font(fonts.SANS, size)
    draw = ImageDraw.Draw(layer)
    rows = rng.choice((3, 4, 5))
    for row in range(rows):
        for column in range(4):
            x = left + (right - left) * (0.04 + column * 0.25 + (0.06 if row % 2 else 0))
            draw.text(
                (x * board.unit, (top + (bottom - top) * (0.05 + row / rows * 0.95)) * board.unit),
                text,
                font=face,
                fill=255,
            )
    ink.multiply(board.image, layer.point([value * shade // 100 for value in range(256)]), (90, 88, 70), (0, 0))


def watermark(image: Image.Image, text: str, rng: Random, *, strength: int = 60) -> None:
    """A slanted grey watermark, once across the middle or repeated over the page."""
    size = max(round(image.width * rng.uniform(0.018, 0.03)), 12)
    face = fonts.font(rng.choice((fonts.FANG, fonts.SANS)), size)
    layer = Image.new("L", (round(image.width * 1.5), round(image.height * 1.5)), 0)
    draw = ImageDraw.Draw(layer)
    step_x, step_y = round(face.getlength(text) + size * rng.uniform(2, 5)), round(size * rng.uniform(7, 11))
    for row, y in enumerate(range(0, layer.height, step_y)):
        for x in range(-(row % 2) * step_x // 2, layer.width, step_x):
            draw.text((x, y), text, font=face, fill=strength)
    turned = layer.rotate(rng.uniform(20, 40), Image.Resampling.BICUBIC)
    left, top = (turned.width - image.width) // 2, (turned.height - image.height) // 2
    mask = turned.crop((left, top, left + image.width, top + image.height))
    ink.multiply(image, mask, rng.choice(((90, 90, 95), (120, 120, 120), (110, 120, 150))), (0, 0))


def script_line(board: Board, x: float, y: float, width: float, rng: Random, *, scale: float = 1.0) -> None:
    """A line that looks like writing in another script, as bilingual forms have; it means nothing."""
    pen, at, unit = ImageDraw.Draw(board.image), x, board.unit
    while at < x + width:
        step = rng.uniform(6, 14) * scale
        top, bottom = y + rng.uniform(0, 4) * scale, y + rng.uniform(7, 13) * scale
        box = (at * unit, top * unit, (at + step) * unit, bottom * unit)
        pen.arc(
            box, rng.uniform(0, 180), rng.uniform(200, 360), fill=(50, 50, 54), width=max(round(2 * unit * scale), 1)
        )
        if rng.random() < 0.4:
            dot = (at + step / 2) * unit
            pen.ellipse((dot, (y - 3 * scale) * unit, dot + 3 * scale * unit, y * unit), fill=(50, 50, 54))
        at += step * rng.uniform(0.7, 1.3) + (8 * scale if rng.random() < 0.2 else 0)


def qr_code(content: str, side: int) -> Image.Image:
    """A QR code of a text, scaled to a side in pixels."""
    code = segno.make(content, error="m", micro=False)
    cells = np.array([[0 if dark else 255 for dark in row] for row in code.matrix], np.uint8)
    return Image.fromarray(cells, "L").resize((side, side), Image.Resampling.NEAREST).convert("RGB")

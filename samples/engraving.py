"""What is cut into a seal: rim, star, text along an arc, lines, digits; drawn as a mask of ink."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts, ink
from samples.truth import StampTruth


@dataclass(frozen=True)
class Seal:
    """A seal's engraving. `text` runs along the arc (or fills a square), `centre` stands below the star."""

    text: str
    centre: str = ""
    shape: str = "round"
    colour: str = "red"
    kind: str = "official"
    owner: str = "sponsor"
    digits: str = ""
    tax_number: str = ""
    star: bool = True
    latin: str = ""

    @property
    def truth(self) -> StampTruth:
        """The stamp as truth.json names it."""
        text = " ".join(part for part in (self.text, self.tax_number, self.centre) if part)
        return StampTruth(self.colour, self.shape, self.kind, self.owner, text)


def engrave(seal: Seal, size: int, rng: Random) -> Image.Image:
    """The seal as a mask of ink, upright."""
    if seal.shape == "square":
        return _label(seal, size, rng) if seal.kind == "unknown" else _square(seal, size, rng)
    if seal.shape == "oval":
        return _oval(seal, size, rng)
    return _round(seal, size, rng)


def _round(seal: Seal, size: int, rng: Random) -> Image.Image:
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    rim = max(round(size * rng.uniform(0.016, 0.032)), 3)
    draw.ellipse((2, 2, size - 3, size - 3), outline=255, width=rim)
    if rng.random() < 0.1 and not seal.digits:
        inset = rim * 2
        draw.ellipse((inset, inset, size - inset, size - inset), outline=255, width=max(rim // 3, 1))
    middle = size / 2
    if seal.star:
        _star(draw, middle, middle - size * 0.01, size * rng.uniform(0.13, 0.17))
    height = size * min(0.155, max(0.105, 1.65 / max(len(seal.text), 8)))
    sweep = min(295.0, max(120.0, len(seal.text) * rng.uniform(17.5, 20.5)))
    if seal.digits:
        sweep = min(sweep, 262.0)
    face = rng.choice((fonts.SERIF, fonts.FANG, fonts.FANG, fonts.SERIF, fonts.SANS))
    radius = middle - rim - size * rng.uniform(0.022, 0.04) - height / 2
    _arc(mask, seal.text, (middle, middle), (radius, radius), sweep, height, face)
    if seal.centre:
        own = min(size * 0.1, size * 0.62 / len(seal.centre))
        style = ink.Style(face, round(own), (255, 255, 255), bold=max(round(own / 40), 1))
        _write_mask(mask, middle, middle + size * (0.19 if seal.star else 0.02), seal.centre, style)
    if seal.digits:
        _digits(mask, seal.digits, middle, middle - rim - size * 0.045, size * 0.052)
    return mask


def _oval(seal: Seal, size: int, rng: Random) -> Image.Image:
    height = round(size * (0.75 if seal.tax_number else 0.68))
    mask = Image.new("L", (size, height), 0)
    draw = ImageDraw.Draw(mask)
    rim = max(round(size * 0.02), 3)
    draw.ellipse((2, 2, size - 3, height - 3), outline=255, width=rim)
    if not seal.tax_number:
        draw.ellipse((rim * 2, rim * 2, size - rim * 2, height - rim * 2), outline=255, width=max(rim // 3, 1))
    own = size * min(0.105, 1.5 / max(len(seal.text), 9))
    face = rng.choice((fonts.SERIF, fonts.FANG))
    margin = rim + size * 0.035 + own / 2
    _arc(mask, seal.text, (size / 2, height / 2), (size / 2 - margin, height / 2 - margin), 236.0, own, face)
    if seal.tax_number:
        style = ink.Style(fonts.SANS, round(size * 0.056), (255, 255, 255), bold=1)
        _write_mask(mask, size / 2, height / 2 - size * 0.03, seal.tax_number, style)
    if seal.latin:
        style = ink.Style(fonts.SERIF, round(size * min(0.06, 1.0 / len(seal.latin))), (255, 255, 255))
        _write_mask(mask, size / 2, height / 2 - size * 0.02, seal.latin, style)
    if seal.centre:
        style = ink.Style(face, round(size * min(0.085, 0.5 / len(seal.centre))), (255, 255, 255), bold=1)
        _write_mask(mask, size / 2, height / 2 + height * 0.2, seal.centre, style)
    return mask


def _square(seal: Seal, size: int, rng: Random) -> Image.Image:
    """A square seal: the text in rows from left to right, or in columns from the right as personal seals have it."""
    characters = seal.text + seal.centre
    side = math.ceil(math.sqrt(len(characters)))
    rows = math.ceil(len(characters) / side)
    mask = Image.new("L", (size, size), 0)
    rim = max(round(size * 0.028), 3)
    ImageDraw.Draw(mask).rectangle((2, 2, size - 3, size - 3), outline=255, width=rim)
    cell = ((size - 4 * rim) / side, (size - 4 * rim) / rows)
    columns = seal.kind == "personal"
    face = rng.choice((fonts.SERIF, fonts.FANG))
    for index, character in enumerate(characters):
        column, row = (side - 1 - index // rows, index % rows) if columns else (index % side, index // side)
        tile = _glyph(character, face, min(cell) * 0.94).resize((round(cell[0] * 0.94), round(cell[1] * 0.94)))
        mask.paste(
            tile, (round(2 * rim + column * cell[0] + cell[0] * 0.03), round(2 * rim + row * cell[1] + cell[1] * 0.03))
        )
    return mask


def _label(seal: Seal, size: int, rng: Random) -> Image.Image:
    """A framed line of text, such as 与原件一致."""
    own = size / (len(seal.text) + 1)
    mask = Image.new("L", (size, round(own * 1.7)), 0)
    rim = max(round(size * 0.012), 2)
    ImageDraw.Draw(mask).rectangle((1, 1, size - 2, mask.height - 2), outline=255, width=rim)
    style = ink.Style(
        rng.choice((fonts.SERIF, fonts.FANG, fonts.SANS)), round(own * 0.95), (255, 255, 255), bold=own / 60
    )
    _write_mask(mask, size / 2, mask.height / 2 - own * 0.12, seal.text, style)
    return mask


def _glyph(character: str, face: str, height: float) -> Image.Image:
    """One character filling a square tile, bold enough for an engraving."""
    size = max(round(height), 6)
    used = fonts.font(fonts.face_for(face, character), size)
    box = used.getbbox("国")
    tile = Image.new("L", (size + 4, size + 4), 0)
    stroke = max(size // 30, 1)
    draw = ImageDraw.Draw(tile)
    width = used.getlength(character)
    draw.text(
        ((tile.width - width) / 2, tile.height / 2 - (box[1] + box[3]) / 2),
        character,
        font=used,
        fill=255,
        stroke_width=stroke,
    )
    return tile


def _arc(
    mask: Image.Image,
    text: str,
    centre: tuple[float, float],
    radii: tuple[float, float],
    sweep: float,
    height: float,
    face: str,
) -> None:
    """Text along the upper arc, feet to the centre; glyphs are narrowed where the arc is short."""
    angles, room = _even_angles(len(text), radii, sweep)
    narrow = min(1.0, max(room / (height * 1.06), 0.5)) if room else 1.0
    for character, angle in zip(text, angles, strict=True):
        x = centre[0] + radii[0] * math.sin(angle)
        y = centre[1] - radii[1] * math.cos(angle)
        normal = math.degrees(math.atan2(math.sin(angle) * radii[1], math.cos(angle) * radii[0]))
        tile = _glyph(character, face, height)
        tile = tile.resize((max(round(tile.width * narrow), 3), tile.height), Image.Resampling.LANCZOS)
        tile = tile.rotate(-normal, Image.Resampling.BICUBIC, expand=True)
        mask.paste(255, (round(x - tile.width / 2), round(y - tile.height / 2)), tile)


def _even_angles(count: int, radii: tuple[float, float], sweep: float) -> tuple[list[float], float]:
    """Angles from the top that part an arc of a circle or oval evenly, and the length of one part."""
    if count < 2:
        return [0.0] * count, 0.0
    fine = np.radians(np.linspace(-sweep / 2, sweep / 2, 721))
    steps = np.hypot(np.diff(radii[0] * np.sin(fine)), np.diff(radii[1] * np.cos(fine)))
    along = np.concatenate(([0.0], np.cumsum(steps)))
    marks = np.linspace(0.0, along[-1], count)
    return [float(angle) for angle in np.interp(marks, along, fine)], float(along[-1] / (count - 1))


def _digits(mask: Image.Image, digits: str, middle: float, radius: float, height: float) -> None:
    """The serial number along the bottom, feet outwards, read from left to right."""
    step = math.degrees(height * 0.78 / radius)
    for index, digit in enumerate(digits):
        angle = math.radians((len(digits) - 1) / 2 * step - index * step)
        x, y = middle + radius * math.sin(angle) * -1, middle + radius * math.cos(angle)
        tile = _glyph(digit, fonts.SANS, height).rotate(math.degrees(angle) * -1, Image.Resampling.BICUBIC, expand=True)
        mask.paste(255, (round(x - tile.width / 2), round(y - tile.height / 2)), tile)


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.382
        angle = math.pi * index / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    draw.polygon(points, fill=255)


def _write_mask(mask: Image.Image, x: float, y: float, text: str, style: ink.Style) -> None:
    face = fonts.font(fonts.face_for(style.face, text), round(style.size))
    ImageDraw.Draw(mask).text(
        (x - face.getlength(text) / 2, y - style.size / 2),
        text,
        font=face,
        fill=255,
        stroke_width=style.bold,
        stroke_fill=255,
    )

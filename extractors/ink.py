"""Coloured ink on paper: where red and blue ink lies, and the page with the red taken off or alone.

Everything here works on the page divided by its own paper, so that shadow, tint and a camera's colour cast do not
matter: paper is white, ink takes light away. Red ink takes green and blue and leaves red; black takes all three.
Nothing here knows what a stamp is.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.pictures import Image

Grey = npt.NDArray[np.uint8]  # height x width
Ink = Literal["red", "blue", "black"]

# The paper is guessed on a small copy: finer detail is print, not paper.
_PAPER_SIDE = 256
# A print feature up to this share of the longest side (a seal, an emblem, a title) never passes for paper.
_PAPER_KERNEL = 1 / 6
# Of 255. Below it lies the colour noise of JPEG and of screens; a pale stamp on a small web picture stands at 20 to 40.
_FLOOR = 13
# Ink whose colour is less than this share of its darkness is brown or gold print, or black with a cast.
_PURITY = 0.18
_GHOST = 0.75  # of the way from print to paper; the edges of removed ink lie beyond it
_PALEST_PRINT = 160.0  # of 255; where nothing is this dark there is no print to stretch the picture by


def paper_of(image: Image) -> Image:
    """Return the colour of the bare paper around each pixel, the size of `image`; never 0."""
    height, width = image.shape[:2]
    scale = min(1.0, _PAPER_SIDE / max(height, width))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    side = max(3, int(max(small.shape[:2]) * _PAPER_KERNEL) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (side, side))
    paper = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REFLECT)
    paper = cv2.blur(paper, (side // 2 | 1, side // 2 | 1))
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR) if scale < 1 else paper
    return np.maximum(paper, 24).astype(np.uint8)


def flatten(image: Image, paper: Image | None = None) -> Image:
    """Return `image` as if its paper were evenly lit and white."""
    flat = cv2.divide(image, paper_of(image) if paper is None else paper, scale=255)
    return np.asarray(flat, dtype=np.uint8)


def density(flat: Image, ink: Ink) -> Grey:
    """Return how much ink of that colour each pixel of a flattened page carries, 0 to 255; ink of another colour is 0.

    Black ink that covers red ink hides it: there the red density is near 0.
    """
    blue, green, red = cv2.split(flat)
    if ink == "black":
        lightest = cv2.max(cv2.max(blue, green), red)
        return np.asarray(cv2.bitwise_not(lightest), dtype=np.uint8)
    kept, taken = (red, cv2.max(green, blue)) if ink == "red" else (blue, cv2.max(green, red))
    colour = cv2.subtract(kept, taken)
    darkness = cv2.bitwise_not(cv2.min(cv2.min(blue, green), red))
    impure = cv2.compare(cv2.addWeighted(darkness, _PURITY, darkness, 0, 0), colour, cv2.CMP_GT)
    colour[impure > 0] = 0
    return np.asarray(colour, dtype=np.uint8)


def threshold_of(dense: Grey) -> int:
    """Return the density from which a pixel counts as inked: above the page's own colour noise."""
    some = dense[dense > 2]
    if some.size < 0.02 * dense.size:
        return _FLOOR
    noise = float(np.percentile(dense, 75))  # most of any page is bare of coloured ink
    return int(np.clip(2.5 * noise, _FLOOR, 60))


def red_mask(image: Image) -> Grey:
    """Return 255 where red ink lies and 0 elsewhere."""
    return _mask(density(flatten(image), "red"))


def blue_mask(image: Image) -> Grey:
    """Return 255 where blue ink lies and 0 elsewhere."""
    return _mask(density(flatten(image), "blue"))


def without_red(image: Image) -> Image:
    """Return the page in grey with its red ink taken off, so that print beneath a stamp can be read.

    The red channel sees red ink as nearly white already; what shade the ink leaves there is measured on the page's own
    reddest pixels and taken off in proportion. Paper comes out white whatever the light.
    """
    flat = flatten(image)
    dense = density(flat, "red")
    red = flat[:, :, 2]
    inked = dense > max(_FLOOR * 2, int(np.percentile(dense, 99)) // 2)
    if inked.any():
        # The median, because where black print lies beneath the red channel is far darker than ink alone makes it.
        shade = float(np.median((255.0 - red[inked]) / dense[inked]))
        lift = cv2.addWeighted(dense, float(np.clip(shade, 0.0, 1.0)), dense, 0, 0)
        red = np.asarray(cv2.add(red, lift), dtype=np.uint8)
    return np.asarray(cv2.cvtColor(red, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def without_ghosts(clean: Image) -> Image:
    """Return a picture whose palest quarter is white: what ink leaves when it is taken off still looks like letters."""
    dark = min(float(np.percentile(clean, 0.5)), _PALEST_PRINT)
    pale = dark + _GHOST * (255.0 - dark)
    stretched = (clean.astype(np.float32) - dark) * (255.0 / max(pale - dark, 1.0))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)


def only_red(image: Image) -> Image:
    """Return the page's red ink alone, dark on white; black print and everything else is gone."""
    dense = density(flatten(image), "red")
    return np.asarray(cv2.cvtColor(_dark_on_white(dense), cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _dark_on_white(dense: Grey) -> Grey:
    some = dense[dense > _FLOOR]
    full = float(np.percentile(some, 90)) if some.size else 255.0
    return np.asarray(255 - np.clip(dense * (255.0 / full), 0, 255), dtype=np.uint8)


def _mask(dense: Grey) -> Grey:
    return np.asarray(np.where(dense >= threshold_of(dense), 255, 0), dtype=np.uint8)

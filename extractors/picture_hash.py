"""A small likeness of each page, by which a picture that was saved again is known to be the same picture.

The SHA-256 of a file changes when a messenger compresses it or a filer scales it down; what the page looks like does
not. The likeness is the page's mean grey on a grid of 64 x 64 cells. Common perceptual hashes (64 bits) call any two
forms of one layout alike, which is what we must not do: two people's cards, two domains' certificates differ in a few
words only.

Measured on drawn pages: pictures saved again (JPEG quality 20 to 85, down to a quarter of the width) differ by 35 grey
levels in their worst cell; pictures of different cards and different people by 61 at the least.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from extractors.facts.pages import Page

_CELLS = 64
# Half-way, by ratio, between what was measured for one picture and for two.
_WORST_CELL = 46
_SAME_SHAPE = 0.02  # widths to heights of one picture scaled differ by rounding only


@dataclass(frozen=True)
class PictureHash:
    """The likeness of one page. `levels` are grey levels (0 to 255), row by row; `shape` is width to height."""

    file: str
    page: int
    sha256: str
    shape: float
    levels: bytes = field(repr=False)


def picture_hash(page: Page) -> PictureHash:
    """Return the likeness of a page as it was uploaded."""
    grey = cv2.cvtColor(page.pixels, cv2.COLOR_BGR2GRAY)
    cells = cv2.resize(grey, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    width, height = page.size
    return PictureHash(page.file, page.number, page.sha256, width / height, cells.tobytes())


def are_alike(one: PictureHash, other: PictureHash) -> bool:
    """Return whether two pages are one picture, saved twice; it may be scaled and compressed, not turned or cut."""
    if abs(one.shape - other.shape) > _SAME_SHAPE * max(one.shape, other.shape):
        return False
    first, second = (np.frombuffer(picture.levels, np.uint8).astype(np.int16) for picture in (one, other))
    return bool(np.abs(first - second).max() <= _WORST_CELL)

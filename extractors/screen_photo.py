"""Is this the photograph of a screen? Told by the raster of the screen, which no paper has.

A screen is a lattice of cells, each a red, a green and a blue stripe. A camera sees the lattice itself, or its
interference with the camera's own lattice (moiré). In the spectrum of flat areas both are isolated peaks, at the same
place in every part of the picture. Print can have isolated peaks too, so one of two further signs is asked for:

* **colours out of step**: at a peak, the red, green and blue of the picture wave against each other, since the stripes
  lie side by side. Ink darkens colours together: the dots of a halftone, each ink at an angle of its own, and coloured
  guilloche stay in step;
* **a fine upright lattice**: two peaks across each other, finer than security print, along the edges of the upright
  page. Black halftone stands at 45 degrees, line screens and light that flickers have one direction, guilloche bends
  from tile to tile and is coarser, and JPEG blocks on flat paper stay far weaker.

The dark frame around a screen was considered and left out: a dark table looks the same, and it decided nothing here.

Measured (score, 0 to 1; where none is given, in the resolution of the upload):

* no screens: 45 public pictures at most 0.50 (enlarged 0.27); 457 pages of drawn fine submissions of every level at
  most 0.15; 80 drawn halftones of four inks or black, periods of 1.8 to 4 pixels, at most 0.46;
* screens with a plain raster, drawn: 20 of 20, 0.90 and more;
* screens drawn from their stripes up (mosaic of the camera, view from the side, shrinking, JPEG): 56 of 57 with 1.4
  and more pixels of the picture to a pixel of the screen, 4 of 23 with fewer, where next to nothing of the raster is
  left; of 25 small ones that were enlarged, 10.

A page takes about 20 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image

_TILE = 128  # wide enough to tell a lattice from a weave, small enough for a lattice seen from the side to stay regular
_MOST_TILES = 12
_FEWEST_TILES = 4
_DARK = 70  # mean grey; a screen's raster shows where the screen shines
_REGION_MARGIN = 0.1  # of the text's area: the table or the web page around a document is not the document
_BLOCK = 8  # flatness is judged on means of such blocks, which even the raster out
_BACKGROUND = 15  # bins; the spectrum's own slope is taken off as the mean of so many
_STEEPEST = 6.0  # natural logarithm of power above its surroundings; more counts no more, so that no tile decides alone
_COARSEST = 0.06  # cycles a pixel; below, print and light
_FINE = 0.16  # a period of 6 pixels; guilloche on cards of 1200 pixels has 9 and more
_LEAST_COLOUR = 0.6  # of 255, amplitude; JPEG leaves up to 0.3 in the colours of flat paper
_LEAST_GREY = 1.5  # woven grounds of certificates have 0.5 to 1.1
# How far the hue turns over a wave: |red - green| by |blue - green| by the sine of their phases, of the larger squared.
# Three stripes side by side give 0.87; one ink or the colours of JPEG, which only grow and fade, near 0.
_TURNING = 0.35
_TRACE = 0.5  # of 255, amplitude; enough to tell where a peak stands
_MOST_ASLANT = 0.6  # of the upright lattice; under a halftone's false upright one stands its own, at 0.9 of it and more
_UPRIGHT = 10.0  # degrees; the nearest angle of halftone is 15
_THRESHOLD = 0.72

_Array = npt.NDArray[np.float32]


def _grid() -> tuple[_Array, _Array]:
    """Return the frequency (cycles a pixel) and the angle (0 to 180 degrees) of every bin."""
    down, across = np.meshgrid(np.fft.fftfreq(_TILE), np.fft.rfftfreq(_TILE), indexing="ij")
    return np.hypot(down, across).astype(np.float32), (np.degrees(np.arctan2(down, across)) % 180).astype(np.float32)


_WINDOW = np.outer(np.hanning(_TILE), np.hanning(_TILE)).astype(np.float32)
_FREQUENCY, _ANGLE = _grid()
_NEIGHBOURS = np.ones((3, 3), dtype=np.uint8)  # seen from the side, a lattice's peak wanders by a bin from tile to tile
_PEAK = np.ones((5, 5), dtype=np.uint8)
# The colour of JPEG is stored at half the size; the filter that enlarges it again leaves a trace at the very edge.
_COLOUR_BINS = (_FREQUENCY > _COARSEST) & ~(
    (np.abs(_FREQUENCY - 0.5) < 0.02) & (np.minimum(_ANGLE % 90, 90 - _ANGLE % 90) < 2)
)
_ACROSS = (_FREQUENCY > _FINE) & (np.minimum(_ANGLE, 180 - _ANGLE) <= _UPRIGHT)
_DOWN = (_FREQUENCY > _FINE) & (np.abs(_ANGLE - 90) <= _UPRIGHT)
_ASLANT = (_FREQUENCY > _COARSEST) & (np.minimum(_ANGLE % 90, 90 - _ANGLE % 90) > _UPRIGHT)
_RISING, _FALLING = _ASLANT & (_ANGLE < 90), _ASLANT & (_ANGLE > 90)


@dataclass(frozen=True)
class ScreenSigns:
    """What was seen of a screen's raster.

    Attributes:
        score: 0 to 1, how clearly the better of the two signs stands out.
        is_screen: whether the score reaches the threshold.
        sign: `colours` (out of step) or `lattice` (fine and upright), whichever is clearer.
    """

    score: float
    is_screen: bool
    sign: str


def find_screen(image: Image, lines: Sequence[TextLine] = ()) -> ScreenSigns:
    """Return how much a picture looks like the photograph of a screen.

    Args:
        image: the page, upright, in the resolution it was uploaded in: enlarging blurs the raster.
        lines: what was read on it; the document is where they are.
    """
    tiles = _flat_tiles(_document(image, lines))
    if len(tiles) < _FEWEST_TILES:
        return ScreenSigns(0.0, is_screen=False, sign="lattice")
    waves = [_spectra(tile) for tile in tiles]
    colours, lattice = _colours_out_of_step(waves), _upright_lattice(waves)
    score = round(min(max(colours, lattice, 0.0), 1.0), 3)
    return ScreenSigns(score, is_screen=score >= _THRESHOLD, sign="colours" if colours > lattice else "lattice")


def _document(image: Image, lines: Sequence[TextLine]) -> Image:
    """Return the part of a page with text on it, or the page where that part is small."""
    if not lines:
        return image
    box = Box.around(line.box for line in lines)
    dx, dy = _REGION_MARGIN * box.width, _REGION_MARGIN * box.height
    part = image[max(int(box.top - dy), 0) : int(box.bottom + dy), max(int(box.left - dx), 0) : int(box.right + dx)]
    tiles = (part.shape[0] // _TILE) * (part.shape[1] // _TILE)
    return part if tiles >= _MOST_TILES else image


def _flat_tiles(image: Image) -> list[_Array]:
    """Return the tiles with the least on them, as planes of blue, green and red."""
    rows, columns = image.shape[0] // _TILE, image.shape[1] // _TILE
    if rows * columns < _FEWEST_TILES:
        return []
    grey = cv2.cvtColor(image[: rows * _TILE, : columns * _TILE], cv2.COLOR_BGR2GRAY)
    side = _TILE // _BLOCK
    small = cv2.resize(grey, (columns * side, rows * side), interpolation=cv2.INTER_AREA).astype(np.float32)
    blocks = small.reshape(rows, side, columns, side).transpose(0, 2, 1, 3).reshape(rows * columns, side * side)
    uneven = np.where(blocks.mean(axis=1) < _DARK, np.inf, blocks.std(axis=1))
    chosen = [int(i) for i in np.argsort(uneven, kind="stable")[:_MOST_TILES] if np.isfinite(uneven[i])]
    places = [(i // columns * _TILE, i % columns * _TILE) for i in chosen]
    return [image[y : y + _TILE, x : x + _TILE].transpose(2, 0, 1).astype(np.float32) for y, x in places]


def _spectra(tile: _Array) -> npt.NDArray[np.complex64]:
    """Return the spectra of blue, green and red, scaled so that a wave's magnitude is its amplitude."""
    level = (tile - tile.mean(axis=(1, 2), keepdims=True)) * _WINDOW
    return np.asarray(np.fft.rfft2(level) * (2 / _WINDOW.sum()), dtype=np.complex64)


def _prominence(amplitude: _Array) -> _Array:
    """Return by how much every bin stands out from those around it, up to the most that counts."""
    power = 2 * np.log(amplitude + np.float32(1e-4))
    whole = np.fft.fftshift(power, axes=0)
    around = cv2.blur(whole, (_BACKGROUND, _BACKGROUND), borderType=cv2.BORDER_REFLECT)
    return np.asarray(np.minimum(power - np.fft.ifftshift(around, axes=0), _STEEPEST), dtype=np.float32)


def _shared(maps: Sequence[_Array]) -> _Array:
    """Return the mean over the tiles of how clearly each place, or one beside it, stands out."""
    return np.asarray(np.mean([cv2.dilate(found, _NEIGHBOURS) for found in maps], axis=0) / _STEEPEST, dtype=np.float32)


def _colours_out_of_step(waves: Sequence[npt.NDArray[np.complex64]]) -> float:
    maps = []
    for blue, green, red in waves:
        one, other = red - green, blue - green
        size = np.maximum(np.abs(one), np.abs(other))
        turning = np.abs((np.conj(one) * other).imag) > _TURNING * size**2
        maps.append(np.where(turning & (size > _LEAST_COLOUR), _prominence(size), 0).astype(np.float32))
    return float(_shared(maps)[_COLOUR_BINS].max())


def _upright_lattice(waves: Sequence[npt.NDArray[np.complex64]]) -> float:
    maps, strengths = [], []
    for blue, green, red in waves:
        grey = np.abs(0.114 * blue + 0.587 * green + 0.299 * red)
        maps.append(np.where(grey > _TRACE, _prominence(grey), 0).astype(np.float32))
        strengths.append(grey)
    strength = np.median(strengths, axis=0).astype(np.float32)
    # A peak covers several bins, whose angles differ by degrees: only its top says where it stands.
    peaks = np.where(strength >= cv2.dilate(strength, _PEAK), _shared(maps), 0)
    strong = np.where(strength > _LEAST_GREY, peaks, 0)
    across, down = float(strong[_ACROSS].max()), float(strong[_DOWN].max())
    heights = np.where(peaks >= _THRESHOLD, strength, 0)
    aslant = min(float(heights[_RISING].max()), float(heights[_FALLING].max()))
    upright = max(float(heights[_ACROSS].max()), float(heights[_DOWN].max()))
    return 0.0 if aslant > _MOST_ASLANT * upright else min(across, down)

"""How good the picture of a page is: sharpness, size of print, colour, glare, whether it was taken off a screen.

A photograph of a licence is mostly table; what counts is whether the print can be read. So sharpness is taken from the
lines that were found, each brought to one height and one contrast. The issues are conservative: a picture that reads
well must raise none, since a false alarm sends an honest filer back to the camera.

Tuned on 45 public pictures (licences and cards) that were read by the recogniser, and on blurred, shrunken and bleached
copies of the good ones; numbers beside the thresholds say where good and bad ones lay.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extractors.facts.boxes import Box
from extractors.facts.documents import Quality
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image, Point
from extractors.screen_photo import find_screen

TOO_SMALL, BLURRED, BLACK_AND_WHITE, GLARE, SCREEN_PHOTO = (
    "image.too_small",
    "image.blurred",
    "image.black_and_white",
    "image.glare",
    "image.screen_photo",
)

_LINE_PX = 24  # height every line is brought to
_MIN_LINES = 3  # fewer are no measure of a page
_MAX_LINES = 60  # a page of small print is judged well enough by so many
_MIN_CONTRAST = 20  # of 255; a fainter line (a watermark) has no edges worth measuring
_CRISP = 0.2  # normalised Laplacian variance of clean scans and sharp photographs: 0.2 to 0.3
# The softest pictures that still read well measure 0.167 (a grey card) and 0.209. Good ones blurred by a Gaussian of
# 0.04 of the line height give 0.15 to 0.22 and read; by 0.06, 0.04 to 0.08 and lose 15 to 50 % of their characters; by
# 0.08, 0.02 to 0.05 and lose most. Tiny thumbnails (0.10 to 0.13) are too small rather than blurred.
_BLURRED_BELOW = 0.06
_MUSH_BELOW = 0.03  # for pictures in which next to no text was found; the same pictures blurred by 0.13 and more
# Boxes of text detection are a quarter higher than the print. Illegible thumbnails: 7 to 10; small but legible: 10.5.
_MIN_TEXT_PX = 10.2
_COLOUR_PX = 500  # colour is judged on a picture of this size: averaging removes the chroma noise of JPEG
_COLOUR_CHROMA = 14.0  # CIELAB distance from the page's own tint; yellowed paper and warm light stay below 10
_COLOUR_SHARE = 0.004  # of the page; grey copies 0.000, licences with an emblem in colour 0.009 and more
_REGION_MARGIN = 0.1  # the emblem stands just above the first line; at 0.15 the table beside a grey copy comes in
_STAMP_MARGIN = 0.1  # of a stamp's size: ink bleeds, and averaging carries it beyond the box
_BURNT = 254  # in the darkest colour, at the size above; the white of scanners' lids is 252
_GLARE_SHARE = 0.015  # of the picture, in one piece: a name on a card
_GLARE_LARGE = 0.1  # from here a patch need not lie among the lines: it may have left but one of them
_AMONG_LINES = 0.2  # of the patch, or just beside; a name stands at the edge of the lines that are left
_HELD = 0.1  # of the lines; white paper has its print on it, glare next to none
_RIM = (3, 8)  # pixels around a patch; hard edges (web pages, margins, painted boxes) have ended before
_FADING = (0.6, 9.0)  # levels a pixel, outwards; shading of paper is flatter, print beside the patch steeper
# Share of the rim that fades. Twenty drawn cards with glare: 0.67 to 0.92, but grey copies, as white as the glare, 0.27
# to 0.33. The highest of 45 real pictures: 0.57, 0.56, 0.52; of 129 drawn pages without glare none has a patch at all.
_GLARE_RIM = 0.62


def judge_quality(
    image: Image, lines: Sequence[TextLine] = (), exclude: Sequence[Box] = (), upload: Image | None = None
) -> Quality:
    """Return how good a picture is.

    Args:
        image: the page.
        lines: what was read on it; without them sharpness is a rough guess, and only mush and grey are issues.
        exclude: stamps, whose ink says nothing about whether the page below is a colour print.
        upload: the picture as it came, where `image` is an enlargement of it, which would blur a screen's raster.
    """
    region = Box.around(line.box for line in lines) if lines else None
    usable = [line for line in lines if len(line.text) > 1]
    on_text = _text_sharpness(image, usable)
    sharpness = _picture_sharpness(image) if on_text is None else on_text
    is_colour = is_colour_print(image, exclude, _grown(region, _REGION_MARGIN) if region else None)
    issues: list[str] = []
    if len(usable) >= _MIN_LINES and float(np.median([line.box.text_height for line in usable])) < _MIN_TEXT_PX:
        issues.append(TOO_SMALL)
    if sharpness < (_MUSH_BELOW if on_text is None else _BLURRED_BELOW):
        issues.append(BLURRED)
    if region is not None and _has_glare(image, region, lines):
        issues.append(GLARE)
    if not is_colour:
        issues.append(BLACK_AND_WHITE)
    screen = find_screen(image, lines) if upload is None else find_screen(upload)
    if screen.is_screen:
        issues.append(SCREEN_PHOTO)
    return Quality(sharpness=round(sharpness, 3), is_colour=is_colour, issues=tuple(issues))


def is_colour_print(image: Image, exclude: Sequence[Box] = (), region: Box | None = None) -> bool:
    """Tell whether a page is in colour, apart from its stamps.

    Args:
        image: the page.
        exclude: stamps found on it: a grey copy with a fresh red stamp is a grey copy.
        region: the part that is the document, where that is known; the table below a sheet has colour too.
    """
    left, top, right, bottom = _pixels(region, image) if region else (0, 0, image.shape[1], image.shape[0])
    part = image[top:bottom, left:right]
    if part.size == 0:
        return False
    scale = min(1.0, _COLOUR_PX / max(part.shape[:2]))
    small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else part
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), dtype=np.float32) - (0, 128, 128)
    light, *tint = np.median(lab.reshape(-1, 3), axis=0)
    expected = lab[:, :, :1] / max(float(light), 1.0) * np.asarray(tint)  # black ink on yellowed paper is not yellow
    coloured = np.linalg.norm(lab[:, :, 1:] - expected, axis=2) > _COLOUR_CHROMA
    counted = np.ones(coloured.shape, dtype=bool)
    for box in exclude:
        stamp = _grown(box, _STAMP_MARGIN)
        x0, x1 = (max(round((x - left) * scale), 0) for x in (stamp.left, stamp.right))
        y0, y1 = (max(round((y - top) * scale), 0) for y in (stamp.top, stamp.bottom))
        counted[y0:y1, x0:x1] = False
    return bool((coloured & counted).sum() > _COLOUR_SHARE * coloured.size)


def _grown(box: Box, share: float) -> Box:
    """Return the upright box larger by a share of its size on every side."""
    dx, dy = share * box.width, share * box.height
    return Box.from_rect(box.left - dx, box.top - dy, box.right + dx, box.bottom + dy)


def _pixels(box: Box, image: Image) -> tuple[int, int, int, int]:
    height, width = image.shape[:2]
    left, right = max(int(box.left), 0), min(int(np.ceil(box.right)), width)
    top, bottom = max(int(box.top), 0), min(int(np.ceil(box.bottom)), height)
    return left, top, right, bottom


def _text_sharpness(image: Image, lines: Sequence[TextLine]) -> float | None:
    """Return the median sharpness (0 to 1) of the lines, or None where none can be measured."""
    step = max(len(lines) // _MAX_LINES, 1)
    found = [value for line in lines[::step] if (value := _line_sharpness(image, line.box)) is not None]
    return float(np.median(found)) if len(found) >= _MIN_LINES else None


def _line_sharpness(image: Image, box: Box) -> float | None:
    """Return how sharp one line is (0 to 1), or None when it is faint, slanted or outside the picture."""
    left, top, right, bottom = _pixels(box, image)
    slanted = box.height > 1.6 * box.text_height  # its upright rectangle holds its neighbours too
    if slanted or right - left < 8 or bottom - top < 4:
        return None
    strip = cv2.cvtColor(image[top:bottom, left:right], cv2.COLOR_BGR2GRAY)
    scale = _LINE_PX / (bottom - top)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    level = cv2.resize(strip, (max(round((right - left) * scale), 3), _LINE_PX), interpolation=way)
    return _edge_strength(np.asarray(level, dtype=np.float64))


def _edge_strength(grey: npt.NDArray[np.float64]) -> float | None:
    contrast = float(np.percentile(grey, 95) - np.percentile(grey, 5))
    if contrast < _MIN_CONTRAST:
        return None
    return min(float(cv2.Laplacian(grey / contrast, cv2.CV_64F).var()) / _CRISP, 1.0)


def _picture_sharpness(image: Image) -> float:
    """Return the sharpness (0 to 1) of a picture without text, from its most detailed tenth; empty paper is crisp."""
    scale = min(1.0, 1000 / max(image.shape[:2]))
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    side = 2 * _LINE_PX
    tiles = [
        np.asarray(small[y : y + side, x : x + side], dtype=np.float64)
        for y in range(0, small.shape[0], side)
        for x in range(0, small.shape[1], side)
    ]
    found = [value for tile in tiles if min(tile.shape) >= 8 and (value := _edge_strength(tile)) is not None]
    return float(np.percentile(found, 90)) if found else 1.0


def _has_glare(image: Image, region: Box, lines: Sequence[TextLine]) -> bool:
    """Tell whether light burnt a hole into the print: a white patch whose rim fades out, with next to no line on it."""
    scale = min(1.0, _COLOUR_PX / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    darkest = np.asarray(small.min(axis=2), dtype=np.uint8)
    burnt = np.asarray(darkest >= _BURNT, dtype=np.uint8)
    whole = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((9, 9), dtype=np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
    middles = [(line.box.centre[0] * scale, line.box.centre[1] * scale) for line in lines]
    left, top, right, bottom = (round(edge * scale) for edge in _pixels(_grown(region, _REGION_MARGIN), image))
    for label in range(1, count):
        patch = np.asarray(labels == label, dtype=np.uint8)
        share = stats[label, cv2.CC_STAT_AREA] / patch.size
        among = int(patch[top:bottom, left:right].sum()) >= _AMONG_LINES * stats[label, cv2.CC_STAT_AREA]
        if share < _GLARE_SHARE or (share < _GLARE_LARGE and not among):
            continue
        if _held(patch, middles) <= _HELD * len(lines) and _fading_rim(patch, darkest) >= _GLARE_RIM:
            return True
    return False


def _held(patch: npt.NDArray[np.uint8], points: Sequence[Point]) -> int:
    height, width = patch.shape
    return sum(int(patch[min(max(int(y), 0), height - 1), min(max(int(x), 0), width - 1)]) for x, y in points)


def _fading_rim(patch: npt.NDArray[np.uint8], darkest: npt.NDArray[np.uint8]) -> float:
    """Return the share of a patch's rim over which the picture darkens steadily, away from the patch."""
    away = cv2.distanceTransform(1 - patch, cv2.DIST_L2, 5)
    rim = (away >= _RIM[0]) & (away <= _RIM[1])
    if not rim.any():
        return 0.0
    smooth = cv2.GaussianBlur(darkest.astype(np.float32), (0, 0), 1.5)
    fall = -sum(
        cv2.Sobel(smooth, cv2.CV_32F, dx, dy, scale=1 / 8) * cv2.Sobel(away, cv2.CV_32F, dx, dy, scale=1 / 8)
        for dx, dy in ((1, 0), (0, 1))
    )
    fading = np.asarray((fall > _FADING[0]) & (fall < _FADING[1]), dtype=np.bool_)
    return float(fading[rim].mean())

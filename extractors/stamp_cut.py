"""A stamp cut out of its page: its ink seen in the ways that suit clean scans, coarse colour and crossing print."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors import ink
from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.ink import Grey

# What is so much darker in the ink's own colour than the ink is print.
_PRINT = 45.0


@dataclass(frozen=True)
class Cut:
    """A stamp's surroundings: the same ink seen in several ways, each 0 to 255.

    `colour` is the ink alone, without any print under it, but blurred where JPEG stores colour coarsely. `lifted` is
    the ink as a share of what light the print leaves, so that letters stay whole where print crosses them; it takes
    a clean picture. `detail` is as sharp as the picture, with heavy print that crosses taken off and the strokes led on
    beneath it; `covered` is the same with the print left on.
    """

    colour: Grey
    lifted: Grey
    detail: Grey
    covered: Grey
    printed: Grey
    left: int
    top: int


def cut(image: Image, paper: Image, box: Box, name: ink.Ink) -> Cut:
    """Return the surroundings of a box. `paper` may be of any size; it stands for the whole `image`."""
    margin = 0.12 * max(box.width, box.height) + 2
    left, top = max(int(box.left - margin), 0), max(int(box.top - margin), 0)
    right, bottom = min(int(box.right + margin), image.shape[1]), min(int(box.bottom + margin), image.shape[0])
    part = image[top:bottom, left:right]
    fx, fy = paper.shape[1] / image.shape[1], paper.shape[0] / image.shape[0]
    under = paper[int(top * fy) : int(bottom * fy) + 1, int(left * fx) : int(right * fx) + 1]
    under = np.asarray(
        cv2.resize(under, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )
    flat = ink.flatten(part, under)
    dense = ink.density(flat, name)
    colour = _stretched(dense)
    if name == "black":
        return Cut(colour, colour, colour, colour, np.zeros_like(colour), left, top)
    kept = np.asarray(cv2.bitwise_not(flat[:, :, 2] if name == "red" else flat[:, :, 0]), dtype=np.uint8)
    taken = cv2.bitwise_not(flat[:, :, 1])
    inked = dense >= max(0.5 * float(np.percentile(dense, 95)), 10.0)
    # Thin strokes lose their colour in JPEG and keep their shade: any colour close by makes a stroke the stamp's.
    reach = max(3, int(0.045 * max(part.shape[:2])) | 1)
    spread = cv2.dilate(colour, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    near = np.clip(cv2.GaussianBlur(spread, (0, 0), reach / 3).astype(np.float32) / 90, 0, 1)
    usual = float(np.percentile(kept[inked], 80)) if inked.any() else 0.0
    shaded = np.asarray(taken * near, dtype=np.uint8)
    printed = _printed(kept, usual)
    detail = _stretched(_mended(shaded, printed))
    light = np.maximum(255 - kept.astype(np.float32), 28)
    covered = _stretched(shaded)
    lifted = _stretched(np.asarray(np.clip(dense * 255.0 / light, 0, 255) * near, dtype=np.uint8))
    return Cut(colour, lifted, detail, covered, printed, left, top)


def _printed(kept: Grey, usual: float) -> Grey:
    """255 where the ink's own colour is darker than the ink makes it."""
    darker = np.where(kept.astype(np.float32) - usual > _PRINT, 255, 0).astype(np.uint8)
    return np.asarray(cv2.dilate(darker, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _mended(shaded: Grey, printed: Grey) -> Grey:
    """The ink as it would lie without the print, which hides it: strokes are led on through what was printed."""
    return np.asarray(cv2.inpaint(shaded, printed, 3, cv2.INPAINT_TELEA), dtype=np.uint8)


def _stretched(dense: Grey) -> Grey:
    """The density from bare paper at 0 to the strong ink at 255."""
    strong = dense[dense > 12]
    full = max(float(np.percentile(strong, 92)), 20.0) if strong.size else 255.0
    low = 0.06 * full
    return np.asarray(np.clip((dense.astype(np.float32) - low) * (255.0 / (full - low)), 0, 255), dtype=np.uint8)

"""Faces on a picture, found by CenterFace on OpenCV's own network runner.

Only whether and where faces are; never whose. Source of the model and its decoding: Xu et al., CenterFace (2019); the
weights ship with the package named in `models.FACES`.
"""

from __future__ import annotations

import functools
import threading

import cv2
import numpy as np

from extractors import models
from extractors.facts.boxes import Box
from extractors.facts.pictures import Image

_SIDES = (320, 640)  # pixels of the longer side
_STEP = 4  # the network answers once every four pixels
_OUTPUTS = ["537", "538", "539", "540"]  # heat, size, offset, landmarks; OpenCV wants all of them asked for
# Faces on photographs score 0.6 to 0.95, blurred and drawn ones 0.4 and more; text, emblems and stamps at most 0.15.
FACE = 0.38
# What scores so much may be a face, and nobody can say that it is none.
_POSSIBLE = 0.2
_SAME_PLACE = 0.3  # of their common area, from which two boxes are one face's
_lock = threading.Lock()


def find_faces(image: Image) -> tuple[Box, ...]:
    """Return the faces on a picture, surest first, in pixels of `image`.

    Raises:
        models.WeightsError: when the weights are missing or wrong.
    """
    return tuple(box for box, score in scored_faces(image) if score >= FACE)


def face_likeness(image: Image) -> float:
    """Return how much of faces a picture shows as it lies: the sum of their scores, 0 for none; less upside down."""
    return sum(score for _, score in scored_faces(image) if score >= FACE)


def scored_faces(image: Image) -> list[tuple[Box, float]]:
    """Return whatever may be a face, each once, with its score from `_POSSIBLE` to 1, surest first.

    Raises:
        models.WeightsError: when the weights are missing or wrong.
    """
    found = [pair for side in _SIDES for pair in _look(image, side)]
    if not found:
        return []
    rectangles = [[box.left, box.top, box.width, box.height] for box, _ in found]
    kept = np.asarray(cv2.dnn.NMSBoxes(rectangles, [score for _, score in found], _POSSIBLE, _SAME_PLACE)).ravel()
    return [found[int(i)] for i in kept]


def _look(image: Image, longest_side: int) -> list[tuple[Box, float]]:
    """Return candidates and their scores with the picture brought to one size; large faces are found on small ones."""
    height, width = image.shape[:2]
    scale = longest_side / max(height, width)
    # The network wants sides that are multiples of 32.
    size = tuple(max(int(np.ceil(side * scale / 32)) * 32, 32) for side in (width, height))
    # Averaged, not picked: of a picture that was enlarged every other pixel says little.
    shrunk = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    blob = cv2.dnn.blobFromImage(shrunk, 1.0, size, (0, 0, 0), swapRB=True)
    with _lock:  # a network holds its input and output, so one call at a time
        network = _network()
        network.setInput(blob)
        heat, spans, offsets, _ = (np.asarray(output[0]) for output in network.forward(_OUTPUTS))
    rows, columns = np.nonzero(heat[0] > _POSSIBLE)
    scores = heat[0, rows, columns]
    high, wide = np.exp(spans[:, rows, columns]) * _STEP
    top = (rows + offsets[0, rows, columns] + 0.5) * _STEP - high / 2
    left = (columns + offsets[1, rows, columns] + 0.5) * _STEP - wide / 2
    across, down = width / size[0], height / size[1]
    return [
        (Box.from_rect(x * across, y * down, (x + w) * across, (y + h) * down), float(score))
        for x, y, w, h, score in zip(left, top, wide, high, scores, strict=True)
    ]


@functools.cache
def _network() -> cv2.dnn.Net:
    return cv2.dnn.readNetFromONNX(str(models.locate(models.FACES, models.FACES.onnx)))

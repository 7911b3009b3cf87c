"""The OCR engine: where text is on a picture, and what it says. The only module that knows PaddleOCR.

Reads nothing from the environment and decides nothing about documents. PaddleOCR's single modules are used rather
than its pipeline: they start in a second instead of five, and they let the caller choose what to detect, crop and read
again. Whatever the library raises becomes an `EngineError` here, the one place where a broad except is right.

Characters are decoded here rather than by PaddleOCR because the readers need each character's own probability and
its runners-up, which PaddleOCR averages away.

Source of the decoding: connectionist temporal classification, greedy path (Graves et al., ICML 2006).
"""

from __future__ import annotations

import importlib.metadata
import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from extractors import models
from extractors.facts.boxes import Box
from extractors.facts.lines import Char, TextLine
from extractors.facts.pictures import Image
from extractors.geometry import room

Size = Literal["small", "tiny"]
_DETECTION = {"small": models.DETECTION_SMALL, "tiny": models.DETECTION_TINY}
_RECOGNITION = {"small": models.RECOGNITION_SMALL, "tiny": models.RECOGNITION_TINY}
# A runner-up below this is noise: over a hundred rendered lines nearly all true characters that lost stood above it.
_RUNNER_UP_FLOOR = 0.005
_RUNNERS_UP = 4
_BEHIND = 0.35  # of a line's height, read beyond the end of its box where nothing else stands


class EngineError(RuntimeError):
    """The engine itself failed; nothing can be said about the page it was given."""


@dataclass(frozen=True)
class Recognised:
    """What a strip of picture says. `confidence` is the mean of its characters', 0 for nothing."""

    text: str
    confidence: float
    chars: tuple[Char, ...] = ()


@dataclass(frozen=True)
class Turn:
    """How a page lies: turn it `degrees` clockwise (0, 90, 180 or 270) and it stands upright."""

    degrees: int
    confidence: float


class OcrEngine(Protocol):
    """What the readers need of an engine. One engine a process; an engine may be called from several threads."""

    @property
    def name(self) -> str:
        """Name of the model, as it goes into reports."""

    @property
    def version(self) -> str:
        """Version of the program that runs the model."""

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """Return where lines of text are, in pixels of `image`, which is looked at no larger than `longest_side`."""

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """Return what each strip (one line of text, left to right) says, one for one."""

    def find_turn(self, image: Image) -> Turn:
        """Return how a whole page lies."""


class PaddleEngine:
    """PaddleOCR's modules on ONNX Runtime.

    PaddleOCR objects are not thread-safe (its issue 18268), so every call holds one lock.

    Raises:
        models.WeightsError: when weights are missing or wrong.
        EngineError: when the engine does not start.
    """

    def __init__(self, *, cache: Path, size: Size = "small", threads: int = 1) -> None:
        detection, recognition = _DETECTION[size], _RECOGNITION[size]
        folders = {
            w.name: model_folder
            for w in (detection, recognition, models.ORIENTATION)
            for model_folder in (models.model_folder(w, cache),)
        }
        self.name = recognition.name.removesuffix("_rec")
        self.version = (
            f"paddleocr {importlib.metadata.version('paddleocr')}, "
            f"onnxruntime {importlib.metadata.version('onnxruntime')}"
        )
        self._lock = threading.Lock()
        # paddlex creates a cache folder in the user's home on import, which a service account may not have.
        os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(cache / "paddlex"))
        os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
        try:
            import paddleocr

            logging.getLogger("paddlex").setLevel(logging.ERROR)

            def load(kind: Any, name: str) -> Any:
                return kind(
                    model_name=name,
                    model_dir=str(folders[name]),
                    engine="onnxruntime",
                    # The arena and the pattern let a process grow without end on pages of many sizes.
                    engine_config={
                        "intra_op_num_threads": threads,
                        "inter_op_num_threads": 1,
                        "enable_cpu_mem_arena": False,
                        "enable_mem_pattern": False,
                    },
                )

            self._detector = load(paddleocr.TextDetection, detection.name)
            self._turns = load(paddleocr.DocImgOrientationClassification, models.ORIENTATION.name)
            self._recogniser = load(paddleocr.TextRecognition, recognition.name).paddlex_predictor
        except Exception as error:
            raise EngineError(f"the OCR engine did not start: {type(error).__name__}: {error}") from error
        self._alphabet: list[str] = self._recogniser.post_op.character

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """See `OcrEngine`."""
        with self._lock:
            try:
                (result,) = self._detector.predict(image, limit_side_len=longest_side, limit_type="max")
            except Exception as error:
                raise EngineError(f"text detection failed: {type(error).__name__}") from error
        return tuple(Box(corners=tuple((float(x), float(y)) for x, y in polygon)) for polygon in result["dt_polys"])

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`. Strips go one at a time: on a CPU batches were slower, for all are padded to the widest."""
        with self._lock:
            return tuple(self._recognise(strip) for strip in strips)

    def find_turn(self, image: Image) -> Turn:
        """See `OcrEngine`."""
        with self._lock:
            try:
                (result,) = self._turns.predict(image)
            except Exception as error:
                raise EngineError(f"orientation failed: {type(error).__name__}") from error
        # The label says how far the page is turned clockwise from upright; it takes the rest of the circle to undo it.
        return Turn((360 - int(result["label_names"][0])) % 360, float(result["scores"][0]))

    def _recognise(self, strip: Image) -> Recognised:
        steps = self._recogniser.pre_tfs
        try:
            batch = steps["ToBatch"](imgs=steps["ReisizeNorm"](imgs=steps["Read"](imgs=[strip])))
            (probabilities,) = self._recogniser.runner(x=batch)
        except Exception as error:
            raise EngineError(f"text recognition failed: {type(error).__name__}") from error
        height, width = strip.shape[:2]
        padded_width = batch[0].shape[3]
        filled = min(1.0, width * batch[0].shape[2] / height / padded_width)
        return decode(np.asarray(probabilities[0]), self._alphabet, filled)


def decode(probabilities: npt.NDArray[np.float32], alphabet: Sequence[str], filled: float) -> Recognised:
    """Return the greedy reading of a recogniser's output.

    Args:
        probabilities: steps x characters, each row summing to 1; character 0 is the blank.
        alphabet: the characters, the blank included.
        filled: share (0 to 1) of the steps that cover the strip; the rest is padding.
    """
    best = probabilities.argmax(axis=1)
    chars: list[Char] = []
    step, steps = 0, len(best)
    while step < steps:
        end = step
        while end < steps and best[end] == best[step]:
            end += 1
        if best[step] != 0:
            run = probabilities[step:end]
            peak = run[int(run[:, best[step]].argmax())]
            order = _likeliest(peak, _RUNNERS_UP + 1)
            others = tuple(
                (alphabet[i], float(peak[i])) for i in order if i not in (0, best[step]) and peak[i] > _RUNNER_UP_FLOOR
            )
            offset = min((step + end) / 2 / steps / max(filled, 1e-6), 1.0)
            chars.append(
                Char(text=alphabet[best[step]], confidence=float(peak[best[step]]), offset=offset, others=others)
            )
        step = end
    if not chars:
        return Recognised("", 0.0)
    return Recognised("".join(c.text for c in chars), float(np.mean([c.confidence for c in chars])), tuple(chars))


def _likeliest(probabilities: npt.NDArray[np.float32], count: int) -> npt.NDArray[np.intp]:
    """Return the indices of the largest values, largest first; sorting a whole alphabet of 18,000 would be felt."""
    count = min(count, probabilities.size)
    top = np.argpartition(probabilities, probabilities.size - count)[probabilities.size - count :]
    return np.asarray(top[np.argsort(probabilities[top])[::-1]])


def cut_strip(image: Image, box: Box) -> Image:
    """Return the picture inside `box`, its text laid level; a strip much taller than wide is turned to lie."""
    corners = np.asarray(box.corners, dtype=np.float32)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)  # top, right, bottom, left
    width, height = max(int(np.rint(sides[0::2].max())), 1), max(int(np.rint(sides[1::2].max())), 1)
    target = np.asarray([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    strip = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if height >= 1.5 * width:
        strip = np.rot90(strip)
    return np.ascontiguousarray(strip, dtype=np.uint8)


def read_lines(engine: OcrEngine, image: Image, longest_side: int) -> tuple[TextLine, ...]:
    """Return the lines of text on a picture, top to bottom, left to right; lines that say nothing are left out.

    Boxes end close behind the last character, and a comma or a bracket there is left outside, so a little more is read.
    """
    boxes = engine.find_text(image, longest_side)
    margins = [room(box, boxes, _BEHIND) for box in boxes]
    read = engine.recognise(
        [cut_strip(image, box.widened(0.0, right)) for box, (_, right) in zip(boxes, margins, strict=True)]
    )
    lines = [
        TextLine(text=r.text, confidence=r.confidence, box=box, chars=_on_box(r.chars, box, right))
        for box, r, (_, right) in zip(boxes, read, margins, strict=True)
        if r.text.strip()
    ]
    return tuple(sorted(lines, key=lambda line: (line.box.top, line.box.left)))


def _on_box(chars: Sequence[Char], box: Box, behind: float) -> tuple[Char, ...]:
    """Return characters placed along a strip that went on `behind` its box as placed along the box."""
    width = max(float(np.hypot(*np.subtract(box.corners[1], box.corners[0]))), 1.0)
    whole = 1 + behind * box.text_height / width
    return tuple(replace(c, offset=min(c.offset * whole, 1.0)) for c in chars)

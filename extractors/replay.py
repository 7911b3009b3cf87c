"""Engines for fast tests: one writes down what a real engine answered, the other answers from that record.

Answers are keyed by what was asked about, the pixels included, so a changed picture is a changed question. A question
the record does not hold raises; nothing is made up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.ocr import EngineError, OcrEngine, Recognised, Turn

T = TypeVar("T")


class _Record(BaseModel):
    """All answers of one session, by question."""

    model_config = ConfigDict(extra="forbid")

    name: str
    version: str
    boxes: dict[str, tuple[Box, ...]] = {}
    strips: dict[str, Recognised] = {}
    turns: dict[str, Turn] = {}


class RecordingEngine:
    """Asks another engine and remembers its answers; `save` writes them for `ReplayEngine`."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.name, self.version = engine.name, engine.version
        self._record = _Record(name=engine.name, version=engine.version)

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """See `OcrEngine`."""
        boxes = self._engine.find_text(image, longest_side)
        self._record.boxes[_key(image, str(longest_side))] = boxes
        return boxes

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`."""
        answers = self._engine.recognise(strips)
        self._record.strips.update({_key(strip): answer for strip, answer in zip(strips, answers, strict=True)})
        return answers

    def find_turn(self, image: Image) -> Turn:
        """See `OcrEngine`."""
        turn = self._engine.find_turn(image)
        self._record.turns[_key(image)] = turn
        return turn

    def save(self, path: Path) -> None:
        """Write all answers so far to a JSON file."""
        path.write_text(self._record.model_dump_json(indent=1), "utf-8")


class ReplayEngine:
    """Answers from a record. It fails on a picture the record does not know, as a real engine would on a broken one.

    Raises:
        pydantic.ValidationError: when the file is no record.
    """

    def __init__(self, path: Path) -> None:
        self._record = _Record.model_validate_json(path.read_text("utf-8"))
        self.name, self.version = self._record.name, self._record.version

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """See `OcrEngine`."""
        return _answer(self._record.boxes, _key(image, str(longest_side)))

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`."""
        return tuple(_answer(self._record.strips, _key(strip)) for strip in strips)

    def find_turn(self, image: Image) -> Turn:
        """See `OcrEngine`."""
        return _answer(self._record.turns, _key(image))


def _answer(answers: dict[str, T], key: str) -> T:
    try:
        return answers[key]
    except KeyError as error:
        raise EngineError("the record holds no answer for this picture; record it again") from error


def _key(image: Image, *more: str) -> str:
    digest = hashlib.sha256("x".join(map(str, image.shape)).encode())
    digest.update(image.tobytes())
    return "-".join((digest.hexdigest()[:32], *more))

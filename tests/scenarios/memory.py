"""An engine that is asked the same twice answers from memory, so that unchanged pages of many submissions cost once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.ocr import OcrEngine, Recognised, Turn

T = TypeVar("T")


class RememberingEngine:
    """Answers of another engine, by the pixels asked about. The engine is deterministic, so nothing is lost by it."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.name, self.version = engine.name, engine.version
        self._known: dict[str, object] = {}

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        return self._remembered(f"text:{longest_side}", image, lambda: self._engine.find_text(image, longest_side))

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        return tuple(
            self._remembered("strip", strip, lambda s=strip: self._engine.recognise([s])[0]) for strip in strips
        )

    def find_turn(self, image: Image) -> Turn:
        return self._remembered("turn", image, lambda: self._engine.find_turn(image))

    def _remembered(self, question: str, image: Image, ask: Callable[[], T]) -> T:
        key = f"{question}:{image.shape}:{hashlib.sha256(image.tobytes()).hexdigest()}"
        if key not in self._known:
            self._known[key] = ask()
        return self._known[key]  # type: ignore[return-value]

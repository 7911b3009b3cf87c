"""Engines for tests that need none: one that sees nothing, one that fails."""

from collections.abc import Sequence

from extractors.facts import Box, Image
from extractors.ocr import EngineError, Recognised, Turn


class BlindEngine:
    """Sees no text on any picture."""

    name = "blind"
    version = "1"

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        return ()

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        return tuple(Recognised("", 0.0) for _ in strips)

    def find_turn(self, image: Image) -> Turn:
        return Turn(0, 1.0)


class BrokenEngine(BlindEngine):
    """Fails as a real one does."""

    def find_turn(self, image: Image) -> Turn:
        raise EngineError("orientation failed: RuntimeError")

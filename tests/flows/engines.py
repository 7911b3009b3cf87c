"""Engines for tests that need none: one that sees nothing, one that fails, some that take their process with them."""

import os
import signal
import time
from collections.abc import Sequence

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.ocr import EngineError, OcrEngine, Recognised, Turn
from flows.settings import Settings


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


_DARK = 100  # mean of a picture that the engines below cannot take


class DeadlyEngine(BlindEngine):
    """Kills its process over a black picture, as the system does when memory is short."""

    def find_turn(self, image: Image) -> Turn:
        if image.mean() < _DARK:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().find_turn(image)


class HangingEngine(BlindEngine):
    """Never comes back from a black picture, and does not listen to a polite end."""

    def find_turn(self, image: Image) -> Turn:
        if image.mean() < _DARK:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
            time.sleep(3600)
        return super().find_turn(image)


def deadly_engine(_: Settings) -> OcrEngine:
    return DeadlyEngine()


def hanging_engine(_: Settings) -> OcrEngine:
    return HangingEngine()

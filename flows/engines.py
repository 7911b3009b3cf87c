"""An engine that starts when it is first needed.

Starting PaddleOCR costs seconds. A submission without a file that opens needs no engine; and an engine that cannot
start is then a failure of the submission that needed it, reported like any other.
"""

from __future__ import annotations

import importlib.metadata
import threading
from collections.abc import Callable, Sequence

from extractors import models
from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.ocr import EngineError, OcrEngine, PaddleEngine, Recognised, Turn
from flows.settings import OcrSize, Settings

_NAMES = {"small": models.RECOGNITION_SMALL.name, "tiny": models.RECOGNITION_TINY.name}


class LazyEngine:
    """An `OcrEngine` around `start`, called once at the first use. A start that failed is not tried again.

    `name` and `version` must be known beforehand: reports carry them whether or not there was anything to recognise.
    """

    def __init__(self, start: Callable[[], OcrEngine], *, name: str, version: str) -> None:
        self.name = name
        self.version = version
        self._start = start
        self._lock = threading.Lock()
        self._engine: OcrEngine | None = None
        self._failure: EngineError | None = None

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """See `OcrEngine`."""
        return self.start().find_text(image, longest_side)

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """See `OcrEngine`."""
        return self.start().recognise(strips) if strips else ()

    def find_turn(self, image: Image) -> Turn:
        """See `OcrEngine`."""
        return self.start().find_turn(image)

    def start(self) -> OcrEngine:
        """Return the engine within, started if it was not.

        Raises:
            EngineError: it does not start.
        """
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._engine is None:
                try:
                    self._engine = self._start()
                except (models.WeightsError, EngineError) as error:
                    self._failure = EngineError(str(error))
                    raise self._failure from error
            return self._engine


def engine_for(settings: Settings, size: OcrSize | None = None, *, threads: int = 1) -> LazyEngine:
    """Return the engine the settings ask for, not yet started.

    `size` overrides theirs. `threads` is for where they name no number: engines of one thread side by side make the
    most of a batch, one engine of several threads of a single submission.
    """
    wanted = size or settings.ocr_size
    packages = (f"{name} {importlib.metadata.version(name)}" for name in ("paddleocr", "onnxruntime"))
    return LazyEngine(
        lambda: PaddleEngine(cache=settings.cache, size=wanted, threads=settings.ocr_threads or threads),
        name=_NAMES[wanted].removesuffix("_rec"),
        version=", ".join(packages),
    )

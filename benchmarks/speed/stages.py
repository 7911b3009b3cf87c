"""The stages of screening a submission, and where in the program each of them begins."""

from __future__ import annotations

from enum import StrEnum

import onnxruntime

from benchmarks.speed.clock import Clock
from extractors import faces, reading
from extractors.facts.pages import Page
from extractors.ocr import PaddleEngine
from flows import checking, screening


class Stage(StrEnum):
    """What time is spent on; the names stand in the tables."""

    MODELS = "models (ONNX Runtime sessions)"
    ENGINE = "engine around its models: resizing, boxes, characters"
    FACES = "faces, with OpenCV's own network runner"
    OPENING = "opening files: pictures and PDFs decoded"
    STAMPS = "stamps outside the engine"
    READING = "pages, layout and fields outside the engine"
    RULES = "rules"
    WRITING = "report and page written"


DIGITAL, PICTURE = "pages with a text layer", "pictures"


def watch_stages(clock: Clock) -> None:
    """Have this process count its stages. What is screened within `Stage.READING` is counted to the last second."""
    clock.watch(onnxruntime.InferenceSession, "run", Stage.MODELS)
    for call in ("find_text", "recognise", "find_turn"):
        clock.watch(PaddleEngine, call, Stage.ENGINE)
    clock.watch(faces, "_look", Stage.FACES)
    for call in ("read_submission", "open_file", "picture_hash"):
        clock.watch(screening, call, Stage.OPENING)
    clock.watch(reading, "find_stamps", Stage.STAMPS)
    clock.watch(screening, "judge", Stage.RULES)
    clock.watch(screening, "_show", Stage.WRITING)
    clock.watch(checking, "written", Stage.WRITING)


def watch_pages(clock: Clock) -> None:
    """Have this process count what pages take from pixels to documents, by whether they have a text layer."""

    def sort_of(page: Page, *_: object) -> str:
        return PICTURE if page.text is None else DIGITAL

    clock.watch(reading, "_read_page", sort_of)

"""Documents drawn by `samples`, read by the real engine."""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
from PIL import Image as Pictures

from extractors.facts.documents import Document
from extractors.facts.pages import Page
from extractors.ocr import OcrEngine
from extractors.reading import read_file
from samples import permits
from samples.truth import DocumentTruth, Drawing

TODAY = date(2026, 11, 20)


def documents_on(picture: Pictures.Image, engine: OcrEngine) -> tuple[Document, ...]:
    """Return what is found on a picture."""
    pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    return read_file([Page("drawn.png", 1, "0" * 64, pixels)], engine)


def draw_permit(kind: str, seed: int) -> Drawing:
    """Return a passport or permit of somebody."""
    rng = Random(f"permit:{kind}:{seed}")
    return permits.draw(rng, permits.make_traveller(rng, TODAY, certificate=kind))


def as_truth(document: Document) -> dict[str, object]:
    """Return a document's fields as a truth holds them."""
    return {str(name): reading.value for name, reading in document.fields.items()}


def spaceless(truth: DocumentTruth | dict[str, object]) -> dict[str, object]:
    """Return fields with the blanks taken out of texts: how wide a blank was printed is not for the reader to say."""
    fields = truth.fields if isinstance(truth, DocumentTruth) else truth
    return {name: "".join(value.split()) if isinstance(value, str) else value for name, value in fields.items()}

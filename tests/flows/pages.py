"""A page of print for tests of what reports show of it: where things are, and the picture itself."""

import cv2
import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, Quality, Reading, Source
from extractors.facts.kinds import Field, Kind
from extractors.facts.pages import Page
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape

NUMBER = "110101199003071234"
NUMBER_BOX = Box.from_rect(400, 500, 900, 540)
STAMP_BOX = Box.from_rect(700, 100, 900, 300)


def picture(width: int = 1000, height: int = 640) -> Image:
    """Return a light card with dark words in the places the documents below name; no two of its quarters are alike."""
    pixels = np.full((height, width, 3), 235, dtype=np.uint8)
    cv2.putText(pixels, NUMBER, (405, 532), cv2.FONT_HERSHEY_SIMPLEX, 1.25, (20, 20, 20), 3)
    cv2.putText(pixels, "NAME", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 3, (20, 20, 20), 8)
    cv2.circle(pixels, (800, 200), 95, (40, 40, 210), 6)
    cv2.rectangle(pixels, (30, 300), (300, 600), (90, 140, 60), -1)
    return pixels


def page(pixels: Image | None = None, number: int = 1) -> Page:
    return Page(file="sfz.jpg", number=number, sha256="1" * 64, pixels=picture() if pixels is None else pixels)


def card(number_box: Box | None = NUMBER_BOX, **changes: object) -> Document:
    stamp = Stamp(
        colour=StampColour.RED,
        shape=StampShape.ROUND,
        text="样本科技有限公司",
        kind=StampKind.OFFICIAL,
        owner=StampOwner.SPONSOR,
        confidence=0.9,
        box=STAMP_BOX,
    )
    document = Document(
        id="d1",
        file="sfz.jpg",
        page=1,
        sha256="1" * 64,
        kind=Kind.ID_CARD_PORTRAIT,
        kind_confidence=0.99,
        fields={
            Field.NAME: Reading(value="样本", raw="样本", confidence=0.9, page=1, box=Box.from_rect(60, 60, 300, 130)),
            Field.ID_NUMBER: Reading(value=NUMBER, raw=NUMBER, confidence=0.9, page=1, box=number_box),
        },
        stamps=(stamp,),
        quality=Quality(sharpness=1, is_colour=True),
        source=Source.OCR,
        pages=(1,),
        page_size=(1000, 640),
    )
    return document.model_copy(update=changes)

"""Lines heard while a page was read, laid back onto the upload however it was turned and enlarged."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.geometry import turn
from extractors.ocr import Recognised
from flows.listening import ListeningEngine
from tests.flows.engines import BlindEngine
from tests.flows.pages import page, picture

WORDS = Box.from_rect(60, 60, 300, 130)


class Reader(BlindEngine):
    """Finds one line, at `WORDS` of the upright page, whatever it is shown."""

    def __init__(self, box: Box) -> None:
        self._box = box

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        return (self._box,)

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        return tuple(Recognised("NAME", 0.9) for _ in strips)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("factor", [1.0, 1.6])
def test_lines_come_back_in_pixels_of_the_upload(degrees: int, factor: float) -> None:
    upload, back = turn(picture(), degrees)  # the page lies turned
    worked = cv2.resize(picture(), None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    ear = ListeningEngine(Reader(WORDS.mapped(np.diag([factor, factor, 1.0]))))
    image = np.asarray(worked, dtype=np.uint8)
    ear.recognise([image for _ in ear.find_text(image, 1600)])
    (line,) = ear.lines_on(page(upload))
    on_upload = WORDS.mapped(np.linalg.inv(back))
    assert np.allclose(line.box.corners, on_upload.corners, atol=2)


def test_a_second_look_at_single_strips_is_no_page_and_another_page_has_no_lines() -> None:
    ear = ListeningEngine(Reader(WORDS))
    image = picture()
    ear.recognise([image for _ in ear.find_text(image, 1600)])
    ear.recognise([image, image])
    assert [line.text for line in ear.lines_on(page())] == ["NAME"]
    other = np.ascontiguousarray(255 - picture())
    assert ear.lines_on(page(other)) == ()

"""负责人照片: a face, and hardly a word."""

from random import Random

import numpy as np
import pytest

from extractors.documents import Sheet
from extractors.documents.portrait_photo import READER
from extractors.facts.boxes import Box
from extractors.facts.kinds import Field
from extractors.facts.pictures import Image
from samples import portraits
from tests.lines import Line, line


def photo(faces: int) -> Image:
    picture = portraits.draw(Random(1), faces=faces, width=480).image
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


@pytest.mark.parametrize("faces", [0, 1, 2])
def test_faces_are_counted(faces: int) -> None:
    count = READER.read(Sheet(1, photo(faces), ())).fields[Field.FACE_COUNT]
    assert (count.value, count.methods) == (faces, ("face_detector",))
    assert (count.box is not None) == (faces > 0)


def test_what_may_be_a_further_face_makes_the_count_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    face, other = Box.from_rect(0, 0, 50, 100), Box.from_rect(100, 0, 150, 100)
    monkeypatch.setattr("extractors.documents.portrait_photo.scored_faces", lambda _: [(face, 0.7), (other, 0.25)])
    count = READER.read(Sheet(1, photo(0), ())).fields[Field.FACE_COUNT]
    assert count.value == 1
    assert count.confidence < 0.75


WORDS = {
    "none": ([], 0.9),
    "a provider's name on the curtain": ([line("阿里云备案专用幕布")], 0.9),
    "a document's worth": ([line("经营范围技术开发技术咨询技术服务", 0, 30 * i) for i in range(4)], 0.0),
    "folds of cloth read as letters": ([line("乂人八入" * 4, 0, 30 * i, confidence=0.5) for i in range(4)], 0.9),
}


@pytest.mark.parametrize(("lines", "confidence"), WORDS.values(), ids=WORDS)
def test_few_words_and_a_face_make_a_portrait(lines: list[Line], confidence: float) -> None:
    assert READER.recognise(Sheet(1, photo(1), tuple(lines))).confidence == confidence


def test_a_picture_without_a_face_is_no_portrait() -> None:
    assert READER.recognise(Sheet(1, photo(0), ())).confidence == 0


@pytest.mark.parametrize(("share", "expected"), [(0.5, 0.9), (0.09, 0.9), (0.07, 0.0)])
def test_the_face_must_be_the_subject(monkeypatch: pytest.MonkeyPatch, share: float, expected: float) -> None:
    face = Box.from_rect(0, 0, 50, 200 * share)
    monkeypatch.setattr("extractors.documents.portrait_photo.find_faces", lambda _: (face,))
    assert READER.recognise(Sheet(1, np.zeros((200, 200, 3), dtype=np.uint8), ())).confidence == expected

"""Print the detector passed over: found by its ink, read as part of its line or as a line of its own."""

import cv2
import numpy as np
import pytest

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.facts.stamps import StampColour
from extractors.lost_print import read_lost
from tests.lines import Scripted, line, recognised, stamp

PRINT = tuple(line(text, 100, 40 + 60 * i) for i, text in enumerate(("营业期限长期", "经营范围软件", "成立日期之后")))


def paper(*printed: Box, colour: tuple[int, int, int] = (20, 20, 20)) -> Image:
    image = np.full((400, 600, 3), 255, dtype=np.uint8)
    for box in (*(one.box for one in PRINT), *printed):
        for x in range(int(box.left) + 2, int(box.right) - 2, 10):
            cv2.rectangle(image, (x, int(box.top) + 2), (x + 5, int(box.bottom) - 2), colour, -1)
    return image


LOST = Box.from_rect(300, 250, 380, 270)


def test_where_all_print_was_read_nothing_is_read_again() -> None:
    engine = Scripted([recognised("别的")])
    assert read_lost(engine, paper(), PRINT, ()) == PRINT
    assert engine.strips == []


def test_print_in_no_line_is_read_as_one() -> None:
    found = read_lost(Scripted([recognised("个人经营")]), paper(LOST), PRINT, ())
    assert found[:3] == PRINT
    (new,) = found[3:]
    assert new.text == "个人经营"
    assert len(new.chars) == 4
    assert LOST.overlap(new.box) > 0.8


@pytest.mark.parametrize(("text", "confidence"), [("", 0.0), ("个人", 0.5)])
def test_what_cannot_be_read_is_no_line(text: str, confidence: float) -> None:
    assert read_lost(Scripted([recognised(text, confidence)]), paper(LOST), PRINT, ()) == PRINT


def test_a_line_that_goes_on_is_read_whole() -> None:
    more = Box.from_rect(222, 100, 262, 120)
    (first, third, whole) = read_lost(Scripted([recognised("经营范围软件开发")]), paper(more), PRINT, ())
    assert [one.text for one in (first, third)] == [PRINT[0].text, PRINT[2].text]
    assert whole.text == "经营范围软件开发"
    assert whole.box.left == 100
    assert whole.box.right == pytest.approx(262, abs=8)


@pytest.mark.parametrize(
    ("text", "confidence"), [("经营范围软件", 0.99), ("经营范围软件开发", 0.7), ("经营", 0.99), ("", 0.0)]
)
def test_a_line_that_says_no_more_or_is_less_sure_stays(text: str, confidence: float) -> None:
    more = Box.from_rect(222, 100, 262, 120)
    assert read_lost(Scripted([recognised(text, confidence)]), paper(more), PRINT, ()) == PRINT


def test_too_few_sure_lines_do_not_say_what_print_is() -> None:
    engine = Scripted([recognised("个人经营")])
    assert read_lost(engine, paper(LOST), PRINT[:2], ()) == PRINT[:2]
    unsure = tuple(line(one.text, one.box.left, one.box.top, confidence=0.8) for one in PRINT)
    assert read_lost(engine, paper(LOST), unsure, ()) == unsure
    assert engine.strips == []


def test_ruled_lines_and_frames_are_no_print() -> None:
    image = paper()
    cv2.rectangle(image, (10, 10), (590, 390), (20, 20, 20), 2)
    cv2.line(image, (20, 280), (580, 280), (20, 20, 20), 2)
    cv2.line(image, (350, 20), (350, 380), (20, 20, 20), 2)
    engine = Scripted()
    assert read_lost(engine, image, PRINT, ()) == PRINT
    assert engine.strips == []


@pytest.mark.parametrize("colour", [(60, 60, 225), (225, 225, 225)], ids=["red", "pale"])
def test_red_and_pale_ink_is_no_print(colour: tuple[int, int, int]) -> None:
    image = paper()
    pale = paper(LOST, colour=colour)
    image[230:290, 280:400] = pale[230:290, 280:400]
    engine = Scripted([recognised("个人经营")])
    assert read_lost(engine, image, PRINT, ()) == PRINT


def test_a_black_stamp_is_no_print() -> None:
    mark = stamp("云启公司", box=Box.from_rect(280, 230, 400, 290)).model_copy(update={"colour": StampColour.BLACK})
    engine = Scripted([recognised("个人经营")])
    assert read_lost(engine, paper(LOST), PRINT, [mark]) == PRINT


@pytest.mark.parametrize("box", [(300, 250, 306, 254), (300, 210, 390, 300)], ids=["a dot", "a picture"])
def test_ink_of_another_size_than_print_is_none(box: tuple[int, ...]) -> None:
    engine = Scripted([recognised("个人经营")])
    assert read_lost(engine, paper(Box.from_rect(*box)), PRINT, ()) == PRINT

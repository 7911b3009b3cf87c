"""Doubtful lines are looked at again, with more of the page around them, and all looks vote."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.facts.boxes import Box
from extractors.facts.pictures import Image
from extractors.second_look import look_again
from tests.lines import Scripted, line, recognised, slanted, stamp

PAGE: Image = np.full((400, 600, 3), 255, dtype=np.uint8)


def test_sure_lines_are_left_alone() -> None:
    engine = Scripted()
    lines = (line("登记机关", 20, 20, confidence=0.95),)
    assert look_again(engine, PAGE, lines, []) == lines
    assert engine.strips == []


def test_a_doubtful_character_is_voted_on() -> None:
    doubtful = line("登己机关", 20, 20, confidence=0.6)
    engine = Scripted([recognised("登记机关", 0.9), recognised("登记机关", 0.9)])
    (better,) = look_again(engine, PAGE, (doubtful,), [])
    assert better.text == "登记机关"
    assert better.chars[1].confidence == pytest.approx(0.6)
    assert better.box == doubtful.box


def test_a_look_of_another_length_has_no_vote() -> None:
    doubtful = line("登记机关", 20, 20, confidence=0.6)
    engine = Scripted([recognised("登记机关处", 0.9), recognised("登记机", 0.9)])
    (same,) = look_again(engine, PAGE, (doubtful,), [])
    assert same.text == doubtful.text
    assert same.confidence == pytest.approx(0.6)


def test_doubtful_marks_and_hopeless_or_slanted_lines_are_not_looked_at() -> None:
    mark = line("云启，", 20, 80)
    chars = (*mark.chars[:2], line("，", 0, 0, confidence=0.3).chars[0])
    lines = (
        type(mark)(mark.text, 0.9, mark.box, chars),
        line("海成成", 20, 120, confidence=0.3),
        slanted("仅供备案使用", 300, 200),
    )
    engine = Scripted()
    assert look_again(engine, PAGE, lines, []) == lines
    assert engine.strips == []


def test_what_is_read_again_does_not_run_into_the_next_line() -> None:
    label, value = line("名称", 20, 20, confidence=0.6), line("北京云启", 62, 20)
    apart = line("名称", 20, 120, confidence=0.6)
    engine = Scripted([recognised("名称", 0.9)] * 4)
    look_again(engine, PAGE, (label, value, apart), [])
    beside, alone = sorted(strip.shape[1] for strip in engine.strips[::2])
    assert beside < alone


def test_a_stamp_s_red_is_taken_off_first() -> None:
    page = PAGE.copy()
    page[10:50, 10:120] = (60, 60, 225)
    engine = Scripted([recognised("登记机关", 0.9)] * 2)
    look_again(engine, page, (line("登记机关", 20, 20, confidence=0.6),), [stamp("", box=Box.from_rect(0, 0, 150, 80))])
    assert min(int(strip.min()) for strip in engine.strips) > 200

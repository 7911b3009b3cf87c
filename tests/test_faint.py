"""Pale patterns and watermarks are told from print by their ink."""

import cv2
import numpy as np
import pytest

from extractors.facts.pictures import Image
from extractors.faint import without_faint
from tests.lines import Line, line


def drawn(lines: list[tuple[Line, int]], paper: int = 250) -> Image:
    """Return paper with bars of a grey level where the lines are."""
    image = np.full((400, 600, 3), paper, dtype=np.uint8)
    for one, grey in lines:
        box = one.box
        for x in range(int(box.left) + 2, int(box.right) - 2, 8):
            cv2.rectangle(image, (x, int(box.top) + 3), (x + 3, int(box.bottom) - 3), (grey, grey, grey), -1)
    return image


PRINT = [line(f"经营范围技术开发{i}", 20, 20 + 40 * i) for i in range(6)]


@pytest.mark.parametrize(
    ("grey", "kept"), [(30, True), (90, True), (120, True), (190, False), (220, False), (245, False)]
)
def test_print_stays_and_what_is_pale_beside_it_goes(grey: int, kept: bool) -> None:
    mark = line("仅供备案使用", 300, 300)
    image = drawn([*((one, 30) for one in PRINT), (mark, grey)])
    assert (mark in without_faint(image, [*PRINT, mark])) is kept
    assert set(PRINT) <= set(without_faint(image, [*PRINT, mark]))


def test_a_copy_pale_all_over_keeps_its_print() -> None:
    image = drawn([(one, 190) for one in PRINT], paper=235)
    assert without_faint(image, PRINT) == tuple(PRINT)


def test_few_lines_do_not_say_what_is_pale() -> None:
    mark = line("仅供备案使用", 300, 300)
    image = drawn([*((one, 30) for one in PRINT[:3]), (mark, 240)])
    assert without_faint(image, [*PRINT[:3], mark]) == (*PRINT[:3], mark)


def test_short_patterns_do_not_outweigh_print() -> None:
    patterns = [line("SC", 400, 10 + 30 * i) for i in range(9)]
    image = drawn([*((one, 30) for one in PRINT), *((one, 225) for one in patterns)])
    assert without_faint(image, [*PRINT, *patterns]) == tuple(PRINT)


def test_nothing_stays_nothing() -> None:
    assert without_faint(drawn([]), []) == ()

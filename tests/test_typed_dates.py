"""A date typed between printed words: read along the digits' row, and only where looks agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine as Line
from extractors.facts.pictures import Image
from extractors.ocr import Recognised, Turn
from extractors.typed_dates import read_typed_dates
from tests.lines import line, recognised

PAGE = np.full((400, 900, 3), 255, np.uint8)
YEAR = line("2020", 500, 300)


class Looking:
    """An engine that is told what its looks at a row show."""

    name, version = "looking", "0"

    def __init__(self, *shown: str) -> None:
        self.shown = shown
        self.strips: list[Image] = []

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """Never asked."""
        raise AssertionError

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """Return what was told, in turn."""
        self.strips += strips
        return tuple(recognised(self.shown[i % len(self.shown)]) for i in range(len(strips)))

    def find_turn(self, image: Image) -> Turn:
        """Never asked."""
        raise AssertionError


def texts(lines: Sequence[Line]) -> list[str]:
    return sorted(line.text for line in lines)


@pytest.mark.parametrize("shown", ["2020年04月09日", "20200409", "2020 04 09"])
def test_a_lone_year_becomes_the_date_its_looks_agree_on(shown: str) -> None:
    month = line("月", 620, 306)
    title = line("登记机关", 500, 250)
    found = read_typed_dates(Looking(shown), PAGE, [title, YEAR, month])
    assert texts(found) == ["2020年04月09日", "登记机关"]


def test_looks_that_differ_decide_nothing() -> None:
    engine = Looking("20200409", "20200109", "2020年7月9日", "2020")
    assert texts(read_typed_dates(engine, PAGE, [YEAR])) == ["2020"]
    assert engine.strips


@pytest.mark.parametrize("rest", ["24年01月15日", "年01月15日"])
def test_a_year_that_was_cut_off_is_looked_for(rest: str) -> None:
    lines = [line("202", 458, 302), line(rest, 500, 300)]
    assert texts(read_typed_dates(Looking("2024年01月15日"), PAGE, lines)) == ["2024年01月15日"]


def test_a_month_with_a_zero_and_a_day_without_is_looked_at_again() -> None:
    cut = line("2020年03月2日", 500, 300)
    assert texts(read_typed_dates(Looking("2020年03月26日"), PAGE, [cut])) == ["2020年03月26日"]


@pytest.mark.parametrize("text", ["2020年04月09日", "20200409", "3020", "2020年度报告", "注册号2020"])
def test_whole_dates_and_other_numbers_are_left_alone(text: str) -> None:
    engine = Looking("20200101")
    assert texts(read_typed_dates(engine, PAGE, [line(text, 500, 300)])) == [text]
    assert not engine.strips


def test_a_date_in_several_lines_is_left_to_the_reader() -> None:
    engine = Looking("20200101")
    lines = [YEAR, line("年04月", 580, 300), line("09日", 680, 300)]
    assert read_typed_dates(engine, PAGE, lines) == tuple(lines)
    assert not engine.strips

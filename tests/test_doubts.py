"""What is never sure: print under ink that cannot be lifted, Chinese print lower than its strokes."""

from __future__ import annotations

import pytest

from extractors.doubts import tiny_print_doubted, under_dark_ink_doubted
from extractors.facts.boxes import Box
from tests.lines import SURE, line


@pytest.mark.parametrize(("scale", "han"), [(1.0, SURE), (0.61, SURE), (0.4, 0.85)])
def test_chinese_print_lower_than_its_strokes_is_doubted(scale: float, han: float) -> None:
    (found,) = tiny_print_doubted([line("西港路6号A座", height=20)], scale)
    assert {char.text: char.confidence for char in found.chars} == {
        **dict.fromkeys("西港路号座", han),
        **dict.fromkeys("6A", SURE),
    }


def test_what_is_doubted_anyway_is_made_no_surer() -> None:
    (found,) = tiny_print_doubted([line("西港", confidence=0.3)], 0.1)
    assert [char.confidence for char in found.chars] == [0.3, 0.3]


def test_print_under_dark_ink_is_doubted_and_other_print_is_not() -> None:
    under, beside = line("北京云启", 0, 0), line("北京云启", 0, 300)
    found = under_dark_ink_doubted([under, beside], [Box.from_rect(0, 0, 40, 40)])
    assert found[0].confidence == max(char.confidence for char in found[0].chars) == 0.85
    assert found[1] == beside

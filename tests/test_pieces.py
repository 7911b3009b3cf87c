"""Pieces of a levelled page: cutting, rows, stacked letters, slanted lines, the page's own tilt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine
from extractors.pieces import is_slanted, level, rows, same_row, tilt
from tests.lines import HEIGHT, line, page, piece, slanted, turned

WORDS = st.text("名称北京云启A1 .（）", min_size=1, max_size=30)


@given(WORDS, st.integers(0, 31), st.integers(0, 31))
def test_a_cut_keeps_its_characters_and_lies_within_the_piece(text: str, a: int, b: int) -> None:
    whole = piece(text)
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    part = whole.cut(start, end)
    assert part.text == text[start:end].strip()
    assert whole.left - 1e-6 <= part.left <= part.right <= whole.right + 1e-6
    assert (part.top, part.bottom) == (whole.top, whole.bottom)
    if part.chars:
        assert part.box.left == pytest.approx(part.left, abs=1e-3)
        assert part.box.right == pytest.approx(part.right, abs=1e-3)


@given(WORDS, st.integers(1, 30))
def test_two_cuts_share_no_place(text: str, at: int) -> None:
    whole = piece(text)
    before, after = whole.cut(0, min(at, len(text))), whole.cut(min(at, len(text)), len(text))
    assert (before.text + after.text).replace(" ", "") == text.replace(" ", "")
    if before.chars and after.chars:
        assert before.right <= after.left + 1e-6


def test_a_cut_value_begins_where_its_print_begins() -> None:
    whole = piece("名称　　　　北京云启公司")  # the engine sees the gap and reads no character in it
    value = whole.cut(2, 8)
    assert value.text == "北京云启公司"
    assert value.left == pytest.approx(6 * HEIGHT, abs=0.2 * HEIGHT)


def test_an_empty_cut_holds_nothing() -> None:
    assert piece("名称").cut(1, 1).chars == ()
    assert piece("a   b").cut(1, 4).chars == ()


@given(st.lists(st.tuples(WORDS, st.integers(0, 900), st.integers(0, 1200)), max_size=20))
def test_levelling_keeps_all_characters_of_lines_that_are_not_slanted(places: list[tuple[str, int, int]]) -> None:
    lines = [line(text, x, y) for text, x, y in places]
    kept = "".join(sorted("".join(p.text for p in level(lines))))
    assert kept == "".join(sorted("".join(text for text, _, _ in places)))


@pytest.mark.parametrize("degrees", [-8.0, -2.0, 0.0, 3.0, 8.0])
def test_a_tilted_page_is_levelled(degrees: float) -> None:
    lines = page(
        "名　　称  北京云启数智科技有限公司\n\n类　　型  有限责任公司（自然人独资）\n\n住　　所  北京市海淀区中关村大街"
    )
    assert np.degrees(tilt(turned(lines, degrees))) == pytest.approx(degrees, abs=0.01)
    found = {p.text: (p.left, p.top, p.right, p.bottom) for p in level(turned(lines, degrees))}
    assert found == {p.text: pytest.approx((p.left, p.top, p.right, p.bottom), abs=0.1) for p in level(lines)}


def test_few_lines_do_not_say_how_a_page_is_tilted() -> None:
    assert tilt(turned([line("北京云启数智科技有限公司")], 10)) == 0
    assert tilt([]) == 0


@pytest.mark.parametrize(
    ("degrees", "is_watermark"), [(0, False), (5, False), (12, False), (20, True), (45, True), (90, True), (-30, True)]
)
def test_lines_across_the_page_are_watermarks(degrees: float, is_watermark: bool) -> None:
    mark = slanted("仅供网站备案使用", 300, 200, degrees)
    assert bool(is_slanted(mark, 0.0)) is is_watermark
    rest = page("名　　称  北京云启数智科技有限公司")
    assert ("仅供网站备案使用" in {p.text for p in level((*rest, mark))}) is not is_watermark


def test_what_is_slanted_is_measured_from_the_page_s_own_tilt() -> None:
    print_ = page("北京云启数智科技有限公司\n\n北京云启数智科技有限公司\n\n北京云启数智科技有限公司")
    assert len(level(turned(print_, 20))) == 3


def test_letters_in_a_tall_box_come_apart() -> None:
    tall = TextLine("副本", 0.9, Box.from_rect(0, 0, 20, 44))
    upper, lower = level([tall])
    assert (upper.text, lower.text) == ("副", "本")
    assert upper.bottom <= lower.top + 1e-6
    assert [c.offset for p in (upper, lower) for c in p.chars] == [0.5, 0.5]


def test_a_line_without_characters_gets_them() -> None:
    (only,) = level([TextLine("名称", 0.7, Box.from_rect(0, 0, 40, 20))])
    assert [(c.text, c.confidence, c.offset) for c in only.chars] == [("名", 0.7, 0.25), ("称", 0.7, 0.75)]


def test_a_line_that_says_nothing_is_no_piece() -> None:
    assert level([TextLine("", 0.0, Box.from_rect(0, 0, 40, 20))]) == []


def test_rows_from_the_top_and_each_from_the_left() -> None:
    pieces = level(page("甲  乙\n丙  丁"))
    assert [[p.text for p in row] for row in rows(list(reversed(pieces)))] == [["甲", "乙"], ["丙", "丁"]]


@pytest.mark.parametrize(("down", "expected"), [(0, True), (8, True), (10, True), (14, False), (30, False)])
def test_pieces_that_overlap_enough_are_on_one_row(down: float, expected: bool) -> None:
    assert same_row(piece("甲", 0, 0), piece("乙", 100, down)) is expected


def test_the_em_of_a_box_too_tall_for_its_characters() -> None:
    (short,) = level([line("名称", 0, 0, 20, width=20)])
    assert short.em == pytest.approx(13)
    (usual,) = level([line("名称北京", 0, 0, 20)])
    assert usual.em == 20

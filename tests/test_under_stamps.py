"""Text under a stamp: what the stamp alone said goes, what it covered appears, the rest stays."""

import cv2
import numpy as np
import pytest

from extractors.facts import Box, Image, Stamp, StampColour
from extractors.under_stamps import read_under_stamps
from tests.lines import Line, Scripted, line, recognised, stamp

PLACE = Box.from_rect(240, 140, 360, 260)
RED, INK = (60, 60, 225), (20, 20, 20)
# The region read again begins here; print is small, so it is doubled.
LEFT, TOP, SCALE = 168, 116, 2.0
SEAL = stamp("云启公司", box=PLACE)


def paper(*printed: Line) -> Image:
    image = np.full((400, 600, 3), 255, dtype=np.uint8)
    for one in printed:
        box = one.box
        for x in range(int(box.left) + 3, int(box.right) - 3, 10):
            cv2.rectangle(image, (x, int(box.top) + 3), (x + 5, int(box.bottom) - 3), INK, -1)
    ring = np.full_like(image, 255)
    cv2.circle(ring, (300, 200), 58, RED, 4)
    for x in range(255, 345, 12):
        cv2.rectangle(ring, (x, 190), (x + 6, 206), RED, -1)
    return np.minimum(image, ring)


def in_region(box: Box) -> Box:
    """Return where a box of the page lies in the region as it is read again."""
    return Box.from_rect(
        *(
            SCALE * (v - d)
            for v, d in zip((box.left, box.top, box.right, box.bottom), (LEFT, TOP, LEFT, TOP), strict=True)
        )
    )


def texts(lines: tuple[Line, ...]) -> list[str]:
    return sorted(one.text for one in lines)


@pytest.mark.parametrize("stamps", [(), (SEAL.model_copy(update={"colour": StampColour.BLUE}),)])
def test_without_a_red_stamp_nothing_is_read_again(stamps: tuple[Stamp, ...]) -> None:
    lines = (line("登记机关", 250, 190),)
    engine = Scripted([recognised("别的")])
    assert read_under_stamps(engine, paper(), lines, stamps) == lines
    assert engine.strips == []


def test_the_stamp_s_own_words_are_left_out() -> None:
    own, elsewhere = line("公章", 250, 188), line("登记机关", 20, 20)
    assert texts(read_under_stamps(Scripted(), paper(elsewhere), (own, elsewhere), [SEAL])) == ["登记机关"]


def test_a_covered_line_that_is_surer_without_the_red_is_taken() -> None:
    covered = line("登己机关", 260, 190, confidence=0.4)
    engine = Scripted([recognised("登记机关", 0.97)])
    (better,) = read_under_stamps(engine, paper(covered), (covered,), [SEAL])
    assert (better.text, better.confidence, better.box) == ("登记机关", 0.97, covered.box)
    assert [c.confidence for c in better.chars] == [0.97] * 4


@pytest.mark.parametrize("again", ["", "登记", "登己机关"])
def test_a_covered_line_that_is_no_better_without_the_red_stays(again: str) -> None:
    covered = line("登记机关", 260, 190, confidence=0.9)
    engine = Scripted([recognised(again, 0.6)])
    assert read_under_stamps(engine, paper(covered), (covered,), [SEAL]) == (covered,)


def test_a_line_beside_the_stamp_is_not_asked_about() -> None:
    beside = line("登记机关", 20, 190)
    engine = Scripted([recognised("别的")])
    assert read_under_stamps(engine, paper(beside), (beside,), [SEAL]) == (beside,)


def test_a_line_that_appears_without_the_red_is_new() -> None:
    hidden = line("2021年01月20日", 230, 190)
    engine = Scripted([recognised("2021年01月20日", 0.9)], [in_region(hidden.box)])
    (found,) = read_under_stamps(engine, paper(hidden), (), [SEAL.model_copy()])
    assert found.text == "2021年01月20日"
    # No line says how large print is here, so the region is taken as it is.
    assert found.confidence == 0.9


def test_a_line_too_uncertain_to_be_read_is_not_new() -> None:
    elsewhere = line("登记机关", 20, 20)
    engine = Scripted([recognised("年月", 0.4)], [in_region(Box.from_rect(230, 190, 270, 210))])
    assert read_under_stamps(engine, paper(elsewhere), (elsewhere,), [SEAL]) == (elsewhere,)


def test_one_line_takes_the_place_of_the_parts_it_covers() -> None:
    parts = (line("2021年", 232, 190), line("20日", 318, 190), line("登记机关", 20, 20))
    whole = Box.from_rect(230, 189, 352, 211)
    engine = Scripted(
        [recognised("2021年"), recognised("20日"), recognised("2021年01月20日", 0.95)], [in_region(whole)]
    )
    found = read_under_stamps(engine, paper(*parts), parts, [SEAL])
    assert texts(found) == ["2021年01月20日", "登记机关"]
    (date,) = (one for one in found if one.text.startswith("2021"))
    assert (date.box.left, date.box.right) == pytest.approx((230, 352))


def test_a_line_that_says_less_takes_nobody_s_place() -> None:
    parts = (line("2021年01月20日", 232, 190, width=120),)
    engine = Scripted([recognised(parts[0].text), recognised("2021", 0.99)], [in_region(parts[0].box)])
    assert texts(read_under_stamps(engine, paper(*parts), parts, [SEAL])) == ["2021年01月20日"]


def test_a_line_cut_short_by_the_stamp_is_continued() -> None:
    short = line("登记机关海淀", 172, 190)
    rest = Box.from_rect(250, 190, 345, 210)
    engine = Scripted([recognised(short.text), recognised("海淀区局", 0.9)], [in_region(rest)])
    (whole,) = read_under_stamps(engine, paper(short), (short,), [SEAL])
    assert whole.text == "登记机关海淀区局"
    assert len(whole.chars) == len(whole.text)
    offsets = [c.offset for c in whole.chars]
    assert offsets == sorted(offsets)
    assert (whole.box.left, whole.box.right) == pytest.approx((172, 345))


def test_a_line_that_goes_on_beyond_the_region_replaces_nothing() -> None:
    long = line("北京云启数智", 150, 190)
    at_edge = Box.from_rect(LEFT, 189, 275, 211)
    engine = Scripted([recognised(long.text), recognised("云启数智科技有限", 0.99)], [in_region(at_edge)])
    assert texts(read_under_stamps(engine, paper(long), (long,), [SEAL])) == ["北京云启数智"]


def test_a_stamp_at_the_page_s_edge_is_read_again_without_harm() -> None:
    at_edge = stamp("云启公司", box=Box.from_rect(540, 330, 660, 450))
    lines = (line("登记机关", 520, 370),)
    assert len(read_under_stamps(Scripted([recognised("登记机关")]), paper(*lines), lines, [at_edge])) <= 1

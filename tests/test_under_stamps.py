"""Text under a stamp: what the stamp alone said goes, what it covered appears, the rest stays."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.facts.boxes import Box
from extractors.facts.lines import TextLine as Line
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampColour
from extractors.ocr import Recognised, Turn
from extractors.under_stamps import read_under_stamps
from tests.lines import line, recognised, stamp

PLACE = Box.from_rect(240, 140, 360, 260)
RED, INK = (60, 60, 225), (20, 20, 20)
# The region read again begins here; print is small, so it is doubled.
LEFT, TOP, SCALE = 108, 116, 2.0
SEAL = stamp("云启公司", box=PLACE)
ELSEWHERE = line("登记机关", 20, 20)


class Clean:
    """An engine that finds boxes on the picture without red, and is told what stands there by either picture.

    Lines found anew are read first, then the old ones that none of them covers.
    """

    name, version = "clean", "0"

    def __init__(
        self,
        boxes: Sequence[Box] = (),
        lifted: Sequence[Recognised] = (),
        whitened: Sequence[Recognised] | None = None,
        old: Sequence[Recognised] = (),
    ) -> None:
        self.boxes = tuple(boxes)
        self.answers = [list(lifted), list(lifted if whitened is None else whitened), list(old), list(old)]
        self.searched: list[Image] = []
        self.strips: list[Image] = []

    def find_text(self, image: Image, longest_side: int) -> tuple[Box, ...]:
        """Return the boxes, whatever the picture."""
        self.searched.append(image)
        return self.boxes

    def recognise(self, strips: Sequence[Image]) -> tuple[Recognised, ...]:
        """Return what was told for this call."""
        self.strips += strips
        answers = self.answers.pop(0)
        assert len(answers) == len(strips)
        return tuple(answers)

    def find_turn(self, image: Image) -> Turn:
        """Never asked."""
        raise AssertionError


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
    """Return where a box of the page lies in the region as lines are looked for on it."""
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
    engine = Clean()
    assert read_under_stamps(engine, paper(), lines, stamps) == lines
    assert engine.searched == []


def test_lines_are_looked_for_where_no_red_is_left() -> None:
    engine = Clean()
    read_under_stamps(engine, paper(), (ELSEWHERE,), [SEAL])
    (picture,) = engine.searched
    assert picture.min() > 200


def test_the_stamp_s_own_words_are_left_out() -> None:
    own = line("公章", 250, 188)
    engine = Clean(old=[recognised("公章")])
    assert texts(read_under_stamps(engine, paper(ELSEWHERE), (own, ELSEWHERE), [SEAL])) == ["登记机关"]


def test_a_line_found_anew_takes_the_place_of_the_pieces_it_covers() -> None:
    pieces = (line("2021年", 232, 190), line("20日", 318, 190), ELSEWHERE)
    whole = Box.from_rect(230, 189, 352, 211)
    engine = Clean([in_region(whole)], [recognised("2021年01月20日", 0.95)])
    found = read_under_stamps(engine, paper(*pieces), pieces, [SEAL])
    assert texts(found) == ["2021年01月20日", "登记机关"]
    (date,) = (one for one in found if one.text.startswith("2021"))
    assert date.box.left <= 232
    assert date.box.right >= 352


def test_a_line_found_anew_goes_as_far_as_the_known_one_it_continues() -> None:
    short = line("登记机关海淀", 172, 190)
    rest = Box.from_rect(250, 190, 345, 210)
    engine = Clean([in_region(rest)], [recognised("登记机关海淀区局", 0.9)])
    (whole,) = read_under_stamps(engine, paper(short), (short,), [SEAL])
    assert whole.text == "登记机关海淀区局"
    assert 160 < whole.box.left <= 172
    assert whole.box.right >= 345


def test_two_boxes_that_come_to_lie_on_one_line_are_read_once() -> None:
    long = line("北京云启数智科技有限公司", 232, 190)
    halves = [Box.from_rect(234, 190, 290, 210), Box.from_rect(300, 190, long.box.right, 210)]
    engine = Clean([in_region(half) for half in halves], [recognised(long.text)])
    assert texts(read_under_stamps(engine, paper(long), (long,), [SEAL])) == [long.text]


def test_both_pictures_vote_on_a_character() -> None:
    hidden = Box.from_rect(240, 190, 340, 210)
    doubtful, sure = recognised("登己机关", 0.6), recognised("登记机关", 0.9)
    engine = Clean([in_region(hidden)], [doubtful], [sure])
    found = read_under_stamps(engine, paper(ELSEWHERE), (ELSEWHERE,), [SEAL])
    (line_found,) = (one for one in found if one.box.top > 100)
    assert line_found.text == "登记机关"
    assert line_found.chars[1].confidence == pytest.approx(0.45)
    assert dict(line_found.chars[1].others) == {"己": pytest.approx(0.3)}


def test_what_was_read_in_the_same_place_before_votes_as_well() -> None:
    before = line("登记机关", 250, 190)
    engine = Clean([in_region(before.box)], [recognised("登己机关", 0.5)])
    (after,) = read_under_stamps(engine, paper(before), (before,), [SEAL])
    assert after.text == "登记机关"


def test_a_line_too_uncertain_to_be_read_is_not_new() -> None:
    engine = Clean([in_region(Box.from_rect(250, 190, 290, 210))], [recognised("年月", 0.4)])
    assert read_under_stamps(engine, paper(ELSEWHERE), (ELSEWHERE,), [SEAL]) == (ELSEWHERE,)


def test_an_old_line_that_is_surer_without_the_red_is_taken_so() -> None:
    covered = line("登己机关", 260, 190, confidence=0.4)
    (better,) = read_under_stamps(Clean(old=[recognised("登记机关", 0.97)]), paper(covered), (covered,), [SEAL])
    assert (better.text, better.box) == ("登记机关", covered.box)
    assert better.confidence == pytest.approx(0.97)


@pytest.mark.parametrize("again", ["", "登记", "登己机关"])
def test_an_old_line_that_is_no_better_without_the_red_stays(again: str) -> None:
    covered = line("登记机关", 260, 190, confidence=0.9)
    engine = Clean(old=[recognised(again, 0.6)])
    assert read_under_stamps(engine, paper(covered), (covered,), [SEAL]) == (covered,)


def test_a_line_beside_the_stamp_is_not_asked_about() -> None:
    beside = line("登记机关", 20, 190)
    engine = Clean([in_region(Box.from_rect(130, 190, 200, 210))])
    assert read_under_stamps(engine, paper(beside), (beside,), [SEAL]) == (beside,)
    assert engine.strips == []


def test_a_line_cut_by_the_region_s_edge_is_looked_for_across_the_page() -> None:
    engine = Clean([Box.from_rect(0, 148, 500, 188)], [recognised("北京云启数智科技有限公司")])
    read_under_stamps(engine, paper(ELSEWHERE), (ELSEWHERE,), [SEAL])
    first, second = engine.searched
    assert second.shape[1] == SCALE * 600 > first.shape[1]


def test_a_known_line_that_reaches_beyond_the_region_is_read_whole() -> None:
    far = line("地址", 0, 190, width=235)  # ends before the stamp, begins before the region
    engine = Clean([Box.from_rect(184, 148, 520, 188)], [recognised("北京市海淀区云港路")])
    (whole,) = read_under_stamps(engine, paper(far), (far,), [SEAL])
    assert [picture.shape[1] for picture in engine.searched][1:] == [SCALE * 600]
    assert whole.box.left <= 1


def test_a_stamp_at_the_page_s_edge_is_read_again_without_harm() -> None:
    at_edge = stamp("云启公司", box=Box.from_rect(540, 330, 660, 450))
    lines = (line("登记机关", 520, 370),)
    engine = Clean(old=[recognised("登记机关")])
    assert texts(read_under_stamps(engine, paper(*lines), lines, [at_edge])) == ["登记机关"]

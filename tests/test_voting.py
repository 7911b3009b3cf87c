"""Several looks at one line: the surest says how long it is, and all of that length vote."""

import pytest

from extractors.facts.lines import Char
from extractors.ocr import Recognised
from extractors.voting import count, least_certain, ranked, together
from tests.lines import recognised


def test_candidates_are_ranked_by_their_mean_probability() -> None:
    (first, most), (second, less) = ranked([(("己", 0.6), ("已", 0.4)), (("已", 0.9),)])
    assert (first, second) == ("已", "己")
    assert [most, less] == pytest.approx([0.65, 0.3])


def test_a_wrong_look_does_not_become_surer_by_others() -> None:
    one = together([recognised("云启", 0.9), recognised("云后", 0.9)])
    assert least_certain(one.chars) == pytest.approx(0.45)


def test_the_surest_look_says_how_many_characters_there_are() -> None:
    assert together([recognised("云启数", 0.6), recognised("云启", 0.95)]).text == "云启"


def test_blanks_do_not_count_and_are_kept_where_one_look_has_them() -> None:
    spaced, plain = recognised("云 启", 0.8), recognised("云启", 0.9)
    assert count(spaced.chars) == count(plain.chars) == 2
    assert together([spaced, plain]).text == together([plain, spaced]).text == "云 启"


def test_nothing_stays_nothing() -> None:
    assert together([Recognised("", 0.0), Recognised("", 0.0)]).text == ""
    assert least_certain(()) == 1.0


def test_marks_are_never_the_least_certain() -> None:
    assert least_certain([Char("云", 0.9, 0.2), Char("，", 0.3, 0.8)]) == 0.9

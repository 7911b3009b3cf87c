"""What passes for its twin is counted from each confidence on."""

from random import Random

from benchmarks.look_alikes import HAN_PAIRS, LATIN_PAIRS, THRESHOLDS, Outcome, read_all, table_of
from tests.lines import Scripted, recognised


def test_every_pair_is_two_characters() -> None:
    assert all(len(set(pair)) == 2 for pair in (*HAN_PAIRS, *LATIN_PAIRS))
    assert len(set(HAN_PAIRS)) == len(HAN_PAIRS)


def test_twins_and_doubted_right_readings_are_counted() -> None:
    outcomes = [
        Outcome("冼浩", "洗浩", "洗浩", 0.74),
        Outcome("冼浩", "洗浩", "冼浩", 0.55),
        Outcome("云启", "去启", "云启", 0.99),
        Outcome("云启", "去启", "云", 0.99),
    ]
    table = table_of("names", outcomes)
    rows = {row[0]: row[1:] for row in table.rows}
    assert len(rows) == len(THRESHOLDS)
    assert rows["0.00"] == (4, 1, 0.25, 0.0)
    assert rows["0.70"] == (4, 1, 0.25, 0.5)
    assert rows["0.75"] == (4, 0, 0.0, 0.5)


def test_words_are_drawn_and_read() -> None:
    engine = Scripted([recognised("己任", 0.9)] * 3)
    outcomes = read_all(engine, ["己已"], 3, Random(1))
    assert [outcome.read for outcome in outcomes] == ["己任"] * 3
    assert all({*outcome.printed} ^ {*outcome.twin} == {"己", "已"} for outcome in outcomes)
    assert all(strip.shape[0] > 20 and strip.min() < 100 for strip in engine.strips)

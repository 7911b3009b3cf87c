"""The counting of the speed benchmark: whose second it is, who is held against whom, what tables and picture say."""

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fpdf import FPDF

from benchmarks.speed import __main__ as speed
from benchmarks.speed import results
from benchmarks.speed.batch import PLAIN, PREFECT, Batch, batch_table
from benchmarks.speed.clock import Clock
from benchmarks.speed.found import found_table, is_found
from benchmarks.speed.picture import draw, nice_top
from benchmarks.speed.readers import Ours, Pipeline, Rapid, Seen, Work, pages_of
from benchmarks.speed.results import MemoryLine, PageCount
from benchmarks.speed.rounds import Arena, Contestant, Turn, in_turn
from benchmarks.speed.stages import Stage
from benchmarks.truth import SubmissionTruth
from flows.settings import load_settings
from tests.benchmarks.builders import document, truth

DEMO = Path(__file__).parents[2] / "samples" / "demo" / "complete"
SVG = "{http://www.w3.org/2000/svg}"
ONE, TWO = Contestant("ours, 1", Ours, 1, 1), Contestant("ours, 2", Ours, 2, 1)
OTHER = Contestant("other", Rapid)
PAGES = {"A": PageCount(4, 1), "B": PageCount(6, 0)}
MODELS, READING = {Stage.MODELS: 6.0}, {Stage.READING: 2.0}


def turn(contestant, submission, *works, number=0):
    return Turn(contestant.name, number, submission, works)


TURNS = [
    turn(ONE, "A", Work(8.0, 2.0, MODELS, 300_000_000, 900_000_000)),
    turn(TWO, "A", Work(8.0, 2.0, MODELS, 310_000_000, 900_000_000), Work(8.0, 0.0, MODELS)),
    turn(OTHER, "A", Work(6.0, resident=200_000_000, peak=500_000_000)),
    turn(ONE, "B", Work(10.0)),
    turn(TWO, "B", Work(12.0), Work(12.0)),
    turn(OTHER, "B", Work(9.0)),
]


class Moments:
    """A clock that says what it is told."""

    def __init__(self, *moments):
        self._moments = iter(moments)

    def __call__(self):
        return next(self._moments)


def test_a_second_counts_once_for_the_innermost_name():
    clock = Clock(Moments(0, 1, 3, 3, 7, 10))
    with clock.within("outer"):
        with clock.within("inner"):
            pass
        with clock.within("inner"):
            pass
    assert clock.take() == {"outer": 1 + 0 + 3, "inner": 2 + 4}
    assert clock.take() == {}


def test_a_watched_function_is_counted_however_it_ends_and_named_by_its_arguments():
    class Owner:
        @staticmethod
        def work(page):
            return 1 / page

    clock = Clock(Moments(0, 1, 5, 8))
    clock.watch(Owner, "work", lambda page: f"page {page}")
    assert Owner.work(2) == 0.5
    with pytest.raises(ZeroDivisionError):
        Owner.work(0)
    assert clock.take() == {"page 2": 1, "page 0": 3}


def test_all_that_is_watched_is_there():
    """Stages are found by name in other rooms; renamed there, they would silently take no time."""
    from benchmarks.speed import stages

    class Asked:
        def __init__(self):
            self.names = []

        def watch(self, owner, attribute, name):
            assert callable(getattr(owner, attribute)), name
            self.names.append(name)

    asked = Asked()
    stages.watch_stages(asked)
    assert set(asked.names) == set(Stage) - {Stage.READING}
    stages.watch_pages(asked)


def test_processes_side_by_side_share_a_submission():
    works = Work(8.0, 2.0, MODELS), Work(12.0, 0.0, MODELS)
    done = turn(TWO, "A", *works)
    assert (done.seconds, done.digital_seconds, done.stage(Stage.MODELS)) == (5.0, 0.5, 3.0)


def test_everybody_comes_first_and_last_in_turn():
    contestants = [ONE, TWO, OTHER]
    orders = [in_turn(contestants, number) for number in range(3)]
    assert [order[0] for order in orders] == contestants
    assert {order[-1] for order in orders} == set(contestants)
    assert all(sorted(c.name for c in order) == sorted(c.name for c in contestants) for order in orders)


def test_others_are_held_against_ours_in_full_and_without_text_layers():
    sides = results.sides_of(TURNS, [ONE, TWO, OTHER], PAGES, TWO)
    whole, without, floor, other = sides
    assert [side.pages for side in sides] == [11, 10, 10, 10]
    assert whole.seconds == {(0, "A"): 4.0, (0, "B"): 6.0}
    assert without.seconds[0, "A"] == 3.5
    assert floor.seconds == {(0, "A"): 3.0, (0, "B"): 0.0}
    assert sorted(results.ratios_of(other, whole)) == [1.5, 1.5]
    row = results.speed_table(sides).rows[-1]
    assert row == ("other", 1, 10, "1.50", "40.0", "1.50", "1.50", "1.50")


def test_a_turn_that_ours_did_not_have_is_compared_with_nothing():
    turns = [*TURNS, turn(OTHER, "A", Work(99.0), number=1)]
    whole, *_, other = results.sides_of(turns, [ONE, TWO, OTHER], PAGES, TWO)
    assert sorted(results.ratios_of(other, whole)) == [1.5, 1.5]


def test_more_workers_are_held_against_one():
    table = results.scaling_table(results.scaling_of(TURNS, [TWO, ONE], PAGES))
    assert table.rows == ((1, "1.64", "36.7", "1.00"), (2, "0.91", "66.0", "1.80"))


def test_shares_add_up():
    works = Work(8.0, 0.0, {**MODELS, **READING}), Work(8.0, 0.0, {**MODELS, **READING})
    rows = {row[0]: row[1:] for row in results.share_table([turn(TWO, "A", *works)]).rows}
    assert rows[Stage.MODELS] == ("6.000", 0.75)
    assert rows[Stage.READING] == ("2.000", 0.25)
    assert rows[Stage.RULES] == ("0.000", 0.0)
    assert rows["all"] == ("8.000", 1.0)


def test_memory_is_told_of_the_process_that_did_both():
    groups = {ONE.name: "ours", TWO.name: "ours", OTHER.name: "other"}
    ours, other = results.memory_lines(TURNS[:3], groups, PAGES)
    assert ours == MemoryLine("ours", ((4, 300.0), (8, 310.0)), 900.0)
    assert results.memory_table([ours, other]).rows == (
        ("ours", 8, "300", "310", "310", "900"),
        ("other", 4, "200", "200", "200", "500"),
    )


@pytest.mark.parametrize(
    ("field", "value", "text", "found"),
    [
        ("name", "云启（北京）科技", "名称 云启(北京)\n科技 类型", True),
        ("name", "云启", "云岂", False),
        ("issued_on", "2026-03-01", "2026年3月1日", True),
        ("issued_on", "2026-03-01", "2026.03.01至2027.1.1", True),
        ("issued_on", "2026-03-01", "2026年3月11日", False),
        ("valid_until", "long_term", "2019.01.01-长期", True),
        ("valid_until", "long_term", "2019.01.01-2029.01.01", False),
        ("domain", "yunqi.cn", "域名 YUNQI.CN", True),
        ("domains", ("yunqi.cn", "qi.cn"), "yunqi.cn", True),
        ("domains", ("yunqi.cn", "abc.cn"), "yunqi.cn", False),
    ],
)
def test_a_value_is_found_however_it_is_printed(field, value, text, found):
    assert is_found(field, value, text) is found


def test_only_legible_words_on_pictures_are_asked_for():
    truths = [
        SubmissionTruth(
            "S",
            "mild",
            "complete",
            (),
            (),
            (),
            (),
            (
                truth("id_card_portrait", file="a.jpg", name="张三", sex="男", unreadable=("address",)),
                truth("portrait_photo", file="a.jpg", face_count=1),
                truth("domain_certificate", file="b.pdf", domain="yunqi.cn"),
            ),
        )
    ]
    documents = (document("id_card_portrait", file="a.jpg", name="张三", sex="女"),)
    seen = {
        "ours": {"S": Seen({("a.jpg", 1): "姓名 张三"}, documents)},
        "other": {"S": Seen({("a.jpg", 1): "姓名张三性别男"})},
    }
    assert found_table(truths, seen, "ours").rows == (
        ("ours", "anywhere in the text of the file", 2, 1, 0.5),
        ("other", "anywhere in the text of the file", 2, 2, 1.0),
        ("ours", "exactly, in the field it belongs to", 2, 1, 0.5),
    )


def test_prefect_is_what_the_run_and_its_server_take_more():
    done = [
        Batch(PLAIN, 6, 60.0, 2.0, 110.0),
        Batch(PREFECT, 6, 70.0, 4.0, 115.0, 1.0),
        Batch(PREFECT, 6, 74.0, 6.0, 115.0, 3.0),
        Batch(PLAIN, 0, 1.0, 1.0, 0.0),
    ]
    rows = batch_table(done).rows
    assert [row[:3] for row in rows] == [
        ("without Prefect", 0, 1),
        ("without Prefect", 6, 1),
        ("beian intake", 6, 2),
        ("Prefect, share of beian intake", 6, None),
    ]
    assert rows[2][3:] == ("72.00", "122.00", "5.00", "115.00", "2.00")
    assert rows[3][3:5] == ("16.7%", f"{(5 + 2 - 2) / 122:.1%}")


def test_who_is_not_installed_is_named(monkeypatch):
    options = speed.options_of(["--split", "--workers", "3"])
    monkeypatch.setattr(speed, "is_rapid_installed", lambda: False)
    there, left_out = speed.others_of(options)
    assert [(c.reader, c.processes, c.threads) for c in there] == [(Pipeline, 1, None), (Pipeline, 3, 1)]
    assert "make bench-speed" in left_out[0][1]
    monkeypatch.setattr(speed, "is_rapid_installed", lambda: True)
    there, left_out = speed.others_of(options)
    assert len(there) == 4
    assert left_out == ()


class Sleepless:
    """A reader that does nothing, so that only the processes are tried."""

    def __init__(self, cache, threads):
        self.threads = threads

    def timed(self, submission):
        return Work(float(self.threads), resident=len(submission.name))

    def seen(self, submission):
        return Seen({(submission.name, 1): "words"})


def test_contestants_take_turns_in_processes_of_their_own():
    one, two = Contestant("one", Sleepless, 1, 5), Contestant("two", Sleepless, 2, 5)
    with Arena([one, two], Path()) as arena:
        assert arena.warm(one, Path("A")).texts == {("A", 1): "words"}
        turns = list(arena.rounds([Path("A"), Path("BB")], 2))
    assert [(t.contestant, t.round, t.submission) for t in turns] == [
        ("one", 0, "A"),
        ("two", 0, "A"),
        ("two", 0, "BB"),
        ("one", 0, "BB"),
        ("two", 1, "A"),
        ("one", 1, "A"),
        ("one", 1, "BB"),
        ("two", 1, "BB"),
    ]
    assert {t.contestant: t.seconds for t in turns} == {"one": 5.0, "two": 2.5}
    assert [len(t.works) for t in turns[:2]] == [1, 2]


def test_the_picture_holds_a_line_for_everyone():
    scaling = results.scaling_of(TURNS, [ONE, TWO], PAGES)
    other = results.sides_of(TURNS, [ONE, TWO, OTHER], PAGES, TWO)[-1]
    memory = results.memory_lines(TURNS, {"ours, 1": "ours", "ours, 2": "ours", "other": "other"}, PAGES)
    picture = ElementTree.fromstring(draw(scaling, [other], memory))
    said = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"this program", "other", "ours"} <= set(said)
    assert len(list(picture.iter(f"{SVG}polyline"))) == 3
    heights = [float(circle.get("cy")) for circle in picture.iter(f"{SVG}circle")][:2]
    assert heights[0] > heights[1]  # two workers do more, and more is higher up


@pytest.mark.parametrize(("most", "top"), [(47, 50), (50, 50), (51, 100), (740, 1000), (4235, 5000), (0.3, 0.5)])
def test_an_axis_ends_at_a_round_number(most, top):
    assert nice_top(most) == pytest.approx(top)


@pytest.mark.ocr
def test_every_second_of_a_screening_is_in_a_stage(tmp_path):
    folder = tmp_path / "S-1"
    folder.mkdir()
    for name in ("form.json", "负责人身份证.jpg"):
        (folder / name).write_bytes((DEMO / name).read_bytes())
    letter = FPDF()
    letter.add_page()
    letter.set_font("helvetica", size=12)
    letter.text(20, 30, "Domain Name Registration Certificate")
    letter.output(str(folder / "letter.pdf"))
    assert [(page.file, page.text is None) for page in pages_of(folder)] == [
        ("letter.pdf", False),
        ("负责人身份证.jpg", True),
    ]
    ours = Contestant("ours", Ours, 1, 1)
    with Arena([ours], load_settings(os.environ).cache) as arena:
        assert list(arena.warm(ours, folder).texts) == [("负责人身份证.jpg", 1)]
        (timed,) = arena.rounds([folder], 1)
        (written,) = arena.written(ours, [folder])
    for done in (timed, written):
        (work,) = done.works
        assert sum(work.stages.values()) == pytest.approx(work.seconds, rel=0.01)
        assert 0.2 < work.stages[Stage.MODELS] / work.seconds < 0.99
        assert 0 < work.digital_seconds < work.seconds
        assert work.resident <= work.peak
    assert Stage.WRITING not in timed.works[0].stages
    assert set(written.works[0].stages) >= set(Stage) - {Stage.FACES}

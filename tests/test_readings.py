"""From characters to readings: values, and how far each is to be trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.doubts import NEVER_SURE
from extractors.facts.boxes import Box
from extractors.facts.kinds import Field
from extractors.facts.lines import Char
from extractors.layout import FieldText
from extractors.numbers import credit_code, registration_number, resident_id
from extractors.numbers.repair import CheckedNumber
from extractors.pieces import level
from extractors.readings import (
    char_confidence,
    confidence,
    date_reading,
    number_reading,
    only,
    pieces_box,
    term_readings,
    text_reading,
)
from extractors.text import is_han
from tests.lines import SURE, field_text, line, piece

BOX = Box.from_rect(0, 0, 100, 20)
CODE, NUMBER, ID = "91110108MA01ABCD5T", "110108000000016", "110108198001010015"


def chars(text: str, confidence_: float = 0.9) -> list[Char]:
    return [Char(c, confidence_, (i + 0.5) / len(text)) for i, c in enumerate(text)]


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        (Char("A", 0.6, 0.5), 0.6),
        (Char("A", 0.6, 0.5, (("Ａ", 0.3),)), 0.9),
        (Char("（", 0.5, 0.5, (("(", 0.4), ("C", 0.1))), 0.9),
        (Char("A", 0.6, 0.5, (("B", 0.3),)), 0.6),
        (Char("A", 0.9, 0.5, (("Ａ", 0.3),)), 1.0),
    ],
)
def test_widths_of_one_character_count_together(char: Char, expected: float) -> None:
    assert char_confidence(char) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([], 0.0),
        ([Char(" ", 0.1, 0.5)], 0.0),
        ([Char("甲", 0.9, 0.3), Char(" ", 0.1, 0.5), Char("乙", 0.7, 0.8)], 0.7),
    ],
)
def test_the_least_certain_character_counts(given_: list[Char], expected: float) -> None:
    assert confidence(given_) == expected


TEXTS = {
    "as it stands": ("北京云启公司", "北京云启公司"),
    "without blanks": ("北京 云启", "北京云启"),
    "without what is left beside a label": ("：北京云启|", "北京云启"),
    "strokes of a field to fill in": ("__欧阳明远__", "欧阳明远"),
    "nothing but strokes": ("____", None),
    "nothing but a colon": ("：", None),
    "brackets stay as printed": ("云启（北京）公司", "云启（北京）公司"),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_text(text: str, expected: str | None) -> None:
    reading = text_reading(field_text(text), 3)
    assert (reading and reading.value) == expected
    if reading is not None:
        assert (reading.page, reading.confidence, reading.raw) == (3, 0.99, text)


def test_text_of_no_pieces_is_none() -> None:
    assert text_reading(FieldText(Field.NAME, ()), 1) is None
    assert text_reading(field_text("***"), 1, lambda words: words.replace("*", "")) is None


DATES = {
    "printed": ("2018年03月15日", "2018-03-15", "2018年03月15日"),
    "in numerals": ("二〇一八年三月十五日", "2018-03-15", "二〇一八年三月十五日"),
    "with a time": ("2018-03-15 10:20:30", "2018-03-15", "2018-03-15"),
    "with a time glued to it": ("2018-03-1510:20:30", "2018-03-15", "2018-03-15"),
    "with a time of minutes": ("2018-03-1510:20", "2018-03-15", "2018-03-15"),
    "with a time in full width": ("2018-03-1510：20：30", "2018-03-15", "2018-03-15"),
    "behind words": ("核准日期2018年03月15日止", "2018-03-15", "2018年03月15日"),
    "the first of two": ("2018-03-15至2019-03-14", "2018-03-15", "2018-03-15"),
    "impossible": ("2018年02月30日", None, None),
    "blank to fill in": ("年月日", None, None),
    "none": ("北京", None, None),
}


@pytest.mark.parametrize(("text", "value", "raw"), DATES.values(), ids=DATES)
def test_date(text: str, value: str | None, raw: str | None) -> None:
    reading = date_reading(field_text(text), 1)
    assert (reading and reading.value) == value
    assert (reading and reading.raw) == raw


def test_a_date_is_as_sure_as_its_numerals_whatever_its_own_print() -> None:
    sign_unsure = FieldText(Field.VALID_UNTIL, tuple(level([line("2018年03月15日", weak={4: 0.2})])))
    digit_unsure = FieldText(Field.VALID_UNTIL, tuple(level([line("2018年03月15日", weak={5: 0.2})])))
    elsewhere = FieldText(Field.VALID_UNTIL, tuple(level([line("至2018年03月15日止", weak={0: 0.2, 12: 0.2})])))
    assert [r and r.confidence for r in (date_reading(f, 1) for f in (sign_unsure, digit_unsure, elsewhere))] == [
        0.99,
        0.2,
        0.99,
    ]


TERMS = {
    "both ends": ("2018年03月15日至2038年03月14日", "2018-03-15", "2038-03-14"),
    "both ends of a card": ("2015.10.01-2035.10.01", "2015-10-01", "2035-10-01"),
    "no end, in words": ("2018年03月15日至长期", "2018-03-15", "long_term"),
    "nothing but no end": ("长期", None, "long_term"),
    "no fixed term": ("自2018年03月15日至无固定期限", "2018-03-15", "long_term"),
    "an end alone": ("至2038年03月14日", None, "2038-03-14"),
    "a start alone": ("自2018年03月15日", "2018-03-15", None),
    "one and the same day": ("2018.03.15-2018.03.15", "2018-03-15", "2018-03-15"),
    "dashes": ("----", None, None),
    "a date and no word which end it is": ("2018年03月15日", None, None),
}


@pytest.mark.parametrize(("text", "start", "end"), TERMS.values(), ids=TERMS)
def test_term(text: str, start: str | None, end: str | None) -> None:
    first, last = term_readings(field_text(text), 1)
    assert (first and first.value) == start
    assert (last and last.value) == end


def test_each_end_of_a_term_is_trusted_by_its_own_characters() -> None:
    value = FieldText(Field.VALID_UNTIL, tuple(level([line("2015.10.01-2035.10.01", weak={3: 0.3, 14: 0.6})])))
    first, last = term_readings(value, 1)
    assert first is not None
    assert last is not None
    assert (first.confidence, last.confidence) == (0.3, 0.6)
    assert (first.raw, last.raw) == ("2015.10.01", "2035.10.01")


def test_no_end_is_trusted_by_its_words() -> None:
    value = FieldText(Field.VALID_UNTIL, tuple(level([line("2015.10.01-长期", weak={3: 0.3, 11: 0.7})])))
    first, last = term_readings(value, 1)
    assert first is not None
    assert last is not None
    assert (first.confidence, last.confidence) == (0.3, 0.7)


NUMBERS = {
    "a code that passes": (CODE, credit_code, CODE, False, 1 - 0.1 / 31),
    "a registration number that passes": (NUMBER, registration_number, NUMBER, False, 1 - 0.1 / 11),
    "an identity number that passes": (ID, resident_id, ID, False, 1 - 0.1 / 11),
    "small letters": (CODE.lower(), credit_code, CODE, False, 1 - 0.1 / 31),
    "blanks": ("9111 0108 MA01 ABCD 5T", credit_code, CODE, False, 1 - 0.1 / 31),
    "full width": ("９１１１０１０８ＭＡ０１ＡＢＣＤ５Ｔ", credit_code, CODE, False, 1 - 0.1 / 31),
    "a letter the alphabet forbids": ("9111O108MA01ABCD5T", credit_code, CODE, True, 0.85),
    "two of them": ("9I11O108MA01ABCD5T", credit_code, CODE, True, 0.85),
    "a number that fails": ("91110108MA01ABCD6T", credit_code, "91110108MA01ABCD6T", False, 0.9),
    "too short": ("91110108MA01ABCD5", credit_code, "91110108MA01ABCD5", False, 0.5),
    "too long": (CODE + "0", credit_code, CODE + "0", False, 0.5),
}


@pytest.mark.parametrize(("raw", "number", "value", "repaired", "trust"), NUMBERS.values(), ids=NUMBERS)
def test_number(raw: str, number: CheckedNumber, value: str, repaired: bool, trust: float) -> None:
    reading = number_reading(chars(raw), number, 1, BOX)
    assert reading is not None
    assert (reading.value, reading.repaired) == (value, repaired)
    assert reading.raw == raw.replace(" ", "")
    assert reading.confidence == pytest.approx(trust)
    assert reading.methods == (("check_digit",) if repaired else ())


@pytest.mark.parametrize("least", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("raw", [CODE, "9111O108MA01ABCD5T", "91110108MA01ABCD6T", "911101"])
def test_doubt_about_a_character_is_doubt_about_the_number(raw: str, least: float) -> None:
    doubtful = [*chars(raw)[:-1], Char(raw[-1], least, 0.99)]
    reading = number_reading(doubtful, credit_code, 1, BOX)
    assert reading is not None
    assert reading.confidence <= least + (1 - least) * 30 / 31 + 1e-9
    if raw != CODE:
        assert reading.confidence <= least


def test_no_characters_are_no_number() -> None:
    assert number_reading([], credit_code, 1, BOX) is None
    assert number_reading([Char(" ", 0.9, 0.5)], credit_code, 1, BOX) is None


def test_a_digit_read_for_another_digit_is_not_guessed() -> None:
    raw = "110108198001010016"
    reading = number_reading(chars(raw), resident_id, 1, BOX)
    assert reading is not None
    assert (reading.value, reading.repaired) == (raw, False)


CHARACTER = st.builds(
    Char,
    st.sampled_from("0123456789ABCDOIlSZ×X（）云启 Ａ０"),
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(st.tuples(st.sampled_from("0O1I5S8B云Ａ０"), st.floats(0, 1)), max_size=3).map(tuple),
)


@given(st.lists(CHARACTER, max_size=20), st.sampled_from([credit_code, registration_number, resident_id]))
def test_confidence_is_never_below_0_or_above_1(given_: list[Char], number: CheckedNumber) -> None:
    assert 0 <= confidence(given_) <= 1
    reading = number_reading(given_, number, 1, BOX)
    if reading is not None:
        assert 0 <= reading.confidence <= 1
        assert not (reading.repaired and reading.confidence > 0.85)


def test_the_engine_s_own_doubt_decides_where_one_number_passes() -> None:
    doubtful = [*chars(ID)]
    doubtful[-2] = Char("7", 0.55, 0.9, (("1", 0.4),))
    reading = number_reading(doubtful, resident_id, 1, BOX)
    assert reading is not None
    assert (reading.value, reading.raw, reading.repaired) == (ID, ID[:-2] + "75", True)
    assert reading.confidence == pytest.approx(0.55)


def test_only_what_a_field_can_hold() -> None:
    name = only(field_text("Lsu", "欧a阳"), is_han)
    assert name.text == "欧阳"
    assert len(name.pieces) == 1


def test_one_piece_keeps_its_own_box_and_several_share_an_upright_one() -> None:
    a, b = piece("甲", 0, 0), piece("乙", 100, 5)
    assert pieces_box([]) is None
    assert pieces_box([a]) is a.box
    box = pieces_box([a, b])
    assert box is not None
    assert (box.left, box.top, box.right, box.bottom) == (0, 0, 120, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天水微光茶\u3000农民专业合作社", NEVER_SURE),  # something stands there that was not read
        ("天水微光茶农民专业合作社", SURE),
        ("张\u3000三", SURE),  # too few to know what is usual
        ("天水微光 (北京)\u30002024", SURE),  # marks and digits are set as they please
    ],
)
def test_a_hole_in_a_row_of_characters_is_a_doubt(text: str, expected: float) -> None:
    (value,) = level([line(text)])
    found = text_reading(FieldText(Field.NAME, (value,)), 1)
    assert found is not None
    assert found.confidence == expected

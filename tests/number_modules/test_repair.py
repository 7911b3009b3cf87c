"""Repair: look-alikes are told apart, everything else is left unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import credit_code, organisation_code, registration_number, resident_id
from extractors.numbers.repair import Change, repair
from tests.invented import with_check


def invented_code(serial: str) -> str:
    body = "91990000" + serial + organisation_code.calc_check_digit(serial)
    return body + credit_code.calc_check_digit(body)


@pytest.mark.parametrize(
    ("read", "module", "expected"),
    [
        # Read right: nothing changes, widths and spaces are no repair.
        ("91350100M000100Y43", credit_code, ("91350100M000100Y43", [])),
        (" 91350100 m000100y43", credit_code, ("91350100M000100Y43", [])),
        ("11010519491231002x", resident_id, ("11010519491231002X", [])),
        # Characters the alphabet forbids.
        ("9135O100M000100Y43", credit_code, ("91350100M000100Y43", [(5, "O", "0")])),
        ("9I350100M000I00Y43", credit_code, ("91350100M000100Y43", [(2, "I", "1"), (13, "I", "1")])),
        ("9135 O100 M000 100Y 43", credit_code, ("91350100M000100Y43", [(5, "O", "0")])),
        ("9l350100M000100Y43", credit_code, ("91350100M000100Y43", [(2, "l", "1")])),
        ("91350100M000100Y4З", credit_code, None),
        ("IIOI08000000016", registration_number, None),
        ("IIO108000000016", registration_number, None),
        ("I1O108000000016", registration_number, ("110108000000016", [(1, "I", "1"), (3, "O", "0")])),
        ("11010519491231OO2X", resident_id, ("11010519491231002X", [(15, "O", "0"), (16, "O", "0")])),
        ("11010519491Z31002X", resident_id, ("11010519491231002X", [(12, "Z", "2")])),
        ("11010519491231002×", resident_id, ("11010519491231002X", [(18, "×", "X")])),
        ("M00O100Y-4", organisation_code, ("M000100Y4", [(4, "O", "0")])),
        # A character that could stand there, between letter and digit.
        ("9135010BM000100Y43", credit_code, None),
        ("91350100M00D100Y43", credit_code, ("91350100M000100Y43", [(12, "D", "0")])),
        ("91350100M000100Y48", credit_code, None),
        # Digits among themselves need the engine's doubt; without it modulo 11 proves nothing.
        ("11010519491237002X", resident_id, None),
        # Wrong length, three changes, masked, junk.
        ("9135O100M000100Y4", credit_code, None),
        ("9135O100M000100Y433", credit_code, None),
        ("9I35OIOOM000100Y43", credit_code, None),
        ("11010519491231****", resident_id, None),
        ("", credit_code, None),
        (None, credit_code, None),
        ("😀" * 18, credit_code, None),
    ],
)
def test_repair(read, module, expected):
    result = repair(read, module)
    if expected is None:
        assert result is None
        return
    number, changes = expected
    assert result is not None
    assert result.raw == read
    assert result.number == number
    assert result.changes == tuple(Change(*change) for change in changes)
    assert result.repaired is bool(changes)


def test_doubt_of_the_engine_allows_digits_to_change():
    read = "11010519491237002X"
    result = repair(read, resident_id, {13: {"7": 0.6, "1": 0.4}})
    assert result is not None
    assert (result.number, result.changes) == ("11010519491231002X", (Change(14, "7", "1"),))


def test_no_doubt_of_the_engine_means_no_change_of_a_possible_character():
    assert repair("91350100M00D100Y43", credit_code) is not None
    assert repair("91350100M00D100Y43", credit_code, {}) is None


def test_noise_is_no_doubt():
    assert repair("11010519491237002X", resident_id, {13: {"7": 0.97, "1": 0.01}}) is None


def test_alternatives_count_places_in_the_text_as_read():
    result = repair("110105 19491237 002X", resident_id, {14: {"7": 0.6, "1": 0.4}})
    assert result is not None
    assert result.number == "11010519491231002X"


def test_two_numbers_equally_likely_are_none():
    truth = with_check("19010119900101001")
    # The weights of places 16 and 17 differ: find a second number one doubtful digit away that passes as well.
    read = truth[:16] + str((int(truth[16]) + 1) % 10) + truth[17]
    rivals = {
        (at, digit): read[:at] + digit + read[at + 1 :]
        for at in (5, 16)
        for digit in "0123456789"
        if resident_id.is_valid(read[:at] + digit + read[at + 1 :])
    }
    assert len(rivals) == 2
    doubts = {at: {read[at]: 0.5, digit: 0.5} for at, digit in rivals}
    assert repair(read, resident_id, doubts) is None


def test_a_far_likelier_reading_wins():
    truth = with_check("19010119900101001")
    read = truth[:16] + str((int(truth[16]) + 1) % 10) + truth[17]
    [rival] = [d for d in "0123456789" if resident_id.is_valid(read[:5] + d + read[6:])]
    result = repair(read, resident_id, {5: {read[5]: 0.94, rival: 0.06}, 16: {read[16]: 0.3, truth[16]: 0.7}})
    assert result is not None
    assert result.number == truth


def test_repaired_code_must_agree_inside():
    # The check character fits after the repair, the organisation code inside does not.
    body = "919900000MA0ABCD1"
    assert not organisation_code.is_valid(body[8:17])
    code = body + credit_code.calc_check_digit(body)
    assert credit_code.is_valid(code)
    assert repair(code.replace("0", "O", 1), credit_code) is None


LOOKS = {"0": "O", "1": "I", "2": "Z", "5": "S"}


@given(st.text(credit_code.ALPHABET, min_size=8, max_size=8), st.integers(0, 17))
def test_one_forbidden_look_alike_is_repaired_or_left_never_wrong(serial, at):
    truth = invented_code(serial)
    read = truth[:at] + LOOKS.get(truth[at], truth[at]) + truth[at + 1 :]
    result = repair(read, credit_code)
    assert result is None or result.number == truth


@given(st.one_of(st.none(), st.text(max_size=25)))
def test_repair_never_raises_and_its_result_always_passes(text):
    for module in (credit_code, organisation_code, registration_number, resident_id):
        result = repair(text, module)
        assert result is None or module.is_valid(result.number)

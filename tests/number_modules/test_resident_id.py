"""Resident identity numbers: vectors, birth dates, old and residence-permit numbers, single wrong digits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import resident_id
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from tests.invented import with_check

numbers = st.builds(
    lambda region, born, sequence: with_check(f"{region:06d}{born:%Y%m%d}{sequence:03d}"),
    st.integers(0, 999999),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        ("440308199901101512", "440308199901101512"),
        (" 440308 19990110 1512 ", "440308199901101512"),
        ("４４０３０８１９９９０１１０１５１２", "440308199901101512"),
        ("110105194912310021", InvalidChecksum),
        ("440308199901101521", InvalidChecksum),
        ("1101051949123100", InvalidLength),
        ("110105491231002", InvalidLength),
        ("X1010519491231002X", InvalidFormat),
        ("11010519491231****", InvalidFormat),
        ("1101051949123100２Ⅹ", InvalidFormat),
        ("٤٤٠٣٠٨١٩٩٩٠١١٠١٥١٢", InvalidFormat),
        ("", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_validate(number, expected):
    if isinstance(expected, str):
        assert resident_id.validate(number) == expected
    else:
        with pytest.raises(expected):
            resident_id.validate(number)
        assert not resident_id.is_valid(number)


# Genuine shapes that a region table would refuse: an abolished county, one founded after the birth, permits.
@pytest.mark.parametrize("region", ["330113", "190101", "110229", "810000", "820000", "830000", "000000", "999999"])
def test_region_is_never_a_reason_to_refuse(region):
    assert resident_id.is_valid(with_check(f"{region}19900101001"))


@pytest.mark.parametrize("born", ["19900230", "19901301", "19900100", "19010229", "00000101", "19900431"])
def test_birth_date_must_be_a_day_of_the_calendar(born):
    with pytest.raises(InvalidComponent):
        resident_id.validate(with_check(f"190101{born}001"))


def test_birth_date_and_sex():
    assert resident_id.birth_date("11010519491231002X") == date(1949, 12, 31)
    assert resident_id.sex("11010519491231002X") == "female"
    assert resident_id.birth_date("440308199901101512") == date(1999, 1, 10)
    assert resident_id.sex("440308199901101512") == "male"
    assert resident_id.birth_date(with_check("19010120000229001")) == date(2000, 2, 29)


@pytest.mark.parametrize("read", [resident_id.birth_date, resident_id.sex, resident_id.is_residence_permit])
def test_parts_of_an_invalid_number_are_not_given(read):
    with pytest.raises(InvalidChecksum):
        read("110105194912310021")


@pytest.mark.parametrize(
    ("region", "expected"), [("810000", True), ("820000", True), ("830000", True), ("190101", False)]
)
def test_residence_permit(region, expected):
    assert resident_id.is_residence_permit(with_check(f"{region}19900101001")) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("190101800101001", "190101198001010015"),
        ("190101 800101 001", "190101198001010015"),
        ("190101801301001", InvalidComponent),
        ("19010180010100", InvalidLength),
        ("19010180010100X", InvalidFormat),
        ("190101198001010015", InvalidLength),
    ],
)
def test_first_generation_numbers(number, expected):
    assert not resident_id.is_valid(number) or len(number) == 18
    if isinstance(expected, str):
        assert resident_id.upgrade(number) == expected
        assert resident_id.is_fifteen_digits(number)
        assert resident_id.is_valid(expected)
    else:
        with pytest.raises(expected):
            resident_id.upgrade(number)
        assert not resident_id.is_fifteen_digits(number)


def test_a_birth_year_nobody_has_is_valid_but_not_consistent():
    number = with_check("19010129900101001")
    assert resident_id.is_valid(number)
    assert not resident_id.is_consistent(number)


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_a_changed_digit_never_passes(number, at, other):
    changed = number[:at] + other + number[at + 1 :]
    assert resident_id.is_valid(changed) == (changed == number)


@given(numbers, st.integers(0, 16))
def test_swapped_neighbours_never_pass(number, at):
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert resident_id.is_valid(swapped) == (swapped == number)

"""Registration numbers and organisation codes, and the check characters of ISO 7064."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import iso7064, organisation_code, registration_number
from extractors.numbers.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

registration_numbers = st.text("0123456789", min_size=14, max_size=14).map(
    lambda body: body + registration_number.calc_check_digit(body)
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("110108000000016", "110108000000016"),
        ("110108 000000016", "110108000000016"),
        ("１１０１０８０００００００１６", "110108000000016"),
        ("110108000000017", InvalidChecksum),
        ("11010800000001", InvalidLength),
        ("1101081234567", InvalidLength),
        ("11010800000001X", InvalidFormat),
        ("", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_registration_number(number, expected):
    if isinstance(expected, str):
        assert registration_number.validate(number) == expected
    else:
        with pytest.raises(expected):
            registration_number.validate(number)
        assert not registration_number.is_valid(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("9901081234567", True),
        ("990108 1234567", True),
        ("110108000000016", False),
        ("99010812345", False),
        ("99010812345X7", False),
        (None, False),
    ],
)
def test_thirteen_digits_are_recognised_but_never_valid(number, expected):
    assert registration_number.is_legacy_format(number) is expected
    if expected:
        assert not registration_number.is_valid(number)


@given(registration_numbers, st.integers(0, 14), st.sampled_from("0123456789"))
def test_a_changed_digit_of_a_registration_number_never_passes(number, at, other):
    changed = number[:at] + other + number[at + 1 :]
    assert registration_number.is_valid(changed) == (changed == number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("M000100Y-4", "M000100Y4"),
        ("m000100y4", "M000100Y4"),
        ("802100433", "802100433"),
        ("71526726-X", "71526726X"),
        ("71526726-x", "71526726X"),
        ("M000100Y-5", InvalidChecksum),
        ("M000100Y-A", InvalidFormat),
        ("M000100Y", InvalidLength),
        ("中000100Y4", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_organisation_code(number, expected):
    if isinstance(expected, str):
        assert organisation_code.validate(number) == expected
    else:
        with pytest.raises(expected):
            organisation_code.validate(number)
        assert not organisation_code.is_valid(number)


@pytest.mark.parametrize(
    ("function", "body", "expected"),
    [
        (iso7064.mod_11_2_check_digit, "0794", "0"),
        (iso7064.mod_11_2_check_digit, "079", "X"),
        (iso7064.mod_11_2_check_digit, "11010519491231002", "X"),
        (iso7064.mod_11_10_check_digit, "0794", "5"),
        (iso7064.mod_11_10_check_digit, "11010800000001", "6"),
    ],
)
def test_iso_7064(function, body, expected):
    assert function(body) == expected


@pytest.mark.parametrize("function", [iso7064.mod_11_2_check_digit, iso7064.mod_11_10_check_digit])
@pytest.mark.parametrize("body", ["", "12a", "１２", "²", "٣"])
def test_iso_7064_takes_ascii_digits_only(function, body):
    with pytest.raises(ValidationError):
        function(body)

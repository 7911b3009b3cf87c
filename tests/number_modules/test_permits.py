"""Numbers of travel and residence permits: their shapes, and the check characters of those that have one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import permits
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, accepts
from tests.invented import with_check
from tests.number_modules.test_every_number import JUNK

VALIDATES = (
    permits.validate_hk_macao,
    permits.validate_taiwan,
    permits.validate_residence,
    permits.validate_permanent,
)


@pytest.mark.parametrize(
    ("validate", "number", "expected"),
    [
        (permits.validate_hk_macao, "H12345678", "H12345678"),
        (permits.validate_hk_macao, "m1234567801", "M1234567801"),
        (permits.validate_hk_macao, " H 1234 5678 ", "H12345678"),
        (permits.validate_hk_macao, "H123456780", InvalidFormat),
        (permits.validate_hk_macao, "C12345678", InvalidFormat),
        (permits.validate_taiwan, "01234567", "01234567"),
        (permits.validate_taiwan, "0123456701", "0123456701"),
        (permits.validate_taiwan, "0123456701(B)", "0123456701"),
        (permits.validate_taiwan, "0123456701B", "0123456701"),
        (permits.validate_taiwan, "012345678", InvalidFormat),
        (permits.validate_taiwan, "T01234567", InvalidFormat),
        (permits.validate_residence, with_check("81000019900101001"), with_check("81000019900101001")),
        (permits.validate_residence, with_check("83000019900101001"), with_check("83000019900101001")),
        (permits.validate_residence, "110105194912310021", InvalidChecksum),
        (permits.validate_residence, "11010519491231002X", InvalidComponent),
        (permits.validate_residence, "81000019900101", InvalidLength),
        (permits.validate_permanent, "USA110180010101", "USA110180010101"),
        (permits.validate_permanent, with_check("91184019800101001"), with_check("91184019800101001")),
        (permits.validate_permanent, "USA110180023001", InvalidComponent),
        (permits.validate_permanent, "US1110180010101", InvalidFormat),
        (permits.validate_permanent, "USA11018001010", InvalidLength),
        (permits.validate_permanent, "11010519491231002X", InvalidComponent),
        (permits.validate_permanent, "911840198001010010", InvalidChecksum),
        *((validate, None, InvalidFormat) for validate in VALIDATES),
    ],
)
def test_validate(validate, number, expected):
    if isinstance(expected, str):
        assert validate(number) == expected
        assert accepts(validate, number)
    else:
        with pytest.raises(expected):
            validate(number)
        assert not accepts(validate, number)


@pytest.mark.parametrize("validate", VALIDATES, ids=lambda validate: validate.__name__)
@pytest.mark.parametrize("junk", JUNK, ids=ascii)
def test_junk_is_refused(validate, junk):
    assert accepts(validate, junk) is False


@pytest.mark.parametrize("validate", VALIDATES, ids=lambda validate: validate.__name__)
@given(text=st.one_of(st.none(), st.text(), st.from_regex(r"[HMA-Z]{0,3}[0-9]{6,18}[X]?", fullmatch=True)))
def test_what_is_valid_stays_so(validate, text):
    if accepts(validate, text):
        assert validate(validate(text)) == validate(text)

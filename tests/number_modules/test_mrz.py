"""Machine-readable zones of passports: vectors, single wrong characters, names, centuries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import mrz
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from tests.number_modules.test_every_number import JUNK

SPECIMEN_NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SPECIMEN = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CHINESE_NAMES = "POCHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
CHINESE = "EA12345676CHN9001011M3001019<<<<<<<<<<<<<<04"
EMPTY_DIGIT = "EA12345676CHN9001011M3001019<<<<<<<<<<<<<<<4"


def data_line(number: str, nation: str, birth: str, sex: str, expiry: str, optional: str) -> str:
    fields = [number.ljust(9, "<"), birth, expiry, optional.ljust(14, "<")]
    n, b, e, o = (field + mrz.calc_check_digit(field) for field in fields)
    line = f"{n}{nation:<<3}{b}{sex}{e}{o}"
    return line + mrz.composite_of(line)


short_dates = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: f"{day:%y%m%d}")
lines = st.builds(
    data_line,
    st.text(mrz.ALPHABET[:36], min_size=5, max_size=9),
    st.sampled_from(["CHN", "D", "USA", "GBR"]),
    short_dates,
    st.sampled_from("MF<"),
    short_dates,
    st.text(mrz.ALPHABET[:36], max_size=14),
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (SPECIMEN, SPECIMEN),
        (SPECIMEN.lower(), SPECIMEN),
        (f" {SPECIMEN[:20]} {SPECIMEN[20:]} ", SPECIMEN),
        (SPECIMEN.replace("<", "＜"), SPECIMEN),
        (SPECIMEN.replace("<<<<", "««"), SPECIMEN),
        (CHINESE, CHINESE),
        (EMPTY_DIGIT, EMPTY_DIGIT),
        ("EA12345686CHN9001011M3001019<<<<<<<<<<<<<<04", InvalidChecksum),  # number
        ("EA12345676CHN9001021M3001019<<<<<<<<<<<<<<04", InvalidChecksum),  # birth
        ("EA12345676CHN9001011M3101019<<<<<<<<<<<<<<04", InvalidChecksum),  # expiry
        ("EA12345676CHN9001011M3001019<<<<<<<<<<<<<<14", InvalidChecksum),  # optional data
        ("EA12345676CHN9001011M3001019<<<<<<<<<<<<<<05", InvalidChecksum),  # all together
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<<0", InvalidChecksum),  # data whose digit is left out
        (SPECIMEN[:43], InvalidLength),
        (SPECIMEN + "<", InvalidLength),
        ("EA1234567OCHN9001011M3001019<<<<<<<<<<<<<<04", InvalidFormat),
        ("EA12345676CHN90O1011M3001019<<<<<<<<<<<<<<04", InvalidFormat),
        ("EA12345676CHN9001011X3001019<<<<<<<<<<<<<<04", InvalidFormat),
        ("EA12345676中HN9001011M3001019<<<<<<<<<<<<<<04", InvalidFormat),
        (data_line("EA1234567", "CHN", "900230", "M", "300101", ""), InvalidComponent),
        (data_line("EA1234567", "CHN", "900101", "M", "301301", ""), InvalidComponent),
        ("", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_validate(line, expected):
    if isinstance(expected, str):
        assert mrz.validate(line) == expected
        assert mrz.is_consistent(line)
    else:
        with pytest.raises(expected):
            mrz.validate(line)
        assert not mrz.is_valid(line)


@pytest.mark.parametrize("junk", JUNK, ids=ascii)
def test_junk_is_refused(junk):
    assert mrz.is_valid(junk) is False


def test_parse():
    zone = mrz.parse(SPECIMEN_NAMES, SPECIMEN)
    assert (zone.code, zone.issuer, zone.surname, zone.given_names) == ("P", "UTO", "ERIKSSON", "ANNA MARIA")
    assert (zone.number, zone.nationality, zone.sex, zone.optional) == ("L898902C3", "UTO", "F", "ZE184226B")
    assert (zone.birth, zone.expiry) == ("740812", "120415")
    chinese = mrz.parse(CHINESE_NAMES, CHINESE)
    assert (chinese.code, chinese.issuer, chinese.surname, chinese.given_names) == ("PO", "CHN", "ZHANG", "SAN")
    assert chinese.optional == ""


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (SPECIMEN_NAMES[:40], InvalidLength),
        (SPECIMEN_NAMES.replace("ANNA", "ANN4"), InvalidFormat),
        ("V" + SPECIMEN_NAMES[1:], InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_a_first_line_that_cannot_be_one(names, expected):
    with pytest.raises(expected):
        mrz.parse(names, SPECIMEN)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("P<UTOVAN<DER<MEER<<ANNA<MARIA<<<<<<<<<<<<<<<", ("VAN DER MEER", "ANNA MARIA")),
        ("P<INDARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", ("ARKFREITH", "")),
        ("P<D<<MULLER<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<<<", ("MULLER", "ANNA")),
        ("P<UTO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", ("", "")),
    ],
)
def test_names(line, expected):
    assert mrz.split_names(line) == expected


def test_centuries():
    assert mrz.birth_date("260101", date(2026, 1, 1)) == date(2026, 1, 1)
    assert mrz.birth_date("260102", date(2026, 1, 1)) == date(1926, 1, 2)
    assert mrz.birth_date("000229", date(2026, 1, 1)) == date(2000, 2, 29)
    assert mrz.birth_date("990231", date(2026, 1, 1)) is None
    assert mrz.expiry_date("991231") == date(2099, 12, 31)
    assert mrz.expiry_date("301301") is None


def test_what_may_stand_where():
    assert len(mrz.POSITION_ALPHABETS) == len(mrz.NAME_ALPHABETS) == mrz.LENGTH
    assert all(c in allowed for c, allowed in zip(SPECIMEN, mrz.POSITION_ALPHABETS, strict=True))
    assert not mrz.is_consistent(None)


@given(lines)
def test_lines_put_together_by_the_standard_are_valid(line):
    assert mrz.validate(line) == line


# Places 11-13 and 21, nationality and sex, are covered by no digit.
@given(lines, st.sampled_from([*range(10), *range(13, 20), *range(21, 44)]), st.sampled_from("0123456789"))
def test_a_changed_digit_never_passes(line, at, other):
    changed = line[:at] + other + line[at + 1 :]
    is_same_value = line[at] == other or (line[at] == "<" and other == "0") or (line[at].isalpha())
    if not is_same_value:
        assert not mrz.is_valid(changed)

"""Credit codes: the standard's vectors, structure, and that no single wrong character passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import credit_code, organisation_code
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength


def with_check(body: str) -> str:
    return body + credit_code.calc_check_digit(body)


def invented(prefix: str = "91") -> str:
    return with_check(f"{prefix}990000MA0ABCD1" + organisation_code.calc_check_digit("MA0ABCD1"))


codes = st.builds(
    lambda head, region, tail: with_check(head + region + tail),
    st.sampled_from(["91", "92", "93", "12", "51", "52", "A1", "N2", "Y1"]),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(credit_code.ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("91110000802100433B", "91110000802100433B"),
        ("91440300708461136T", "91440300708461136T"),
        ("9144030071526726XG", "9144030071526726XG"),
        ("91330106673959654P", "91330106673959654P"),
        (" 91350100 m000100y-43\u200b", "91350100M000100Y43"),
        ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
        ("91350100M000100Y4Z", InvalidFormat),
        ("91350100M000100Y44", InvalidChecksum),
        ("91350100M000010Y43", InvalidChecksum),
        ("91350100M000100Y4", InvalidLength),
        ("91350100M000100Y433", InvalidLength),
        ("9135O100M000100Y43", InvalidFormat),
        ("91350100M000100Y4*", InvalidFormat),
        ("", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_validate(number, expected):
    if isinstance(expected, str):
        assert credit_code.validate(number) == expected
        assert credit_code.is_valid(number)
    else:
        with pytest.raises(expected):
            credit_code.validate(number)
        assert not credit_code.is_valid(number)


@pytest.mark.parametrize("body", ["00990000MA0ABCD11", "01990000MA0ABCD11", "90990000MA0ABCD11", "919900A0MA0ABCD11"])
def test_impossible_components_are_refused_although_the_check_character_fits(body):
    with pytest.raises(InvalidComponent):
        credit_code.validate(with_check(body))


@pytest.mark.parametrize(
    ("prefix", "name", "certificates"),
    [
        ("91", "企业", ("business_licence", "representative_office_certificate")),
        ("92", "个体工商户", ("business_licence",)),
        ("93", "农民专业合作社", ("business_licence",)),
        ("11", "机关", ("organization_code_certificate",)),
        ("12", "事业单位", ("public_institution_certificate",)),
        ("51", "社会团体", ("social_organization_certificate",)),
        ("52", "民办非企业单位", ("private_non_enterprise_certificate",)),
        ("53", "基金会", ("foundation_certificate",)),
        ("31", "律师执业机构", ("law_firm_licence",)),
        ("A1", "军队事业单位", ()),
        ("N2", "村级集体经济组织", ()),
        ("Y1", "其他", ()),
    ],
)
def test_category(prefix, name, certificates):
    known = credit_code.category(invented(prefix))
    assert known is not None
    assert (known.name, known.certificates) == (name, certificates)
    assert credit_code.certificate_kinds(invented(prefix)) == certificates


def test_unknown_category_is_no_reason_to_refuse():
    assert credit_code.category(invented("G7")) is None
    assert credit_code.certificate_kinds(invented("G7")) == ()


def test_parts():
    assert credit_code.region("91350100M000100Y43") == "350100"
    assert credit_code.inner_organisation_code("91350100M000100Y43") == "M000100Y4"


def test_inner_organisation_code_is_a_question_of_its_own():
    good, bad_inside = invented(), with_check("91990000MA0ABCD10")
    assert credit_code.is_consistent(good)
    assert credit_code.is_valid(bad_inside)
    assert not credit_code.is_consistent(bad_inside)


@pytest.mark.parametrize(
    ("body", "error"),
    [("91350100M000100Y", InvalidLength), ("9135O100M000100Y4", InvalidFormat), ("", InvalidFormat)],
)
def test_check_digit_refuses_what_is_no_body(body, error):
    with pytest.raises(error):
        credit_code.calc_check_digit(body)


@given(codes, st.integers(0, 17), st.sampled_from(credit_code.ALPHABET))
def test_a_changed_character_never_passes(code, at, other):
    changed = code[:at] + other + code[at + 1 :]
    assert credit_code.is_valid(changed) == (changed == code)


@given(codes, st.integers(0, 16))
def test_swapped_neighbours_never_pass(code, at):
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert credit_code.is_valid(swapped) == (swapped == code)

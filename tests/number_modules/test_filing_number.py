"""Filing numbers: spellings, suffixes, and the licence number they must not be taken for."""

import pytest

from extractors.numbers import filing_number
from extractors.numbers.exceptions import InvalidComponent, InvalidFormat


@pytest.mark.parametrize(
    ("number", "expected", "kind"),
    [
        ("京ICP备2021000001号", "京ICP备2021000001号", None),
        ("京ICP备2021000001号-1", "京ICP备2021000001号-1", "website"),
        ("皖ICP备2025107155号-2A", "皖ICP备2025107155号-2A", "app"),
        ("皖icp备2025107155号-3x", "皖ICP备2025107155号-3X", "mini_program"),
        ("皖ICP备2025107155号-4K", "皖ICP备2025107155号-4K", "quick_app"),
        ("京 ＩＣＰ备 05000001号－12", "京ICP备05000001号-12", "website"),
        ("京ICP备05000001号—2A", "京ICP备05000001号-2A", "app"),
        ("蜀ICP备123456号", "蜀ICP备123456号", None),
        ("陇ICP备12345678号", "陇ICP备12345678号", None),
    ],
)
def test_valid(number, expected, kind):
    assert filing_number.validate(number) == expected
    assert filing_number.service_kind(number) == kind
    assert filing_number.subject_number(number) == expected.partition("-")[0]


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("京ICP证030173号", InvalidFormat),
        ("京B2-20190001", InvalidFormat),
        ("ICP备2021000001号", InvalidFormat),
        ("京ICP备2021000001", InvalidFormat),
        ("京ICP备12345号", InvalidFormat),
        ("京ICP备12345678901号", InvalidFormat),
        ("京ICP备2021000001号-", None),
        ("京ICP备2021000001号-1B", InvalidFormat),
        ("川ICP备2021000001号", InvalidComponent),
        ("国ICP备2021000001号", InvalidComponent),
        ("", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_invalid(number, error):
    if error is None:
        # A dash with nothing behind it is a separator like any other.
        assert filing_number.service_kind(number) is None
        return
    with pytest.raises(error):
        filing_number.validate(number)
    assert not filing_number.is_valid(number)


def test_province():
    assert filing_number.province("皖ICP备2025107155号") == "安徽"
    assert len(filing_number.PROVINCES) == 31

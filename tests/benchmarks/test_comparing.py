"""What counts as read exactly."""

import pytest

from benchmarks.comparing import is_same


@pytest.mark.parametrize(
    ("field", "printed", "read", "same"),
    [
        ("name", "北京云启（集团）有限公司", "北京云启(集团) 有限公司", True),
        ("name", "北京云启有限公司", "北京云启有限责任公司", False),
        ("name", "云启", "", False),
        ("address", "1-2号", "12号", False),
        ("established_on", "2020-05-18", "2020-05-18", True),
        ("established_on", "2020-05-18", "2020-05-13", False),
        ("valid_until", "long_term", "long_term", True),
        ("scope", "零售；批发。“食品”", '零售;批发."食品"', True),
        ("scope", "零售、批发", "零售，批发", False),
        ("address", "一号。", "一号.", False),
        ("domain", "Yunqi-Shuzhi.CN", "yunqi-shuzhi.cn", True),
        ("domain", "例子.cn", "xn--fsqu00a.cn", True),
        ("domain", "yunqi.cn", "yunq1.cn", False),
        ("domains", ("a.cn", "b.cn"), ("b.cn", "a.cn"), True),
        ("domains", ("a.cn", "b.cn"), ("a.cn",), False),
        ("domain", "云 启_", "云启_", True),
        ("signature_present", True, True, True),
        ("signature_present", True, False, False),
        ("face_count", 1, 1, True),
        ("face_count", 1, 2, False),
        ("face_count", 1, "1", False),
    ],
)
def test_same_value(field, printed, read, same):
    assert is_same(field, printed, read) is same

"""Domain names: one form for many spellings, the registrable part, and what is no domain."""

import pytest

from extractors.numbers import domain_name
from extractors.numbers.exceptions import InvalidComponent, InvalidFormat, InvalidLength


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("yunqi-shuzhi.cn", "yunqi-shuzhi.cn"),
        (" YUNQI-Shuzhi.CN ", "yunqi-shuzhi.cn"),
        ("https://www.yunqi-shuzhi.cn/index.html?a=1#b", "yunqi-shuzhi.cn"),
        ("HTTP://yunqi-shuzhi.cn:8080/", "yunqi-shuzhi.cn"),
        ("yunqi-shuzhi.cn:443", "yunqi-shuzhi.cn"),
        ("yunqi-shuzhi.cn.", "yunqi-shuzhi.cn"),
        ("ｙｕｎｑｉ．ｃｎ", "yunqi.cn"),
        ("ｈｔｔｐ：／／yunqi。cn／", "yunqi.cn"),
        ("yunqi。cn", "yunqi.cn"),
        ("\ufeffyunqi\u200b.cn", "yunqi.cn"),
        ("www.com.cn", "www.com.cn"),
        ("www.www.com", "www.com"),
        ("api.www.yunqi.cn", "api.www.yunqi.cn"),
        ("例子.中国", "xn--fsqu00a.xn--fiqs8s"),
        ("XN--FSQU00A.xn--fiqs8s", "xn--fsqu00a.xn--fiqs8s"),
        ("faß.de", "xn--fa-hia.de"),
        ("yunq1.cm0", "yunq1.cm0"),
        ("cn", InvalidFormat),
        ("中国", InvalidFormat),
        ("a_b.cn", InvalidFormat),
        ("-a.cn", InvalidFormat),
        ("a-.cn", InvalidFormat),
        ("a..cn", InvalidFormat),
        ("yunqi.cn..", InvalidFormat),
        ("yunqi.cn.。", InvalidFormat),
        ("*.yunqi.cn", InvalidFormat),
        ("yun qi.cn", InvalidFormat),
        ("someone@yunqi.cn", InvalidFormat),
        ("http://", InvalidFormat),
        ("http://user@yunqi.cn", InvalidFormat),
        ("yun℀qi.cn", InvalidFormat),
        ("😀.cn", InvalidFormat),
        ("xn--zzzzzzzzz.cn", InvalidFormat),
        ("192.0.2.1", InvalidComponent),
        ("a" * 64 + ".cn", InvalidLength),
        ("abc." * 70 + "cn", InvalidLength),
        ("", InvalidFormat),
        (None, InvalidFormat),
    ],
)
def test_validate(domain, expected):
    if isinstance(expected, str):
        assert domain_name.validate(domain) == expected
        assert domain_name.compact(expected) == expected
    else:
        with pytest.raises(expected):
            domain_name.validate(domain)
        assert not domain_name.is_valid(domain)


def test_zero_and_the_letter_o_stay_different():
    assert domain_name.validate("g0.cn") != domain_name.validate("go.cn")


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("a.b.yunqi.cn", "yunqi.cn"),
        ("www.yunqi.com.cn", "yunqi.com.cn"),
        ("yunqi.bj.cn", "yunqi.bj.cn"),
        ("店.例子.公司.cn", "xn--fsqu00a.xn--55qx5d.cn"),
        ("foo.github.io", "github.io"),
        ("foo.yunqi.unknowntld", "yunqi.unknowntld"),
        ("com.cn", InvalidComponent),
        ("公司.cn", InvalidComponent),
        ("cn", InvalidFormat),
    ],
)
def test_registrable(domain, expected):
    if isinstance(expected, str):
        assert domain_name.registrable(domain) == expected
    else:
        with pytest.raises(expected):
            domain_name.registrable(domain)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [("www.xn--fsqu00a.xn--55qx5d.cn", "例子.公司.cn"), ("Yunqi.CN", "yunqi.cn"), ("例子.中国", "例子.中国")],
)
def test_to_unicode(domain, expected):
    assert domain_name.to_unicode(domain) == expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [("yunqi.cn", True), ("例子.公司.cn", True), ("yunqi.cm0", False), ("yunqi.unknowntld", False), ("", False)],
)
def test_has_known_suffix(domain, expected):
    assert domain_name.has_known_suffix(domain) is expected

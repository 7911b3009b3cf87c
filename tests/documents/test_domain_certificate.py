"""域名注册证书 of whichever registrar, from lines as an engine gives them: tables, screens and prose."""

import pytest

from extractors.documents.domain_certificate import READER
from extractors.facts.kinds import Field
from extractors.facts.stamps import StampOwner
from tests.lines import read, sheet, stamp, values

COMPANY, REGISTRAR = "北京云启数智科技有限公司", "阿里云计算有限公司"
DATES = {"registered_on": "2019-03-15", "expires_on": "2027-03-15"}
FIELDS = {"domain": "yunqi-shuzhi.cn", "registrant": COMPANY, "registrar": REGISTRAR, **DATES}
TABLE = """
                 域名注册证书

域名              yunqi-shuzhi.cn

域名所有者        北京云启数智科技有限公司

注册时间          2019-03-15

到期时间          2027-03-15

注册服务机构      阿里云计算有限公司
"""
CASES = {
    "table": (TABLE, {}),
    "table with colons": (TABLE.replace("        ", "：        "), {}),
    "bilingual labels over one another": (
        """
                 域名注册证书
        Domain Name Registration Certificate

域名              yunqi-shuzhi.cn
Domain Name

域名所有者        北京云启数智科技有限公司
Registrant

注册时间          2019-03-15
Registration Date

到期时间          2027-03-15
Expiration Date

注册服务机构      阿里云计算有限公司
Registrar
""",
        {},
    ),
    "bilingual labels parted by a stroke": (
        """
                 域名注册证书

域名/Domain Name               yunqi-shuzhi.cn

域名所有者/Registrant          北京云启数智科技有限公司

注册时间/Registration Date     2019-03-15

到期时间/Expiration Date       2027-03-15

注册服务机构/Registrar         阿里云计算有限公司
""",
        {},
    ),
    "English labels": (
        """
        Certificate of Domain Name Registration

Domain Name: yunqi-shuzhi.cn

Registrant: Beijing Yunqi Technology Co., Ltd.

Registration Date: 2019-03-15

Expiration Date: 2027-03-15

Registrar: Alibaba Cloud Computing Ltd.
""",
        {
            "registrant": None,  # a holder in Latin letters alone is one for a reviewer
            "registrant_latin": "Beijing Yunqi Technology Co., Ltd.",
            "registrar": "Alibaba Cloud Computing Ltd.",
        },
    ),
    "holder in both scripts": (
        TABLE.replace("注册时间  ", "所有者(英文)      Beijing Yunqi Technology Co., Ltd.\n\n注册时间  "),
        {"registrant_latin": "Beijing Yunqi Technology Co., Ltd."},
    ),
    "console screen with other dates": (
        """
域名基本信息

域名              yunqi-shuzhi.cn

域名持有者        北京云启数智科技有限公司

更新时间          2024-01-01 10:00:00

创建时间          2019-03-15 09:30:00

过期时间          2027-03-15 09:30:00

域名服务器        dns9.hichina.com

域名注册商        阿里云计算有限公司
""",
        {},
    ),
    "times glued to their dates": (TABLE.replace("03-15", "03-1509:30:00"), {}),
    "a blank behind the dot": (TABLE.replace("yunqi-shuzhi.cn", "yunqi-shuzhi. cn"), {}),
    "capitals": (TABLE.replace("yunqi-shuzhi.cn", "YUNQI-SHUZHI.CN"), {}),
    "a domain in Chinese": (TABLE.replace("yunqi-shuzhi.cn", "云启数智.中国"), {"domain": "云启数智.中国"}),
    "a Chinese name under a Latin ending": (TABLE.replace("yunqi-shuzhi.cn", "云启数智.cn"), {"domain": "云启数智.cn"}),
    "an ending of two parts": (TABLE.replace("yunqi-shuzhi.cn", "yunqi.com.cn"), {"domain": "yunqi.com.cn"}),
    "addresses of the registrar are no domain": (
        TABLE + "\n\n查询网址：https://whois.aliyun.com   邮箱：domain@aliyun.com",
        {},
    ),
    "a holder over two lines": (TABLE.replace("数智科技有限公司", "数智\n                  科技有限公司"), {}),
    "a person for a holder": (TABLE.replace(COMPANY, "欧阳明远"), {"registrant": "欧阳明远"}),
    "Chinese dates": (TABLE.replace("2019-03-15", "2019年03月15日").replace("2027-03-15", "2027年03月15日"), {}),
    "an expiry that was not read": (TABLE.replace("2027-03-15", ""), {"expires_on": None}),
    "another domain's label without a domain": (TABLE.replace("yunqi-shuzhi.cn", "——"), {"domain": None}),
    "prose": (
        """
                 国际域名证书

兹证明域名 yunqi-shuzhi.cn 已由北京云启数智科技有限公司完成注册，
并已在域名数据库中记录。有效期至2027年03月15日。
本域名的注册服务机构为阿里云计算有限公司。
""",
        {"registered_on": "absent"},
    ),
    "prose with the second of registration": (
        """
                 国际域名证书

兹证明域名 yunqi-shuzhi.cn 已由北京云启数智科技有限公司于2019-03-15 06:44:30注册，
有效期至2027年03月15日。
本域名的注册服务机构为阿里云计算有限公司。
""",
        {},
    ),
    "prose that names the holder first": (
        """
                 国际域名证书。

北京云启数智科技有限公司已成为域名 yunqi-shuzhi.cn 的注册人，
到期日期为2027年03月15日。
""",
        {"registered_on": "absent", "registrar": "absent"},
    ),
    "prose with labels below": (
        """
                 国际域名证书

域名 yunqi-shuzhi.cn 已由北京云启数智科技有限公司注册，并已记录。


注册日期：2019-03-15

到期日期：2027-03-15

注册商：阿里云计算有限公司
""",
        {},
    ),
}


@pytest.mark.parametrize(("drawing", "changed"), CASES.values(), ids=CASES)
def test_a_domain_certificate(drawing: str, changed: dict[str, object]) -> None:
    expected = {k: v for k, v in {**FIELDS, **changed}.items() if v != "absent"}
    assert values(read(READER, drawing)) == expected


def test_the_registrar_may_be_known_by_its_stamp_alone() -> None:
    drawing = TABLE.replace("注册服务机构      阿里云计算有限公司", "")
    assert Field.REGISTRAR not in read(READER, drawing).fields
    found = read(READER, drawing, [stamp("阿里云计算有限公司 1101080123456", StampOwner.REGISTRY, 0.8)])
    assert (found.fields[Field.REGISTRAR].value, found.fields[Field.REGISTRAR].confidence) == (REGISTRAR, 0.8)


def test_two_domains_without_a_label_are_not_chosen_between() -> None:
    assert Field.DOMAIN not in read(READER, "域名注册证书\n\nyunqi.cn\n\nother.cn").fields


@pytest.mark.parametrize(
    ("drawing", "least", "title"),
    [
        (TABLE, 0.95, "域名注册证书"),
        ("国际域名注册证书", 0.85, "国际域名注册证书"),
        ("Certificate of Domain Name Registration", 0.85, "CertificateofDomainNameRegistration"),
        (TABLE.replace("域名注册证书", "域名基本信息"), 0.85, None),
    ],
)
def test_it_is_recognised_by_its_title_or_its_labels(drawing: str, least: float, title: str | None) -> None:
    found = READER.recognise(sheet(drawing))
    assert found.confidence >= least
    assert found.title == title


@pytest.mark.parametrize(
    "drawing", ["", "yunqi-shuzhi.cn", "网站域名  yunqi-shuzhi.cn\n\n网站名称  云启", "注册时间  2019-03-15"]
)
def test_a_domain_alone_makes_no_certificate(drawing: str) -> None:
    assert READER.recognise(sheet(drawing)).confidence == 0

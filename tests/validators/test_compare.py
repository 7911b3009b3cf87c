from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.compare import (
    Comparison,
    same_address,
    same_date,
    same_domain,
    same_name,
    same_number,
    same_person,
)

SAME, NEAR, OTHER = "same", "near", "other"


def outcome(comparison: Comparison) -> str:
    assert not (comparison.same and comparison.near)
    assert comparison.same == (comparison.why == "")
    return SAME if comparison.same else NEAR if comparison.near else OTHER


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("北京（云启）有限公司", "北京(云启)有限公司", SAME),
        ("北京 云启　有限公司", "北京云启有限公司", SAME),
        ("ＡＢＣ有限公司", "ABC有限公司", SAME),
        ("买买提•艾力", "买买提·艾力", SAME),
        ("买买提艾力", "买买提·艾力", NEAR),
        ("abc有限公司", "ABC有限公司", NEAR),
        ("广东华为有限公司", "廣東華爲有限公司", OTHER),  # 爲 is in no table
        ("广东云启有限公司", "廣東云启有限公司", NEAR),
        ("北京䶮科技", "北京□科技", NEAR),
        ("云启有限公司", "云启有限责任公司", OTHER),
        ("云启有限公司", "云启股份有限公司", OTHER),
        ("云启有限公司", "云启有限公司上海分公司", OTHER),
        ("北京云启有限公司", "云启有限公司", OTHER),
        ("云启有限公司", "云起有限公司", OTHER),
        ("云启（普通合伙）", "云启", OTHER),
        ("北京己末科技有限公司", "北京已未科技有限公司", NEAR),
        ("沣东云启有限公司", "洋东云启有限公司", NEAR),
        ("老周木工有限公司", "老周本工有限公司", NEAR),
        ("土木云启有限公司", "士木云启有限公司", NEAR),
        ("北京（日新）有限公司", "北京(曰新)有限公司", NEAR),
        ("己末科技有限公司", "已未科枝有限公司", OTHER),
        ("大云有限公司", "太云有限公司", OTHER),
        ("", "", OTHER),
        ("", "云启", OTHER),
    ],
)
def test_names(one: str, other: str, expected: str) -> None:
    assert outcome(same_name(one, other)) == outcome(same_name(other, one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("JOHN SMITH", "John Smith", SAME),
        ("SMITH, JOHN", "John Smith", NEAR),
        ("JOHN PAUL SMITH", "John Smith", NEAR),
        ("JOHNSMITH", "John Smith", NEAR),
        ("JANE SMITH", "John Smith", OTHER),
        ("欧阳明远", "欧阳明运", OTHER),
        ("洗星海", "冼星海", NEAR),
        ("...", "---", OTHER),
    ],
)
def test_people(one: str, other: str, expected: str) -> None:
    assert outcome(same_person(one, other)) == outcome(same_person(other, one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("北京市海淀区云港路1号", "北京市海淀区云港路１號", SAME),
        ("云港路1号2—305", "云港路1号2-305", SAME),
        ("北京市海淀区云港路1号", "海淀区云港路1号", NEAR),
        ("北京市海淀区云港路1号", "北京市海淀区云港路1号（住所申报）", NEAR),
        ("云港路1号2幢305室", "云港路1号2栋305室", NEAR),
        ("云港路1号，305室", "云港路1号305室", NEAR),
        ("云港路1号305室", "芸港路1号305室", NEAR),
        ("云港路1号305室", "云港路1号306室", OTHER),
        ("北京市海淀区云港路1号院", "北京市海淀区云港路1号院2号楼305室", NEAR),
        ("云港路1号305室", "运岗路1号305室", OTHER),
        ("北京市海淀区云港路1号", "上海市浦东新区周浦镇88号", OTHER),
        ("1号", "北京市1号", OTHER),
        ("", "北京市", OTHER),
        ("（住所申报）", "（集群注册）", OTHER),
    ],
)
def test_addresses(one: str, other: str, expected: str) -> None:
    assert outcome(same_address(one, other)) == outcome(same_address(other, one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("91350100M000100Y43", "９１３５-0100-m000100y43", SAME),
        ("11010519491231002x", "11010519491231002X", SAME),
        ("H12345678", "H1234567801", NEAR),
        ("91350100M000100Y43", "91350100M000100Y34", OTHER),
        ("91350100M0001O0Y43", "91350100M000100Y43", OTHER),
        ("", "", OTHER),
        ("号", "号", OTHER),
    ],
)
def test_numbers(one: str, other: str, expected: str) -> None:
    assert outcome(same_number(one, other)) == outcome(same_number(other, one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2038-03-14", "2038-03-14", SAME),
        ("long_term", "long_term", SAME),
        ("long_term", "2099-12-31", NEAR),
        ("long_term", "2038-03-14", OTHER),
        ("2038-03-14", "2038-03-15", OTHER),
        ("", "", OTHER),
    ],
)
def test_dates(one: str, other: str, expected: str) -> None:
    assert outcome(same_date(one, other)) == outcome(same_date(other, one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://WWW.Yunqi.cn/", "yunqi.cn", SAME),
        ("shop.yunqi.com.cn", "yunqi.com.cn", SAME),
        ("云启.中国", "xn--9kqu0l.xn--fiqs8s", SAME),
        ("yunqi0.cn", "yunqio.cn", NEAR),
        ("yunqil.cn", "yunqi1.cn", NEAR),
        ("yunqi.cn", "yunqi.com", OTHER),
        ("yunqi.com.cn", "other.com.cn", OTHER),
        ("", "", OTHER),
        ("云 启", "云 启", OTHER),
    ],
)
def test_domains(one: str, other: str, expected: str) -> None:
    assert outcome(same_domain(one, other)) == outcome(same_domain(other, one)) == expected


WORDS = st.text(alphabet="云启起北京（）()·•. 0O1lAa号號栋幢-—□䶮", max_size=12)


@pytest.mark.parametrize(
    "compare", [same_name, same_person, same_address, same_number, same_date, same_domain], ids=lambda f: f.__name__
)
@given(one=WORDS, other=WORDS)
def test_comparing_is_symmetric(compare: object, one: str, other: str) -> None:
    assert callable(compare)
    assert outcome(compare(one, other)) == outcome(compare(other, one))


@given(st.text(min_size=1), st.characters(), st.data())
def test_another_character_is_never_the_same_company(name: str, character: str, data: st.DataObject) -> None:
    """Unless the two characters are spellings of one thing, which folding decides and not comparing."""
    place = data.draw(st.integers(0, len(name) - 1))
    other = name[:place] + character + name[place + 1 :]
    from extractors.text import fold_name

    assert same_name(name, other).same == (fold_name(name) == fold_name(other) != "")

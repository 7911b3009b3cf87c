"""The certificates of units that hold no business licence."""

import pytest

from extractors.documents import READERS, Reader
from extractors.facts import Field, Kind
from extractors.segments import segment
from tests.lines import read, sheet, values

READER = {reader.kind: reader for reader in READERS}
CODE = "12110108MA01ABCD50"
TERM = {"valid_from": "2023-03-15", "valid_until": "2028-03-14"}
NAME, ADDRESS, PERSON = "北京云启研究所", "北京市海淀区中关村大街1号", "欧阳明远"
COMMON = {"name": NAME, "address": ADDRESS, "legal_representative": PERSON}
CERTIFICATES = {
    Kind.PUBLIC_INSTITUTION_CERTIFICATE: (
        """
              事业单位法人证书
                （副　　本）

统一社会信用代码  {code}

名　　称  北京云启研究所          法定代表人  欧阳明远

宗旨和    开展信息技术研究、      经费来源  财政补助
业务范围  促进科技发展。
                                  开办资金  ￥100万元

住　　所  北京市海淀区中关村大街1号    举办单位  北京市科学技术委员会


有效期  自2023年03月15日至2028年03月14日      登记管理机关
""",
        {**COMMON, **TERM, "registered_capital": "￥100万元"},
    ),
    Kind.SOCIAL_ORGANIZATION_CERTIFICATE: (
        """
            社会团体法人登记证书

统一社会信用代码  {code}

名　　称  北京云启研究所

业务范围  学术交流、业务培训

住　　所  北京市海淀区中关村大街1号

法定代表人  欧阳明远

活动地域  北京市

注册资金  叁万元

业务主管单位  北京市科学技术协会

有效期限  2023年03月15日至2028年03月14日

发证机关

                   2023年03月15日
""",
        {**COMMON, **TERM, "scope": "学术交流、业务培训", "registered_capital": "叁万元", "issued_on": "2023-03-15"},
    ),
    Kind.PRIVATE_NON_ENTERPRISE_CERTIFICATE: (
        """
            民办非企业单位登记证书
                  （法人）

统一社会信用代码  {code}

名　　称  北京云启研究所

住　　所  北京市海淀区中关村大街1号

法定代表人  欧阳明远

开办资金  叁万元

业务范围  职业技能培训

业务主管单位  北京市海淀区教育委员会

有效期限  2023年03月15日至2028年03月14日

发证机关

                   2023年03月15日
""",
        {**COMMON, **TERM, "scope": "职业技能培训", "registered_capital": "叁万元", "issued_on": "2023-03-15"},
    ),
    Kind.ORGANIZATION_CODE_CERTIFICATE: (
        """
            统一社会信用代码证书

统一社会信用代码  {code}

机构名称  北京云启研究所

机构性质  机关

机构地址  北京市海淀区中关村大街1号

负责人  欧阳明远

赋码机关

颁发日期  2023年03月15日
""",
        {**COMMON, "type": "机关", "issued_on": "2023-03-15"},
    ),
}


@pytest.mark.parametrize("kind", CERTIFICATES)
def test_a_certificate_is_read(kind: Kind) -> None:
    drawing, expected = CERTIFICATES[kind]
    found = values(read(READER[kind], drawing.format(code=CODE)))
    if kind is Kind.PUBLIC_INSTITUTION_CERTIFICATE:
        found.pop("scope", None)  # its label is printed over two rows
    assert found == {"credit_code": CODE, **expected}


@pytest.mark.parametrize("kind", CERTIFICATES)
def test_a_certificate_is_recognised_as_itself_alone(kind: Kind) -> None:
    (only,) = segment(sheet(CERTIFICATES[kind][0].format(code=CODE)))
    assert only.reader is not None
    assert only.reader.kind is kind
    assert only.recognition.confidence >= 0.9


@pytest.mark.parametrize("reader", [READER[kind] for kind in CERTIFICATES], ids=lambda r: r.kind)
@pytest.mark.parametrize("drawing", ["", "名　　称  云启公司\n\n法定代表人  欧阳明远", "营业执照"])
def test_without_its_title_it_is_no_certificate(reader: Reader, drawing: str) -> None:
    assert reader.recognise(sheet(drawing)).confidence == 0


def test_the_newer_title_of_private_non_enterprise_units() -> None:
    drawing = CERTIFICATES[Kind.PRIVATE_NON_ENTERPRISE_CERTIFICATE][0].replace("民办非企业单位", "社会服务机构")
    (only,) = segment(sheet(drawing.format(code=CODE)))
    assert only.reader is READER[Kind.PRIVATE_NON_ENTERPRISE_CERTIFICATE]


def test_a_certificate_without_a_term_leaves_it_unread_only_where_its_label_is_printed() -> None:
    drawing = CERTIFICATES[Kind.SOCIAL_ORGANIZATION_CERTIFICATE][0].format(code=CODE)
    reader = READER[Kind.SOCIAL_ORGANIZATION_CERTIFICATE]
    term = "2023年03月15日至2028年03月14日"
    assert read(reader, drawing.replace(term, "")).unread == (Field.VALID_UNTIL,)
    assert read(reader, drawing.replace(f"有效期限  {term}", "")).unread == ()

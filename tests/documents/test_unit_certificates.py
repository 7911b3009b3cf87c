"""The certificates of units that hold no business licence."""

from random import Random

import pytest

from extractors.documents import READERS, Reader
from extractors.facts.kinds import Field, Kind
from extractors.ocr import PaddleEngine
from extractors.segments import segment
from samples import licences, unit_certificates, units
from samples.drafts import own_seal
from tests.documents.drawn import TODAY, as_truth, documents_on, spaceless
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
    Kind.FOUNDATION_CERTIFICATE: (
        """
             基金会法人登记证书
               （慈善组织）

统一社会信用代码  {code}

名　　称  北京云启研究所

类　　型  非公募基金会

宗　　旨  资助科学研究

业务范围  学术交流、业务培训

住　　所  北京市海淀区中关村大街1号

法定代表人  欧阳明远          原始基金数额  贰佰万元

业务主管单位  北京市科学技术协会

有效期限  2023年03月15日至2028年03月14日

发证机关

                   2023年03月15日
""",
        {
            **COMMON,
            **TERM,
            "type": "非公募基金会",
            "scope": "学术交流、业务培训",
            "registered_capital": "贰佰万元",
            "issued_on": "2023-03-15",
        },
    ),
    Kind.LAW_FIRM_LICENCE: (
        """
             律师事务所执业许可证
                  （副本）

统一社会信用代码  {code}

名　　称  北京云启研究所

住　　所  北京市海淀区中关村大街1号

负 责 人  欧阳明远

组织形式  普通合伙

设立资产  叁拾万元

主管机关  北京市海淀区司法局

批准文号  京司许字〔2016〕第118号

批准日期  2016年05月09日

发证机关

                   2023年03月15日
""",
        {**COMMON, "type": "普通合伙", "registered_capital": "叁拾万元", "issued_on": "2023-03-15"},
    ),
    Kind.REPRESENTATIVE_OFFICE_CERTIFICATE: (
        """
       外国（地区）企业常驻代表机构登记证

统一社会信用代码  {code}

名　　称  北京云启研究所

驻在场所  北京市海淀区中关村大街1号

首席代表  欧阳明远

业务范围  市场调查

派出企业名称  莱恩精密机械股份公司

派出企业住所  德国慕尼黑林登街12号

驻在期限  2023年03月15日至2028年03月14日

登记机关

                   2023年03月15日
""",
        {**COMMON, **TERM, "scope": "市场调查", "issued_on": "2023-03-15"},
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


ORIGINAL = """
             律师事务所执业许可证
                  （正本）

    统一社会信用代码  {code}

      {sentence}

                          发证机关

                          2023年03月15日
"""


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("北京市云启律师事务所，符合《律师法》规定的条件，准予设立并执业。", "北京市云启律师事务所"),
        ("上海云启（杭州）律师事务所，符合《律师法》规定的条件。", "上海云启（杭州）律师事务所"),
        ("经审核，北京市云启律师事务所符合《律师法》规定的条件。", "北京市云启律师事务所"),
        ("北京市云启律师事务所上海分所，符合《律师法》规定的条件。", "北京市云启律师事务所上海分所"),
        ("根据《律师事务所管理办法》规定，准予执业。", None),
    ],
)
def test_the_original_of_a_law_firm_names_it_in_a_sentence(sentence: str, name: str | None) -> None:
    facts = read(READER[Kind.LAW_FIRM_LICENCE], ORIGINAL.format(code=CODE, sentence=sentence))
    expected = {"credit_code": CODE, "issued_on": "2023-03-15"} | ({"name": name} if name else {})
    assert values(facts) == expected


def test_the_title_is_no_part_of_the_firms_name() -> None:
    drawing = "律师事务所执业许可证\n\n北京市云启律师事务所，符合《律师法》规定的条件，准予设立并执业。"
    assert values(read(READER[Kind.LAW_FIRM_LICENCE], drawing)) == {"name": "北京市云启律师事务所"}


@pytest.mark.parametrize(
    "title",
    [
        "境外非政府组织代表机构登记证书",
        "外国政府旅游部门常驻代表机构批准登记证",
        "外国律师事务所驻华代表处执业许可证",
        "境外基金会代表机构登记证书",
    ],
)
def test_certificates_with_titles_of_their_own_are_none_of_these(title: str) -> None:
    page = sheet(f"{title}\n\n统一社会信用代码  {CODE}\n\n名　　称  云启\n\n登记机关")
    assert all(READER[kind].recognise(page).confidence == 0 for kind in CERTIFICATES)
    assert READER[Kind.BUSINESS_LICENCE].recognise(page).confidence == 0


DRAWN = [("foundation", ""), ("law_firm", "副本"), ("law_firm", "正本"), ("representative_office", "")]


@pytest.mark.ocr
@pytest.mark.parametrize(("form", "copy"), DRAWN)
def test_a_drawn_certificate_is_read_with_its_stamps(form: str, copy: str, engine: PaddleEngine) -> None:
    rng = Random(f"{form}:{copy}")
    unit, _ = units.make_unit(rng, TODAY, form=form)
    options = licences.Options(width=1800, copy=copy, seals=(own_seal(unit),))
    drawing = unit_certificates.draw(rng, unit, options)
    (found,) = documents_on(drawing.image, engine)
    assert found.kind.value == drawing.truth.kind
    assert spaceless(as_truth(found)) == spaceless(drawing.truth)
    assert {stamp.text for stamp in found.stamps} == {stamp.text for stamp in drawing.truth.stamps}

"""前置审批文件 from lines as an engine gives them."""

from datetime import date
from random import Random

import pytest

from extractors.documents.pre_approval import READER, TITLES
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import StampOwner
from extractors.form import PreApprovalCategory
from extractors.ocr import OcrEngine
from extractors.segments import segment
from samples import approvals, units
from tests.documents.drawn import as_truth, documents_on
from tests.lines import page, read, sheet, stamp, values

COMPANY = "北京云启数智科技有限公司"
CULTURE = f"""
               网 络 文 化 经 营 许 可 证
                                    京网文〔2024〕0001-001号
   单位名称：{COMPANY}

   地      址：北京市海淀区中关村大街1号

   法定代表人：张三

   域      名：yunqi.cn

   经营范围：利用信息网络经营游戏产品

   有 效 期：自2024年01月02日至2027年01月01日

                              发证机关
                              2024年01月02日
"""
CULTURE_FIELDS = {
    "holder": COMPANY,
    "number": "京网文〔2024〕0001-001号",
    "category": "culture",
    "valid_until": "2027-01-01",
}
MEDICINES = f"""
               互联网药品信息服务资格证书

                              证书编号：（京）-非经营性-2024-0001

   网站主办单位名称：{COMPANY}

   网站域名：yunqi.cn

   IP地址：10.0.0.1

   服务性质：非经营性

   法定代表人：张三      网站负责人：李四

   有效期至：2029年01月01日

                       发证部门：北京市药品监督管理局

                              2024年01月02日
"""
BROADCAST = f"""
          中华人民共和国
       信息网络传播视听节目许可证
   许可证号：0108301
   开办主体：{COMPANY}

   业务类别：第二类互联网视听节目服务

   有效期：2024年01月02日至2027年01月01日
   发证机关：国家广播电视总局
"""
NEWS = f"""
               互联网新闻信息服务许可证
                                     许可证编号  10120240001

   单位名称      {COMPANY}

   服务项目      互联网站

   有效期限      2024年01月02日至2027年01月01日

                              发证机关
                              2024年01月02日
"""
CONSENT = f"""
            关于同意{COMPANY[:6]}开办教育网站的批复

   单位名称：{COMPANY}

   批准文号：京教函〔2024〕12号

   有效期至：2027年01月01日

   审批机关：北京市教育委员会
"""
PAGES = {
    "culture": (CULTURE, CULTURE_FIELDS),
    "medicines": (
        MEDICINES,
        {
            "holder": COMPANY,
            "number": "（京）-非经营性-2024-0001",
            "category": "medical",
            "authority": "北京市药品监督管理局",
            "valid_until": "2029-01-01",
        },
    ),
    "broadcast": (
        BROADCAST,
        {
            "holder": COMPANY,
            "number": "0108301",
            "category": "broadcast",
            "authority": "国家广播电视总局",
            "valid_until": "2027-01-01",
        },
    ),
    "news": (
        NEWS,
        {"holder": COMPANY, "number": "10120240001", "category": "news", "valid_until": "2027-01-01"},
    ),
    "letter of approval": (
        CONSENT,
        {
            "holder": COMPANY,
            "number": "京教函〔2024〕12号",
            "category": "education",
            "authority": "北京市教育委员会",
            "valid_until": "2027-01-01",
        },
    ),
    "term without an end": (
        CULTURE.replace("自2024年01月02日至2027年01月01日", "三年"),
        CULTURE_FIELDS | {"valid_until": None},
    ),
}


@pytest.mark.parametrize(("drawing", "fields"), PAGES.values(), ids=PAGES)
def test_pages(drawing, fields):
    (found,) = segment(sheet(drawing))
    assert found.reader is not None
    assert found.reader.kind is Kind.PRE_APPROVAL
    assert values(found.reader.read(found.sheet)) == fields


@pytest.mark.parametrize(("title", "category"), TITLES.items())
def test_the_title_says_what_it_is_for(title, category):
    drawing = CULTURE.replace("网 络 文 化 经 营 许 可 证", f"{title}（副本）")
    assert category in set(PreApprovalCategory)
    assert READER.recognise(sheet(drawing)).title == title
    assert read(READER, drawing).fields[Field.CATEGORY].value == category


def test_the_authority_is_said_by_its_stamp_where_the_form_leaves_room_for_it():
    stamps = [stamp(COMPANY, StampOwner.SPONSOR), stamp("北京市文化和旅游局", confidence=0.95)]
    reading = read(READER, CULTURE, stamps).fields[Field.AUTHORITY]
    assert (reading.value, reading.confidence, reading.methods) == ("北京市文化和旅游局", 0.95, ("stamp",))


def test_a_stamp_read_for_print_gives_way_to_the_stamp():
    lines = [*page(CULTURE), *page("\n" * 30 + " " * 42 + "北市文旅局", confidence=0.3)]
    reading = read(READER, lines, [stamp("北京市文化和旅游局", confidence=0.95)]).fields[Field.AUTHORITY]
    assert reading.value == "北京市文化和旅游局"


def test_the_category_is_as_certain_as_the_title():
    reading = READER.read(sheet(page(CULTURE, confidence=0.7))).fields[Field.CATEGORY]
    assert reading.confidence == pytest.approx(0.7)


OTHERS = {
    "food": """
          食品经营许可证

   经营者名称：北京云启餐饮有限公司

   许可证编号：JY11101080000001

   有效期至：2029年01月01日
""",
    "licence whose scope names permits": f"""
               营业执照
   统一社会信用代码  91110108MA01ABCD2X

   名称      {COMPANY}

   经营范围  以下项目凭许可证经营：
             网络文化经营许可证
             信息网络传播视听节目许可证

   法定代表人 张三

   住所      北京市海淀区

                  登记机关
""",
    "sheet that names one": f"""
     网站备案信息真实性核验单

   网站主办者名称  {COMPANY}

   网站域名  yunqi.cn

   前置审批文件

   网络文化经营许可证

   有效期限  2027年01月01日
""",
    "commitment": "承诺书\n\n我单位承诺在取得网络文化经营许可证之前不从事相关服务。\n\n单位名称  某公司",
    "title alone": "网络文化经营许可证",
    "nothing": "",
}


@pytest.mark.parametrize("drawing", OTHERS.values(), ids=OTHERS)
def test_what_is_none(drawing):
    assert all(found.reader is not READER for found in segment(sheet(drawing)))


@pytest.mark.ocr
@pytest.mark.parametrize("category", approvals.CATEGORIES)
def test_a_drawn_approval_is_read(engine: OcrEngine, category: str):
    rng = Random(f"approval:{category}")
    unit, _ = units.make_unit(rng, date(2026, 11, 20))
    drawing = approvals.draw(rng, approvals.make_approval(rng, unit, category, date(2026, 11, 20)))
    (document,) = documents_on(drawing.image, engine)
    assert document.kind is Kind.PRE_APPROVAL
    assert as_truth(document)["category"] == category
    assert document.text(Field.HOLDER) == unit.name
    assert document.text(Field.VALID_UNTIL) == drawing.truth.fields["valid_until"]

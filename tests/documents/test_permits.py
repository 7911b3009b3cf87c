"""Travel and residence permits from lines as an engine gives them."""

import pytest

from extractors.documents import hkmt_residence_permit, permanent_resident_card, personal, travel_permits
from extractors.facts.kinds import Field, Kind
from extractors.layout import FieldText
from extractors.ocr import OcrEngine
from extractors.pieces import level
from extractors.segments import segment
from tests.documents.drawn import as_truth, documents_on, draw_permit, spaceless
from tests.invented import with_check
from tests.lines import line, sheet, values

HK_MACAO = """
          港澳居民来往内地通行证

          姓名      陈大文
                    CHAN, TAI MAN

          出生日期  1985.06.07    性别  男

          有效期限  2018.10.17-2028.10.16

          签发机关  公安部出入境管理局

          证件号码  H12345678   换证次数  01
"""
HK_MACAO_FIELDS = {
    "name": "陈大文",
    "name_latin": "CHAN, TAI MAN",
    "number": "H12345678",
    "sex": "男",
    "birth_date": "1985-06-07",
    "valid_from": "2018-10-17",
    "valid_until": "2028-10-16",
}
TAIWAN = """
          台湾居民来往大陆通行证
          Mainland Travel Permit for Taiwan Residents

          姓名      林志豪
                    LIN, CHIH-HAO

          出生日期  1985.06.07

          性别      男

          有效期限  2020.10.17-2025.10.16

          签发机关  公安部出入境管理局

          签发地点  福建

          证件号码  01234567
"""
TAIWAN_FIELDS = {
    "name": "林志豪",
    "name_latin": "LIN, CHIH-HAO",
    "number": "01234567",
    "sex": "男",
    "birth_date": "1985-06-07",
    "valid_from": "2020-10-17",
    "valid_until": "2025-10-16",
}
RESIDENCE_NUMBER = with_check("81000019850607001")
RESIDENCE_FRONT = f"""
姓　名  陈大文

性　别  男

出　生  1985  年  6  月  7  日

住　址  广东省深圳市南山区科技路1号
        2栋301


公民身份号码  {RESIDENCE_NUMBER}
"""
RESIDENCE_BACK = """
        中华人民共和国
        港澳居民居住证


通行证号码  H12345678    签发次数  01

签发机关  深圳市公安局南山分局

有效期限  2025.03.16-2030.03.16
"""
FRONT_FIELDS = {"name": "陈大文", "sex": "男", "birth_date": "1985-06-07", "number": RESIDENCE_NUMBER}
BACK_FIELDS = {"valid_from": "2025-03-16", "valid_until": "2030-03-16"}
PERMANENT = """
          外国人永久居留身份证
   FOREIGN PERMANENT RESIDENT ID CARD
   姓名/Name
   SMITH, JOHN MICHAEL
   性别/Sex    出生日期/Date of Birth
   男/M        1980.01.01
   国籍/Nationality
   美国/USA
   有效期限/Period of Validity
   2024.01.02-2034.01.01
   证件号码/ID No.   USA110180010101
"""
PERMANENT_FIELDS = {
    "name_latin": "SMITH, JOHN MICHAEL",
    "number": "USA110180010101",
    "nationality": "美国",
    "sex": "男",
    "birth_date": "1980-01-01",
    "valid_from": "2024-01-02",
    "valid_until": "2034-01-01",
}
NUMBER_2023 = with_check("91184019800101001")

PAGES = {
    "Hong Kong": (Kind.HK_MACAO_TRAVEL_PERMIT, HK_MACAO, HK_MACAO_FIELDS),
    "Hong Kong, eleven characters": (
        Kind.HK_MACAO_TRAVEL_PERMIT,
        HK_MACAO.replace("H12345678   换证次数  01", "H1234567801"),
        HK_MACAO_FIELDS | {"number": "H1234567801"},
    ),
    "Macao, letters read for digits": (
        Kind.HK_MACAO_TRAVEL_PERMIT,
        HK_MACAO.replace("H12345678", "M1O34S678"),
        HK_MACAO_FIELDS | {"number": "M10345678"},
    ),
    "Hong Kong, title misread": (Kind.HK_MACAO_TRAVEL_PERMIT, HK_MACAO.replace("来往", "来住"), HK_MACAO_FIELDS),
    "Hong Kong, title not read": (
        Kind.HK_MACAO_TRAVEL_PERMIT,
        HK_MACAO.replace("港澳居民来往内地通行证", ""),
        HK_MACAO_FIELDS,
    ),
    "Hong Kong, labels glued to their values": (
        Kind.HK_MACAO_TRAVEL_PERMIT,
        HK_MACAO.replace("  陈", "陈").replace("  H", "H").replace("  2018", "2018").replace("  1985", "1985"),
        HK_MACAO_FIELDS,
    ),
    "Taiwan": (Kind.TAIWAN_TRAVEL_PERMIT, TAIWAN, TAIWAN_FIELDS),
    "Taiwan, ten digits": (
        Kind.TAIWAN_TRAVEL_PERMIT,
        TAIWAN.replace("01234567", "0123456701"),
        TAIWAN_FIELDS | {"number": "0123456701"},
    ),
    "residence, both sides": (
        Kind.HKMT_RESIDENCE_PERMIT,
        RESIDENCE_FRONT + "\n\n\n\n" + RESIDENCE_BACK,
        FRONT_FIELDS | BACK_FIELDS,
    ),
    "residence, one side": (Kind.HKMT_RESIDENCE_PERMIT, RESIDENCE_FRONT, FRONT_FIELDS),
    "residence, other side": (Kind.HKMT_RESIDENCE_PERMIT, RESIDENCE_BACK, BACK_FIELDS),
    "residence, Taiwan": (
        Kind.HKMT_RESIDENCE_PERMIT,
        RESIDENCE_BACK.replace("港澳居民", "台湾居民"),
        BACK_FIELDS,
    ),
    "permanent residence of 2017": (Kind.PERMANENT_RESIDENT_CARD, PERMANENT, PERMANENT_FIELDS),
    "permanent residence of 2023": (
        Kind.PERMANENT_RESIDENT_CARD,
        PERMANENT.replace("USA110180010101", NUMBER_2023),
        PERMANENT_FIELDS | {"number": NUMBER_2023},
    ),
    "permanent residence, a Chinese name as well": (
        Kind.PERMANENT_RESIDENT_CARD,
        PERMANENT.replace("SMITH, JOHN MICHAEL", "SMITH, JOHN MICHAEL\n   史密斯"),
        PERMANENT_FIELDS | {"name": "史密斯"},
    ),
}


@pytest.mark.parametrize(("kind", "drawing", "fields"), PAGES.values(), ids=PAGES)
def test_pages(kind, drawing, fields):
    (found,) = segment(sheet(drawing))
    assert found.reader is not None
    assert found.reader.kind is kind
    assert values(found.reader.read(found.sheet)) == fields


NONE_OF_THEM = {
    "permit of mainland residents": HK_MACAO.replace("港澳居民来往内地通行证", "往来港澳通行证").replace("H1", "C1"),
    "identity card": f"姓名  张三\n\n性别  男  民族  汉\n\n出生  1985年6月7日\n\n住址  北京市\n\n"
    f"公民身份号码  {with_check('11010519850607001')}",
    "letter that names one": "授权书\n\n兹授权陈大文（港澳居民来往内地通行证号码H12345678）为网站负责人",
    "form that names one": "证件类型  港澳居民来往内地通行证\n\n证件号码  H12345678",
    "nothing": "",
}
READERS = (
    travel_permits.HK_MACAO_READER,
    travel_permits.TAIWAN_READER,
    hkmt_residence_permit.READER,
    permanent_resident_card.READER,
)


@pytest.mark.parametrize("drawing", NONE_OF_THEM.values(), ids=NONE_OF_THEM)
def test_what_is_no_permit(drawing):
    assert [reader.recognise(sheet(drawing)).confidence for reader in READERS] == [0, 0, 0, 0]


def test_a_form_of_a_character_that_the_mainland_prints_is_taken_where_the_engine_saw_it():
    def name(doubts):
        own = level([line("黃志豪", doubts=doubts, weak={0: 0.55})])
        return personal.han_name(FieldText(Field.NAME, tuple(own)), 1)

    assert name({0: (("黄", 0.44),)}).value == "黄志豪"
    assert name({0: (("黄", 0.44),)}).confidence == pytest.approx(0.99)
    assert name({}).value == "黃志豪"


@pytest.mark.ocr
@pytest.mark.parametrize(
    "kind",
    [
        Kind.HK_MACAO_TRAVEL_PERMIT,
        Kind.TAIWAN_TRAVEL_PERMIT,
        Kind.HKMT_RESIDENCE_PERMIT,
        Kind.PERMANENT_RESIDENT_CARD,
    ],
)
def test_a_drawn_permit_is_read(engine: OcrEngine, kind: Kind):
    drawing = draw_permit(kind, 1)
    (document,) = documents_on(drawing.image, engine)
    assert document.kind is kind
    assert spaceless(as_truth(document)) == spaceless(drawing.truth)

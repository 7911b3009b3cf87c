"""居民身份证, both sides, from lines as an engine gives them."""

import pytest

from extractors.documents.id_card import EMBLEM_READER, PORTRAIT_READER
from extractors.facts.kinds import Field
from extractors.segments import segment
from tests.lines import line, page, read, sheet, shifted, values

NUMBER = "110108198001010015"
PORTRAIT = """
姓　名  欧阳明远

性　别  男      民　族  汉

出　生  1980  年  1  月  1  日

住　址  北京市海淀区中关村大街1号
        2号楼3单元401室


公民身份号码  110108198001010015
"""
PORTRAIT_FIELDS = {
    "name": "欧阳明远",
    "sex": "男",
    "ethnicity": "汉",
    "birth_date": "1980-01-01",
    "address": "北京市海淀区中关村大街1号2号楼3单元401室",
    "id_number": NUMBER,
}
EMBLEM = """
        中华人民共和国
          居民身份证


签发机关  北京市公安局海淀分局

有效期限  2015.10.01-2035.10.01
"""
EMBLEM_FIELDS = {"authority": "北京市公安局海淀分局", "valid_from": "2015-10-01", "valid_until": "2035-10-01"}

PORTRAITS = {
    "as printed": (PORTRAIT, {}),
    "labels glued to their values": (
        """
姓名欧阳明远

性别男    民族汉

出生1980年1月1日

住址北京市海淀区中关村大街1号
        2号楼3单元401室


公民身份号码110108198001010015
""",
        {},
    ),
    "sex and ethnicity in one line": (PORTRAIT.replace("性　别  男      民　族  汉", "性别男民族汉"), {}),
    "an ethnicity of several characters": (PORTRAIT.replace("汉", "哈萨克"), {"ethnicity": "哈萨克"}),
    "no ethnicity": (PORTRAIT.replace("民　族  汉", ""), {"ethnicity": "absent"}),
    "an ethnicity that was not read": (PORTRAIT.replace("汉", ""), {"ethnicity": None}),
    "the pale label of the name missed": (PORTRAIT.replace("姓　名", "　　　"), {}),
    "a name with a dot": (PORTRAIT.replace("欧阳明远", "买买提·艾力"), {"name": "买买提·艾力"}),
    "a minority script read as letters before the name": (PORTRAIT.replace("欧阳明远", "Lsu 欧阳明远"), {}),
    "a minority script read as letters before the ethnicity": (PORTRAIT.replace("汉", "pw 汉"), {}),
    "a number with a small x": (
        PORTRAIT.replace(NUMBER, "11010819800101004x"),
        {"id_number": "11010819800101004X"},
    ),
    "a number whose label was lost": (PORTRAIT.replace("公民身份号码", ""), {}),
    "a number that fails its check is given as read": (
        PORTRAIT.replace(NUMBER, "110108198001010016"),
        {"id_number": "110108198001010016"},
    ),
    "a number with a character missing is unread": (PORTRAIT.replace(NUMBER, "1101081980010"), {"id_number": None}),
    "a number misread and repaired": (PORTRAIT.replace(NUMBER, "11O108198001010015"), {}),
    "a birthday of two digits": (PORTRAIT.replace("1  月  1  日", "12  月  31  日"), {"birth_date": "1980-12-31"}),
}


@pytest.mark.parametrize(("drawing", "changed"), PORTRAITS.values(), ids=PORTRAITS)
def test_portrait_side(drawing: str, changed: dict[str, object]) -> None:
    expected = {k: v for k, v in {**PORTRAIT_FIELDS, **changed}.items() if v != "absent"}
    assert values(read(PORTRAIT_READER, drawing)) == expected


EMBLEMS = {
    "as printed": (EMBLEM, {}),
    "for ever": (EMBLEM.replace("2035.10.01", "长期"), {"valid_until": "long_term"}),
    "labels glued to their values": (EMBLEM.replace("机关  ", "机关").replace("期限  ", "期限"), {}),
    "the term in two pieces": (EMBLEM.replace("-", "-  "), {}),
    "an authority over two lines": (EMBLEM.replace("公安局海淀分局", "\n          公安局海淀分局"), {}),
    "an end that was not read": (EMBLEM.replace("2035.10.01", ""), {"valid_until": None}),
    "no term at all": (EMBLEM.replace("2015.10.01-2035.10.01", ""), {"valid_until": None, "valid_from": "absent"}),
    "no authority": (EMBLEM.replace("北京市公安局海淀分局", ""), {"authority": None}),
    "labels that were lost are unread all the same": (
        "中华人民共和国\n居民身份证",
        {"authority": None, "valid_until": None, "valid_from": "absent"},
    ),
}


@pytest.mark.parametrize(("drawing", "changed"), EMBLEMS.values(), ids=EMBLEMS)
def test_emblem_side(drawing: str, changed: dict[str, object]) -> None:
    expected = {k: v for k, v in {**EMBLEM_FIELDS, **changed}.items() if v != "absent"}
    assert values(read(EMBLEM_READER, drawing)) == expected


def test_a_repaired_number_says_so_and_is_less_sure() -> None:
    number = read(PORTRAIT_READER, PORTRAIT.replace(NUMBER, "11O108198001010015")).fields[Field.ID_NUMBER]
    assert (number.repaired, number.raw, number.value) == (True, "11O108198001010015", NUMBER)
    assert number.confidence <= 0.85


def test_the_engine_s_doubt_decides_between_digits() -> None:
    label = line("公民身份号码", 0, 100)
    read_wrong = line("110108198001010075", 140, 100, doubts={16: (("1", 0.4),)}, weak={16: 0.55})
    number = read(PORTRAIT_READER, [label, read_wrong]).fields[Field.ID_NUMBER]
    assert (number.value, number.repaired) == (NUMBER, True)
    assert number.confidence == pytest.approx(0.55)


@pytest.mark.parametrize("place", [(0.0, 420.0), (620.0, 0.0)], ids=["below", "beside"])
def test_both_sides_on_a_page_are_two_documents(place: tuple[float, float]) -> None:
    both = (*page(PORTRAIT), *shifted(page(EMBLEM), *place))
    documents = {s.reader.kind.value: values(s.reader.read(s.sheet)) for s in segment(sheet(both)) if s.reader}
    assert documents == {"id_card_portrait": PORTRAIT_FIELDS, "id_card_emblem": EMBLEM_FIELDS}


@pytest.mark.parametrize(
    ("drawing", "portrait", "emblem"),
    [
        (PORTRAIT, 0.95, 0.0),
        (EMBLEM, 0.0, 0.95),
        (PORTRAIT.replace("公民身份号码", ""), 0.8, 0.0),
        ("中华人民共和国\n居民身份证", 0.0, 0.6),
        ("签发机关  北京市公安局\n\n有效期限  长期", 0.0, 0.85),
        ("姓名  欧阳明远\n\n性别  男", 0.0, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_a_side_is_recognised_by_its_own_print(drawing: str, portrait: float, emblem: float) -> None:
    page_ = sheet(drawing)
    assert PORTRAIT_READER.recognise(page_).confidence >= portrait
    assert EMBLEM_READER.recognise(page_).confidence >= emblem
    assert (PORTRAIT_READER.recognise(page_).confidence > 0) == (portrait > 0)
    assert (EMBLEM_READER.recognise(page_).confidence > 0) == (emblem > 0)


def test_a_temporary_card_says_so_in_its_title() -> None:
    found = EMBLEM_READER.recognise(sheet(EMBLEM.replace("居民身份证", "临时居民身份证")))
    assert found.title == "临时居民身份证"
    assert EMBLEM_READER.recognise(sheet(EMBLEM)).title == "居民身份证"

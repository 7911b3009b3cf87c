"""营业执照, from lines as an engine gives them: every form of licence, and every trap of its print."""

import pytest

from extractors.documents.business_licence import READER
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import StampOwner
from extractors.readings import confidence
from tests.lines import line, page, read, sheet, stamp, values

CODE = "91110108MA01ABCD5T"
OLD_NUMBER = "110108000000016"
TERM = {"valid_from": "2018-03-15", "valid_until": "2038-03-14"}

COMPANY = """
                 营业执照
               （副　　本）（1-1）

统一社会信用代码                                  编号：110800123456
91110108MA01ABCD5T

名　　称  北京云启数智科技有限公司      注册资本  壹佰万元整

类　　型  有限责任公司（自然人独资）    成立日期  2018年03月15日

法定代表人  欧阳明远                  营业期限  2018年03月15日至2038年03月14日

经营范围  技术开发、技术咨询、技术服务；      住　　所  北京市海淀区中关村大街1号
          软件开发                                      2号楼3层

                                       登记机关

                                        2021 年 01 月 20 日
"""
COMPANY_FIELDS = {
    "credit_code": CODE,
    "name": "北京云启数智科技有限公司",
    "type": "有限责任公司（自然人独资）",
    "address": "北京市海淀区中关村大街1号2号楼3层",
    "legal_representative": "欧阳明远",
    "registered_capital": "壹佰万元整",
    "scope": "技术开发、技术咨询、技术服务；软件开发",
    "established_on": "2018-03-15",
    **TERM,
    "issued_on": "2021-01-20",
}

# What a licence's own labels must become, whatever the form of the undertaking.
FORMS = {
    "company": (COMPANY, COMPANY_FIELDS),
    "since 2022 no term is printed": (
        COMPANY.replace("营业期限  2018年03月15日至2038年03月14日", ""),
        {k: v for k, v in COMPANY_FIELDS.items() if k not in TERM},
    ),
    "individual business": (
        """
                 营业执照

统一社会信用代码  91110108MA01ABCD5T

名　　称  海淀区云启便利店

类　　型  个体工商户

经营场所  北京市海淀区中关村大街1号

经营者  欧阳明远

组成形式  个人经营

注册日期  2018年03月15日

经营范围  日用百货零售

登记机关

2018年03月15日
""",
        {
            "credit_code": CODE,
            "name": "海淀区云启便利店",
            "type": "个体工商户",
            "address": "北京市海淀区中关村大街1号",
            "legal_representative": "欧阳明远",
            "established_on": "2018-03-15",
            "scope": "日用百货零售",
            "issued_on": "2018-03-15",
        },
    ),
    "partnership with a delegate": (
        """
                 营业执照

统一社会信用代码  91110108MA01ABCD5T

名　　称  北京云启投资中心（有限合伙）

类　　型  有限合伙企业

主要经营场所  北京市海淀区中关村大街1号

执行事务合伙人  北京云启资本管理有限公司（委派代表：欧阳明远）

出资额  壹仟万元整

成立日期  2018年03月15日

合伙期限  2018年03月15日至长期

经营范围  投资管理
""",
        {
            "credit_code": CODE,
            "name": "北京云启投资中心（有限合伙）",
            "type": "有限合伙企业",
            "address": "北京市海淀区中关村大街1号",
            "legal_representative": "北京云启资本管理有限公司（委派代表：欧阳明远）",
            "registered_capital": "壹仟万元整",
            "established_on": "2018-03-15",
            "valid_from": "2018-03-15",
            "valid_until": "long_term",
            "scope": "投资管理",
        },
    ),
    "sole proprietorship": (
        """
                 营业执照

统一社会信用代码  91110108MA01ABCD5T

名　　称  北京云启设计工作室

类　　型  个人独资企业

住　　所  北京市海淀区中关村大街1号

投资人  欧阳明远

成立日期  2018年03月15日
""",
        {
            "credit_code": CODE,
            "name": "北京云启设计工作室",
            "type": "个人独资企业",
            "address": "北京市海淀区中关村大街1号",
            "legal_representative": "欧阳明远",
            "established_on": "2018-03-15",
        },
    ),
    "branch": (
        """
                 营业执照

统一社会信用代码  91110108MA01ABCD5T

名　　称  云启数智科技有限公司北京分公司

类　　型  有限责任公司分公司

营业场所  北京市海淀区中关村大街1号

负责人  欧阳明远

成立日期  2018年03月15日

营业期限  2018年03月15日至2038年03月14日
""",
        {
            "credit_code": CODE,
            "name": "云启数智科技有限公司北京分公司",
            "type": "有限责任公司分公司",
            "address": "北京市海淀区中关村大街1号",
            "legal_representative": "欧阳明远",
            "established_on": "2018-03-15",
            **TERM,
        },
    ),
    "cooperative, old form with a registration number": (
        """
          农民专业合作社法人营业执照

注册号  110108000000016

名　　称  北京云启蔬菜专业合作社

住　　所  北京市海淀区苏家坨镇1号

法定代表人姓名  欧阳明远

成员出资总额  伍拾万元

业务范围  蔬菜种植
""",
        {
            "registration_number": OLD_NUMBER,
            "name": "北京云启蔬菜专业合作社",
            "address": "北京市海淀区苏家坨镇1号",
            "legal_representative": "欧阳明远",
            "registered_capital": "伍拾万元",
            "scope": "蔬菜种植",
        },
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), FORMS.values(), ids=FORMS)
def test_every_form_of_licence_is_read(drawing: str, expected: dict[str, object]) -> None:
    assert values(read(READER, drawing)) == expected


# One row of a licence each, below its title: what is printed, and the fields it must give.
ROWS = {
    "label spaced out": ("名　　　　称　　云启公司", {"name": "云启公司"}),
    "label cut over three pieces": ("名    称    云启公司", {"name": "云启公司"}),
    "label glued to its value": ("名称云启公司", {"name": "云启公司"}),
    "label with a colon": ("名称：云启公司", {"name": "云启公司"}),
    "one character of a long label misread": ("法定代丧人  欧阳明远", {"legal_representative": "欧阳明远"}),
    "the long label before the short one it holds": ("主要经营场所  中关村大街1号", {"address": "中关村大街1号"}),
    "two columns on a row": (
        "名　　称  云启公司        注册资本  壹佰万元整",
        {"name": "云启公司", "registered_capital": "壹佰万元整"},
    ),
    "value below its label": ("统一社会信用代码\n91110108MA01ABCD5T", {"credit_code": CODE}),
    "value centred half a line off its label": (
        "            技术开发、技术咨询、\n^经营范围\n^            软件开发、软件销售",
        {"scope": "技术开发、技术咨询、软件开发、软件销售"},
    ),
    "three lines of one value": (
        "经营范围  技术开发、技术咨询、\n          软件开发、软件销售、\n          会议服务",
        {"scope": "技术开发、技术咨询、软件开发、软件销售、会议服务"},
    ),
    "a copy index behind the code": ("统一社会信用代码  91110108MA01ABCD5T(1-1)", {"credit_code": CODE}),
    "a copy index in brackets of its own": ("统一社会信用代码  91110108MA01ABCD5T（1-1）", {"credit_code": CODE}),
    "the sheet's number is not the code": (
        "编号  110800123456789\n\n统一社会信用代码  91110108MA01ABCD5T",
        {"credit_code": CODE},
    ),
    "the sheet's number on the row of the code": (
        "统一社会信用代码  91110108MA01ABCD5T    编号：N0.01123456789012345",
        {"credit_code": CODE},
    ),
    "the sheet's number alone is no code": ("编号  110800123456789\n\n名　　称  云启公司", {"name": "云启公司"}),
    "registration number of fifteen digits": ("注册号  110108000000016", {"registration_number": OLD_NUMBER}),
    "registration number with a copy index": ("注册号  110108000000016(1-1)", {"registration_number": OLD_NUMBER}),
    "code before number when both are printed": (
        "注册号  110108000000016\n\n统一社会信用代码  91110108MA01ABCD5T",
        {"credit_code": CODE},
    ),
    "code of which the label was lost": (
        "名　　称  云启公司\n\n91110108MA01ABCD5T",
        {"name": "云启公司", "credit_code": CODE},
    ),
    "code that fails its check is given as read": (
        "统一社会信用代码  91110108MA01ABCD6T",
        {"credit_code": "91110108MA01ABCD6T"},
    ),
    "code too short is given as read": ("统一社会信用代码  91110108MA01ABCD", {"credit_code": "91110108MA01ABCD"}),
    "term for ever": ("营业期限  长期", {"valid_until": "long_term"}),
    "term from a day for ever": (
        "营业期限  2018年03月15日至长期",
        {"valid_from": "2018-03-15", "valid_until": "long_term"},
    ),
    "term without fixed end": (
        "营业期限  自2018年03月15日至无固定期限",
        {"valid_from": "2018-03-15", "valid_until": "long_term"},
    ),
    "term over two lines": ("营业期限  自2018年03月15日\n          至2038年03月14日", TERM),
    "term in dashes is unread": ("营业期限  ----", {"valid_until": None}),
    "term without a value is unread": ("营业期限", {"valid_until": None}),
    "date in Chinese numerals": ("成立日期  二〇一八年三月十五日", {"established_on": "2018-03-15"}),
    "date with a time glued to it": ("成立日期  2018-03-1510:20:30", {"established_on": "2018-03-15"}),
    "date spaced out": ("成立日期  2018  年  03  月  15  日", {"established_on": "2018-03-15"}),
    "an impossible date is unread": ("成立日期  2018年02月30日", {"established_on": None}),
    "no name of its own": ("名　　称  ***\n\n经营者  欧阳明远", {"name": None, "legal_representative": "欧阳明远"}),
    "dashes for a name": ("名　　称  ------", {"name": None}),
    "end marks behind a value": ("经营范围  日用百货零售〓〓〓", {"scope": "日用百货零售"}),
    "a label nobody asked for ends a value": (
        "注册资本  壹佰万元整\n\n实收资本  伍拾万元整",
        {"registered_capital": "壹佰万元整"},
    ),
    "date of issue with a stamp's words in between": (
        "登记机关\n\n2021  北京市海淀区  年 01 月  20  日",
        {"issued_on": "2021-01-20"},
    ),
    "date of issue below the registrar's line": ("登记机关\n\n\n\n    2021年01月20日", {"issued_on": "2021-01-20"}),
    "date of issue beside its own label": ("登记机关\n\n核准日期  2021年01月20日", {"issued_on": "2021-01-20"}),
    "the date of establishment is no date of issue": (
        "成立日期  2018年03月15日\n\n登记机关",
        {"established_on": "2018-03-15"},
    ),
}


@pytest.mark.parametrize(("rows", "expected"), ROWS.values(), ids=ROWS)
def test_a_row_of_a_licence(rows: str, expected: dict[str, object]) -> None:
    assert values(read(READER, f"                    营业执照\n\n\n{rows}")) == expected


def test_half_a_label_in_the_column_of_labels_is_the_label() -> None:
    drawing = """
名　　称  云启公司

类        有限责任公司

住　　所  中关村大街1号

经营范围  软件开发
"""
    assert values(read(READER, drawing))["type"] == "有限责任公司"


def test_a_term_whose_label_was_lost_is_known_by_its_words() -> None:
    facts = read(READER, "营业执照\n\n成立日期  2005年3月2日\n\n限2005年03月02日至2020年03月01日\n\n登记机关")
    assert (values(facts)["valid_from"], values(facts)["valid_until"]) == ("2005-03-02", "2020-03-01")


def test_a_label_whose_term_was_not_read_keeps_it_unread_whatever_a_watermark_says() -> None:
    form = (
        "营业执照\n\n营业期限\n\n类型  有限责任公司\n\n登记机关\n\n\n仅供备案使用，有效期2026年01月01日至2027年01月01日"
    )
    labelled, unlabelled = read(READER, form), read(READER, form.replace("营业期限", "注册号"))
    assert Field.VALID_UNTIL in labelled.unread
    for facts in (labelled, unlabelled):
        assert not {Field.VALID_FROM, Field.VALID_UNTIL, Field.ISSUED_ON} & set(facts.fields)


def test_a_date_within_a_sentence_is_not_the_day_of_issue() -> None:
    facts = read(READER, "营业执照\n\n登记机关\n\n2023年05月24日\n\n动态2024-01-17输到入行理营禁，共人报网一个")
    assert values(facts)["issued_on"] == "2023-05-24"


def test_a_piece_of_a_label_is_nobody_s_name() -> None:
    facts = read(READER, "营业执照\n\n名称  类\n\n类型  有限责任公司")
    assert Field.NAME not in facts.fields
    assert Field.NAME in facts.unread


def test_half_a_label_alone_is_nothing() -> None:
    assert values(read(READER, "类    有限责任公司")) == {}


def test_a_misread_code_is_repaired_and_says_so() -> None:
    code = read(READER, "统一社会信用代码  9111O108MA01ABCD5T").fields[Field.CREDIT_CODE]
    assert (code.value, code.raw, code.repaired) == (CODE, "9111O108MA01ABCD5T", True)
    assert code.methods == ("check_digit",)
    assert code.confidence < 0.9


def test_a_code_that_was_read_right_is_not_repaired_and_surer_than_its_characters() -> None:
    code = read(READER, "统一社会信用代码  91110108MA01ABCD5T").fields[Field.CREDIT_CODE]
    assert not code.repaired
    assert 0.99 < code.confidence <= 1


@pytest.mark.parametrize("wrong", ["91110108MA01ABCD6T", "91110108MA01ABCD", "91110108MA01ABCD5TT"])
def test_a_code_that_fails_is_no_surer_than_its_characters(wrong: str) -> None:
    code = read(READER, f"统一社会信用代码  {wrong}").fields[Field.CREDIT_CODE]
    right_length = len(wrong) == len(CODE)
    assert code.confidence == pytest.approx(0.99 if right_length else 0.5)
    assert not code.repaired


def test_a_field_is_as_sure_as_its_least_sure_character() -> None:
    label, value = line("名称", 0, 60), line("北京云启公司", 100, 60, weak={3: 0.4})
    name = read(READER, [line("营业执照", 200, 0, 40), label, value]).fields[Field.NAME]
    assert name.confidence == pytest.approx(0.4)
    assert confidence(value.chars) == pytest.approx(0.4)


def test_the_code_box_is_the_code_alone() -> None:
    lines = page("统一社会信用代码  91110108MA01ABCD5T(1-1)")
    box = read(READER, lines).fields[Field.CREDIT_CODE].box
    assert box is not None
    whole = lines[1].box
    assert box.left == pytest.approx(whole.left, abs=1)
    assert box.right == pytest.approx(whole.left + 18 / 23 * whole.width, abs=5)


def test_the_registrar_is_read_from_its_stamp() -> None:
    stamps = [
        stamp("北京云启数智科技有限公司", StampOwner.OTHER, 0.99),
        stamp("北京市海淀区市场监督管理局 1101080123456", confidence=0.8),
    ]
    issued_by = read(READER, COMPANY, stamps).fields[Field.ISSUED_BY]
    assert (issued_by.value, issued_by.confidence) == ("北京市海淀区市场监督管理局", 0.8)
    assert issued_by.methods == ("stamp",)


@pytest.mark.parametrize(
    ("drawing", "least", "title"),
    [
        (COMPANY, 0.95, "营业执照"),
        ("营业执照", 0.5, "营业执照"),
        (COMPANY.replace("营业执照", ""), 0.85, None),
        ("农民专业合作社法人营业执照\n\n注册号  1", 0.9, "农民专业合作社法人营业执照"),
    ],
)
def test_a_licence_is_recognised_by_its_title_or_its_labels(drawing: str, least: float, title: str | None) -> None:
    found = READER.recognise(sheet(drawing))
    assert found.confidence >= least
    assert found.title == title


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "名称  云启公司",
        "食品经营许可证\n\n统一社会信用代码  91110108MA01ABCD5T\n\n法定代表人  欧阳明远\n\n经营范围  零售",
        "授权书\n\n法定代表人  欧阳明远\n\n统一社会信用代码  91110108MA01ABCD5T",
    ],
)
def test_another_document_with_a_licence_s_labels_is_none(drawing: str) -> None:
    assert READER.recognise(sheet(drawing)).confidence < 0.5
    assert READER.kind is Kind.BUSINESS_LICENCE

"""授权书 and 承诺书: whose, whom they empower, signed and when."""

import cv2
import pytest

from extractors.documents import Sheet
from extractors.documents.letters import AUTHORIZATION_READER, COMMITMENT_READER
from extractors.facts.kinds import Field
from tests.lines import blank, page, read, sheet, values

COMPANY, PERSON = "北京云启数智科技有限公司", "王晓明"
LETTER = """
                  授权书

致：北京市通信管理局

    本公司北京云启数智科技有限公司，现授权王晓明（身份证号码：
110108198001010015）担任我单位网站负责人，办理网站备案事宜。


单位名称（盖章）：北京云启数智科技有限公司

法定代表人（签字）：

                         2026年11月10日
"""
FIELDS = {"sponsor_name": COMPANY, "person_in_charge": PERSON, "signature_present": False, "issued_on": "2026-11-10"}
CASES = {
    "as written": (LETTER, {}),
    "with the company in brackets": (LETTER.replace(f"本公司{COMPANY}，", f"我单位（{COMPANY}）"), {}),
    "the company first, and its roles": (
        LETTER.replace(f"本公司{COMPANY}，现授权", f"{COMPANY}法定代表人欧阳明远，现授权").replace(
            "我单位网站负责人，", "我单位主体负责人及网站负责人，"
        ),
        {},
    ),
    "no company but at the foot": (
        LETTER.replace(f"本公司{COMPANY}，现授权", "兹授权我单位员工").replace(
            "担任我单位网站负责人，", "为我单位主体负责人及网站负责人，"
        ),
        {},
    ),
    "the person behind a label": (
        """
                  授权委托书

委托单位：北京云启数智科技有限公司

被委托人：王晓明

授权人签字：

日期：2026年11月10日
""",
        {},
    ),
    "a colleague": (LETTER.replace("现授权王晓明（", "现委托员工王晓明同志（"), {}),
    "not dated": (LETTER.replace("2026年11月10日", "年    月    日"), {"issued_on": "absent"}),
    "dated in Chinese numerals": (LETTER.replace("2026年11月10日", "二〇二六年十一月十日"), {}),
    "dated beside its label": (LETTER.replace("  2026年11月10日", "日期：2026年11月10日"), {}),
    "dated and spaced out": (LETTER.replace("2026年11月10日", "2026  年  11  月  10  日"), {}),
    "nowhere to sign": (LETTER.replace("法定代表人（签字）：", ""), {"signature_present": "absent"}),
    "a name with a dot": (LETTER.replace(PERSON, "买买提·艾力"), {"person_in_charge": "买买提·艾力"}),
}


@pytest.mark.parametrize(("drawing", "changed"), CASES.values(), ids=CASES)
def test_a_letter(drawing: str, changed: dict[str, object]) -> None:
    expected = {k: v for k, v in {**FIELDS, **changed}.items() if v != "absent"}
    assert values(read(AUTHORIZATION_READER, drawing)) == expected


def test_a_signed_letter() -> None:
    lines = page(LETTER)
    image = blank(lines)
    label = next(one for one in lines if "签字" in one.text)
    x, y = int(label.box.right) + 20, int(label.box.top)
    for dx in (0, 24, 48):
        cv2.line(image, (x + dx, y + 2), (x + dx + 14, y + 20), (30, 20, 20), 2)
        cv2.line(image, (x + dx + 14, y), (x + dx, y + 20), (30, 20, 20), 2)
    signature = AUTHORIZATION_READER.read(Sheet(1, image, lines)).fields[Field.SIGNATURE_PRESENT]
    assert signature.value is True


def test_a_commitment_names_its_unit() -> None:
    drawing = """
                  承诺书

    我单位郑重承诺：网站不涉及前置审批内容。

承诺单位（盖章）：北京云启数智科技有限公司

2026年11月10日
"""
    assert values(read(COMMITMENT_READER, drawing)) == {"sponsor_name": COMPANY, "issued_on": "2026-11-10"}


@pytest.mark.parametrize(
    ("title", "authorization", "commitment"),
    [
        ("授权书", 0.9, 0),
        ("网站负责人授权委托书", 0.9, 0),
        ("法人授权函", 0.9, 0),
        ("承诺书", 0, 0.9),
        ("网站备案承诺书", 0, 0.9),
        ("互联网信息安全责任告知书", 0, 0.9),
        ("兹有我公司愿就本授权书所涉一切事宜承担全部法律责任，特此说明", 0, 0),
        ("", 0, 0),
    ],
)
def test_letters_are_known_by_their_titles(title: str, authorization: float, commitment: float) -> None:
    assert AUTHORIZATION_READER.recognise(sheet(title)).confidence == authorization
    assert COMMITMENT_READER.recognise(sheet(title)).confidence == commitment

"""网站备案信息真实性核验单: rows of print and handwriting, signatures by their ink."""

import cv2
import numpy as np
import pytest

from extractors.documents import Sheet
from extractors.documents.verification_sheet import READER
from extractors.facts.kinds import Field
from extractors.ink import without_red
from tests.lines import Line, blank, page, read, sheet, values

FORM = """
              网站备案信息真实性核验单

网站主办者名称        北京云启数智科技有限公司

网站类型              单位

网站域名              yunqi-shuzhi.cn

网站名称              云启数智

网站负责人            欧阳明远

负责人照片是否留存    是

证件号码是否正确      是


网站负责人签字：                        日期：    年    月    日
"""
FIELDS = {
    "sponsor_name": "北京云启数智科技有限公司",
    "domains": ("yunqi-shuzhi.cn",),
    "service_name": "云启数智",
    "person_in_charge": "欧阳明远",
    "signature_present": False,
}
CASES = {
    "as printed": (FORM, {}),
    "several domains on one row": (
        FORM.replace("yunqi-shuzhi.cn", "yunqi-shuzhi.cn、yunqi.com.cn"),
        {"domains": ("yunqi-shuzhi.cn", "yunqi.com.cn")},
    ),
    "several domains in pieces of their own": (
        FORM.replace("yunqi-shuzhi.cn", "yunqi-shuzhi.cn；  云启.中国"),
        {"domains": ("yunqi-shuzhi.cn", "云启.中国")},
    ),
    "domains over two lines": (
        FORM.replace("yunqi-shuzhi.cn", "yunqi-shuzhi.cn，\n                      yunqi.com.cn"),
        {"domains": ("yunqi-shuzhi.cn", "yunqi.com.cn")},
    ),
    "a domain with a blank behind the dot": (
        FORM.replace("yunqi-shuzhi.cn", "feiqisheng. ltd"),
        {"domains": ("feiqisheng.ltd",)},
    ),
    "a domain as the address of the site": (FORM.replace("yunqi-shuzhi.cn", "——"), {"domains": None}),
    "values on ruled lines": (FORM.replace("云启数智\n", "__云启数智__\n"), {}),
    "an app": (
        FORM.replace("网站名称", "APP名称").replace("网站域名", "APP域名"),
        {},
    ),
    "labels of another provider": (
        FORM.replace("网站主办者名称", "主办单位名称　").replace("网站负责人  ", "负责人姓名  "),
        {},
    ),
    "rows that ask about the person name nobody": (
        FORM.replace("网站负责人            欧阳明远", ""),
        {"person_in_charge": "absent"},
    ),
    "a name that was not written": (
        FORM.replace("            欧阳明远", "").replace("负责人照片是否留存    是", ""),
        {"person_in_charge": None},
    ),
    "dated beside its label": (FORM.replace("    年    月    日", "2026年11月20日"), {"verified_on": "2026-11-20"}),
    "dated alone on a row": (
        FORM.replace("日期：    年    月    日", "") + "\n\n\n                      2026 年 11 月 20 日",
        {"verified_on": "2026-11-20"},
    ),
    "no date, no place for one": (FORM.replace("日期：    年    月    日", ""), {}),
    "no signature row": (FORM.split("网站负责人签字")[0], {"signature_present": "absent"}),
    "a type of sponsor between name and domain": (
        FORM.replace("网站类型              单位", "主办者性质            单位"),
        {},
    ),
}


@pytest.mark.parametrize(("drawing", "changed"), CASES.values(), ids=CASES)
def test_a_sheet(drawing: str, changed: dict[str, object]) -> None:
    expected = {k: v for k, v in {**FIELDS, **changed}.items() if v != "absent"}
    assert values(read(READER, drawing)) == expected


@pytest.mark.parametrize("empty", ["", "——", "无"])
def test_a_row_without_a_domain_gives_none(empty: str) -> None:
    facts = read(READER, FORM.replace("yunqi-shuzhi.cn", empty))
    assert Field.DOMAINS not in facts.fields
    assert Field.DOMAINS in facts.unread


def _signature_at(lines: tuple[Line, ...]) -> tuple[int, int]:
    """Return where the pen is put down: behind the label of the signature."""
    label = next(one for one in lines if "签字" in one.text)
    return int(label.box.right + label.box.height), int(label.box.top)


def _with_strokes(colour: tuple[int, int, int], *, ruled: bool = False) -> Sheet:
    lines = page(FORM)
    image = blank(lines)
    x, y = _signature_at(lines)
    if ruled:
        cv2.line(image, (x - 15, y + 22), (x + 220, y + 22), colour, 2)
    else:
        for dx in (0, 24, 48):
            cv2.line(image, (x + dx, y + 2), (x + dx + 14, y + 20), colour, 2)
            cv2.line(image, (x + dx + 14, y), (x + dx, y + 20), colour, 2)
    return Sheet(1, image, lines)


@pytest.mark.parametrize(
    ("name", "colour", "present"),
    [("black pen", (30, 20, 20), True), ("blue pen", (140, 50, 30), True), ("a red stamp", (40, 40, 225), False)],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_strokes_beside_the_label_are_a_signature_unless_red(
    name: str, colour: tuple[int, int, int], present: bool
) -> None:
    signature = READER.read(_with_strokes(colour)).fields[Field.SIGNATURE_PRESENT]
    assert signature.value is present
    assert signature.confidence == 0.97
    assert signature.methods == ("ink_in_field",)


def test_a_ruled_line_is_no_signature() -> None:
    assert READER.read(_with_strokes((20, 20, 20), ruled=True)).fields[Field.SIGNATURE_PRESENT].value is False


def test_ink_between_nothing_and_a_signature_is_doubtful() -> None:
    lines = page(FORM)
    image = blank(lines)
    x, y = _signature_at(lines)
    cv2.line(image, (x, y + 2), (x + 14, y + 16), (20, 20, 20), 2)
    signature = READER.read(Sheet(1, image, lines)).fields[Field.SIGNATURE_PRESENT]
    assert signature.confidence == 0.5


def test_red_is_taken_off_before_ink_is_counted() -> None:
    red = np.full((20, 20, 3), (40, 40, 225), dtype=np.uint8)
    assert without_red(red).min() > 200


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (FORM, 0.98),
        ("APP备案信息真实性核验单", 0.98),
        ("互联网信息服务备案信息核验单", 0.98),
        ("网站备案信息真实性核验单填写说明：请用黑色签字笔填写并由负责人签字后扫描上传", 0.0),
        ("网站主办者名称  云启公司", 0.0),
        ("", 0.0),
    ],
)
def test_a_sheet_is_recognised_by_its_title(drawing: str, expected: float) -> None:
    assert READER.recognise(sheet(drawing)).confidence == expected

"""The notice as a PDF on A4, in a Chinese face that comes with an installed package."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from fpdf import FPDF
from fpdf.enums import WrapMode

from flows.reports.notice import Item, Notice

_FACES = "pylopdf_fonts_zh_cn"  # located, like the weights of the models: it holds files and no code of use here
_FACE_FILE = "NotoSansSC-Regular.otf"
_FACE = "notice"
_MARGIN_MM = 22
_LINE_MM = 6.4
_TITLE_PT, _HEAD_PT, _TEXT_PT = 18, 12.5, 11
_SOFT = (90, 90, 90)


def as_pdf(notice: Notice) -> bytes:
    """Return the notice as a PDF. Text is set as it is: no markup is read in it, nothing is a link."""
    sheet = FPDF(format="A4")
    sheet.set_title(f"备案材料审核意见通知 {notice.submission_id}")
    sheet.set_margins(_MARGIN_MM, _MARGIN_MM)
    sheet.set_auto_page_break(True, _MARGIN_MM)
    with resources.as_file(resources.files(_FACES).joinpath(_FACE_FILE)) as face:
        sheet.add_font(_FACE, fname=str(face))
    sheet.add_page()
    _write(sheet, "备案材料审核意见通知", _TITLE_PT, align="C")
    sheet.ln(4)
    _write(sheet, f"备案申请编号：{notice.submission_id}")
    _write(sheet, f"出具日期：{notice.date}")
    sheet.ln(3)
    _write(sheet, f"经审核，您提交的备案材料{notice.finding}，暂不予通过。理由如下，请补正后重新提交。")
    parts = [("材料不齐全", notice.lacking), ("材料不准确或不符合要求", notice.inaccurate)]
    for number, (title, items) in zip("一二", [part for part in parts if part[1]], strict=False):
        _part(sheet, f"{number}、{title}", items)
    sheet.ln(3)
    _write(sheet, "需要补正或重新提交", _HEAD_PT)
    for name in notice.again:
        _write(sheet, f"• {name}")
    sheet.ln(6)
    _write(sheet, "本通知含个人信息，请妥善保管。", 9, colour=_SOFT)
    return bytes(sheet.output())


def _part(sheet: FPDF, title: str, items: Sequence[Item]) -> None:
    sheet.ln(3)
    _write(sheet, title, _HEAD_PT)
    for number, item in enumerate(items, 1):
        _write(sheet, f"{number}. {item.message}{f'（{item.place}）' if item.place else ''}")
        if item.suggestion:
            _write(sheet, f"处理办法：{item.suggestion}", indent=7, colour=_SOFT)


def _write(
    sheet: FPDF,
    text: str,
    size: float = _TEXT_PT,
    *,
    indent: float = 0,
    align: str = "L",
    colour: tuple[int, int, int] = (0, 0, 0),
) -> None:
    sheet.set_font(_FACE, size=size)
    sheet.set_text_color(*colour)
    sheet.set_x(_MARGIN_MM + indent)
    # By character: Chinese has no blanks to break at, and a long file name would run off the sheet.
    sheet.multi_cell(0, _LINE_MM, text, align=align, wrapmode=WrapMode.CHAR, new_x="LMARGIN", new_y="NEXT")

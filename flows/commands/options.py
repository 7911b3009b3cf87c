"""Options that several commands take, with their Chinese help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.usage import OPTIONS

DEFAULT_OUT = Path("beian-reports")


class Engine(StrEnum):
    """Sizes of the OCR model."""

    SMALL = "small"
    TINY = "tiny"


OutOption = Annotated[
    Path, typer.Option("--out", metavar="目录", help="报告写到哪个目录", rich_help_panel=OPTIONS, show_default=False)
]
PolicyOption = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="名称|文件",
        help="审核规则：内置规则名或规则文件，默认 standard",
        rich_help_panel=OPTIONS,
        show_default=False,
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="日期",
        help="按哪一天判断有效期（如 2026-11-24），默认为填报的提交日期",
        rich_help_panel=OPTIONS,
        show_default=False,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="在标准输出只输出 JSON", rich_help_panel=OPTIONS, show_default=False)
]
EngineOption = Annotated[
    Engine | None,
    typer.Option(
        "--engine",
        metavar="small|tiny",
        help="识别模型：small 更准，tiny 更快，默认 small",
        rich_help_panel=OPTIONS,
        show_default=False,
    ),
]
MaskOption = Annotated[
    bool,
    typer.Option(
        "--mask",
        help="网页、表格和导出中遮盖证件号码，图片中模糊人脸和号码（report.json 仍保留全部内容）",
        rich_help_panel=OPTIONS,
        show_default=False,
    ),
]
ResultsOption = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="目录",
        help="报告所在的结果目录，默认 beian-reports",
        rich_help_panel=OPTIONS,
        show_default=False,
    ),
]

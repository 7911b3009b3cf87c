"""`beian samples` and `beian schema`: what goes in and what comes out, as examples and as JSON Schema."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import inputs
from flows.usage import ARGUMENTS, OPTIONS


class Schema(StrEnum):
    """What `beian schema` can print."""

    FORM = "form"
    REPORT = "report"


def samples(
    directory: Annotated[
        Path,
        typer.Argument(metavar="目录", help="样本写到哪个目录", rich_help_panel=ARGUMENTS, show_default=False),
    ],
    count: Annotated[
        int,
        typer.Option(
            "--count", metavar="N", min=1, help="样本份数，默认 10", rich_help_panel=OPTIONS, show_default=False
        ),
    ] = 10,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="S",
            help="随机种子，相同种子得到相同样本，默认 1",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ] = 1,
) -> None:
    """Write sample submissions with their truth."""
    inputs.require_folder(directory)
    from samples.generate import write_samples

    write_samples(directory, count=count, seed=seed)
    typer.echo(f"已在 {directory} 写入 {count} 份样本。可运行 beian intake {directory} --out 结果目录 试用。")


def schema(
    which: Annotated[
        Schema,
        typer.Argument(
            metavar="form|report", help="form 填报信息，report 审核报告", rich_help_panel=ARGUMENTS, show_default=False
        ),
    ],
) -> None:
    """Print a JSON Schema."""
    from flows.console import print_json

    if which is Schema.FORM:
        from extractors.form import FilingForm

        print_json(FilingForm.model_json_schema())
    else:
        from validators.findings import Report

        print_json(Report.model_json_schema(mode="serialization"))

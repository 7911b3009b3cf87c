"""`beian`, the command line: its commands put together. Each stands in a file of `flows.commands`.

What a command does not need is not imported: help, `schema` and `samples` come without the OCR engine, `check` and
`read` without Prefect.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from typing import Annotated

import typer

from flows.commands import batch, policy, reference, results, review, screening
from flows.usage import COMMANDS, OPTIONS, Command, CommandGroup

app = typer.Typer(
    name="beian",
    cls=CommandGroup,
    help="ICP备案、APP备案材料的离线预审：读取材料、核对填报信息、给出齐全与否的结论和理由。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"beian-intake {importlib.metadata.version('beian-intake')}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="显示版本",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ] = False,
) -> None:
    del version  # the callback has answered


def _add(command: Callable[..., None], words: str) -> None:
    app.command(cls=Command, rich_help_panel=COMMANDS, help=words)(command)


_add(screening.check, "审核备案申请，显示结论与理由，并把报告写到 目录/编号/（默认 beian-reports）。")
_add(screening.read, "读取材料文件，显示类型、字段和印章，不做审核。")
_add(batch.intake, "批量审核收件目录里的全部备案申请；中断后再次运行会接着做。")
_add(review.serve, "用浏览器复核：提供报告网页，并随时保存复核结果（默认仅本机可访问）。")
_add(review.decisions, "把报告网页导出的复核结果（JSON 或 CSV）合并到报告旁边。")
_add(review.stats, "统计审核结论和各类问题与人工复核的一致程度。")
_add(results.notice, "为不齐全或不准确的申请生成告知通知（Markdown、文本、PDF）。")
_add(results.purge, "删除超过保存期限的报告、图片和汇总，并列出删除了什么。")
_add(reference.samples, "生成样本备案申请（虚构的人和单位）及其正确答案。")
_add(reference.schema, "输出 form.json 或 report.json 的 JSON Schema。")
app.add_typer(policy.app, rich_help_panel=COMMANDS)

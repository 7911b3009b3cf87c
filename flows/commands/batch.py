"""`beian intake`: a whole inbox through Prefect."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import inputs
from flows.commands.options import MaskOption, OutOption, PolicyOption, TodayOption
from flows.terminal import clean
from flows.usage import ARGUMENTS, FAILED_STATUS, INTERRUPTED_STATUS, OPTIONS, WrongUsageError


def intake(
    inbox: Annotated[
        Path,
        typer.Argument(
            metavar="收件目录", help="装着多份备案申请的文件夹", rich_help_panel=ARGUMENTS, show_default=False
        ),
    ],
    out: OutOption,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            help="同时工作的进程数，默认 1",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ] = 1,
    policy: PolicyOption = "standard",
    today: TodayOption = None,
    mask: MaskOption = False,
) -> None:
    """Run the batch flow over an inbox."""
    settings = inputs.read_settings()
    inputs.read_policy(policy)
    day, console = inputs.read_date(today), inputs.console(stderr=False)
    inputs.require_paths([inbox])
    if not inbox.is_dir():
        raise WrongUsageError(f"{inbox} 不是文件夹。收件目录应是装着多份备案申请的文件夹；单份申请请用 beian check。")
    inputs.require_folder(out)
    if out.resolve().is_relative_to(inbox.resolve()):
        raise WrongUsageError(f"结果目录 {out} 在收件目录里面，会被当成备案申请。请把 --out 指到收件目录之外。")
    from flows.batch import run_intake
    from flows.checking import ResultsUnwritableError
    from flows.console import show_counts
    from flows.embedded_server import ServerError
    from flows.reports.locks import ResultsInUseError

    try:
        with redirect_stdout(sys.stderr):
            counts = run_intake(inbox, out, policy=policy, today=day, workers=workers, mask=mask, settings=settings)
    except KeyboardInterrupt:
        typer.echo("已中断。再次运行同一命令会接着做。", err=True)
        raise typer.Exit(INTERRUPTED_STATUS) from None
    except (ServerError, ResultsInUseError, ResultsUnwritableError) as error:
        typer.echo(clean(error), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    except OSError as error:
        typer.echo(clean(f"收件目录或结果目录无法使用，没有完成：{error}"), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    show_counts(console, counts, out)
    if counts.failed:
        raise typer.Exit(FAILED_STATUS)

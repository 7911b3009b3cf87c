"""`beian intake`: a whole inbox through Prefect."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import inputs
from flows.commands.options import MaskOption, PolicyOption, TodayOption
from flows.terminal import clean
from flows.usage import ARGUMENTS, FAILED_STATUS, INTERRUPTED_STATUS, OPTIONS, WrongUsageError


def intake(
    inbox: Annotated[
        str,
        typer.Argument(
            metavar="收件目录",
            help="装着多份备案申请的文件夹，或 s3://… 等地址",
            rich_help_panel=ARGUMENTS,
            show_default=False,
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="目录",
            help="报告写到哪个目录，或 s3://… 等地址",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ],
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
    _require_places(inbox, out)
    from flows.batch import run_intake
    from flows.console import show_counts
    from flows.elsewhere import ClusterError
    from flows.embedded_server import ServerError
    from flows.reports.locks import ResultsInUseError
    from flows.rows import ResultsUnwritableError
    from flows.stores import StoreError

    try:
        with redirect_stdout(sys.stderr):
            counts = run_intake(inbox, out, policy=policy, today=day, workers=workers, mask=mask, settings=settings)
    except KeyboardInterrupt:
        typer.echo("已中断。再次运行同一命令会接着做。", err=True)
        raise typer.Exit(INTERRUPTED_STATUS) from None
    except (ServerError, ResultsInUseError, ResultsUnwritableError, StoreError, ClusterError) as error:
        typer.echo(clean(error), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    except OSError as error:
        typer.echo(clean(f"收件目录或结果目录无法使用，没有完成：{error}"), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    show_counts(console, counts, out)
    if counts.failed:
        raise typer.Exit(FAILED_STATUS)


def _require_places(inbox: str, out: str) -> None:
    """Make sure that an inbox and results can be where they are to be; stores are asked when the run begins.

    Raises:
        WrongUsageError: they cannot.
    """
    from flows.stores import is_remote

    if not is_remote(inbox):
        folder = Path(inbox)
        inputs.require_paths([folder])
        if not folder.is_dir():
            raise WrongUsageError(
                f"{inbox} 不是文件夹。收件目录应是装着多份备案申请的文件夹；单份申请请用 beian check。"
            )
    if not is_remote(out):
        inputs.require_folder(Path(out))
    if is_remote(inbox) != is_remote(out):
        return
    within = f"{out.rstrip('/')}/".startswith(f"{inbox.rstrip('/')}/") if is_remote(out) else _is_within(out, inbox)
    if within:
        raise WrongUsageError(f"结果目录 {out} 在收件目录里面，会被当成备案申请。请把 --out 指到收件目录之外。")


def _is_within(path: str, folder: str) -> bool:
    return Path(path).resolve().is_relative_to(Path(folder).resolve())

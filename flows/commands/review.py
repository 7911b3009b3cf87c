"""`beian decisions`, `stats` and `serve`: what reviewers say about reports, kept and counted."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import inputs
from flows.commands.options import DEFAULT_OUT, JsonOption, ResultsOption
from flows.terminal import clean
from flows.usage import ARGUMENTS, FAILED_STATUS, OPTIONS, WrongUsageError


def decisions(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件...",
            help="报告页面导出的复核结果（JSON 或 CSV）",
            rich_help_panel=ARGUMENTS,
            show_default=False,
        ),
    ],
    out: ResultsOption = DEFAULT_OUT,
) -> None:
    """Merge exported decisions beside the reports they are about."""
    from flows.reports.decisions import DecisionsError, merge, read_export

    inputs.require_paths(files)
    inputs.require_results(out)
    try:
        found = [decision for file in files for decision in read_export(file)]
    except DecisionsError as error:
        raise WrongUsageError(str(error)) from error
    try:
        merged = merge(out, found)
    except DecisionsError as error:
        typer.echo(clean(error), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    except OSError as error:
        typer.echo(clean(f"结果目录 {out} 无法写入：{error.strerror or error}"), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    typer.echo(f"共 {len(found)} 条复核结果：已保存 {merged.saved} 条，已有同样或更新的 {merged.older} 条。")
    if merged.stale:
        typer.echo(f"{merged.stale} 条针对的报告已经重新生成，未采用；请在新报告上重新复核。", err=True)
    if merged.unknown:
        typer.echo(f"{merged.unknown} 条在 {clean(out)} 里找不到对应的报告，未采用；请检查 --out。", err=True)


def stats(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="结果目录...",
            help="一个或多个结果目录，默认 beian-reports",
            rich_help_panel=ARGUMENTS,
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print how far reviewers agree with each reason and verdict."""
    from flows.console import print_json, show_agreements
    from flows.statistics import agreements

    wanted = folders or [DEFAULT_OUT]
    for folder in wanted:
        inputs.require_results(folder)
    found = agreements(wanted)
    if as_json:
        print_json({"agreements": [one.model_dump(mode="json") for one in found]})
    else:
        show_agreements(inputs.console(stderr=False), found)


def serve(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="结果目录", help="check 或 intake 的结果目录", rich_help_panel=ARGUMENTS, show_default=False
        ),
    ] = DEFAULT_OUT,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="地址",
            help="监听地址，默认 127.0.0.1（仅本机）；其他地址须用令牌访问",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="端口",
            min=0,
            max=65535,
            help="监听端口，默认 8710",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ] = 8710,
    with_token: Annotated[
        bool,
        typer.Option("--token", help="仅本机访问时也要求令牌", rich_help_panel=OPTIONS, show_default=False),
    ] = False,
) -> None:
    """Serve the pages and keep decisions as they are made."""
    inputs.require_results(directory)
    from flows.server import Access, is_loopback, listen, make_app

    # A token of our own making, new at each start: one a user chooses is short, and used elsewhere.
    token = secrets.token_urlsafe(24) if with_token or not is_loopback(host) else None
    try:
        socket = listen(host, port)
    except OSError as error:
        raise WrongUsageError(
            f"无法监听 {host}:{port}（{error.strerror or error}）。请检查地址，或用 --port 换一个端口。"
        ) from error
    from uvicorn import Config, Server

    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{socket.getsockname()[1]}/" + (f"?token={token}" if token else "")
    typer.echo(f"报告网址：{address}\n按 Ctrl-C 结束。")
    sys.stdout.flush()  # whoever started us waits for this line
    # No access log: addresses hold submission numbers and the token.
    config = Config(make_app(directory, Access(token)), log_level="warning", access_log=False, server_header=False)
    Server(config).run(sockets=[socket])

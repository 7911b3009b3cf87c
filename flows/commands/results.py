"""`beian notice` and `beian purge`: a result becomes a notice to the filer, and goes when its time is over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands import inputs
from flows.commands.options import DEFAULT_OUT, ResultsOption
from flows.terminal import clean
from flows.usage import ARGUMENTS, FAILED_STATUS, OPTIONS, WrongUsageError

if TYPE_CHECKING:
    from flows.purge import Outdated


def notice(
    submission: Annotated[
        Path,
        typer.Argument(
            metavar="备案申请",
            help="报告目录，或已审核过的备案申请（文件夹、zip 或编号）",
            rich_help_panel=ARGUMENTS,
            show_default=False,
        ),
    ],
    out: ResultsOption = DEFAULT_OUT,
    mask: Annotated[
        bool, typer.Option("--mask", help="遮盖证件号码", rich_help_panel=OPTIONS, show_default=False)
    ] = False,
) -> None:
    """Write the notice to the filer beside the report, as Markdown, text and PDF, and print it."""
    from flows.reports.decisions import DecisionsError, kept_decisions, read_report
    from flows.reports.files import write_private
    from flows.reports.folders import NOTICES
    from flows.reports.locks import write_lock
    from flows.reports.masking import Masker, masked_report
    from flows.reports.notice import as_markdown, as_text, notice_of
    from flows.reports.notice_pdf import as_pdf

    folder = _report_folder(submission, out)
    report = read_report(folder) if folder is not None else None
    if folder is None or report is None:
        raise WrongUsageError(f"找不到 {submission} 的报告。请先运行 beian check，或用 --out 指明结果目录。")
    shown = masked_report(report, Masker.of(report)) if mask else report
    try:
        made = notice_of(shown, kept_decisions(folder), dt.date.today())
    except DecisionsError as error:
        typer.echo(clean(error), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    if made is None:
        raise WrongUsageError(
            f"{report.submission_id} 没有可以告知的问题：结论为齐全，或问题尚待人工复核。"
            "请先在报告网页上确认待复核的问题，再出具通知。"
        )
    files: dict[str, str | bytes] = dict(zip(NOTICES, (as_markdown(made), as_text(made), as_pdf(made)), strict=True))
    try:
        with write_lock(folder.parent):
            for name, content in files.items():
                write_private(folder / name, content)
    except OSError as error:
        typer.echo(clean(f"通知写不进 {folder}：{error.strerror or error}"), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    typer.echo(as_text(made))
    typer.echo(clean(f"已写入 {folder}：{'、'.join(files)}"), err=True)


def purge(
    older_than: Annotated[
        str,
        typer.Option(
            "--older-than",
            metavar="时长",
            help="早于多久的结果，如 30d（天）、12h（小时）、4w（周）",
            rich_help_panel=OPTIONS,
            show_default=False,
        ),
    ],
    out: ResultsOption = DEFAULT_OUT,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只列出，不删除", rich_help_panel=OPTIONS, show_default=False)
    ] = False,
) -> None:
    """Delete reports and pictures that are older than wanted, and say which."""
    from flows.purge import parse_age
    from flows.reports.locks import ResultsInUseError

    inputs.require_results(out)
    age = parse_age(older_than)
    if age is None:
        raise WrongUsageError(f"--older-than 的时长“{older_than}”不正确。请写成 30d、12h 或 4w 这样的时长。")
    try:
        before = dt.datetime.now(dt.UTC) - age
        gone, failed = _listed(out, before) if dry_run else _purged(out, before)
    except ResultsInUseError as error:
        typer.echo(clean(error), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    except (OSError, OverflowError) as error:
        raise WrongUsageError(f"结果目录 {out} 无法读取，或时长“{older_than}”过大。请检查后重试。") from error
    for one in gone:
        typer.echo(
            clean(f"{'将删除' if dry_run else '已删除'} {one.path}（{one.written.astimezone():%Y-%m-%d %H:%M}）")
        )
    megabytes = sum(one.size for one in gone) / 1_000_000
    typer.echo(f"共 {len(gone)} 项，{megabytes:.1f} MB。" + ("未删除任何内容。" if dry_run else ""))
    if failed:
        raise typer.Exit(FAILED_STATUS)


def _listed(out: Path, before: dt.datetime) -> tuple[list[Outdated], bool]:
    from flows.purge import outdated

    return list(outdated(out, before)), False


def _purged(out: Path, before: dt.datetime) -> tuple[list[Outdated], bool]:
    """Delete what is older, and return it, and whether something could not be deleted."""
    from flows.purge import forget, outdated, purging

    with purging(out):
        found = list(outdated(out, before))
        gone = [one for one in found if _removed(one)]
        forget(out, gone)
    return gone, len(gone) < len(found)


def _removed(found: Outdated) -> bool:
    from flows.purge import remove

    try:
        remove(found)
    except OSError as error:
        typer.echo(clean(f"无法删除 {found.path}：{error.strerror or error}"), err=True)
        return False
    return True


def _report_folder(submission: Path, out: Path) -> Path | None:
    """Return where the report of a submission is: the folder itself, the one made from that path, or of that number."""
    from flows.reports.decisions import report_folders
    from flows.reports.folders import REPORT_JSON, read_source, safe_name, source_path

    given = submission.parent if submission.name == REPORT_JSON else submission
    if read_source(given) is not None:
        return given
    if not out.is_dir():
        return None
    folders = report_folders(out)
    path = source_path(submission)
    made = (
        folder for folder in folders.values() if (source := read_source(folder)) is not None and source.path == path
    )
    return next(made, None) or folders.get(safe_name(str(submission)))

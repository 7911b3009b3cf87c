"""`beian`, the command line. Each command reads settings, calls one function of the rooms and shows what came back.

What a command does not need is not imported: help, `schema` and `samples` come without the OCR engine, `check` and
`read` without Prefect.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import sys
from contextlib import redirect_stdout
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows import policy_commands
from flows.terminal import clean
from flows.usage import ARGUMENTS, COMMANDS, OPTIONS, Command, CommandGroup, WrongUsageError

if TYPE_CHECKING:
    from rich.console import Console

    from extractors.ocr import OcrEngine
    from flows.settings import OcrSize, Settings
    from validators.policy import Policy

_MOST_THREADS = 4  # more no longer shorten a page noticeably
FAILED_STATUS = 1
INTERRUPTED_STATUS = 130
DEFAULT_OUT = Path("beian-reports")

app = typer.Typer(
    name="beian",
    cls=CommandGroup,
    help="ICP备案、APP备案材料的离线预审：读取材料、核对填报信息、给出齐全与否的结论和理由。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(policy_commands.app, rich_help_panel=COMMANDS)


class Schema(StrEnum):
    """What `beian schema` can print."""

    FORM = "form"
    REPORT = "report"


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


@app.command(
    cls=Command,
    rich_help_panel=COMMANDS,
    help="审核备案申请，显示结论与理由，并把报告写到 目录/编号/（默认 beian-reports）。",
)
def check(
    submissions: Annotated[
        list[Path],
        typer.Argument(
            metavar="备案申请...",
            help="备案申请：含 form.json 和材料文件的文件夹，或其 zip 压缩包",
            rich_help_panel=ARGUMENTS,
            show_default=False,
        ),
    ],
    out: OutOption = DEFAULT_OUT,
    policy: PolicyOption = "standard",
    today: TodayOption = None,
    as_json: JsonOption = False,
    engine: EngineOption = None,
) -> None:
    """Screen submissions, print verdicts and reasons, write the reports."""
    from flows.checking import check_submission, notes_of
    from flows.console import print_json, show_report
    from flows.reports.folders import REPORT_HTML

    settings = _settings()
    rules, day = _policy(policy), _date(today)
    _require_submissions(submissions)
    _require_folder(out)
    ocr = _engine(settings, engine)
    console, reports, failed = _console(stderr=as_json), [], False
    for path in submissions:
        with redirect_stdout(sys.stderr):  # whatever a library prints must not get between the JSON
            outcome = check_submission(path, out, engine=ocr, policy=rules, limits=settings.limits, today=day)
        failed |= outcome.failed
        reports.append(outcome.report)
        for note in notes_of(outcome, out):
            typer.echo(clean(note), err=True)
        if not as_json:
            show_report(console, outcome.report, outcome.folder.path / REPORT_HTML if outcome.folder else None)
    if as_json:
        print_json({"reports": [report.model_dump(mode="json", by_alias=True) for report in reports]})
    if failed:
        raise typer.Exit(FAILED_STATUS)


@app.command(cls=Command, rich_help_panel=COMMANDS, help="读取材料文件，显示类型、字段和印章，不做审核。")
def read(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件...", help="图片或 PDF 文件", rich_help_panel=ARGUMENTS, show_default=False),
    ],
    as_json: JsonOption = False,
    engine: EngineOption = None,
) -> None:
    """Read documents outside any submission and print what they say."""
    from extractors.ocr import EngineError
    from flows.console import print_json, show_documents
    from flows.screening import bytes_of, read_uploads
    from validators.findings import ReportedDocument

    settings = _settings()
    _require(files)
    for file in files:
        if file.is_dir():
            raise WrongUsageError(
                f"{file} 是文件夹。请给出图片或 PDF 文件；要审核整份备案申请，请用 beian check {file}。"
            )
    console = _console(stderr=as_json)
    try:
        with redirect_stdout(sys.stderr):
            uploads = read_uploads(
                ((str(file), partial(bytes_of, file, settings.limits)) for file in files),
                engine=_engine(settings, engine),
                limits=settings.limits,
            )
    except EngineError as error:
        typer.echo(f"识别引擎出错，没有读完：{error}", err=True)
        raise typer.Exit(FAILED_STATUS) from error
    if as_json:
        print_json(
            {
                "documents": [ReportedDocument.of(document).model_dump(mode="json") for document in uploads.documents],
                "problems": [problem.model_dump(mode="json") for problem in uploads.problems],
            }
        )
    else:
        show_documents(console, uploads.documents, uploads.problems)


@app.command(cls=Command, rich_help_panel=COMMANDS, help="批量审核收件目录里的全部备案申请；中断后再次运行会接着做。")
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
) -> None:
    """Run the batch flow over an inbox."""
    settings = _settings()
    _policy(policy)
    day, console = _date(today), _console(stderr=False)
    _require([inbox])
    if not inbox.is_dir():
        raise WrongUsageError(f"{inbox} 不是文件夹。收件目录应是装着多份备案申请的文件夹；单份申请请用 beian check。")
    _require_folder(out)
    if out.resolve().is_relative_to(inbox.resolve()):
        raise WrongUsageError(f"结果目录 {out} 在收件目录里面，会被当成备案申请。请把 --out 指到收件目录之外。")
    from flows.batch import run_intake
    from flows.console import show_counts
    from flows.embedded_server import ServerError

    try:
        with redirect_stdout(sys.stderr):
            counts = run_intake(inbox, out, policy=policy, today=day, workers=workers, settings=settings)
    except KeyboardInterrupt:
        typer.echo("已中断。再次运行同一命令会接着做。", err=True)
        raise typer.Exit(INTERRUPTED_STATUS) from None
    except ServerError as error:
        typer.echo(clean(error), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    except OSError as error:
        typer.echo(clean(f"收件目录或结果目录无法使用，没有完成：{error}"), err=True)
        raise typer.Exit(FAILED_STATUS) from error
    show_counts(console, counts, out)
    if counts.failed:
        raise typer.Exit(FAILED_STATUS)


@app.command(cls=Command, rich_help_panel=COMMANDS, help="生成样本备案申请（虚构的人和单位）及其正确答案。")
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
    _require_folder(directory)
    from samples.generate import write_samples

    write_samples(directory, count=count, seed=seed)
    typer.echo(f"已在 {directory} 写入 {count} 份样本。可运行 beian intake {directory} --out 结果目录 试用。")


@app.command(cls=Command, rich_help_panel=COMMANDS, help="输出 form.json 或 report.json 的 JSON Schema。")
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


def _console(*, stderr: bool) -> Console:
    from flows.console import console_for

    # The file is named now: later `sys.stdout` is turned away from what libraries print.
    return console_for(sys.stderr if stderr else sys.stdout)


def _settings() -> Settings:
    from flows.settings import SettingsError, load_settings

    try:
        return load_settings(os.environ)
    except SettingsError as error:
        raise WrongUsageError(str(error)) from error


def _engine(settings: Settings, wanted: Engine | None) -> OcrEngine:
    from flows.engines import engine_for

    size: OcrSize = settings.ocr_size if wanted is None else wanted.value
    return engine_for(settings, size, threads=min(os.cpu_count() or 1, _MOST_THREADS))


def _policy(name: str) -> Policy:
    from validators.policy_files import PolicyError, load_policy

    try:
        return load_policy(name)
    except PolicyError as error:
        raise WrongUsageError(
            f"审核规则“{name}”无法使用。请给出内置规则名（用 beian policy list 查看）或 .toml 文件。{error}"
        ) from error


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise WrongUsageError(f"--today 的日期“{text}”不正确。请写成 2026-11-24 这样的日期。") from error


def _require(paths: list[Path]) -> None:
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise WrongUsageError(f"找不到或无法访问 {path}。请检查路径是否写对、是否有权限。") from error


def _require_submissions(paths: list[Path]) -> None:
    _require(paths)
    for path in paths:
        if not path.is_dir() and path.suffix.lower() != ".zip":
            raise WrongUsageError(
                f"{path} 既不是文件夹也不是 zip 压缩包。"
                "请给出含 form.json 的文件夹或其 zip；只读一个文件请用 beian read。"
            )


def _require_folder(path: Path) -> None:
    for parent in (path, *path.parents):
        if parent.is_dir():
            return
        if parent.exists():
            raise WrongUsageError(f"{parent} 是文件，不能作为目录。请换一个目录。")

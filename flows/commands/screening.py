"""`beian check` and `beian read`: submissions and documents, one after another in this process."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import inputs
from flows.commands.options import (
    DEFAULT_OUT,
    EngineOption,
    JsonOption,
    MaskOption,
    OutOption,
    PolicyOption,
    TodayOption,
)
from flows.terminal import clean
from flows.usage import ARGUMENTS, FAILED_STATUS, WrongUsageError


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
    mask: MaskOption = False,
) -> None:
    """Screen submissions, print verdicts and reasons, write the reports."""
    from flows.checking import check_submission, notes_of
    from flows.console import print_json, show_report
    from flows.reports.folders import REPORT_HTML
    from flows.reports.masking import Masker, masked_report

    settings = inputs.read_settings()
    rules, day = inputs.read_policy(policy), inputs.read_date(today)
    inputs.require_submissions(submissions)
    inputs.require_folder(out)
    ocr = inputs.make_engine(settings, engine)
    console, reports, failed = inputs.console(stderr=as_json), [], False
    for path in submissions:
        with redirect_stdout(sys.stderr):  # whatever a library prints must not get between the JSON
            outcome = check_submission(
                path, out, engine=ocr, policy=rules, limits=settings.limits, today=day, mask=mask
            )
        failed |= outcome.failed
        reports.append(outcome.report)
        for note in notes_of(outcome, out):
            typer.echo(clean(note), err=True)
        if not as_json:
            seen = masked_report(outcome.report, Masker.of(outcome.report)) if mask else outcome.report
            show_report(console, seen, outcome.folder.path / REPORT_HTML if outcome.folder else None)
    if as_json:
        print_json({"reports": [report.model_dump(mode="json", by_alias=True) for report in reports]})
    if failed:
        raise typer.Exit(FAILED_STATUS)


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

    settings = inputs.read_settings()
    inputs.require_paths(files)
    for file in files:
        if file.is_dir():
            raise WrongUsageError(
                f"{file} 是文件夹。请给出图片或 PDF 文件；要审核整份备案申请，请用 beian check {file}。"
            )
    console = inputs.console(stderr=as_json)
    try:
        with redirect_stdout(sys.stderr):
            uploads = read_uploads(
                ((clean(file), partial(bytes_of, file, settings.limits)) for file in files),
                engine=inputs.make_engine(settings, engine),
                limits=settings.limits,
            )
    except EngineError as error:
        typer.echo(f"识别引擎出错，没有读完：{clean(error)}", err=True)
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

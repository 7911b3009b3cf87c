"""What commands are given becomes what they need: settings, rules, days, paths that exist; or wrong usage, in Chinese.

Nothing is imported before it is needed: help must come without the OCR engine.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.options import Engine
from flows.usage import WrongUsageError

if TYPE_CHECKING:
    from rich.console import Console

    from extractors.ocr import OcrEngine
    from flows.settings import OcrSize, Settings
    from validators.policy import Policy

_MOST_THREADS = 4  # more no longer shorten a page noticeably


def console(*, stderr: bool) -> Console:
    """Return a console on standard output, or on standard error where that belongs to JSON."""
    from flows.console import console_for

    # The file is named now: later `sys.stdout` is turned away from what libraries print.
    return console_for(sys.stderr if stderr else sys.stdout)


def read_settings() -> Settings:
    """Return the settings of the environment.

    Raises:
        WrongUsageError: a variable cannot be used.
    """
    from flows.settings import SettingsError, load_settings

    try:
        return load_settings(os.environ)
    except SettingsError as error:
        raise WrongUsageError(str(error)) from error


def make_engine(settings: Settings, wanted: Engine | None) -> OcrEngine:
    """Return the engine for single submissions, of the size wanted or else of the settings'."""
    from flows.engines import engine_for

    size: OcrSize = settings.ocr_size if wanted is None else wanted.value
    return engine_for(settings, size, threads=min(os.cpu_count() or 1, _MOST_THREADS))


def read_policy(name: str) -> Policy:
    """Return the rules of that name, or in that file.

    Raises:
        WrongUsageError: there are none, or they cannot be used.
    """
    from validators.policy_files import PolicyError, load_policy

    try:
        return load_policy(name)
    except PolicyError as error:
        raise WrongUsageError(
            f"审核规则“{name}”无法使用。请给出内置规则名（用 beian policy list 查看）或 .toml 文件。{error}"
        ) from error


def read_date(text: str | None) -> dt.date | None:
    """Return the day, or None for none.

    Raises:
        WrongUsageError: it is no day.
    """
    if text is None:
        return None
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise WrongUsageError(f"--today 的日期“{text}”不正确。请写成 2026-11-24 这样的日期。") from error


def require_paths(paths: list[Path]) -> None:
    """Make sure that paths can be reached.

    Raises:
        WrongUsageError: one cannot.
    """
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise WrongUsageError(f"找不到或无法访问 {path}。请检查路径是否写对、是否有权限。") from error


def require_submissions(paths: list[Path]) -> None:
    """Make sure that paths may be submissions: folders or zips.

    Raises:
        WrongUsageError: one is neither.
    """
    require_paths(paths)
    for path in paths:
        if not path.is_dir() and path.suffix.lower() != ".zip":
            raise WrongUsageError(
                f"{path} 既不是文件夹也不是 zip 压缩包。"
                "请给出含 form.json 的文件夹或其 zip；只读一个文件请用 beian read。"
            )


def require_folder(path: Path) -> None:
    """Make sure that a folder is there or can be made.

    Raises:
        WrongUsageError: a file is in its way.
    """
    for parent in (path, *path.parents):
        if parent.is_dir():
            return
        if parent.exists():
            raise WrongUsageError(f"{parent} 是文件，不能作为目录。请换一个目录。")


def require_results(path: Path) -> None:
    """Make sure that a folder of results is there.

    Raises:
        WrongUsageError: it is not.
    """
    require_paths([path])
    if not path.is_dir():
        raise WrongUsageError(f"{path} 不是文件夹。请给出 beian check 或 beian intake 的结果目录。")

"""Settings of a run, read once from the environment by whoever starts it and handed down as arguments.

| variable | meaning | default |
|---|---|---|
| `BEIAN_CACHE` | folder for model files built from the installed packages | `beian-intake` in the user's cache folder |
| `BEIAN_PREFECT_HOME` | folder of the embedded Prefect server | `prefect` in the user's state folder |
| `BEIAN_COPIES` | folder of this machine's copies of results that go to a store | `results` in the state folder |
| `BEIAN_DASK` | address of a Dask scheduler (`tcp://…`) whose workers are to read the submissions | none |
| `BEIAN_OCR_SIZE` | `small` (reads best) or `tiny` (four times as fast) | `small` |
| `BEIAN_OCR_THREADS` | threads of one engine | the cores of the machine, up to 4; in a batch 1 a worker |
| `BEIAN_SETTLE_SECONDS` | a submission of an inbox is not touched until it has not changed for so long | 10 |
| `BEIAN_TRUNCATED_SECONDS` | a zip that breaks off counts as being copied for so long after its last change | 600 |
| `BEIAN_SUBMISSION_SECONDS` | what a submission may take in a batch | 900 |
| `BEIAN_WORKER_SUBMISSIONS` | a worker process is replaced after so many | 200 |
| `BEIAN_WORKER_MEGABYTES` | a worker process that holds more memory than this after a submission is replaced | 1500 |
| `BEIAN_WEBHOOK` | address that is told the numbers of a batch when it ends (a POST of JSON) | none |
| `BEIAN_REPORTS_URL` | where the result folder is served, for links on the Prefect server | its path |
| `BEIAN_MAX_FILES` and so on | `BEIAN_` and the upper-case name of a field of `extractors.limits.Limits` | see there |
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, get_args

from pydantic import ValidationError

from extractors.limits import Limits

OcrSize = Literal["small", "tiny"]
_PREFIX = "BEIAN_"
_FOLDER = "beian-intake"
_MOST_THREADS = 64
_MAY_BE_ZERO = frozenset({"SETTLE_SECONDS", "TRUNCATED_SECONDS"})


class SettingsError(ValueError):
    """A variable holds something that cannot be used. The message is a Chinese sentence with the next step."""


@dataclass(frozen=True)
class BatchSettings:
    """How patient a batch is, and how long its worker processes live; see the table above."""

    settle_seconds: float = 10.0
    truncated_seconds: float = 600.0
    submission_seconds: float = 900.0
    worker_submissions: float = 200.0
    worker_megabytes: float = 1500.0


@dataclass(frozen=True)
class Settings:
    """What a run needs to know about the machine it runs on."""

    cache: Path
    prefect_home: Path
    ocr_size: OcrSize = "small"
    ocr_threads: int | None = None  # None: whoever starts the engine knows best
    limits: Limits = field(default_factory=Limits)
    batch: BatchSettings = field(default_factory=BatchSettings)
    copies: Path = Path("beian-copies")
    dask: str | None = None
    webhook: str | None = field(default=None, repr=False)  # chat robots carry their password in it
    reports_url: str | None = None


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings the environment asks for.

    Raises:
        SettingsError: when a variable cannot be used, or is none of ours: a misspelt limit must not pass unnoticed.
    """
    known = {"CACHE", "PREFECT_HOME", "OCR_SIZE", "OCR_THREADS", "WEBHOOK", "REPORTS_URL", "COPIES", "DASK"}
    limits = {name.upper(): name for name in Limits.model_fields}
    batch = {one.name.upper(): one.name for one in fields(BatchSettings)}
    for variable in environ:
        if variable.startswith(_PREFIX) and variable.removeprefix(_PREFIX) not in known | set(limits) | set(batch):
            raise SettingsError(f"环境变量 {variable} 不是本程序的设置，请检查拼写或删除它。")
    return Settings(
        cache=_folder(environ, "CACHE", _user_folder(environ, "XDG_CACHE_HOME", ".cache") / _FOLDER),
        prefect_home=_folder(
            environ, "PREFECT_HOME", _user_folder(environ, "XDG_STATE_HOME", ".local/state") / _FOLDER / "prefect"
        ),
        ocr_size=_ocr_size(environ.get(f"{_PREFIX}OCR_SIZE", "small")),
        ocr_threads=_threads(environ.get(f"{_PREFIX}OCR_THREADS")),
        limits=_limits({limits[name]: text for name in limits if (text := environ.get(_PREFIX + name)) is not None}),
        batch=BatchSettings(
            **{batch[name]: _number(name, text) for name in batch if (text := environ.get(_PREFIX + name)) is not None}
        ),
        copies=_folder(
            environ, "COPIES", _user_folder(environ, "XDG_STATE_HOME", ".local/state") / _FOLDER / "results"
        ),
        dask=_scheduler(environ),
        webhook=_web_address(environ, "WEBHOOK"),
        reports_url=_web_address(environ, "REPORTS_URL"),
    )


def _user_folder(environ: Mapping[str, str], variable: str, below_home: str) -> Path:
    """Return a base folder of the user's. The XDG rules say that a relative path in a variable is to be ignored."""
    for name in (variable, "LOCALAPPDATA"):
        folder = Path(environ.get(name, ""))
        if folder.is_absolute():
            return folder
    return Path(environ.get("HOME") or Path.home()) / below_home


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    text = environ.get(_PREFIX + name, "")
    return Path(text).expanduser().absolute() if text else default


def _web_address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(_PREFIX + name, "")
    if text and not text.startswith(("http://", "https://")):
        raise SettingsError(f"环境变量 {_PREFIX}{name} 应为 http:// 或 https:// 开头的网址。")
    return text.rstrip("/") or None


def _scheduler(environ: Mapping[str, str]) -> str | None:
    text = environ.get(f"{_PREFIX}DASK", "")
    if text and not text.startswith(("tcp://", "tls://")):
        raise SettingsError("环境变量 BEIAN_DASK 应为 tcp:// 或 tls:// 开头的调度器地址，例如 tcp://127.0.0.1:8786。")
    return text or None


def _ocr_size(text: str) -> OcrSize:
    for size in get_args(OcrSize):
        if text == size:
            return text  # type: ignore[return-value]  # mypy does not narrow a str by a list of literals
    raise SettingsError(f"环境变量 BEIAN_OCR_SIZE 只能是 {' 或 '.join(get_args(OcrSize))}，现在是“{text}”。")


def _threads(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= _MOST_THREADS:
        raise SettingsError(f"环境变量 BEIAN_OCR_THREADS 应为 1 到 {_MOST_THREADS} 的整数，现在是“{text}”。")
    return int(text)


def _number(name: str, text: str) -> float:
    """Return a number of seconds and the like. Only what is waited for may be nothing."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf or (number == 0 and name not in _MAY_BE_ZERO):
        least = "不小于 0 的数" if name in _MAY_BE_ZERO else "正数"
        raise SettingsError(f"环境变量 {_PREFIX}{name} 应为{least}，现在是“{text}”。")
    return number


def _limits(texts: Mapping[str, str]) -> Limits:
    try:
        limits = Limits.model_validate(texts)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise SettingsError(f"环境变量 {_PREFIX}{name.upper()} 应为正数，现在是“{texts[name]}”。") from error
    for name, text in texts.items():
        if not 0 < getattr(limits, name) < float("inf"):
            raise SettingsError(f"环境变量 {_PREFIX}{name.upper()} 应为正数，现在是“{text}”。")
    return limits

"""Who may write into a result folder, and when.

Two locks, both released by the system however their holder ends:

* the **run lock** is held by a batch for its whole run, and by `beian purge`: two batches would do everything twice;
* the **write lock** is held by whoever changes a report, a decision or a summary, for the moment that takes: `check`,
  `decisions`, `serve` and a batch may work beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.reports.files import make_private_folder

STATE_FOLDER = ".beian"  # locks and the record of a batch, below the results
_RUN, _WRITE = "run.lock", "write.lock"
_PATIENCE = 60  # seconds; a report is written in a tenth of one
_POLL = 0.02


class ResultsInUseError(OSError):
    """Another process is at work in a result folder. The message is a Chinese sentence with the next step."""


def state_folder(out: Path) -> Path:
    """Return the folder for what is not for readers, made where it is not there yet.

    Raises:
        OSError: it cannot be made.
    """
    folder = out / STATE_FOLDER
    make_private_folder(folder)
    return folder


@contextmanager
def run_lock(out: Path) -> Iterator[None]:
    """Be the one that runs over a result folder. A process that holds it may take it again.

    Raises:
        ResultsInUseError: another process is.
        OSError: the folder cannot be written.
    """
    path = (state_folder(out) / _RUN).resolve()
    # Of one process all share one lock: the command takes it before it starts a server, the flow once more.
    lock = FileLock(path, mode=0o600, is_singleton=True, thread_local=False, fallback_to_soft=False)
    try:
        held = lock.acquire(blocking=False)
    except Timeout as error:
        raise ResultsInUseError(
            f"另一个 beian 正在使用结果目录 {out}。请等它结束后重试，或用 --out 换一个结果目录。"
        ) from error
    except NotImplementedError as error:
        raise _no_locks(out) from error
    with held:
        yield


@contextmanager
def write_lock(out: Path) -> Iterator[None]:
    """Be the one that writes into a result folder; to be held for moments only, and not to be taken twice.

    Raises:
        ResultsInUseError: others wrote all the time.
        OSError: the folder cannot be written.
    """
    lock = FileLock(state_folder(out) / _WRITE, mode=0o600, fallback_to_soft=False)
    try:
        held = lock.acquire(timeout=_PATIENCE, poll_interval=_POLL)
    except Timeout as error:
        raise ResultsInUseError(f"结果目录 {out} 一直有别的进程在写入。请稍后重试。") from error
    except NotImplementedError as error:
        raise _no_locks(out) from error
    with held:
        yield


def _no_locks(out: Path) -> OSError:
    # A lock file that only exists would outlive a killed process, and stop every later one.
    return OSError(f"结果目录 {out} 所在的文件系统不支持文件锁。请用 --out 换到本机磁盘或支持锁的网络盘。")

"""One process that works for us, and is replaced when it dies, hangs, grows or has worked long enough.

A pool of one is a pool of its own: a process that is lost takes nothing with it but what it was at.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import psutil
from pebble import ProcessExpired, ProcessPool

from flows.settings import BatchSettings

_START_SECONDS = 120  # what a process may take to start, beyond the time of its submission
_MEGABYTE = 1_000_000
T = TypeVar("T")


class WorkerLostError(RuntimeError):
    """A process died or hung over a submission. The message is the cause, a Chinese sentence."""


@dataclass(frozen=True)
class _Done(Generic[T]):
    """A result, and the memory that the process holds."""

    result: T
    megabytes: float


class Served:
    """One process at a time, started when it is needed; replaced when it was lost or has served its time.

    Args:
        start: called once in each process before any work; it must be importable there.
        arguments: for `start`.
        settings: how long a process may take and serve.
    """

    def __init__(self, start: Callable[..., None], arguments: tuple[object, ...], settings: BatchSettings) -> None:
        self._start = start
        self._arguments = arguments
        self._settings = settings
        self._lock = threading.Lock()
        self._closed = False
        self._pool: ProcessPool | None = None
        self._future: Future[Any] | None = None
        self._served = 0

    def run(self, work: Callable[..., T], *arguments: object, seconds: float | None = None) -> T:
        """Return what `work` gives for the arguments in the process, within `seconds` or else the settings' time.

        Raises:
            WorkerLostError: the process died or hung over it.
            CancelledError: it was closed meanwhile.
        """
        limit = seconds or self._settings.submission_seconds
        try:
            try:
                done = self._submit(work, arguments, limit).result(limit + _START_SECONDS)
            except BrokenProcessPool:  # it died while it was idle: not over this submission
                self.end()
                done = self._submit(work, arguments, limit).result(limit + _START_SECONDS)
        except TimeoutError as error:
            self.end()
            raise WorkerLostError(f"超过时限（{limit:g} 秒）没有审核完") from error
        except ProcessExpired as error:
            self.end()
            raise WorkerLostError(_death(error.exitcode)) from error
        except BrokenProcessPool as error:
            self.end()
            raise WorkerLostError("审核进程没有启动成功") from error
        self._served += 1
        if self._served >= self._settings.worker_submissions or done.megabytes > self._settings.worker_megabytes:
            self.end()
        return done.result

    def end(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            pool, self._pool, self._served = self._pool, None, 0
            if self._future is not None:
                self._future.cancel()  # whoever waits for it would wait for ever
        if pool is not None:
            _stop(pool)

    def close(self) -> None:
        """End the process and start no other."""
        self._closed = True
        self.end()

    def _submit(self, work: Callable[..., T], arguments: tuple[object, ...], limit: float) -> Future[_Done[T]]:
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._pool is not None and not self._pool.active:
                _stop(self._pool)
                self._pool = None
            if self._pool is None:
                # Spawned, not forked: a fork copies the locks of Prefect's threads in whatever state they are.
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPool(1, 0, self._start, self._arguments, context)
            try:
                future = self._pool.schedule(_measured, (work, *arguments), timeout=limit)
            except RuntimeError as error:  # it broke this very moment
                raise BrokenProcessPool from error
            self._future = future
            return future


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # the one method of pebble's without types
    pool.join()


def _measured(work: Callable[..., T], *arguments: object) -> _Done[T]:
    result = work(*arguments)
    return _Done(result, psutil.Process().memory_info().rss / _MEGABYTE)


def _death(status: int | None) -> str:
    """Say how a process died, by its exit status: a negative one is the signal that ended it."""
    if status == -signal.SIGKILL:
        return "审核进程被系统结束（很可能是内存不足）"
    if status is not None and status < 0:
        return f"审核进程崩溃（{signal.Signals(-status).name}）"
    return f"审核进程意外退出（状态 {status}）"

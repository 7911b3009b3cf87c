"""`beian intake`: runs the flow for a person at a terminal, with or without a Prefect server of theirs.

Prefect reads its environment when it is imported, so that is prepared here first; nothing else of the program imports
it.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.embedded_server import HOST, ServerError, embedded_server
from flows.reports.files import make_private_folder
from flows.reports.locks import run_lock
from flows.results import results_at
from flows.session import finish_if_idle
from flows.settings import Settings
from flows.sources import source_at
from flows.workers import job_for

if TYPE_CHECKING:
    from flows.reports.counts import Counts

_DRAIN_SECONDS = 10


def run_intake(
    inbox: str, out: str, *, policy: str, today: dt.date | None, workers: int, mask: bool, settings: Settings
) -> Counts:
    """Run the flow over an inbox and return its counts.

    Uses the server that `PREFECT_API_URL` names, or one of its own for the time of the run; none when there is nothing
    to do and nobody else's server to tell.

    Raises:
        KeyboardInterrupt: the run was interrupted.
        ServerError: the named server does not answer, or one of our own does not start.
        ResultsInUseError: another run has the result folder.
        ResultsUnwritableError: the disk is full.
        StoreError: a store cannot be used.
        OSError: inbox or results cannot be used.
    """
    given = os.environ.get("PREFECT_API_URL")
    with _interruptible(), ExitStack() as stack:
        results, source = results_at(out, settings), source_at(inbox)
        make_private_folder(results.folder)
        stack.enter_context(run_lock(results.folder))  # before a server starts: the flow takes it once more
        if not given and results.store is None:
            counts = finish_if_idle(source, job_for(results.folder, policy, today, settings, mask))
            if counts is not None:
                return counts
        stack.enter_context(_environment(settings.prefect_home))
        server = None if given else stack.enter_context(embedded_server(settings.prefect_home, os.environ))
        from prefect import tags
        from prefect.settings import (
            PREFECT_API_URL,
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
            temporary_settings,
        )

        from flows.intake import TAG, SubmissionsFailedError, intake

        address = server() if server is not None else given
        # Without a heartbeat thread the flow ends a second earlier; a run at a terminal is watched by its user.
        stack.enter_context(temporary_settings({PREFECT_API_URL: address, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}))
        if given:
            _require_answer(given)
        stack.callback(_send_what_is_left)
        stack.enter_context(tags(TAG))
        try:
            return intake(inbox, out, policy=policy, today=today, workers=workers, mask=mask)
        except SubmissionsFailedError as error:
            return error.counts


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C and a polite kill end as `KeyboardInterrupt`, whatever the libraries they pass through make of it."""
    noted = False

    def note(*_: object) -> None:
        nonlocal noted
        noted = True
        raise KeyboardInterrupt

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Exception as error:
        if noted:
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _environment(home: Path) -> Iterator[None]:
    """Set what Prefect is to find: a home of ours, no telemetry, no proxy to this machine, no log on the terminal."""
    no_proxy = ",".join(filter(None, [os.environ.get("NO_PROXY") or os.environ.get("no_proxy"), HOST]))
    wanted = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _require_answer(address: str) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error is not None:
        raise ServerError(
            f"连接不上 PREFECT_API_URL 指定的服务 {address}（{type(error).__name__}）。"
            "请检查地址，或删除该环境变量以使用内置服务。"
        )


def _send_what_is_left() -> None:
    """Send events and logs that wait in this process while the server is still there to take them."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=_DRAIN_SECONDS)
    APILogWorker.drain_all(timeout=_DRAIN_SECONDS)

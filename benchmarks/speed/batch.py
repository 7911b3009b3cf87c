"""What Prefect adds to a batch: the same inbox with `beian intake` and without Prefect, each in a fresh process.

    python -m benchmarks.speed.batch plain INBOX OUT

is one such process. Its clock starts with Python and ends with the summary, imports and worker processes included. The
Prefect server runs before and after: its start is not counted, the work it does meanwhile is.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.plain_batch import run_plainly
from benchmarks.tables import Cell, Table
from flows.batch import run_intake
from flows.embedded_server import embedded_server
from flows.settings import load_settings
from flows.workers import job_for
from validators.policy_files import STANDARD

ROOT = Path(__file__).parents[2]
PLAIN, PREFECT = "plain", "prefect"
_ROWS = {PLAIN: "without Prefect", PREFECT: "beian intake"}


@dataclass(frozen=True)
class Batch:
    """What a batch took, in seconds: by the clock, and of processor time by who spent it.

    `run` is the process that arranges the batch, `workers` are those that screen.
    """

    how: str
    submissions: int
    seconds: float
    run: float
    workers: float
    server: float = 0.0

    @property
    def processor(self) -> float:
        """Seconds of processor time in all."""
        return self.run + self.workers + self.server


def batches(inbox: Path, count: int, workers: int, times: int) -> Iterator[Batch]:
    """Yield what batches took, without Prefect and with it in turn: first of an empty inbox, then of `inbox`.

    Args:
        inbox: a folder of submissions.
        count: how many.
        workers: processes that screen.
        times: how often each is run over `inbox`.

    Raises:
        CalledProcessError: a batch ended badly.
        ServerError: no Prefect server starts.
    """
    with tempfile.TemporaryDirectory() as folder:
        home, empty = Path(folder, "prefect"), Path(folder, "empty")
        empty.mkdir()
        environ = os.environ | {"BEIAN_PREFECT_HOME": str(home), "BEIAN_SETTLE_SECONDS": "0"}
        with embedded_server(home, environ) as address:
            told = environ | {"PREFECT_API_URL": address()}
            environs = {PLAIN: environ, PREFECT: told}
            _run(PREFECT, empty, 0, workers, told)  # the first run of all writes what later ones find
            for how in (PLAIN, PREFECT):
                yield _run(how, empty, 0, workers, environs[how])
            for _ in range(times):
                for how in (PLAIN, PREFECT):
                    yield _run(how, inbox, count, workers, environs[how])


def batch_table(done: list[Batch]) -> Table:
    """Return the mean of the batches of each sort, and what Prefect adds to those without it."""
    columns = ("batch", "submissions", "runs", "seconds", "processor seconds", "of the run", "of workers", "of server")
    rows: list[tuple[Cell, ...]] = []
    for count in sorted({batch.submissions for batch in done}):
        means = {}
        for how, words in _ROWS.items():
            own = [batch for batch in done if (batch.how, batch.submissions) == (how, count)]
            if own:
                means[how] = _mean(own)
                rows.append((words, count, len(own), *_cells(means[how])))
        if len(means) == len(_ROWS):
            plain, prefect = means[PLAIN], means[PREFECT]
            # Not from the workers: what they do is the same, and a difference there is the machine's.
            added = prefect.run + prefect.server - plain.run
            share = f"{1 - plain.seconds / prefect.seconds:.1%}", f"{added / prefect.processor:.1%}"
            rows.append(("Prefect, share of beian intake", count, None, *share, None, None, None))
    return Table("Batches, with a server that runs already", columns, tuple(rows))


def _mean(batches: list[Batch]) -> Batch:
    times = [(batch.seconds, batch.run, batch.workers, batch.server) for batch in batches]
    return Batch(batches[0].how, batches[0].submissions, *(sum(each) / len(each) for each in zip(*times, strict=True)))


def _cells(batch: Batch) -> tuple[str, ...]:
    return tuple(f"{s:.2f}" for s in (batch.seconds, batch.processor, batch.run, batch.workers, batch.server))


def _run(how: str, inbox: Path, count: int, workers: int, environ: Mapping[str, str]) -> Batch:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", __name__, how, str(inbox), out, str(workers)]
        before, start = _server_seconds(), time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=dict(environ), capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
        if done.returncode:
            sys.stderr.write(done.stderr)
            done.check_returncode()
        told = json.loads(done.stdout.splitlines()[-1])
        server = _server_seconds() - before if how == PREFECT else 0.0
        return Batch(how, count, seconds, told["run"], told["workers"], server)


def _server_seconds() -> float:
    """Return the processor seconds of the Prefect server that this process started."""
    total = 0.0
    for child in psutil.Process().children():
        if embedded_server.__module__ in child.cmdline():
            times = child.cpu_times()
            total += float(times.user + times.system)
    return total


def main(how: str, inbox: str, out: str, workers: int) -> None:
    """Run one batch in this process, and print the processor seconds of it and of its workers as JSON."""
    settings = load_settings(os.environ)
    if how == PREFECT:
        run_intake(inbox, out, policy=STANDARD, today=None, workers=workers, mask=False, settings=settings)
    else:
        run_plainly(Path(inbox), job_for(Path(out), STANDARD, None, settings, mask=False), workers)
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"run": time.process_time(), "workers": waited.ru_utime + waited.ru_stime}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))

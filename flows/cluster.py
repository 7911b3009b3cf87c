"""A Dask cluster whose workers read the submissions of a run; what they saw comes back to whoever writes the reports.

A plugin keeps processes of ours on every worker for the time of the run: an engine is started once, and one that dies
or hangs takes neither the worker with it nor what else it holds. Dask sees to the rest: a worker that joins gets the
plugin, what a lost one was at goes to another.
"""

from __future__ import annotations

import contextvars
import logging
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from distributed import KilledWorker, Worker, WorkerPlugin, get_worker
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect_dask import DaskTaskRunner

from flows import digests
from flows.elsewhere import ClusterError, ReaderHere
from flows.looking import Look
from flows.settings import load_settings
from flows.sources import LocalErrand, StoredErrand
from flows.workers import Job, WorkerPool

logger = logging.getLogger(__name__)
_PATIENCE = 60  # seconds to wait for a first worker


class ReadingPlugin(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Keeps worker processes of ours on a Dask worker, as many as it has threads."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def setup(self, worker: Worker) -> None:
        """Make ready to read. Dask calls this on each of its workers.

        Raises:
            ClusterError: processes cannot start there.
        """
        if multiprocessing.current_process().daemon:
            raise ClusterError(
                "Dask 的工作进程不能再启动进程。请设置 DASK_DISTRIBUTED__WORKER__DAEMON=false 后重新启动它"
                "（见 deploy/README.md）。"
            )
        # The cache and the threads are this machine's own matter; what decides how it is read is the run's.
        here = load_settings(os.environ)
        settings = replace(self._job.settings, cache=here.cache, ocr_threads=here.ocr_threads)
        job = replace(self._job, settings=settings)
        self._pool = WorkerPool(worker.state.nthreads, job)
        self.reader = ReaderHere(self._pool, job)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask names it
        """End the processes. Dask calls this when the run or the worker ends."""
        self._pool.close()


@task(name="read-submission", cache_policy=NO_CACHE, persist_result=False)
def read_submission_there(plugin: str, errand: LocalErrand | StoredErrand, alone: bool) -> Look:
    """Read a submission on the Dask worker this runs on."""
    kept: ReadingPlugin = get_worker().plugins[plugin]
    return kept.reader.look(errand, alone=alone)


class ClusterReader:
    """Reads on the workers of a cluster; may be called from several threads. See `flows.elsewhere.Reader`."""

    def __init__(self, runner: DaskTaskRunner, plugin: str, size: int) -> None:
        self.size = size
        self._runner = runner
        self._plugin = plugin
        # The flow's. In the task that calls `look`, Prefect would send that task's parameters along: the whole run.
        self._context = contextvars.copy_context()

    def look(self, errand: LocalErrand | StoredErrand, *, alone: bool) -> Look:
        """See `flows.elsewhere.Reader`."""
        parameters = {"plugin": self._plugin, "errand": errand, "alone": alone}
        try:
            submitted = self._context.copy().run(self._runner.submit, read_submission_there, parameters)
            found: Look = submitted.result()
        except KilledWorker:  # Dask gave it to one worker after the other
            return Look(problem="集群中的多个工作进程在处理时失联", lost=True)
        return found

    def close(self) -> None:
        """End our processes on the cluster and leave it: who waits for something gets an error."""
        client = self._runner.client
        try:
            client.unregister_worker_plugin(self._plugin)
        except (OSError, TimeoutError) as error:  # the cluster is gone, and they with it
            logger.warning("the cluster did not answer in the end: %s", type(error).__name__)
        client.close()


@contextmanager
def cluster(address: str, job: Job) -> Iterator[ClusterReader]:
    """Use a running cluster; the reader is to be closed.

    Raises:
        ClusterError: its scheduler cannot be reached, or it has no worker that can be used.
    """
    # One run at a time holds a result folder, so what an earlier one left behind on the workers is replaced.
    plugin = f"beian-intake-{digests.short(str(job.out.resolve()))}"
    with DaskTaskRunner(address=address) as runner:
        try:
            client = runner.client
            client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError) as error:
            raise ClusterError(
                f"连接不上 Dask 集群 {address}，或集群里没有工作进程。请检查 BEIAN_DASK 和集群是否在运行。"
            ) from error
        client.register_plugin(ReadingPlugin(job), name=plugin)
        yield ClusterReader(runner, plugin, sum(client.nthreads().values()))

"""Who screens the submissions of a run: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.elsewhere import ClusterError, ElsewherePool, ReaderHere
from flows.screener import ScreeningPool
from flows.sources import LocalSource, Source
from flows.workers import Job, WorkerPool


@dataclass(frozen=True)
class Crew:
    """What screens, how many submissions at a time, and what ends it at once: whoever waits for it then goes on."""

    pool: ScreeningPool
    size: int
    close: Callable[[], None]


@contextmanager
def crew_for(job: Job, workers: int, source: Source) -> Iterator[Crew]:
    """Give the crew of a run, ready to work.

    Args:
        job: what it is to do; its settings say whether a cluster does it.
        workers: number of processes, where they are this machine's.
        source: where submissions come from.

    Raises:
        ClusterError: there is no cluster to use.
    """
    if job.settings.dask is not None:
        try:
            from flows.cluster import cluster
        except ImportError as error:
            raise ClusterError(
                "BEIAN_DASK 需要 Dask，但没有安装。请运行 make distributed，或删除该环境变量。"
            ) from error
        with cluster(job.settings.dask, job) as reader:
            yield Crew(ElsewherePool(reader, source, job), reader.size, reader.close)
        return
    with WorkerPool(workers, job) as here:
        # Processes of this machine write what they read themselves, unless it has to be fetched for them.
        local = isinstance(source, LocalSource)
        pool: ScreeningPool = here if local else ElsewherePool(ReaderHere(here, job), source, job)
        yield Crew(pool, workers, here.close)

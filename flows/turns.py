"""One run at a time over results in a store: there are no file locks, so the Prefect server keeps the turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

from flows import digests
from flows.reports.locks import ResultsInUseError
from flows.results import Results

_LEASE_SECONDS = 60  # Prefect's least; a run whose process is gone holds others up no longer
_PATIENCE = 2 * _LEASE_SECONDS


@contextmanager
def turn(results: Results) -> Iterator[None]:
    """Have the results of a store to oneself, as far as all runs use the same Prefect server.

    Raises:
        ResultsInUseError: another run has them.
    """
    with ExitStack() as stack:
        if results.store is not None:
            name = f"beian-results-{digests.short(results.address)}"
            with get_client(sync_client=True) as client:
                client.upsert_global_concurrency_limit_by_name(name, 1)
            mine = concurrency(name, occupy=1, timeout_seconds=_PATIENCE, lease_duration=_LEASE_SECONDS, strict=True)
            try:
                stack.enter_context(mine)
            except TimeoutError as error:
                raise ResultsInUseError(
                    f"另一批次正在使用结果目录 {results.address}。请等它结束后重试，或用 --out 换一个结果目录。"
                ) from error
        yield

"""Memory handed back: a process is smaller after a large picture has gone."""

from __future__ import annotations

import multiprocessing
import sys

import numpy as np
import psutil
import pytest

from flows.memory import give_memory_back

MEGABYTE = 1024 * 1024


def _kept(give_back: bool) -> int:
    """Return how many bytes a process holds beyond its start after many small pieces were freed below a last one."""
    process = psutil.Process()
    before = process.memory_info().rss
    pieces = [np.ones(64 * 1024, np.uint8) for _ in range(1600)]
    last = np.ones(1024, np.uint8)
    del pieces
    if give_back:
        give_memory_back()
    return int(process.memory_info().rss - before) + 0 * int(last[0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc is known to keep and to give")
def test_what_is_unused_goes_back_to_the_system() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_kept, (True,)) < 20 * MEGABYTE

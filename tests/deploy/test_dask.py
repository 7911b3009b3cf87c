"""One batch over a Dask cluster of two workers; one of them goes dark while it reads."""

import subprocess
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.deploy.conftest import Installation, judgements
from tests.deploy.processes import BIN, dask_cluster, end, wait_for

pytest.importorskip("prefect_dask", reason="没有 Dask：make deploy-tests 会安装")
pytestmark = pytest.mark.deploy


def readers(worker: psutil.Process) -> list[psutil.Process]:
    """Return the processes of ours that a worker keeps: what its nanny started started them."""
    below = [found for child in worker.children() for found in child.children(recursive=True)]
    return [found for found in below if "spawn_main" in " ".join(found.cmdline())]


def is_reading(worker: psutil.Process) -> bool:
    """Return whether a worker has read for a while: its engine runs."""
    return any(sum(reader.cpu_times()[:2]) > 8 for reader in readers(worker))


def test_a_batch_outlives_a_worker_of_its_cluster(
    installation: Installation, inbox: Path, expected: dict[str, Any], tmp_path: Path, logs: Path
) -> None:
    out = tmp_path / "out"
    with dask_cluster(2, installation.environ, logs) as (address, workers):
        environ = installation.environ | {"BEIAN_DASK": address}
        with (logs / "dask-intake.log").open("w") as log:
            batch = subprocess.Popen(
                [BIN / "beian", "intake", inbox, "--out", out], env=environ, stdout=log, stderr=log
            )
            wait_for(lambda: len(judgements(out)) > 0 and is_reading(workers[1]), "a report", 300)
            assert len(judgements(out)) < len(expected)
            end(workers[1])
            assert batch.wait(420) == 0
        assert workers[0].is_running()
        wait_for(lambda: not readers(workers[0]), "our processes to end with the batch", 60)
    assert judgements(out) == expected
    assert (out / "summary.xlsx").is_file()
    assert "Traceback" not in (logs / "dask-intake.log").read_text()


def test_a_cluster_that_is_not_there_is_named(
    installation: Installation, inbox: Path, tmp_path: Path, logs: Path
) -> None:
    environ = installation.environ | {"BEIAN_DASK": "tcp://127.0.0.1:9"}
    command = [BIN / "beian", "intake", inbox, "--out", tmp_path / "out"]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 1
    assert "连接不上 Dask 集群 tcp://127.0.0.1:9" in ran.stderr
    assert "Traceback" not in ran.stderr

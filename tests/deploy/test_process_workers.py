"""Two process workers on a server of their own, as deploy/README.md has them; one goes dark in a batch."""

import json
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowRunFilter,
    FlowRunFilterId,
    LogFilter,
    LogFilterFlowRunId,
)
from prefect.settings import PREFECT_API_URL, temporary_settings

from tests.deploy.conftest import Installation, judgements
from tests.deploy.processes import BIN, end, process_workers, wait_for

pytestmark = pytest.mark.deploy


def start(client: SyncPrefectClient, deployment: str, inbox: Path, out: Path) -> UUID:
    found = client.read_deployment_by_name(f"beian-intake/{deployment}")
    parameters = {"inbox": str(inbox), "out": str(out), "workers": 1}
    return client.create_flow_run_from_deployment(found.id, parameters=parameters).id


def state(client: SyncPrefectClient, run: UUID) -> str:
    return str(client.read_flow_run(run).state_name)


def whose(workers: list[psutil.Process]) -> psutil.Process | None:
    """Return the worker that runs something now."""
    return next((worker for worker in workers if worker.is_running() and worker.children()), None)


def told(client: SyncPrefectClient, run: UUID) -> str:
    """Return all that the server keeps of a run."""
    kept = [
        client.read_flow_run(run),
        *client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[run]))),
        *client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run]))),
        *client.read_artifacts(artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]))),
    ]
    about = {"filter": {"any_resource": {"id": [f"prefect.flow-run.{run}"]}}, "limit": 50}
    events = client._client.post("/events/filter", json=about).json()["events"]
    return json.dumps([*(one.model_dump(mode="json") for one in kept), events], ensure_ascii=False)


def secrets(inbox: Path) -> set[str]:
    """Return what of the submissions is nobody's business: names, and numbers of certificates."""
    found: set[str] = set()
    for path in inbox.glob("*/form.json"):
        sponsor = json.loads(path.read_bytes())["sponsor"]
        person = sponsor["person_in_charge"]
        found |= {sponsor["name"], sponsor["certificate"]["number"], person["name"], person["certificate"]["number"]}
    return found


def test_a_batch_outlives_the_worker_it_ran_on(
    installation: Installation, inbox: Path, expected: dict[str, Any], tmp_path: Path, logs: Path
) -> None:
    out = tmp_path / "out"
    with (
        temporary_settings({PREFECT_API_URL: installation.address}),
        get_client(sync_client=True) as client,
        process_workers(2, installation.environ, logs) as workers,
    ):
        run = start(client, "on-demand", inbox, out)
        wait_for(lambda: len(judgements(out)) > 0, "the first report", 240)
        struck = whose(workers)
        assert struck is not None
        done = {path: path.stat().st_mtime_ns for path in out.glob("*/report.json")}
        end(struck)
        assert len(done) < len(expected)
        assert state(client, run) == "Running"  # nobody is left to say otherwise
        # Three heartbeats of silence, then the other worker takes it up.
        wait_for(lambda: state(client, run) in ("Completed", "Failed"), "the batch", 420, every=1)
        again = client.read_flow_run(run)
        # What a run sends last, its process still sends when the run has ended.
        wait_for(lambda: "beian-intake.finished" in told(client, run), "the event of the batch's end", 60, every=2)
        learnt = told(client, run)
    assert (again.state_name, again.run_count) == ("Completed", 2)
    assert judgements(out) == expected
    # All but the one being written when the lights went out were kept.
    kept = [path for path, changed in done.items() if path.stat().st_mtime_ns == changed]
    assert len(kept) >= len(done) - 1
    assert (out / "summary.xlsx").is_file()
    assert all(word in learnt for word in ("beian-intake-progress", "| 合计 | 6 |"))
    assert not [secret for secret in secrets(inbox) if secret in learnt]


def test_changed_rules_start_a_batch(installation: Installation) -> None:
    with temporary_settings({PREFECT_API_URL: installation.address}), get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name("beian-intake/rescreen")

        def is_scheduled() -> bool:
            return any(run.deployment_id == deployment.id for run in client.read_flow_runs())

        assert not is_scheduled()
        command = [BIN / "prefect", "event", "emit", "beian.policy.changed", "--resource-id", "beian.policy.standard"]
        subprocess.run(command, check=True, env=installation.environ)
        wait_for(is_scheduled, "a run of beian-intake/rescreen", 60)


def test_what_is_scheduled_waits_for_its_turn(installation: Installation) -> None:
    with temporary_settings({PREFECT_API_URL: installation.address}), get_client(sync_client=True) as client:
        queues = {queue.name: queue.concurrency_limit for queue in client.read_work_queues(work_pool_name="beian")}
        automations = [automation.name for automation in client.read_automations()]
        deployments = {found.name: found.work_queue_name for found in client.read_deployments()}
    assert (queues["standing"], queues["demanded"]) == (1, 2)
    assert deployments == {"nightly": "standing", "rescreen": "standing", "on-demand": "demanded"}
    assert len(automations) == len(set(automations))

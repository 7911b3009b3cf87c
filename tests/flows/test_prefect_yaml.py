"""`prefect.yaml` is code: what it names must exist and fit."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.events import DeploymentEventTrigger

ROOT = Path(__file__).parents[2]
CONTENT: dict[str, Any] = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
DEPLOYMENTS: list[dict[str, Any]] = CONTENT["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_deployment_fits_its_flow(deployment: dict[str, Any]) -> None:
    from prefect.client.schemas.schedules import CronSchedule
    from prefect.flows import load_flow_from_entrypoint

    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    assert flow.name == "beian-intake"
    assert deployment["entrypoint"] == "flows.intake.intake"  # no file: see prefect.yaml
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)
    assert set(flow.parameters.required or []) <= set(deployment["parameters"])
    flow.validate_parameters(deployment["parameters"])
    for schedule in deployment["schedules"]:
        parsed = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
        assert parsed.timezone == "Asia/Shanghai"


def test_what_is_scheduled_never_overlaps_and_what_is_asked_for_can_be_asked() -> None:
    by_name = {deployment["name"]: deployment for deployment in DEPLOYMENTS}
    assert set(by_name) == {"nightly", "on-demand", "rescreen"}
    assert [name for name, deployment in by_name.items() if deployment["schedules"]] == ["nightly"]
    assert by_name["nightly"]["work_pool"]["work_queue_name"] == by_name["rescreen"]["work_pool"]["work_queue_name"]
    for deployment in DEPLOYMENTS:
        ConcurrencyLimitConfig.model_validate(deployment["concurrency_limit"])
        assert deployment["description"]


def test_changed_rules_start_a_new_screening() -> None:
    (deployment,) = (deployment for deployment in DEPLOYMENTS if deployment.get("triggers"))
    trigger = DeploymentEventTrigger.model_validate(deployment["triggers"][0])
    assert deployment["name"] == "rescreen"
    assert trigger.expect == {"beian.policy.changed"}
    assert trigger.match.matches({"prefect.resource.id": "beian.policy.standard"})


def test_telemetry_is_off_and_the_version_is_the_one_installed() -> None:
    import prefect

    assert CONTENT["prefect-version"] == prefect.__version__
    for deployment in DEPLOYMENTS:
        assert deployment["work_pool"]["job_variables"]["env"]["DO_NOT_TRACK"] == "1"

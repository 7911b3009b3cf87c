"""Puts onto the Prefect server what `prefect deploy` does not: queues, and automations for runs that crash.

Prefect keeps a run as running when nobody is left to say how it ended. A heartbeat that stops marks it as crashed; a
crashed run goes back into its queue, with the parameters it had, and does what is left to do. `flows.intake` gives up a
run that crashed too often. May be run again: what is there is updated.
"""

from datetime import timedelta

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectAlreadyExists

POOL = "beian"
QUEUES = {"standing": 1, "demanded": 2}  # how many runs at a time; see prefect.yaml
_SILENCE = timedelta(seconds=90)  # three heartbeats, see prefect.yaml
_RUNS = ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"})
_OURS = ResourceSpecification({"prefect.resource.id": "prefect.tag.beian-intake", "prefect.resource.role": "tag"})
_ENDS = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}
_BEAT = "prefect.flow-run.heartbeat"

AUTOMATIONS = (
    AutomationCore(
        name="beian-intake: a silent run has crashed",
        description="心跳中断的批次视为崩溃",
        trigger=EventTrigger(
            after={_BEAT},
            expect={_BEAT, *_ENDS},
            match=_RUNS,
            match_related=_OURS,
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=_SILENCE,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="没有心跳：运行它的进程已不在。")],
    ),
    AutomationCore(
        name="beian-intake: a crashed run goes on",
        description="崩溃的批次重新排队，从中断处继续",
        trigger=EventTrigger(
            expect={"prefect.flow-run.Crashed"},
            match=_RUNS,
            match_related=_OURS,
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[
            ChangeFlowRunState(state=StateType.SCHEDULED, name="AwaitingRetry", message="崩溃后重新排队，接着做。")
        ],
    ),
)


def put_queue(client: SyncPrefectClient, name: str, limit: int) -> None:
    """Create a queue of the pool, or set the limit of the one of its name."""
    try:
        client.create_work_queue(name=name, work_pool_name=POOL, concurrency_limit=limit)
    except ObjectAlreadyExists:
        queue = client.read_work_queue_by_name(name, work_pool_name=POOL)
        client.update_work_queue(queue.id, concurrency_limit=limit)


def put_automation(client: SyncPrefectClient, automation: AutomationCore) -> None:
    """Create an automation, or update the one of its name."""
    existing = client.find_automation(automation.name)
    if existing is None or existing.id is None:
        client.create_automation(automation)
    else:
        client.update_automation(existing.id, automation)


def main() -> None:
    """Put all of them."""
    with get_client(sync_client=True) as client:
        for name, limit in QUEUES.items():
            put_queue(client, name, limit)
        for automation in AUTOMATIONS:
            put_automation(client, automation)
    print(f"队列 {len(QUEUES)} 个、自动化 {len(AUTOMATIONS)} 条已就绪。")  # noqa: T201 - a script that says what it did


if __name__ == "__main__":
    main()

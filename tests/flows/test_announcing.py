"""Numbers are told when a batch ends; nobody listening stops nothing."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from flows.reports.counts import Counts

COUNTS = Counts(total=4, complete=1, incomplete=2, needs_review=0, screened=3, kept=0, failed=1, ignored=5)


class Listener:
    """A web server on this machine that notes what it is sent and answers with the statuses it was given."""

    def __init__(self, statuses: list[int]) -> None:
        self.messages: list[dict[str, Any]] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.messages.append(json.loads(body))
                self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/secret-token"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def listener(request: pytest.FixtureRequest) -> Iterator[Listener]:
    made = Listener(list(request.param))
    yield made
    made.close()


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.announcing import post_counts

    monkeypatch.setattr(post_counts, "retry_delay_seconds", [0.01] * 3)


def announce_in_a_flow(webhook: str | None) -> str:
    """Return the identifier of the run that announced."""
    from prefect import flow
    from prefect.runtime import flow_run

    from flows.announcing import announce

    @flow(persist_result=False)
    def batch() -> str:
        announce(COUNTS, "file:///results", webhook)
        return str(flow_run.get_id())

    return batch()


@pytest.mark.usefixtures("prefect_server")
@pytest.mark.parametrize("listener", [[200]], indirect=True)
def test_a_batch_ends_with_an_artifact_an_event_and_a_message(listener: Listener) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    run = announce_in_a_flow(listener.address)
    assert listener.messages == [{"event": "beian-intake.finished", "run": run, "counts": COUNTS.model_dump()}]
    with get_client(sync_client=True) as client:
        (artifact,) = client.read_artifacts(
            artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]))
        )
        events = found_events(client, run)
        tasks = client.read_task_runs()
    assert "| 不齐全 | 2 |" in str(artifact.data)
    assert "(file:///results/index.html)" in str(artifact.data)
    assert [event["payload"] for event in events] == [COUNTS.model_dump()]
    assert "secret-token" not in json.dumps([task.model_dump(mode="json") for task in tasks])


def found_events(client: Any, run: str) -> list[Any]:
    """Return the events a run emitted when it ended; they reach the server a little later."""
    wanted = {"filter": {"resource": {"id": [f"beian-intake.batch.{run}"]}}}
    for _ in range(60):
        events: list[Any] = client._client.post("/events/filter", json=wanted).json()["events"]
        if events:
            return events
        time.sleep(0.5)
    return []


@pytest.mark.usefixtures("prefect_server", "quickly")
@pytest.mark.parametrize(
    ("listener", "tries"), [([503, 429, 200], 3), ([404], 1), ([500], 4), ([302], 1)], indirect=["listener"]
)
def test_only_what_can_pass_is_tried_again(listener: Listener, tries: int, caplog: pytest.LogCaptureFixture) -> None:
    announce_in_a_flow(listener.address)
    assert len(listener.messages) == tries
    assert ("没有送达" in caplog.text) is (tries != 3)
    assert "secret-token" not in caplog.text


@pytest.mark.usefixtures("prefect_server", "quickly")
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/secret-token", "http://[secret-token"])
def test_a_webhook_that_does_not_answer_stops_nothing(address: str, caplog: pytest.LogCaptureFixture) -> None:
    announce_in_a_flow(address)
    assert "没有送达" in caplog.text
    assert "secret-token" not in caplog.text

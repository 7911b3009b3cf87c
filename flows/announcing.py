"""What a batch tells others when it ends: an artifact, an event and, where one is set, a webhook. Numbers only.

Reports hold personal data and stay in the result folder; what is told here is kept by a server, or leaves the house.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import httpx
from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.runtime import flow_run

from flows.reports.counts import Counts
from flows.reports.folders import INDEX_HTML
from flows.reports.summary import SUMMARY_XLSX
from flows.retries import may_pass

logger = logging.getLogger(__name__)
SUMMARY_KEY = "beian-intake"
FINISHED = "beian-intake.finished"
_SECONDS = 10
_NAMES = {
    "total": "合计",
    "complete": "齐全",
    "incomplete": "不齐全",
    "needs_review": "需人工复核",
    "failed": "未能审核",
    "kept": "沿用上次",
    "ignored": "未处理的其他条目",
}


class WebhookError(RuntimeError):
    """A webhook did not take the message. Says nothing of its address: chat robots carry their password in it."""

    def __init__(self, what: str, *, may_pass: bool) -> None:
        super().__init__(what)
        self.may_pass = may_pass


def announce(counts: Counts, results: str, webhook: str | None) -> None:
    """Tell the outcome of a batch to whoever listens; that nobody does stops nothing.

    Args:
        counts: the outcome.
        results: address of the result folder, for links.
        webhook: where to post the numbers, if anywhere.
    """
    create_markdown_artifact(summary_markdown(counts, results), key=SUMMARY_KEY, description="备案材料预审汇总")
    resource = {
        "prefect.resource.id": f"beian-intake.batch.{flow_run.get_id()}",
        "prefect.resource.name": str(flow_run.get_name()),
    }
    emit_event(FINISHED, resource=resource, payload=counts.model_dump())
    if webhook is None:
        return
    state = post_counts(webhook, _message(counts), return_state=True)
    if not state.is_completed():
        logger.warning("批次已完成，但 BEIAN_WEBHOOK 的通知没有送达：%s", state.result(raise_on_failure=False))


def summary_markdown(counts: Counts, results: str) -> str:
    """Return the counts as a table, with links to the pages they sum up."""
    numbers = counts.model_dump()
    lines = [f"| {name} | {numbers[field]} |" for field, name in _NAMES.items()]
    links = f"[汇总网页]({results}/{INDEX_HTML}) · [汇总表格]({results}/{SUMMARY_XLSX})"
    return "\n".join(["| 项目 | 数量 |", "|---|---:|", *lines, "", links])


@task(
    name="tell-webhook",
    retries=3,
    retry_delay_seconds=[1, 5, 20],
    retry_condition_fn=may_pass,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def post_counts(webhook: str, message: dict[str, Any]) -> None:
    """Post a message as JSON.

    Raises:
        WebhookError: it was not taken.
    """
    try:
        answer = httpx.post(webhook, json=message, timeout=_SECONDS)
    except httpx.TransportError as error:
        raise WebhookError(f"没有应答（{type(error).__name__}）", may_pass=True) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise WebhookError(f"地址无法使用（{type(error).__name__}）", may_pass=False) from None
    if not answer.is_success:
        passing = answer.is_server_error or answer.status_code in (
            HTTPStatus.REQUEST_TIMEOUT,
            HTTPStatus.TOO_MANY_REQUESTS,
        )
        raise WebhookError(f"对方返回状态 {answer.status_code}", may_pass=passing)


def _message(counts: Counts) -> dict[str, Any]:
    return {"event": FINISHED, "run": flow_run.get_id(), "counts": counts.model_dump()}

"""Trying again has a point only where the cause can pass; the error itself knows."""

from __future__ import annotations

from typing import Any

from prefect.client.schemas.objects import State


def may_pass(_: object, __: object, state: State[Any]) -> bool:
    """Say whether a failed task is worth another try. Prefect asks this before it retries one."""
    return getattr(state.result(raise_on_failure=False), "may_pass", False) is True

"""Scenarios are many and slow: they run when their marker is asked for, and are counted as deselected otherwise."""

from collections.abc import Iterable

import pytest

MARKER = "scenarios"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if MARKER in (config.getoption("markexpr") or ""):
        return
    slow = [item for item in items if item.get_closest_marker(MARKER) and not _is_named(item, config.args)]
    if slow:
        items[:] = [item for item in items if item not in slow]
        config.hook.pytest_deselected(items=slow)


def _is_named(item: pytest.Item, arguments: Iterable[str]) -> bool:
    """Whether the very test was named on the command line."""
    return any("::" in argument and item.nodeid.startswith(argument.split("[")[0]) for argument in arguments)

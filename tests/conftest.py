"""What several tests share: the model cache and one real engine a session; and which tests run only when asked for."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from extractors.ocr import PaddleEngine

# Many or slow: they run when their marker is asked for, and are counted as deselected otherwise.
ASKED_FOR = ("scenarios", "deploy")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for marker in ASKED_FOR:
        if marker in (config.getoption("markexpr") or ""):
            continue
        slow = [item for item in items if item.get_closest_marker(marker) and not _is_named(item, config.args)]
        if slow:
            items[:] = [item for item in items if item not in slow]
            config.hook.pytest_deselected(items=slow)


def _is_named(item: pytest.Item, arguments: Iterable[str]) -> bool:
    """Whether the very test was named on the command line."""
    return any("::" in argument and item.nodeid.startswith(argument.split("[")[0]) for argument in arguments)


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder model files are built in, for this session alone."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def engine(model_cache: Path) -> PaddleEngine:
    """Return the real engine, started once."""
    return PaddleEngine(cache=model_cache, threads=2)

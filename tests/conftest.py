"""What several tests share: the model cache and one real engine a session."""

from pathlib import Path

import pytest

from extractors.ocr import PaddleEngine


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder model files are built in, for this session alone."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def engine(model_cache: Path) -> PaddleEngine:
    """Return the real engine, started once."""
    return PaddleEngine(cache=model_cache, threads=2)

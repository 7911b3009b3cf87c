from pathlib import Path

import pytest

from extractors.limits import Limits
from flows.settings import SettingsError, load_settings


def test_folders_follow_xdg_and_home() -> None:
    settings = load_settings({"HOME": "/users/u", "XDG_CACHE_HOME": "/var/c"})
    assert settings.cache == Path("/var/c/beian-intake")
    assert settings.prefect_home == Path("/users/u/.local/state/beian-intake/prefect")
    assert settings.limits == Limits()


def test_a_relative_xdg_path_is_ignored() -> None:
    assert load_settings({"HOME": "/users/u", "XDG_CACHE_HOME": "c"}).cache == Path("/users/u/.cache/beian-intake")


def test_everything_can_be_set() -> None:
    settings = load_settings(
        {
            "BEIAN_CACHE": "/c",
            "BEIAN_PREFECT_HOME": "/p",
            "BEIAN_OCR_SIZE": "tiny",
            "BEIAN_OCR_THREADS": "2",
            "BEIAN_MAX_FILES": "7",
            "BEIAN_SETTLE_SECONDS": "0",
            "BEIAN_SUBMISSION_SECONDS": "1.5",
            "BEIAN_WEBHOOK": "https://hooks.example/token",
            "BEIAN_REPORTS_URL": "http://reports.example/beian/",
        }
    )
    assert (settings.webhook, settings.reports_url) == ("https://hooks.example/token", "http://reports.example/beian")
    assert "token" not in repr(settings)
    assert (settings.batch.settle_seconds, settings.batch.submission_seconds) == (0, 1.5)
    assert (settings.cache, settings.prefect_home) == (Path("/c"), Path("/p"))
    assert (settings.ocr_size, settings.ocr_threads, settings.limits.max_files) == ("tiny", 2, 7)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BEIAN_OCR_SIZE", "huge"),
        ("BEIAN_OCR_THREADS", "0"),
        ("BEIAN_OCR_THREADS", "٣"),
        ("BEIAN_OCR_THREADS", "1" * 5000),
        ("BEIAN_MAX_FILES", "many"),
        ("BEIAN_SETTLE_SECONDS", "-1"),
        ("BEIAN_SETTLE_SECONDS", "soon"),
        ("BEIAN_SUBMISSION_SECONDS", "0"),
        ("BEIAN_WORKER_MEGABYTES", "nan"),
        ("BEIAN_MAX_FILES", "-1"),
        ("BEIAN_RENDER_DPI", "inf"),
        ("BEIAN_RENDER_DPI", "nan"),
        ("BEIAN_MAX_FILE", "3"),
        ("BEIAN_WEBHOOK", "hooks.example"),
        ("BEIAN_REPORTS_URL", "/var/lib/beian"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value})

"""What `deploy/` tells administrators to use must be there."""

import configparser
import re
from pathlib import Path

import pytest
import yaml
from prefect.settings import Settings

from flows.settings import load_settings

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
ENVIRONMENTS = sorted((ROOT / "deploy").glob("*.env.example"))


def variables(path: Path) -> dict[str, str]:
    """Return all variables of an example, those that are commented out too."""
    pairs = re.findall(r"^#?([A-Z][A-Z0-9_]+)=(.*)$", path.read_text("utf-8"), re.MULTILINE)
    return dict(pairs)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_start_what_is_installed_and_keep_to_themselves(path: Path) -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text("utf-8"))
    service = unit["Service"]
    command = service["ExecStart"].split()
    assert command[0].removeprefix("/opt/beian-intake/.venv/bin/") in ("prefect", "dask")
    assert (service["UMask"], service["PrivateTmp"], service["User"]) == ("0077", "true", "beian")
    used = re.findall(r"\$\{(\w+)\}", service["ExecStart"])
    known = {name for example in ENVIRONMENTS for name in variables(example)}
    assert set(used) <= known
    if "EnvironmentFile" in service:
        assert (ROOT / "deploy" / (Path(service["EnvironmentFile"]).name + ".example")).is_file()


@pytest.fixture
def known(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the variables of an example, set."""
    found = variables(ROOT / "deploy" / request.param)
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.mark.parametrize("known", ["server.env.example"], indirect=True)
def test_the_server_hears_its_example(known: dict[str, str]) -> None:
    settings = Settings()
    assert settings.server.database.connection_url is not None
    assert settings.server.database.connection_url.get_secret_value().startswith("postgresql+asyncpg://")
    assert settings.server.api.auth_string is not None
    assert settings.server.analytics_enabled is False
    assert known["DO_NOT_TRACK"] == "1"


@pytest.mark.parametrize("known", ["worker.env.example"], indirect=True)
def test_workers_hear_their_example(known: dict[str, str]) -> None:
    settings, ours = Settings(), load_settings(known)
    assert settings.api.url == known["PREFECT_API_URL"]
    assert settings.api.auth_string is not None
    assert str(ours.cache) == known["BEIAN_CACHE"]
    assert (ours.dask, str(ours.copies)) == (known["BEIAN_DASK"], known["BEIAN_COPIES"])
    assert known["DO_NOT_TRACK"] == "1"


def test_the_queues_of_the_deployments_are_set_up() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    script = (ROOT / "deploy" / "queues_and_automations.py").read_text("utf-8")
    for deployment in deployments:
        assert f'"{deployment["work_pool"]["work_queue_name"]}":' in script

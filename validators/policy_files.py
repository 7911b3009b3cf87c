"""How a policy file becomes a policy: the built-in ones by name (`policies/*.toml`), others by path.

A file says everything, or names a built-in policy in `based_on` and says only what it wants otherwise; what is in
force can then be read, whole and with sources, with `beian policy show`. Nothing has a default: an entry that neither
file has is an error.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from validators.policy import Policy
from validators.policy_errors import describe

STANDARD = "standard"
SUFFIX = ".toml"
_PACKAGE, _FOLDER = "validators", "policies"
_BASED_ON = "based_on"
# What every file says of itself: a report must not call the rules of another file by the name of the standard ones.
_OWN = ("name", "title", "as_of", _BASED_ON)
# A table with this key is an entry, which is replaced whole: a new value needs a source and a date of its own.
_VALUE = "value"

Table = dict[str, Any]


class PolicyError(ValueError):
    """A policy cannot be used. The message is Chinese and names file, line and key."""


def policy_names() -> tuple[str, ...]:
    """Return the names of the built-in policies, the standard one first."""
    files = resources.files(_PACKAGE).joinpath(_FOLDER).iterdir()
    names = (file.name.removesuffix(SUFFIX) for file in files if file.name.endswith(SUFFIX))
    return tuple(sorted(names, key=lambda name: (name != STANDARD, name)))


def load_policy(name_or_path: str | Path = STANDARD) -> Policy:
    """Return the built-in policy of that name, or the one in a `.toml` file.

    Raises:
        PolicyError: there is none, or it is not a policy; the message names file, line and key.
    """
    given = str(name_or_path)
    if given in policy_names():
        return _policy(f"{given}{SUFFIX}", _packaged(given))
    if given.endswith(SUFFIX):
        return _policy(given, _read(Path(name_or_path)))
    raise PolicyError(f"没有名为“{given}”的规则；内置规则有 {'、'.join(policy_names())}，也可以给出 .toml 文件")


def _policy(source: str, text: str) -> Policy:
    try:
        return Policy.model_validate(_whole(source, _parsed(source, text)))
    except ValidationError as error:
        raise PolicyError(describe(error, source, text)) from error


def _whole(source: str, table: Table) -> Table:
    """Return the file's table laid over the one it is based on."""
    base = table.get(_BASED_ON)
    if base is None:
        return table
    if base not in policy_names():
        raise PolicyError(f"{source}：based_on：没有名为“{base}”的内置规则")
    below = _whole(f"{base}{SUFFIX}", _parsed(f"{base}{SUFFIX}", _packaged(base)))
    return _laid_over({key: value for key, value in below.items() if key not in _OWN}, table)


def _laid_over(below: Table, above: Table) -> Table:
    """Return the lower table with what the upper one has in its place; entries are replaced whole."""
    both = dict(below)
    for key, value in above.items():
        lower = below.get(key)
        if isinstance(value, dict) and isinstance(lower, dict) and _VALUE not in {*value, *lower}:
            both[key] = _laid_over(lower, value)
        else:
            both[key] = value
    return both


def _parsed(source: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # What it says of the place (line, column) is the same in any language.
        place = str(error).rpartition("(at ")[2].removesuffix(")")
        words = place.replace("line ", "第 ").replace(", column ", " 行第 ").replace("end of document", "文件末尾")
        raise PolicyError(f"{source}：不是有效的 TOML（{words}{' 列' if '行' in words else ''}）") from error


def _packaged(name: str) -> str:
    """Return the text of a built-in policy."""
    return resources.files(_PACKAGE).joinpath(_FOLDER, name + SUFFIX).read_text("utf-8")


def _read(path: Path) -> str:
    """Return the text of a policy file."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise PolicyError(f"{path}：文件不存在") from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path}：不是 UTF-8 文本") from error
    except OSError as error:
        raise PolicyError(f"{path}：无法读取，请检查路径和权限") from error

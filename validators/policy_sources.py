"""What the keys in a policy's sources stand for; the keys themselves are data in `policy_sources.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

_KEY = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")


@cache
def all_sources() -> dict[str, str]:
    """Return every key with what it stands for, in Chinese."""
    text = resources.files("validators").joinpath("policy_sources.toml").read_text("utf-8")
    return {key: str(words) for key, words in tomllib.loads(text).items()}


def keys_in(source: str) -> tuple[str, ...]:
    """Return the keys an entry's source names, in its order.

    >>> keys_in("TX-PROV17, HW-PROV 域名有效期三个月以上")
    ('TX-PROV17', 'HW-PROV')
    """
    return tuple(key for key in _KEY.findall(source) if key in all_sources())


def legend(sources: Iterable[str]) -> dict[str, str]:
    """Return the keys that these sources name, sorted, with what each stands for."""
    named = {key for source in sources for key in keys_in(source)}
    return {key: all_sources()[key] for key in sorted(named)}

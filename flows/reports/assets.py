"""Styles and scripts of the pages: files of their own here, part of each page there.

A page opened from disk may fetch nothing, so both are written into it, and its content security policy names them by
their digests: whatever else gets into a page does not run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from markupsafe import Markup

_FOLDER = "static"


@dataclass(frozen=True)
class Assets:
    """One page's style sheet and script, to be written into it as they are, and its content security policy."""

    style: Markup
    script: Markup
    policy: str


@cache
def assets(styles: Sequence[str], scripts: Sequence[str]) -> Assets:
    """Return the assets made of these files below `static/`, in this order."""
    style = "\n".join(map(_text, styles))
    script = "\n".join(map(_text, scripts))
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), Markup(script), policy)


def _text(name: str) -> str:
    text = resources.files(__package__).joinpath(_FOLDER, name).read_text("utf-8")
    if "</" in text:
        raise ValueError(f"{name} would close the element it stands in")
    return text


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

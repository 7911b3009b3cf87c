"""What a report depends on, as one key: the same key is never screened twice.

The key is made of two digests: one of the content (see `flows.inbox.content_digest`), which costs reading the files,
and one of everything else, which is the same for a whole run. A record of the first tells without reading any file that
new rules call for a new report.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import json

from extractors.limits import Limits
from extractors.ocr import OcrEngine
from validators.policy import Policy


def context_digest(engine: OcrEngine, policy: Policy, limits: Limits, today: dt.date | None, mask: bool) -> str:
    """Return a SHA-256 over the program's version, engine, rules, limits, day and masking."""
    parts = (
        importlib.metadata.version("beian-intake"),
        engine.name,
        engine.version,
        policy.model_dump_json(by_alias=True),
        limits.model_dump_json(),
        str(today),
        str(mask),
    )
    return _digest(*parts)


def report_key(content: str, context: str) -> str:
    """Return the key of a report: a SHA-256 of content and context."""
    return _digest(content, context)


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

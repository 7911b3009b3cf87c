"""Digests over several parts, and short ones that make a name of an address."""

from __future__ import annotations

import hashlib


def add(digest: hashlib._Hash, *parts: bytes) -> None:
    """Take parts into a digest, each with its length, which keeps "ab", "c" apart from "a", "bc"."""
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)


def short(text: str) -> str:
    """Return sixteen hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]

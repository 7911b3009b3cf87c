"""Text that is safe on a terminal."""

from __future__ import annotations

import unicodedata

# Control, format (bidirectional overrides), surrogates, line and paragraph separators.
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_STANDS_FOR_HIDDEN = "\ufffd"


def clean(text: object) -> str:
    """Return text on one line, without characters that steer a terminal or hide others; U+FFFD stands for each."""
    return "".join(_STANDS_FOR_HIDDEN if unicodedata.category(c) in _HIDDEN else c for c in str(text))

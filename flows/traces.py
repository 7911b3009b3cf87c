"""Where an unforeseen error came from, in words that quote nothing that was read."""

from __future__ import annotations

import traceback


def trace_of(error: BaseException) -> str:
    """Return the error's type and the frames it passed, without its message: that may hold personal data."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"

"""What a spreadsheet must not take for a formula: every cell with somebody else's words goes through here."""

from __future__ import annotations

# A cell that begins like this is a formula to a spreadsheet, whoever wrote it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return the text as a cell that is no formula: an apostrophe goes before what would make it one."""
    return f"{_GUARD}{text}" if text.startswith(_FORMULA_STARTS) else text


def without_guard(text: str) -> str:
    """Return a cell's text as it was before `guarded`."""
    return text[1:] if text.startswith(_GUARD) and text[1:].startswith(_FORMULA_STARTS) else text

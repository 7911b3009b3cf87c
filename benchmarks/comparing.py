"""Whether a value as read is the value as printed. Widths and spaces are folded, and nothing else is forgiven."""

from __future__ import annotations

from benchmarks.truth import Value
from extractors.numbers import domain_name
from extractors.numbers.exceptions import ValidationError
from extractors.text import fold

_DOMAIN_FIELDS = frozenset({"domain", "domains"})
_PROSE_FIELDS = frozenset({"scope"})
# Marks whose width says nothing, and that NFKC leaves alone.
_PUNCTUATION = str.maketrans("。“”‘’", ".\"\"''")


def is_same(field: str, printed: Value, read: Value) -> bool:
    """Return whether a field was read exactly.

    >>> is_same("name", "云启（北京）", "云启(北京) "), is_same("name", "云启", "云岂")
    (True, False)
    """
    if field in _DOMAIN_FIELDS:
        return _domains(printed) == _domains(read)
    if isinstance(printed, str) and isinstance(read, str):
        return _folded(field, printed) == _folded(field, read)
    return printed == read


def _folded(field: str, text: str) -> str:
    return fold(text).translate(_PUNCTUATION) if field in _PROSE_FIELDS else fold(text)


def _domains(value: Value) -> list[str]:
    """Return the names as A-labels, in an order of their own."""
    names = value if isinstance(value, tuple) else (str(value),)
    return sorted(map(_a_labels, names))


def _a_labels(name: str) -> str:
    try:
        return domain_name.compact(name)
    except ValidationError:
        return fold(name).lower()

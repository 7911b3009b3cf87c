"""Errors of the number modules: one parent, four causes.

Every `validate` raises one of the four; callers that only ask "is it good?" catch the parent. The causes are separate
because they call for different words to the filer: a number of the wrong length was cut off or mistyped, a number of
the right length with a bad check digit was misread.
"""

from __future__ import annotations

from collections.abc import Callable


class ValidationError(ValueError):
    """A number is not valid; the parent of all errors that `validate` and `compact` raise."""


class InvalidFormat(ValidationError):  # noqa: N818 -- named after the finding, as in python-stdnum
    """The text holds characters the number cannot have, or is no text at all."""


class InvalidLength(ValidationError):  # noqa: N818
    """The number has too many or too few characters."""


class InvalidChecksum(ValidationError):  # noqa: N818
    """The check character does not fit the rest of the number."""


class InvalidComponent(ValidationError):  # noqa: N818
    """One part of the number is impossible in itself, such as a birth date of 30 February."""


def accepts(validate: Callable[[str | None], str], number: str | None) -> bool:
    """Return whether a number module's `validate` accepts the number."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True

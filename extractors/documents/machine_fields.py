"""What a passport's machine-readable lines say, field by field, and how far their check digits bear it out.

Source: ICAO Doc 9303 parts 3 and 4.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extractors.documents.machine_readable import MachineReadable
from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.numbers import mrz

TAKEN = "mrz"  # the method of a reading that comes from the lines alone
_SEX = {"M": "男", "F": "女"}
# A single check digit, and all of them together, fit by chance this often.
CHANCE_OF_ONE, _CHANCE_OF_ALL = 1 / 10, 1 / 100
_REPAIRED = 0.85
_NO_CERTAINTY = 0.8  # of what no check digit covers


class MachineFields:
    """What the machine-readable lines say, field by field, and how far to trust it."""

    def __init__(self, found: MachineReadable, page: int) -> None:
        self._found, self._page = found, page

    def number(self) -> Reading | None:
        """Return the passport's number, without fillers."""
        return self._checked(mrz.NUMBER, mrz.plain)

    def valid_until(self) -> Reading | None:
        """Return the last day, ISO."""
        return self._checked(mrz.EXPIRY, lambda text: _iso(mrz.expiry_date(text)))

    def birth_date(self, not_after: date) -> Reading | None:
        """Return the day of birth, ISO, in the century that puts it before `not_after`."""
        return self._checked(mrz.BIRTH, lambda text: _iso(mrz.birth_date(text, not_after)))

    def sex(self) -> Reading | None:
        """Return 男 or 女, which no digit of its own checks."""
        return self._unchecked(mrz.SEX, lambda text: _SEX.get(text, ""))

    def nationality(self) -> Reading | None:
        """Return the code of the nationality, which no digit of its own checks."""
        return self._unchecked(mrz.NATIONALITY, mrz.plain)

    def name(self) -> Reading | None:
        """Return `SURNAME, GIVEN NAMES` of the first line, which no digit checks."""
        line = self._found.names
        if line is None:
            return None
        surname, given = mrz.split_names(line.text)
        value = f"{surname}, {given}".strip(", ")
        end = len(line.text.rstrip(mrz.FILLER))
        trust = min(line.confidence(slice(5, end)), _NO_CERTAINTY)
        return self._reading(value, line.text, trust, line.box) if value else None

    def is_name_full(self) -> bool:
        """Say whether the names end before the line does: what is longer is cut off."""
        return self._found.names is not None and self._found.names.text.endswith(mrz.FILLER)

    def _checked(self, part: slice, to_value: Callable[[str], str]) -> Reading | None:
        line = self._found.data
        if line is None or not mrz.holds(line.text, part):
            return None
        least = line.confidence(slice(part.start, part.stop + 1))
        trust = 1 - (1 - least) * (_CHANCE_OF_ALL if self._found.is_valid else CHANCE_OF_ONE)
        if not self._found.is_valid:
            trust = min(trust, _NO_CERTAINTY)
        value = to_value(line.text[part])
        return self._reading(value, line.text[part], trust, line.box) if value else None

    def _unchecked(self, part: slice, to_value: Callable[[str], str]) -> Reading | None:
        line = self._found.data
        value = to_value(line.text[part]) if line is not None else ""
        if line is None or not value:
            return None
        return self._reading(value, line.text[part], line.confidence(part), line.box)

    def _reading(self, value: str, raw: str, trust: float, box: Box | None) -> Reading:
        repaired = self._found.is_repaired
        return Reading(
            value=value,
            raw=raw,
            confidence=min(trust, _REPAIRED) if repaired else trust,
            page=self._page,
            box=box,
            repaired=repaired,
            methods=(TAKEN,),
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""

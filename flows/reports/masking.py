"""Personal numbers made unreadable in words, whatever sentence they stand in.

For pages and exports that leave the room where the case is decided. `report.json` is not masked: it is the record, and
later steps (statistics, notices) work from it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from extractors.facts.kinds import Field, Kind
from extractors.facts.model import Model
from extractors.form import FilingForm
from validators.findings import Check, Reason, ReasonCode, Report
from validators.labels import PERSON_CARDS

_Model = TypeVar("_Model", bound=Model)
PERSON_KINDS: frozenset[Kind | None] = frozenset((*PERSON_CARDS, Kind.ID_CARD_EMBLEM))
PERSON_NUMBERS = frozenset((Field.ID_NUMBER, Field.NUMBER))
# The digits that are starred out of an identity number are the date of birth: shown beside it, it would give them back.
HIDDEN_FIELDS = PERSON_NUMBERS | {Field.BIRTH_DATE}
# An identity number: region, date of birth, order, check. Spaces stand where print or the recogniser put them.
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6}) ?(\d{8}) ?(\d{3}[0-9Xx])(?![0-9A-Za-z])")
_DIGIT = re.compile(r"\d")
_CENTURIES = (dt.date(1850, 1, 1), dt.date(2100, 1, 1))
_KEPT_ENDS = 2  # characters left at either end of a number that is no identity number


class Masker:
    """Hides identity numbers wherever they look like one, and the other `numbers` and `dates` it was told of."""

    def __init__(self, numbers: frozenset[str] = frozenset(), dates: frozenset[str] = frozenset()) -> None:
        self._dates = sorted(filter(None, dates), key=len, reverse=True)
        # Longest first: one number may begin like another.
        self._numbers = sorted((n for n in numbers if len(n) > 2 * _KEPT_ENDS), key=len, reverse=True)

    @classmethod
    def of(cls, report: Report, form: FilingForm | None = None) -> Masker:
        """Return what hides the personal numbers of a submission: those read and those the form gives."""
        # A mistyped identity number does not look like one, and a report does not say whose number it was.
        mistyped = {r.found for r in report.reasons if r.code is ReasonCode.FORM_NUMBER_INVALID and r.found}
        numbers = frozenset((*_values_of(report, PERSON_NUMBERS), *_numbers_in(form), *mistyped))
        return cls(numbers, frozenset(_values_of(report, frozenset({Field.BIRTH_DATE}))))

    def text(self, text: str) -> str:
        """Return the text with personal numbers hidden: 110101********1234."""
        for number in self._numbers:
            text = text.replace(number, hidden(number))
        for date in self._dates:
            text = text.replace(date, _DIGIT.sub("*", date))
        return _IDENTITY.sub(_hidden_identity, text)

    def model(self, model: _Model) -> _Model:
        """Return a model with every text in it masked.

        Codes, kinds and days stay, whatever a filer writes for a number: a verdict with stars in it is no verdict.
        """
        return model.model_copy(update={name: self._everywhere(value) for name, value in model})

    def _everywhere(self, content: object) -> object:
        if type(content) is str:  # a `StrEnum` is a `str`, too
            return self.text(content)
        if isinstance(content, Model):
            return self.model(content)
        if isinstance(content, Mapping):
            return {key: self._everywhere(value) for key, value in content.items()}
        if isinstance(content, tuple):
            return tuple(self._everywhere(item) for item in content)
        return content


def masked_report(report: Report, masker: Masker) -> Report:
    """Return the report as it may be shown; file digests and codes have no number in them and stay as they are."""
    return masker.model(report)


def hidden(number: str) -> str:
    """Return a number with all but its ends starred out.

    >>> hidden("110101199003071234"), hidden("E12345678")
    ('110101********1234', 'E1*****78')
    """
    identity = _IDENTITY.fullmatch(number)
    if identity is not None:  # whatever day is in it: it may be misread
        return f"{identity[1]}{'*' * 8}{identity[3]}"
    return number[:_KEPT_ENDS] + "*" * (len(number) - 2 * _KEPT_ENDS) + number[-_KEPT_ENDS:]


def holds_identity(text: str) -> bool:
    """Return whether an identity number stands in the text, spaces or not."""
    return any(_is_date(match[2]) for match in _IDENTITY.finditer(text))


def _hidden_identity(match: re.Match[str]) -> str:
    # A credit code can be eighteen digits, too; only an identity number has a date of birth in it.
    return f"{match[1]}{'*' * 8}{match[3]}" if _is_date(match[2]) else match[0]


def _is_date(digits: str) -> bool:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _CENTURIES[0] <= day < _CENTURIES[1]


def _values_of(report: Report, names: frozenset[Field]) -> Iterator[str]:
    """Yield what was read, expected and found of these fields of persons' cards."""
    kinds = {document.id: document.kind for document in report.documents}
    for document in report.documents:
        if document.kind in PERSON_KINDS:
            for name in names & set(document.fields):
                reading = document.fields[name]
                yield from (str(reading.value), reading.raw)
    said: list[Check | Reason] = [*report.checks, *report.reasons]
    for finding in said:
        if finding.field in names and kinds.get(finding.document or "") in PERSON_KINDS:
            yield from (text for text in (finding.expected, finding.found) if text)


def _numbers_in(form: FilingForm | None) -> Iterator[str]:
    if form is None:
        return
    people = [form.sponsor.person_in_charge, *(service.person_in_charge for service in form.services)]
    if form.sponsor.kind == "individual":
        yield form.sponsor.certificate.number
    yield from (person.certificate.number for person in people if person is not None)

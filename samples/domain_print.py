"""The parts every domain certificate shares: its facts under many labels, dates in many styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from samples import ink
from samples import vocabulary as words
from samples.identities import DomainRecord
from samples.ornament import Board
from samples.seals import Seal

CHINESE, ENGLISH = words.DOMAIN_LABELS["chinese"], words.DOMAIN_LABELS["english"]


@dataclass(frozen=True)
class Options:
    """How one certificate is printed and stamped."""

    layout: str = "listed"
    width: int = 1600
    digital: bool = False
    registry_seal: bool = True
    seals: tuple[Seal, ...] = ()
    clarity: str = "good"
    grey: bool = False
    grey_after_stamping: bool = False
    printed_on: date = date(2026, 1, 5)
    latin_only: bool = False


@dataclass
class DomainPrint:
    """One certificate while it is printed: what goes where, and the truth as it grows."""

    record: DomainRecord
    board: Board
    rng: Random
    options: Options
    day: str
    accent: ink.Colour
    face: str
    fields: dict[str, object] = field(default_factory=dict)

    def facts(
        self,
        labels: dict[str, tuple[str, ...]],
        names: tuple[str, ...] = ("domain", "registrant", "registered_on", "expires_on", "registrar"),
    ) -> list[tuple[str, str]]:
        """Label and value of each fact, noted as printed."""
        return [(self.rng.choice(labels[name]), self.say(name)) for name in names]

    def say(self, name: str) -> str:
        """A fact as printed; notes it in the truth."""
        record = self.record
        english = self.options.layout == "english"
        if name in {"registered_on", "expires_on"}:
            day = record.registered if name == "registered_on" else record.expires
            self.fields[name] = day.isoformat()
            return written_day(day, self.day)
        if name == "registrant" and self.options.latin_only:
            self.fields["registrant_latin"] = record.registrant_latin
            return record.registrant_latin
        value = {
            "domain": record.name,
            "registrant": record.registrant,
            "registrar": record.registrar_latin if english else record.registrar,
        }[name]
        self.fields[name] = value
        return value


def written_day(day: date, style: str) -> str:
    """A date in a certificate's style; `time` adds an hour that depends on the day alone."""
    if style == "time":
        return f"{day:%Y-%m-%d} {day.day % 24:02d}:{day.month * 4:02d}:{day.day:02d}"
    if style == "english":
        return f"{day:%B} {day.day}, {day.year}"
    if style == "plain":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day:{style}}"

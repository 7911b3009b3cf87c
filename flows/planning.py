"""What a run has to do: which submissions have a report that stands, which are to be screened, which are not whole."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from flows.inbox import Sighting
from flows.ledger import Ledger
from flows.rows import Row
from flows.settings import BatchSettings
from flows.sources import Source


@dataclass
class Plan:
    """The submissions of an inbox as one look found them.

    Attributes:
        order: all of them, by name.
        seen: how each of them looked.
        kept: those whose report stands, with their rows.
        todo: those to be screened.
        young: those that changed a moment ago and may still be changing.
        waiting: those that are not whole: left for the next run.
        ignored: names of entries that are no submissions.
    """

    order: tuple[Path, ...]
    ignored: tuple[str, ...]
    seen: dict[Path, Sighting] = field(default_factory=dict)
    kept: dict[Path, Row] = field(default_factory=dict)
    todo: list[Sighting] = field(default_factory=list)
    young: list[Sighting] = field(default_factory=list)
    waiting: list[Path] = field(default_factory=list)
    made: float = field(default_factory=time.monotonic)


def make_plan(source: Source, ledger: Ledger, settings: BatchSettings) -> Plan:
    """Look at every submission of an inbox, without opening the files of those that are known.

    Raises:
        OSError: the inbox cannot be listed.
    """
    sightings, ignored = source.look()
    plan = Plan(tuple(seen.path for seen in sightings), ignored)
    now = time.time()
    for seen in sightings:
        plan.seen[seen.path] = seen
        row = ledger.known(seen)
        age = now - seen.changed
        if row is not None:
            plan.kept[seen.path] = row
        elif age < settings.truncated_seconds and source.is_breaking_off(seen.path):
            plan.waiting.append(seen.path)
        elif age < settings.settle_seconds:
            plan.young.append(seen)
        else:
            plan.todo.append(seen)
    return plan


def settle(plan: Plan, source: Source, settings: BatchSettings) -> list[Sighting]:
    """Wait until the young submissions of a plan had their time, and return those that did not change any more.

    The others are added to those that wait for the next run.
    """
    if not plan.young:
        return []
    time.sleep(max(0.0, plan.made + settings.settle_seconds - time.monotonic()))
    settled = [seen for seen in plan.young if source.sight(seen.path) == seen]
    plan.waiting += [seen.path for seen in plan.young if seen not in settled]
    return settled

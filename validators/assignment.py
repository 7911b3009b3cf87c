"""Which document serves which need, by content: kind, names, numbers, domains. Declared slots play no part.

Documents are given out the surest match first; what is left over goes to a need of its kind that has nothing, so that
a licence of another company is compared and found wrong rather than called missing. No document serves two needs that
want different ones; a person's card serves both offices of that person, and one sheet may name several services.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.facts.documents import Document
from extractors.facts.kinds import Kind
from extractors.form import FilingForm
from validators.findings import RequirementStatus
from validators.identity import Fit, emblem_strength, fit_of, identity, shared_domains, strength
from validators.policy import Policy
from validators.requirements import Material, Need, is_about_person, person_key


@dataclass(frozen=True)
class Filled:
    """A need and what serves it.

    Attributes:
        documents: one place a slot of the need; None where nothing was found.
        spares: further copies of what serves it.
        might_be: documents that could not be recognised and might be what is missing.
    """

    need: Need
    documents: tuple[Document | None, ...] = ()
    spares: tuple[Document, ...] = ()
    fit: Fit = Fit.UNKNOWN
    might_be: tuple[Document, ...] = ()

    @property
    def found(self) -> tuple[Document, ...]:
        """The documents that are there."""
        return tuple(document for document in self.documents if document is not None)

    @property
    def missing(self) -> tuple[Kind, ...]:
        """The kinds (the stated one of each slot) that are not there; none where the need does not apply."""
        slots = zip(self.need.slots, self.documents, strict=True) if self.need.applies else ()
        return tuple(kinds[0] for kinds, document in slots if document is None)

    @property
    def status(self) -> RequirementStatus:
        """Whether the need is met."""
        if not self.need.applies:
            return RequirementStatus.NOT_APPLICABLE
        if not self.need.slots:
            return RequirementStatus.UNMET
        if self.missing:
            return RequirementStatus.UNSURE if self.might_be else RequirementStatus.UNMET
        by_fit = {Fit.CONFIRMED: RequirementStatus.MET, Fit.CONFLICT: RequirementStatus.UNMET}
        return by_fit.get(self.fit, RequirementStatus.UNSURE)


class _Claim(NamedTuple):
    """A document that may fill a slot, and how much says so."""

    strength: int
    rank: int  # 0: of the very kind the form states
    key: Hashable
    slot: int
    document: Document


class _Ledger:
    """Who has been given what."""

    def __init__(self) -> None:
        self.taken: dict[tuple[Hashable, int], Document] = {}
        self.spares: dict[Hashable, list[Document]] = {}
        self._given: set[str] = set()

    def take(self, key: Hashable, slot: int, document: Document) -> None:
        """Note that the document fills the slot."""
        self.taken[key, slot] = document
        self._given.add(document.id)

    def settle(self, claims: Sequence[_Claim], *, is_identifying: bool) -> None:
        """Give out documents, the surest claims first.

        Args:
            claims: who may get what.
            is_identifying: any strength says for certain where a document belongs, so that a further copy of what is
                taken is not passed on to somebody else. It is passed on where strength is but a hint.
        """
        ordered = sorted(claims, key=lambda claim: (-claim.strength, claim.rank))
        strong = [claim for claim in ordered if claim.strength > 0]
        for passing_on in (strong, ordered) if is_identifying else (ordered,):
            for claim in passing_on:
                if claim.document.id not in self._given and (claim.key, claim.slot) not in self.taken:
                    self.take(claim.key, claim.slot, claim.document)
            for claim in strong:
                if claim.document.id not in self._given:
                    self.spares.setdefault(claim.key, []).append(claim.document)
                    self._given.add(claim.document.id)


def is_recognised(document: Document, form: FilingForm, policy: Policy) -> bool:
    """Return whether the document's kind is known well enough to be used as what it is."""
    if document.kind is Kind.OTHER:
        return False
    declared = document.kind in form.declared_kinds(document.file)
    least = policy.confidence.kind_as_declared if declared else policy.confidence.kind
    return document.kind_confidence >= least.value


def assign(
    needs: Sequence[Need], documents: Sequence[Document], form: FilingForm, policy: Policy
) -> tuple[Filled, ...]:
    """Return every need with the documents that serve it, in the order of the needs."""
    usable = [document for document in documents if is_recognised(document, form, policy)]
    doubtful = [document for document in documents if not is_recognised(document, form, policy)]
    ledger = _Ledger()
    asking = [need for need in needs if need.applies]
    for need in asking:
        _share_sheet(need, usable, ledger)
    first = [
        _Claim(strength(identity(need, document, form, policy)), rank, need_key(need), 0, document)
        for need in asking
        for rank, document in _candidates(need, 0, usable)
    ]
    ledger.settle(first, is_identifying=True)
    second = [
        _Claim(_emblem_strength(need, document, ledger, policy), rank, need_key(need), 1, document)
        for need in asking
        for rank, document in _candidates(need, 1, usable)
    ]
    ledger.settle(second, is_identifying=False)
    return tuple(_with_doubtful([_filled(need, ledger, form, policy) for need in needs], doubtful, form))


def need_key(need: Need) -> Hashable:
    """Return what makes two needs one: a person's card serves every office of that person."""
    return person_key(need.person) if is_about_person(need) and need.person else need


def _candidates(need: Need, slot: int, documents: Iterable[Document]) -> Iterator[tuple[int, Document]]:
    """Yield the documents of the slot's kinds, each with the rank of its kind."""
    kinds = need.slots[slot] if slot < len(need.slots) else ()
    return ((kinds.index(document.kind), document) for document in documents if document.kind in kinds)


def _share_sheet(need: Need, documents: Sequence[Document], ledger: _Ledger) -> None:
    """Give the sheet that names most of the service's domains to it, whether or not other services have it too."""
    if need.name is Material.VERIFICATION_SHEET:
        sheets = [document for _, document in _candidates(need, 0, documents)]
        best = max(sheets, key=lambda sheet: shared_domains(need, sheet), default=None)
        if best is not None and shared_domains(need, best):
            ledger.take(need_key(need), 0, best)


def _emblem_strength(need: Need, document: Document, ledger: _Ledger, policy: Policy) -> int:
    portrait = ledger.taken.get((need_key(need), 0))
    return emblem_strength(need.person, portrait, document, policy) if need.person else 0


def _filled(need: Need, ledger: _Ledger, form: FilingForm, policy: Policy) -> Filled:
    key = need_key(need)
    documents = tuple(ledger.taken.get((key, slot)) if need.applies else None for slot in range(len(need.slots)))
    first = documents[0] if documents else None
    return Filled(
        need=need,
        documents=documents,
        spares=tuple(ledger.spares.get(key, ())),
        fit=fit_of(identity(need, first, form, policy)) if first else Fit.UNKNOWN,
    )


def _with_doubtful(filled: Sequence[Filled], doubtful: Sequence[Document], form: FilingForm) -> Iterator[Filled]:
    """Yield the needs, those with gaps beside the unrecognised documents that might fill them.

    When more is missing than could not be recognised, something is missing for certain, and nothing gets candidates.
    """
    gaps = {(need_key(entry.need), kind) for entry in filled for kind in entry.missing}
    for entry in filled:
        if entry.missing and len(gaps) <= len(doubtful):
            candidates = tuple(document for document in doubtful if _might_be(document, entry.missing, form))
            yield replace(entry, might_be=candidates)
        else:
            yield entry


def _might_be(document: Document, kinds: Sequence[Kind], form: FilingForm) -> bool:
    """Return whether an unrecognised document might be one of these kinds, going by what the filer says it is."""
    declared = form.declared_kinds(document.file)
    return not declared or bool(set(declared) & set(kinds)) or document.kind in kinds

"""Which document serves which need, by content: kind, names, numbers, domains. Declared slots play no part.

Documents are given out greedily, the surest match first; what is left over goes to a need of its kind that has nothing,
so that a licence of another company is compared and found wrong rather than called missing. Nothing serves two needs
that want different things; one person's card serves both offices of that person, and one sheet may name several services.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.facts import UNIT_CERTIFICATES, Document, Field, Kind
from extractors.form import FilingForm, Person
from validators import trust
from validators.approvals import category_of
from validators.compare import same_date, same_domain, same_name, same_number, same_person
from validators.findings import RequirementStatus
from validators.policy import Policy
from validators.requirements import Material, Need, domain_key, person_key
from validators.trust import Compare, Outcome, weigh


class Fit(StrEnum):
    """Whether the documents given to a need are what it asks for."""

    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Filled:
    """A need and what serves it. `documents` has one place a slot of the need; None where nothing was found.

    `might_be` holds documents that could not be recognised and might be what is missing.
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
        """The kinds (the stated one of each slot) that are not there."""
        return tuple(
            slot[0] for slot, document in zip(self.need.slots, self.documents, strict=True) if document is None
        )

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


Score = Callable[[Need, Document], int]


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
    doubtful = tuple(document for document in documents if not is_recognised(document, form, policy))
    assigner = _Assigner(form, policy, usable)
    filled = [assigner.fill(need) for need in _representatives(needs, assigner)]
    return tuple(_with_candidates(filled, doubtful, form))


def _representatives(needs: Sequence[Need], assigner: _Assigner) -> Sequence[Need]:
    """Let the assigner see all needs before any is filled: who gets what depends on all of them."""
    assigner.give_out(needs)
    return needs


class _Assigner:
    """Gives documents to needs; one use, one submission."""

    def __init__(self, form: FilingForm, policy: Policy, documents: Sequence[Document]) -> None:
        self._form, self._policy, self._documents = form, policy, documents
        self._taken: dict[tuple[object, int], Document] = {}
        self._spares: dict[object, list[Document]] = {}

    def give_out(self, needs: Sequence[Need]) -> None:
        """Decide for every need and slot which document serves it."""
        asking: dict[object, Need] = {}
        for need in needs:
            if need.applies:
                asking.setdefault(self._key(need), need)
        for material, score in (
            (Material.SPONSOR_CERTIFICATE, self._score_sponsor),
            (Material.DOMAIN_CERTIFICATE, self._score_domain),
            (Material.PRE_APPROVAL, self._score_approval),
            (Material.PORTRAIT_PHOTO, self._score_nothing),
            (Material.COMMITMENT_LETTER, self._score_nothing),
        ):
            group = [need for need in asking.values() if need.name is material and need.person is None]
            group += [need for need in asking.values() if need.name is material is Material.PORTRAIT_PHOTO]
            self._match(group, 0, score)
        sheets = [need for need in asking.values() if need.name is Material.VERIFICATION_SHEET]
        self._share_sheets(sheets)
        self._match(sheets, 0, self._score_sheet)
        persons = [need for need in asking.values() if self._is_persons(need)]
        self._match(persons, 0, self._score_card)
        self._match([need for need in persons if len(need.slots) > 1], 1, self._score_emblem)

    def fill(self, need: Need) -> Filled:
        """Return the need with what it was given."""
        key = self._key(need)
        documents = tuple(self._taken.get((key, slot)) for slot in range(len(need.slots)))
        return Filled(
            need=need,
            documents=documents if need.applies else (None,) * len(need.slots),
            spares=tuple(self._spares.get(key, ())),
            fit=self._fit(need, documents),
        )

    def _key(self, need: Need) -> object:
        """What makes two needs the same: one person's card serves every office of that person."""
        if self._is_persons(need) and need.person is not None:
            return "person", person_key(need.person)
        return need.name, need.subject, need.category, id(need.service) if need.service else None

    @staticmethod
    def _is_persons(need: Need) -> bool:
        return need.person is not None and need.name in (Material.PERSON_CERTIFICATE, Material.SPONSOR_CERTIFICATE)

    def _match(self, needs: Sequence[Need], slot: int, score: Score) -> None:
        """Give out documents of the slot's kinds: surest matches first, then leftovers to those who have nothing."""
        given = {document.id for document in self._taken.values()}
        pairs = [
            (score(need, document), -kind_rank, at, document)
            for at, need in enumerate(needs)
            if slot < len(need.slots) and (self._key(need), slot) not in self._taken
            for document in self._documents
            for kind_rank, kind in enumerate(need.slots[slot])
            if document.kind is kind and document.id not in given
        ]
        pairs.sort(key=lambda pair: (-pair[0], -pair[1]))
        for strength, _, at, document in pairs:
            key = self._key(needs[at])
            if document.id in given:
                continue
            if (key, slot) not in self._taken:
                self._taken[key, slot] = document
                given.add(document.id)
            elif strength > 0:
                self._spares.setdefault(key, []).append(document)
                given.add(document.id)

    def _share_sheets(self, needs: Iterable[Need]) -> None:
        """Give a sheet that names the domains of several services to each of them."""
        sheets = [document for document in self._documents if document.kind is Kind.VERIFICATION_SHEET]
        for need in needs:
            best = max(sheets, key=lambda sheet: self._score_sheet(need, sheet), default=None)
            if best is not None and self._score_sheet(need, best) >= _DOMAIN_WEIGHT:
                self._taken[self._key(need), 0] = best

    def _score_nothing(self, need: Need, document: Document) -> int:
        del need, document
        return 0

    def _score_sponsor(self, need: Need, document: Document) -> int:
        del need
        number = self._form.sponsor.certificate.number
        return (
            2 * self._agrees(document, Field.NAME, self._form.sponsor.name, same_name)
            + 2 * self._agrees(document, Field.CREDIT_CODE, number, same_number)
            + 2 * self._agrees(document, Field.REGISTRATION_NUMBER, number, same_number)
        )

    def _score_domain(self, need: Need, document: Document) -> int:
        return 2 * self._agrees(document, Field.DOMAIN, need.domain or "", same_domain)

    def _score_approval(self, need: Need, document: Document) -> int:
        return 2 * (category_of(document) is need.category) + self._agrees(
            document, Field.HOLDER, self._form.sponsor.name, same_name
        )

    def _score_sheet(self, need: Need, document: Document) -> int:
        if need.service is None:
            return 0
        wanted = {domain_key(domain) for domain in need.service.domains}
        return _DOMAIN_WEIGHT * len(wanted & set(_domains_on(document))) + self._agrees(
            document, Field.SERVICE_NAME, need.service.name, same_name
        )

    def _score_card(self, need: Need, document: Document) -> int:
        return 4 * self._agrees_number(need.person, document) + 3 * self._agrees_person(need.person, document)

    def _score_emblem(self, need: Need, document: Document) -> int:
        portrait = self._taken.get((self._key(need), 0))
        score = 0
        if portrait is not None:
            score += nearness(portrait, document)
            score += 2 * is_from_there(document, portrait, self._policy)
        stated = need.person.certificate.valid_until if need.person else None
        return score + 2 * bool(stated and self._agrees(document, Field.VALID_UNTIL, str(stated), same_date))

    def _agrees(self, document: Document, name: Field, expected: str, compare: Compare) -> bool:
        return weigh(document, name, expected, compare, self._policy) is Outcome.AGREES

    def _agrees_number(self, person: Person | None, document: Document) -> bool:
        name = Field.ID_NUMBER if document.kind is Kind.ID_CARD_PORTRAIT else Field.NUMBER
        return person is not None and self._agrees(document, name, person.certificate.number, same_number)

    def _agrees_person(self, person: Person | None, document: Document) -> bool:
        return person is not None and any(
            self._agrees(document, name, person.name, same_person) for name in (Field.NAME, Field.NAME_LATIN)
        )

    def _fit(self, need: Need, documents: Sequence[Document | None]) -> Fit:
        """Return whether what identifies the first document is what the need asks for."""
        first = documents[0] if documents else None
        if first is None:
            return Fit.UNKNOWN
        outcomes = [outcome for outcome in self._identity(need, first) if outcome is not Outcome.UNREAD]
        if not self._identifies(need) or Outcome.AGREES in outcomes:
            return Fit.CONFIRMED
        return Fit.CONFLICT if outcomes and set(outcomes) == {Outcome.DIFFERS} else Fit.UNKNOWN

    @staticmethod
    def _identifies(need: Need) -> bool:
        return need.name not in (Material.PORTRAIT_PHOTO, Material.COMMITMENT_LETTER)

    def _identity(self, need: Need, document: Document) -> Iterator[Outcome]:
        """Yield what each identifying field says."""
        sponsor = self._form.sponsor
        if self._is_persons(need) and need.person is not None:
            number = Field.ID_NUMBER if document.kind is Kind.ID_CARD_PORTRAIT else Field.NUMBER
            yield weigh(document, number, need.person.certificate.number, same_number, self._policy)
            for name in (Field.NAME, Field.NAME_LATIN):
                yield weigh(document, name, need.person.name, same_person, self._policy)
        elif document.kind in UNIT_CERTIFICATES:
            yield weigh(document, Field.NAME, sponsor.name, same_name, self._policy)
            for name in (Field.CREDIT_CODE, Field.REGISTRATION_NUMBER):
                yield weigh(document, name, sponsor.certificate.number, same_number, self._policy)
        elif need.name is Material.DOMAIN_CERTIFICATE:
            yield weigh(document, Field.DOMAIN, need.domain or "", same_domain, self._policy)
        elif need.name is Material.VERIFICATION_SHEET:
            yield Outcome.AGREES if self._score_sheet(need, document) else Outcome.UNREAD
            yield weigh(document, Field.SPONSOR_NAME, sponsor.name, same_name, self._policy)
        elif need.name is Material.PRE_APPROVAL:
            category = category_of(document)
            yield _APPROVAL[category is need.category] if category else Outcome.UNREAD


_DOMAIN_WEIGHT = 4
_APPROVAL = {True: Outcome.AGREES, False: Outcome.DIFFERS}


def nearness(one: Document, other: Document) -> int:
    """Return how close two documents lie: 4 on one page, less on pages of one file further apart, 0 in two files."""
    return max(2, 4 - abs(one.page - other.page)) if one.file == other.file else 0


def is_from_there(emblem: Document, portrait: Document, policy: Policy) -> bool:
    """Return whether the place of the issuing authority stands in the address on the portrait side."""
    authority, address = emblem.fields.get(Field.AUTHORITY), portrait.fields.get(Field.ADDRESS)
    if not trust.is_agreeing_quality(authority, policy) or not trust.is_agreeing_quality(address, policy):
        return False
    place = (trust.text_of(authority) or "").partition("公安局")
    words = [word.rstrip("市县区分局") for word in (place[0], place[2])]
    return any(len(word) >= 2 and word in (trust.text_of(address) or "") for word in reversed(words))


def _domains_on(document: Document) -> tuple[str, ...]:
    """Return the registrable domains a sheet names."""
    reading = document.fields.get(Field.DOMAINS)
    if reading is None:
        return ()
    values = reading.value if isinstance(reading.value, tuple) else (str(reading.value),)
    return tuple(domain_key(value) for value in values)


def _with_candidates(filled: Sequence[Filled], doubtful: Sequence[Document], form: FilingForm) -> Iterator[Filled]:
    """Yield the needs, those with gaps beside the unrecognised documents that might fill them.

    When more is missing than could not be recognised, something is missing for certain, and nothing gets candidates.
    """
    gaps = sum(len(entry.missing) for entry in filled if entry.need.applies and entry.need.slots)
    for entry in filled:
        candidates: tuple[Document, ...] = ()
        if entry.need.applies and entry.missing and gaps <= len(doubtful):
            candidates = tuple(d for d in doubtful if _might_be(d, entry.missing, form))
        yield Filled(entry.need, entry.documents, entry.spares, entry.fit, candidates)


def _might_be(document: Document, kinds: Sequence[Kind], form: FilingForm) -> bool:
    """Return whether an unrecognised document might be one of these kinds, going by what the filer says it is."""
    declared = form.declared_kinds(document.file)
    return not declared or bool(set(declared) & set(kinds)) or document.kind in kinds

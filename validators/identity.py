"""Whether a document is the one a need asks for: by the names, numbers and domains that identify it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.form import FilingForm, Person
from validators.approvals import category_of
from validators.compare import same_date, same_domain, same_name, same_number, same_person
from validators.policy import Policy
from validators.requirements import Material, Need, domain_key, is_about_person
from validators.trust import Outcome, weigh, words_of


class Fit(StrEnum):
    """Whether the document given to a need is what it asks for."""

    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


def identity(need: Need, document: Document, form: FilingForm, policy: Policy) -> tuple[Outcome, ...]:
    """Return what each identifying field of the document says about the need; empty where nothing identifies it."""
    if is_about_person(need) and need.person is not None:
        return _of_person(need.person, document, policy)
    if need.name is Material.SPONSOR_CERTIFICATE:
        number = form.sponsor.certificate.number
        return (
            weigh(document, Field.NAME, form.sponsor.name, same_name, policy),
            weigh(document, Field.CREDIT_CODE, number, same_number, policy),
            weigh(document, Field.REGISTRATION_NUMBER, number, same_number, policy),
        )
    if need.name is Material.DOMAIN_CERTIFICATE:
        return (weigh(document, Field.DOMAIN, need.domain or "", same_domain, policy),)
    if need.name is Material.PRE_APPROVAL:
        category = category_of(document)
        if category is None:
            return (Outcome.UNREAD,)
        return (Outcome.AGREES if category is need.category else Outcome.DIFFERS,)
    if need.name is Material.VERIFICATION_SHEET:
        return tuple(_of_sheet(need, document, form, policy))
    return ()


def strength(outcomes: Sequence[Outcome]) -> int:
    """Return how many fields say that this is the document."""
    return outcomes.count(Outcome.AGREES)


def fit_of(outcomes: Sequence[Outcome]) -> Fit:
    """Return what all fields together say; where nothing identifies a document, its kind is enough."""
    read = [outcome for outcome in outcomes if outcome is not Outcome.UNREAD]
    if not outcomes or Outcome.AGREES in read:
        return Fit.CONFIRMED
    return Fit.CONFLICT if read and set(read) == {Outcome.DIFFERS} else Fit.UNKNOWN


def shared_domains(need: Need, sheet: Document) -> int:
    """Return how many domains of the need's service the sheet names."""
    wanted = {domain_key(domain) for domain in need.service.domains} if need.service else set()
    return len(wanted & {domain_key(domain) for domain in domains_on(sheet)})


def domains_on(sheet: Document) -> tuple[str, ...]:
    """Return the domains a sheet names, as read."""
    reading = sheet.fields.get(Field.DOMAINS)
    if reading is None:
        return ()
    return reading.value if isinstance(reading.value, tuple) else (str(reading.value),)


def emblem_strength(person: Person, portrait: Document | None, emblem: Document, policy: Policy) -> int:
    """Return how surely an emblem side belongs to a person whose portrait side is known."""
    score = 0
    if portrait is not None:
        score += nearness(portrait, emblem) + 2 * is_from_there(emblem, portrait, policy)
    return score + 2 * states_term(person, emblem, policy)


def states_term(person: Person, emblem: Document, policy: Policy) -> bool:
    """Return whether the emblem side carries the term the form states for the person."""
    stated = person.certificate.valid_until
    if stated is None:
        return False
    return weigh(emblem, Field.VALID_UNTIL, str(stated), same_date, policy) is Outcome.AGREES


def nearness(one: Document, other: Document) -> int:
    """Return how close two documents lie: 4 on one page, less on pages of one file further apart, 0 in two files."""
    return max(2, 4 - abs(one.page - other.page)) if one.file == other.file else 0


def is_from_there(emblem: Document, portrait: Document, policy: Policy) -> bool:
    """Return whether the place of the issuing authority stands in the address on the portrait side."""
    authority, address = words_of(emblem, Field.AUTHORITY, policy), words_of(portrait, Field.ADDRESS, policy)
    if authority is None or address is None:
        return False
    before, _, after = authority.partition("公安局")
    place = after.removesuffix("分局").rstrip("市县区") or before.rstrip("市县区")
    return len(place) >= 2 and place in address


def _of_person(person: Person, document: Document, policy: Policy) -> tuple[Outcome, ...]:
    number = Field.ID_NUMBER if document.kind is Kind.ID_CARD_PORTRAIT else Field.NUMBER
    return (
        weigh(document, number, person.certificate.number, same_number, policy),
        weigh(document, Field.NAME, person.name, same_person, policy),
        weigh(document, Field.NAME_LATIN, person.name, same_person, policy),
    )


def _of_sheet(need: Need, sheet: Document, form: FilingForm, policy: Policy) -> Iterator[Outcome]:
    for _ in range(shared_domains(need, sheet)):
        yield Outcome.AGREES
    if need.service is not None:
        yield weigh(sheet, Field.SERVICE_NAME, need.service.name, same_name, policy)
    yield weigh(sheet, Field.SPONSOR_NAME, form.sponsor.name, same_name, policy)

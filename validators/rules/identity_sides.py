"""Do the two sides of an ID card belong to one card?

The emblem side bears no name. Sides on one page belong together; so do the only two sides there are. Otherwise the term
the form states, or the place of the authority in the address, must say so; unless all have the same term.

Basis: domain notes 3.2; OWN.
Fails: two cards in four files that nothing tells apart: a person must look at it.
Passes: both sides on one page.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.form import Person
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.identity import is_from_there, states_term
from validators.outcomes import Place, passed, unsure
from validators.trust import date_of

_CODE = CheckCode.IDENTITY_SIDES_BELONG_TOGETHER


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every ID card with both sides, each once."""
    seen: set[str] = set()
    for filled in case.filled:
        sides = {document.kind: document for document in filled.found}
        portrait, emblem = sides.get(Kind.ID_CARD_PORTRAIT), sides.get(Kind.ID_CARD_EMBLEM)
        person = filled.need.person
        if portrait is None or emblem is None or person is None or portrait.id in seen:
            continue
        seen.add(portrait.id)
        place, found = Place(emblem), f"{portrait.file}、{emblem.file}"
        if _belong_together(case, person, portrait, emblem):
            yield passed(_CODE, place, found=found)
        else:
            message = f"无法确认“{person.name}”的身份证人像面与国徽面属于同一张身份证"
            advice = f"请人工核对 {portrait.file} 与 {emblem.file}"
            yield unsure(_CODE, ReasonCode.IDENTITY_INCONSISTENT, message, advice, place, found=found)


def _belong_together(case: Case, person: Person, portrait: Document, emblem: Document) -> bool:
    portraits, emblems = case.recognised(Kind.ID_CARD_PORTRAIT), case.recognised(Kind.ID_CARD_EMBLEM)
    if _share_a_page(portrait, emblem, (*portraits, *emblems)):
        return True
    # Sides that share a page with another card are no rivals for these two.
    pairs = [(p, e) for p in portraits for e in emblems if _share_a_page(p, e, (*portraits, *emblems))]
    paired = {side.sha256 + str(side.page) for pair in pairs for side in pair}
    sides, rivals = (
        [other for other in group if other.sha256 != own.sha256 and other.sha256 + str(other.page) not in paired]
        for group, own in ((portraits, portrait), (emblems, emblem))
    )
    if not sides and not rivals:
        return True
    terms = {date_of(side, Field.VALID_UNTIL, case.policy) for side in (emblem, *rivals)}
    if rivals and len(terms) == 1 and None not in terms:
        return True
    by_term = [side for side in (emblem, *rivals) if states_term(person, side, case.policy)]
    by_place = [side for side in (emblem, *rivals) if is_from_there(side, portrait, case.policy)]
    return [emblem] in (by_term, by_place)


def _share_a_page(portrait: Document, emblem: Document, sides: tuple[Document, ...]) -> bool:
    """Return whether the two share a file, and a page of it where the file holds several cards."""
    if portrait.file != emblem.file:
        return False
    return portrait.page == emblem.page or sum(side.file == portrait.file for side in sides) == 2

"""Whether two documents are one upload: the same content under two names, or one picture saved twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.picture_hash import PictureHash, are_alike
from validators.assignment import need_key
from validators.case import Case
from validators.policy import Policy
from validators.requirements import Material
from validators.trust import words_of

# What tells two documents of a kind apart where both were read.
_TELLING = (
    Field.ID_NUMBER,
    Field.NUMBER,
    Field.CREDIT_CODE,
    Field.REGISTRATION_NUMBER,
    Field.DOMAIN,
    Field.DOMAINS,
    Field.NAME,
    Field.HOLDER,
    Field.SERVICE_NAME,
)


def rivals(case: Case) -> Iterator[tuple[Document, Document]]:
    """Yield each two documents that serve needs which want documents of their own.

    Sheets are left out: one sheet may name several services, and each is compared with its service anyway.
    """
    serving = [
        (need_key(filled.need), slot, document)
        for filled in case.filled
        if filled.need.name is not Material.VERIFICATION_SHEET
        for slot, document in enumerate(filled.documents)
        if document is not None
    ]
    seen: set[frozenset[str]] = set()
    for (key, slot, one), (other_key, other_slot, other) in combinations(serving, 2):
        pair = frozenset((one.id, other.id))
        if (key, slot) != (other_key, other_slot) and len(pair) == 2 and pair not in seen:
            seen.add(pair)
            yield one, other


def is_same_content(one: Document, other: Document) -> bool:
    """Return whether the two are the same page of the same bytes under two names."""
    same_place = (one.sha256, one.page, one.kind) == (other.sha256, other.page, other.kind)
    return same_place and one.file != other.file


def is_same_picture(case: Case, one: Document, other: Document) -> bool:
    """Return whether the two pages are one picture that was saved twice, and nothing that was read tells them apart."""
    pictures = _picture(case, one), _picture(case, other)
    if pictures[0] is None or pictures[1] is None:
        return False
    # One page of one content is no second picture; two pages of one file may well be.
    if (pictures[0].sha256, pictures[0].page) == (pictures[1].sha256, pictures[1].page):
        return False
    return are_alike(pictures[0], pictures[1]) and not _told_apart(one, other, case.policy)


def _picture(case: Case, document: Document) -> PictureHash | None:
    places = ((picture, (picture.file, picture.page)) for picture in case.evidence.pictures)
    return next((picture for picture, place in places if place == (document.file, document.page)), None)


def _told_apart(one: Document, other: Document, policy: Policy) -> bool:
    for name in _TELLING:
        values = {words_of(document, name, policy) for document in (one, other)}
        if len(values) == 2 and None not in values:
            return True
    return False

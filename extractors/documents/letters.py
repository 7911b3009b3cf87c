"""授权书 and 承诺书: letters in free words, known by their titles. The contract asks no fields of them."""

from __future__ import annotations

from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, title_of
from extractors.facts import Kind

_AUTHORIZATION = ("授权书", "授权委托书", "法人授权", "委托书")
_COMMITMENT = ("承诺书", "责任告知书", "保证书")
_LONGEST_TITLE = 24


def recognise_authorization(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is an authorization letter: by its title."""
    return _by_title(sheet, _AUTHORIZATION)


def recognise_commitment(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a commitment letter: by its title."""
    return _by_title(sheet, _COMMITMENT)


def _by_title(sheet: Sheet, words: tuple[str, ...]) -> Recognition:
    title = title_of(sheet, words, _LONGEST_TITLE)
    return Recognition(0.9, title) if title else NOT_THIS


def read(sheet: Sheet) -> Facts:  # noqa: ARG001 - the signature every reader has
    """Return no fields: what a letter authorises is for a person to read."""
    return Facts()


AUTHORIZATION_READER = Reader(Kind.AUTHORIZATION_LETTER, recognise_authorization, read)
COMMITMENT_READER = Reader(Kind.COMMITMENT_LETTER, recognise_commitment, read)

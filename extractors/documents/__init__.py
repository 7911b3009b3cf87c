"""One file a document kind; `READERS` registers them, the ones that need the least to be sure of themselves first."""

from extractors.documents import (
    business_licence,
    domain_certificate,
    id_card,
    letters,
    portrait_photo,
    verification_sheet,
)
from extractors.documents.reader import Facts, Reader, Recognition, Sheet

READERS: tuple[Reader, ...] = (
    verification_sheet.READER,
    business_licence.READER,
    id_card.PORTRAIT_READER,
    id_card.EMBLEM_READER,
    domain_certificate.READER,
    letters.AUTHORIZATION_READER,
    letters.COMMITMENT_READER,
    portrait_photo.READER,
)

__all__ = ["READERS", "Facts", "Reader", "Recognition", "Sheet"]

"""Names that two documents say: a doubtful reading counts where a certificate surely says the same.

A rare surname (仝, 冼) is read rightly on each document, but on a licence perhaps with half the recogniser's trust.
That the legal representative's identity card surely says the same name is evidence of its own, whatever the form says.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts.documents import Document, Reading
from extractors.facts.kinds import Field, Kind
from extractors.text import fold_name
from validators.policy import Policy

# What names a unit or a person. Numbers have check digits of their own, and in a domain 1 and l are likely both.
_NAMES = (
    Field.NAME,
    Field.LEGAL_REPRESENTATIVE,
    Field.SPONSOR_NAME,
    Field.REGISTRANT,
    Field.HOLDER,
    Field.PERSON_IN_CHARGE,
)
# What the filer writes says what the filer thinks, as the form does: no evidence of what a certificate says.
_BY_THE_FILER = (Kind.VERIFICATION_SHEET, Kind.AUTHORIZATION_LETTER, Kind.COMMITMENT_LETTER, Kind.OTHER)
CORROBORATED = "corroborated"


def corroborated(documents: Sequence[Document], policy: Policy) -> tuple[Document, ...]:
    """Return the documents, doubtful names that another's certificate surely says trusted enough to agree with a form.

    Such a name still never objects, and a reading below the policy's `corroborated` stays what it is. The documents'
    order and everything else about them is kept.
    """
    sure = [
        (document.id, fold_name(str(reading.value)))
        for document in documents
        if document.kind not in _BY_THE_FILER
        for reading in _names(document).values()
        if reading.confidence >= policy.confidence.accept.value
    ]
    return tuple(
        _lifted(document, {name for other, name in sure if other != document.id}, policy) for document in documents
    )


def _lifted(document: Document, elsewhere: set[str], policy: Policy) -> Document:
    trust = policy.confidence
    lifted = {
        name: reading.model_copy(update={"confidence": trust.agree.value, "methods": (*reading.methods, CORROBORATED)})
        for name, reading in _names(document).items()
        if trust.corroborated.value <= reading.confidence < trust.agree.value
        and fold_name(str(reading.value)) in elsewhere
    }
    return document.model_copy(update={"fields": {**document.fields, **lifted}}) if lifted else document


def _names(document: Document) -> dict[Field, Reading]:
    return {
        name: document.fields[name]
        for name in _NAMES
        if name in document.fields and name not in document.unread and not document.fields[name].repaired
    }

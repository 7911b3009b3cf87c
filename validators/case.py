"""What rules look at: the evidence of one submission, and the case made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from extractors import stamp_names
from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from extractors.facts.pages import UnusableFile
from extractors.facts.stamps import Stamp, StampOwner
from extractors.form import FilingForm, SponsorKind
from extractors.picture_hash import PictureHash
from extractors.submission import Submission
from extractors.text import fold_name
from validators.assignment import Filled, assign, is_recognised
from validators.policy import Policy
from validators.requirements import Material, needs_of


@dataclass(frozen=True)
class Evidence:
    """All that is known of a submission.

    Attributes:
        form: None when it could not be used, and then `form_problems` says why in Chinese.
        files: names of the files that could be opened.
        problems: files that could not be used.
        missing_files: names the form gives to materials that are not there.
        documents: what was read from the files.
        pictures: what their pages look like, as far as somebody looked.
    """

    form: FilingForm | None
    form_problems: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    problems: tuple[UnusableFile, ...] = ()
    missing_files: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    pictures: tuple[PictureHash, ...] = ()

    @classmethod
    def of(
        cls,
        submission: Submission,
        documents: Sequence[Document],
        problems: Sequence[UnusableFile] = (),
        pictures: Sequence[PictureHash] = (),
    ) -> Self:
        """Return the evidence of a submission: its documents, and files that turned out unusable when opened."""
        unusable = {problem.file for problem in problems}
        return cls(
            form=submission.form,
            form_problems=submission.form_problems,
            files=tuple(file.name for file in submission.files if file.name not in unusable),
            problems=(*submission.problems, *problems),
            missing_files=submission.missing_files,
            documents=tuple(documents),
            pictures=tuple(pictures),
        )


@dataclass(frozen=True)
class Case:
    """One submission before its rules. Documents' stamps are attributed by the sponsor's name."""

    form: FilingForm
    policy: Policy
    today: dt.date
    evidence: Evidence
    documents: tuple[Document, ...]
    filled: tuple[Filled, ...]

    @classmethod
    def of(cls, evidence: Evidence, form: FilingForm, policy: Policy, today: dt.date) -> Self:
        """Return the case: the checklist of the form, with the documents given out to it."""
        documents = tuple(attribute_stamps(document, form) for document in evidence.documents)
        return cls(
            form=form,
            policy=policy,
            today=today,
            evidence=evidence,
            documents=documents,
            filled=assign(needs_of(form, policy), documents, form, policy),
        )

    @property
    def is_unit(self) -> bool:
        """Whether the sponsor is a unit."""
        return self.form.sponsor.kind is SponsorKind.UNIT

    def serving(self, *materials: Material) -> Iterator[tuple[Filled, Document]]:
        """Yield each document once, with the first need of these materials that it serves."""
        seen: set[str] = set()
        for filled in self.filled:
            for document in filled.found:
                if filled.need.name in materials and document.id not in seen:
                    seen.add(document.id)
                    yield filled, document

    def unit_certificate(self) -> Document | None:
        """Return the unit's certificate; None for an individual, or where there is none."""
        found = (document for _, document in self.serving(Material.SPONSOR_CERTIFICATE))
        return next((document for document in found if document.kind in UNIT_CERTIFICATES), None)

    def recognised(self, kind: Kind) -> tuple[Document, ...]:
        """Return the documents recognised as that kind, whether they serve a need or not."""
        return tuple(d for d in self.documents if d.kind is kind and is_recognised(d, self.form, self.policy))

    def is_used(self, document: Document) -> bool:
        """Return whether the document serves a need, or is a further copy of one that does."""
        return any(document in (*filled.found, *filled.spares) for filled in self.filled)


def attribute_stamps(document: Document, form: FilingForm | None) -> Document:
    """Return the document with every stamp's owner seen from the sponsor of the form."""
    if form is None or not document.stamps:
        return document
    stamps = tuple(_attributed(stamp, document, form.sponsor.name) for stamp in document.stamps)
    return document.model_copy(update={"stamps": stamps})


def _attributed(stamp: Stamp, document: Document, sponsor: str) -> Stamp:
    """Return the stamp with its owner: by its words, then by what the document says of its own issuer."""
    seen = stamp_names.attributed(stamp, (sponsor,))
    owner = seen.owner
    if owner is StampOwner.OTHER:
        issuers = {
            StampOwner.REGISTRAR: (Field.ISSUED_BY, Field.AUTHORITY),
            StampOwner.REGISTRY: (Field.REGISTRAR,),
        }
        words = fold_name(stamp.text)
        named = (
            issuer for issuer, names in issuers.items() if words in {fold_name(document.text(n) or "") for n in names}
        )
        kept = stamp.owner if stamp.owner in issuers else owner
        owner = next(named, kept)
    return seen.model_copy(update={"owner": owner})

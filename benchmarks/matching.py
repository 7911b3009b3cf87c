"""Which reported document is which true one, and which reported stamp is which true one."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from benchmarks.comparing import is_same
from benchmarks.truth import DocumentTruth, StampTruth
from extractors.text import fold
from validators.findings import ReportedDocument, ReportedStamp

# Two stamps of a page share a word or two at most (市, 有限公司); half a text in common means the same stamp.
_SAME_STAMP = 50.0


def pair_documents(
    truths: Sequence[DocumentTruth], reported: Sequence[ReportedDocument]
) -> list[tuple[DocumentTruth, ReportedDocument | None]]:
    """Return each true document with the reported one on its page, or None.

    Of several on a page, those of the same kind find each other first, then those with more values in common.
    """
    candidates = [
        (document.kind == truth.kind, _agreement(truth, document), -i, -j)
        for i, truth in enumerate(truths)
        for j, document in enumerate(reported)
        if document.file == truth.file and truth.page in (document.page, *document.pages)
    ]
    found: dict[int, int] = {}
    for *_, i, j in sorted(candidates, reverse=True):
        if -i not in found and -j not in found.values():
            found[-i] = -j
    return [(truth, reported[found[i]] if i in found else None) for i, truth in enumerate(truths)]


def _agreement(truth: DocumentTruth, document: ReportedDocument) -> int:
    readings = {str(name): reading.value for name, reading in document.fields.items()}
    return sum(name in readings and is_same(name, value, readings[name]) for name, value in truth.fields.items())


def pair_stamps(
    truths: Sequence[StampTruth], reported: Sequence[ReportedStamp]
) -> list[tuple[StampTruth | None, ReportedStamp | None]]:
    """Return the stamps of one page in pairs: by their text where both have one, the rest by colour and owner.

    A true stamp that was not found has None beside it, and so has a reported one that is not there.
    """
    pairs: list[tuple[StampTruth | None, ReportedStamp | None]] = []
    missing, spare = list(truths), list(reported)
    for text_decides in (True, False):
        candidates = [(_likeness(t, s, text_decides), i, j) for i, t in enumerate(missing) for j, s in enumerate(spare)]
        taken_truths: set[int] = set()
        taken_spares: set[int] = set()
        for likeness, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
            if likeness >= 0 and i not in taken_truths and j not in taken_spares:
                pairs.append((missing[i], spare[j]))
                taken_truths.add(i)
                taken_spares.add(j)
        missing = [t for i, t in enumerate(missing) if i not in taken_truths]
        spare = [s for j, s in enumerate(spare) if j not in taken_spares]
    return pairs + [(truth, None) for truth in missing] + [(None, stamp) for stamp in spare]


def _likeness(truth: StampTruth, stamp: ReportedStamp, text_decides: bool) -> float:
    """Return how alike two stamps are; below 0 they are not taken for the same."""
    if not text_decides:
        return 2 * (stamp.colour == truth.colour) + (stamp.owner == truth.owner)
    if not truth.text or not stamp.text:
        return -1
    ratio = fuzz.ratio(fold(truth.text), fold(stamp.text))
    return ratio if ratio >= _SAME_STAMP else -1

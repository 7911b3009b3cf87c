"""What reports, decisions and pages call each other by: keys of reasons, and a fingerprint of a report.

Neither is made from what was read or filled in: both are shown on masked pages, and a number with a few stars in it can
be guessed back from its digest. File names and submission numbers may hold an identity number: it is hidden first, so
that a masked page goes by the same names as its report.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from flows.reports.masking import Masker
from validators.findings import Report

_DIGITS = 16
_IDENTITY_NUMBERS = Masker()


def reason_keys(report: Report) -> tuple[str, ...]:
    """Return a name for each reason of a report, in order: the same for the same reason after screening again.

    >>> # doctest: +SKIP
    >>> reason_keys(report)
    ('stamp.missing-3f2a…', 'domain.mismatch-91c0…', 'domain.mismatch-91c0…-2')
    """
    seen: Counter[str] = Counter()
    keys = []
    for reason in report.reasons:
        place = "\n".join(str(part) for part in (reason.material, reason.file, reason.page, reason.field))
        key = f"{reason.code}-{_digest(place)[:8]}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return tuple(keys)


def fingerprint(report: Report) -> str:
    """Return what stays while verdict, reasons, files and rules stay: decisions know their report by it."""
    parts = [report.submission_id, str(report.verdict), report.policy, str(report.policy_date), *reason_keys(report)]
    parts += sorted({document.sha256 for document in report.documents})
    return _digest("\n".join(parts))[:_DIGITS]


def _digest(text: str) -> str:
    return hashlib.sha256(_IDENTITY_NUMBERS.text(text).encode(errors="surrogatepass")).hexdigest()

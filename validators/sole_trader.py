"""Whether a licence is that of a 个体工商户, which prints no term and may have no seal."""

from __future__ import annotations

from extractors.facts import Document, Field
from validators.policy import Policy
from validators.trust import words_of

_PREFIX = "92"
_WORDS = "个体"


def is_sole_traders(licence: Document, policy: Policy) -> bool:
    """Return whether the licence's type or the category of its credit code says so.

    Source: GB 32100-2015 (category 92); the type printed on the licence.
    """
    kind = words_of(licence, Field.TYPE, policy)
    if kind is not None:
        return _WORDS in kind
    return (words_of(licence, Field.CREDIT_CODE, policy) or "").startswith(_PREFIX)

"""What kind of business a licence is for, as far as it decides what the licence prints and who can stamp it."""

from __future__ import annotations

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from validators.policy import Policy
from validators.trust import words_of

# Words of the type, or the first characters of the credit code where the type was not read.
_SOLE_TRADER = (("个体",), ("92",))
_NEVER_A_TERM = (("个体", "个人独资", "专业合作"), ("92", "93"))


def is_sole_traders(licence: Document, policy: Policy) -> bool:
    """Return whether it is the licence of a 个体工商户, which may have no seal.

    Source: GB 32100-2015 (category 92); the type printed on the licence.
    """
    return _is(licence, policy, *_SOLE_TRADER)


def has_no_term_line(licence: Document, policy: Policy) -> bool:
    """Return whether licences of this kind never had a line for the term: 个体工商户, 个人独资企业, 农民专业合作社.

    Source: domain notes 3.1 (labels by kind); GB 32100-2015 (categories 92, 93).
    """
    return _is(licence, policy, *_NEVER_A_TERM)


def _is(licence: Document, policy: Policy, words: tuple[str, ...], prefixes: tuple[str, ...]) -> bool:
    kind = words_of(licence, Field.TYPE, policy)
    if kind is not None:
        return any(word in kind for word in words)
    return (words_of(licence, Field.CREDIT_CODE, policy) or "").startswith(prefixes)

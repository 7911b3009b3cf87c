"""Pre-approval documents: which category of services an approval is for, by the words of its title.

Source: domain notes 1.5 (names of the permits, old and new).
"""

from __future__ import annotations

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.form import PreApprovalCategory
from validators.labels import CATEGORIES

# Longer, more telling words first: 互联网宗教信息服务 holds 信息服务 as well.
_WORDS: tuple[tuple[str, PreApprovalCategory], ...] = (
    ("新闻信息服务", PreApprovalCategory.NEWS),
    ("互联网出版", PreApprovalCategory.PUBLISHING),
    ("网络出版", PreApprovalCategory.PUBLISHING),
    ("药品", PreApprovalCategory.MEDICAL),
    ("医疗", PreApprovalCategory.MEDICAL),
    ("文化经营", PreApprovalCategory.CULTURE),
    ("视听节目", PreApprovalCategory.BROADCAST),
    ("广播电视节目", PreApprovalCategory.BROADCAST),
    ("宗教", PreApprovalCategory.RELIGION),
    ("教育", PreApprovalCategory.EDUCATION),
    ("办学", PreApprovalCategory.EDUCATION),
    *((label, category) for category, label in CATEGORIES.items()),
)


def category_of(document: Document) -> PreApprovalCategory | None:
    """Return the category the approval is for, by its category field or its title; None when neither says."""
    stated = document.text(Field.CATEGORY) or ""
    if stated in set(PreApprovalCategory):
        return PreApprovalCategory(stated)
    for text in (stated, document.title or ""):
        found = next((category for word, category in _WORDS if word in text), None)
        if found is not None:
            return found
    return None

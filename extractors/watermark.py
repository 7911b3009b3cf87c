"""What filers write across a copy, and whether that allows the copy to be used for a filing.

People protect copies with words such as 仅供网站备案使用. The same words with another purpose (仅供办理贷款使用) say
that the copy was made, and may be used, for something else. A watermark is read many times over, in pieces: one that
names a filing settles the purpose of those that break off, and none of those that are whole.

Source: the project's domain notes, scenario 66.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.text import fold

OTHER_PURPOSE = "image.watermark"
_LIMITED = re.compile(r"(?:仅供|仅限|仅用于|只用于|限用于|专供|只供|仅作)(?P<purpose>.+)")
# Words that come with any purpose, and say none.
_ANY = re.compile(r"办理|申请|本次|此次|用于|使用|专用|之用|有效|用途")
_FILING = re.compile(
    r"备案|ICP|APP|网站|域名|核验|接入|互联网|小程序|工信|通信管理|信息服务|实名|服务器|云", re.IGNORECASE
)
# Print of forms and systems that limits no use: 仅供参考, 本页仅供内部查验.
_NO_LIMIT = re.compile(r"参考|查验|查询|内部")
_WHOLE = re.compile(r"(?:使用|专用|之用|用途)[)）”\"]?$")
_SURE = 0.9
_SHORTEST = 2  # characters that name a purpose


def names_other_purpose(said: Iterable[tuple[str, float]]) -> bool:
    """Return whether words across a page allow its use for something else than a filing, and none for one.

    Args:
        said: all lines of the page, those of watermarks and stamps included, each with its confidence (0 to 1). Beside
            words for a filing, others count only where they are whole and were read surely: pale words are misread.
    """
    found = ((_LIMITED.search(fold(text)), confidence) for text, confidence in said)
    purposes = [(m["purpose"], confidence) for m, confidence in found if m and not _NO_LIMIT.search(m.string)]
    others = [(purpose, confidence) for purpose, confidence in purposes if not _FILING.search(purpose)]
    named = [(purpose, sure) for purpose, sure in others if len(_ANY.sub("", purpose)) >= _SHORTEST]
    if len(others) == len(purposes):
        return bool(named)
    return any(sure >= _SURE and _WHOLE.search(purpose) for purpose, sure in named)

"""What a defect is: a named change to a draft, with the verdict and the reasons it calls for.

`reasons` are codes a report must hold; `accepted_reasons` may stand in their place, and `accepted_verdicts` in that of
the verdict, where careful reviewers could differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from samples.drafts import Draft, Upload

UNIT, INDIVIDUAL = ("unit",), ("individual",)
FAIL, REVIEW = "incomplete", "needs_review"
_PAIRS = "末未己已日曰人入土士大太启起数树智志云芸明朋新鑫华桦海诲佳嘉鼎顶伟炜芳方静靖峰锋玉王文纹天夫通道达远"
_LOOK_ALIKES = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True))
_FILLERS = "恒盛泰安瑞丰凯达诚顺"


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Defect:
    """One named fault. `sponsors` are the kinds of sponsor it fits; `form_text` may spoil form.json itself."""

    name: str
    verdict: str
    reasons: tuple[str, ...]
    apply: Callable[[Draft], None]
    sponsors: tuple[str, ...] = ("unit", "individual")
    accepted_reasons: tuple[str, ...] = ()
    accepted_verdicts: tuple[str, ...] = ()
    form_text: Callable[[str], str] = _same


def one_character_off(rng: Random, text: str) -> str:
    """The text with one character changed, to a look-alike where there is one."""
    alike = [index for index, character in enumerate(text) if character in _LOOK_ALIKES]
    if alike and rng.random() < 0.6:
        index = rng.choice(alike)
        return text[:index] + _LOOK_ALIKES[text[index]] + text[index + 1 :]
    index = rng.randrange(max(len(text) // 2, 1))
    filler = rng.choice([character for character in _FILLERS if character != text[index]])
    return text[:index] + filler + text[index + 1 :]


def one_digit_off(rng: Random, number: str, *, last: bool = False) -> str:
    """A number with one digit changed; its check digit no longer fits."""
    places = [index for index, character in enumerate(number[:-1]) if character.isdigit() and index > 5]
    index = len(number) - 1 if last else rng.choice(places)
    digit = rng.choice([digit for digit in "0123456789" if digit != number[index]])
    return number[:index] + digit + number[index + 1 :]


def upload_of(uploads: list[Upload], kind: str) -> Upload:
    """The first file of a kind."""
    return next(upload for upload in uploads if upload.kind == kind)

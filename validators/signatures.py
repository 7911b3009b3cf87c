"""Whether a letter is signed by hand. A name stamp in place of a signature is for a person to judge."""

from __future__ import annotations

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.facts.stamps import StampKind
from validators import labels
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, unread, unsure
from validators.policy import Policy
from validators.trust import can_object, text_of, well_read

_NAME = Field.SIGNATURE_PRESENT


def signed(letter: Document, code: CheckCode, unsigned: ReasonCode, signer: str, policy: Policy) -> Finding:
    """Return whether the letter is signed.

    Args:
        letter: the letter.
        code: what is asked.
        unsigned: the reason when it is not.
        signer: who has to sign it, in Chinese.
        policy: for its confidences.

    Source: HW-MAT, JKQY, JD-GD (by hand, no name chop); scenario 29b.
    """
    reading, place = well_read(letter, _NAME, policy), Place(letter, _NAME)
    label, expected = labels.KINDS[letter.kind], f"{signer}手写签名"
    if reading is not None and reading.value is True:
        return passed(code, place, expected, text_of(reading))
    if reading is None or reading.value is not False or not can_object(letter, _NAME, policy):
        return unread(code, letter, _NAME)
    if any(stamp.kind is StampKind.PERSONAL for stamp in letter.stamps):
        message, advice = f"{label}以名章代替签名", f"请人工确认是否接受{place.words}上的名章，或由{signer}手写签名"
        return unsure(code, unsigned, message, advice, place, expected, "名章")
    advice = f"请由{signer}在{place.words}上手写签名后重新上传"
    return failed(code, unsigned, f"{label}没有签名", advice, place, expected, text_of(reading))

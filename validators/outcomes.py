"""How rules say what they found. Each builder returns a finding whose reason fits its status; see `Finding`.

A rule says what is wrong and what to do; which document, page and value is filled in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from extractors.dates import LONG_TERM
from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from validators import labels
from validators.findings import Check, CheckCode, CheckStatus, Finding, Reason, ReasonCode, Severity
from validators.policy import Answer, Policy
from validators.trust import Compare, Outcome, text_of, weigh

_OBJECTIONS = {Answer.FAIL: (CheckStatus.FAIL, Severity.FAIL), Answer.REVIEW: (CheckStatus.UNSURE, Severity.REVIEW)}


@dataclass(frozen=True)
class Place:
    """What a finding is about: a document, or else a file or a material that is not there."""

    document: Document | None = None
    field: Field | None = None
    material: Kind | None = None
    file: str | None = None

    @property
    def words(self) -> str:
        """The place as people would point to it."""
        if self.document is not None:
            return f"{labels.KINDS[self.document.kind]}（{self.document.file} 第{self.document.page}页）"
        return self.file or (labels.KINDS[self.material] if self.material else "备案信息")


def _unobjected(
    status: CheckStatus, code: CheckCode, place: Place = Place(), expected: str | None = None, found: str | None = None
) -> Finding:
    return Finding(check=_check(code, status, place, expected, found))


def answered(
    answer: Answer,
    code: CheckCode,
    reason: ReasonCode,
    message: str,
    suggestion: str,
    place: Place = Place(),
    expected: str | None = None,
    found: str | None = None,
) -> Finding:
    """Return the finding that an answer to an objection calls for.

    Args:
        answer: what is made of the objection.
        code: what was asked.
        reason: what is wrong.
        message: the same in Chinese.
        suggestion: what to do about it, in Chinese.
        place: where it was found.
        expected: what should be there.
        found: what is there instead.
    """
    if answer is Answer.ACCEPT:
        return passed(code, place, expected, found)
    document = place.document
    status, severity = _OBJECTIONS[answer]
    return Finding(
        check=_check(code, status, place, expected, found),
        reason=Reason(
            code=reason,
            severity=severity,
            material=document.kind if document else place.material,
            file=document.file if document else place.file,
            page=document.page if document else None,
            document=document.id if document else None,
            field=place.field,
            expected=expected,
            found=found,
            message=message,
            suggestion=suggestion + _left_unsaid(message + suggestion, place, expected, found),
        ),
    )


def spoken(value: str | None) -> str:
    """Return a value as a sentence says it."""
    return "长期" if value == LONG_TERM else value or ""


def _left_unsaid(said: str, place: Place, expected: str | None, found: str | None) -> str:
    """Return where, what should be there and what is, as far as a sentence does not say it: no reason goes without."""
    is_somewhere = place.document is not None or place.file is not None
    rest = [place.words] if is_somewhere and place.words not in said else []
    rest += [f"应为“{spoken(expected)}”"] if expected and spoken(expected) not in said else []
    rest += [f"实际为“{spoken(found)}”"] if found and spoken(found) not in said else []
    return f"（{'；'.join(rest)}）" if rest else ""


# A check that passed.
passed = partial(_unobjected, CheckStatus.PASS)
# A check whose question does not arise; `found` may say why.
skipped = partial(_unobjected, CheckStatus.SKIPPED)
# A check that found something certainly missing or wrong.
failed = partial(answered, Answer.FAIL)
# A check that could not be decided.
unsure = partial(answered, Answer.REVIEW)


def unread(code: CheckCode, document: Document, name: Field, expected: str | None = None) -> Finding:
    """Return the doubt about a field that was not read, or not well enough."""
    reading = document.fields.get(name)
    label = labels.field_label(document.kind, name)
    kind = labels.KINDS[document.kind]
    if reading is None:
        message = f"{kind}上的{label}未能识别"
    elif reading.repaired:
        message = f"{kind}上的{label}经校验位推算，需人工核对"
    else:
        message = f"{kind}上的{label}识别把握不足"
    place = Place(document, name)
    suggestion = f"请人工查看{place.words}的{label}" + (f"是否为“{spoken(expected)}”" if expected else "")
    return unsure(code, ReasonCode.FIELD_UNREAD, message, suggestion, place, expected, text_of(reading))


def matches_form(
    code: CheckCode,
    mismatch: ReasonCode,
    document: Document,
    name: Field,
    expected: str,
    compare: Compare,
    policy: Policy,
    excused: bool = False,
) -> Finding:
    """Return whether the document's field is what the form says.

    Args:
        code: what is asked.
        mismatch: the reason when it is not.
        document: where it is read.
        name: the field.
        expected: the form's value.
        compare: how to compare.
        policy: for its confidences.
        excused: there is an innocent explanation for a difference; a person decides.
    """
    outcome = weigh(document, name, expected, compare, policy)
    found = text_of(document.fields.get(name))
    place = Place(document, name)
    if outcome is Outcome.UNREAD:
        return unread(code, document, name, expected)
    if outcome is Outcome.AGREES:
        return passed(code, place, expected, found)
    label = labels.field_label(document.kind, name)
    kind, said, wanted = labels.KINDS[document.kind], spoken(found), spoken(expected)
    if outcome is Outcome.NEARLY or excused:
        message = f"{kind}上的{label}与备案信息疑似不一致"
        suggestion = f"请人工核对：{place.words}读到“{said}”，备案信息为“{wanted}”"
        return unsure(code, mismatch, message, suggestion, place, expected, found)
    message = f"{kind}上的{label}与备案信息不一致"
    suggestion = f"{place.words}为“{said}”，备案信息填写“{wanted}”，请更正备案信息或重新上传正确的{kind}"
    return failed(code, mismatch, message, suggestion, place, expected, found)


def _check(code: CheckCode, status: CheckStatus, place: Place, expected: str | None, found: str | None) -> Check:
    document = place.document.id if place.document else None
    return Check(code=code, status=status, document=document, field=place.field, expected=expected, found=found)

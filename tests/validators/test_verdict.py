"""The verdict as a whole: what it can never be, what the report holds, and that nothing breaks it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from extractors.facts.documents import Document, Quality, Reading
from extractors.facts.kinds import Field, Kind
from extractors.facts.pages import FileProblem, UnusableFile
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from extractors.form import FilingForm
from extractors.submission import Submission
from tests.validators import builders as b
from tests.validators.builders import STANDARD, codes, judged
from validators.case import Case, Evidence
from validators.findings import (
    Check,
    CheckCode,
    CheckStatus,
    EngineInfo,
    Finding,
    Reason,
    ReasonCode,
    Report,
    RequirementStatus,
    Seconds,
    Severity,
    Verdict,
)
from validators.verdict import judge, verdict_of

SCHEMA = jsonschema.Draft202012Validator(Report.model_json_schema())
RANK = {Verdict.COMPLETE: 2, Verdict.NEEDS_REVIEW: 1, Verdict.INCOMPLETE: 0}


def sound(evidence: Evidence, **more: object) -> Verdict:
    """Return the verdict, after checking what must hold of every judgement."""
    judgement = judge(evidence, STANDARD, **more)  # type: ignore[arg-type]
    statuses = {check.status for check in judgement.checks}
    severities = {reason.severity for reason in judgement.reasons}
    requirements = {requirement.status for requirement in judgement.requirements}
    met = {RequirementStatus.MET, RequirementStatus.NOT_APPLICABLE}
    is_complete = judgement.verdict is Verdict.COMPLETE
    assert (Severity.FAIL in severities) == (judgement.verdict is Verdict.INCOMPLETE)
    assert is_complete == (not judgement.reasons)
    if is_complete:
        assert statuses <= {CheckStatus.PASS, CheckStatus.SKIPPED}
        assert requirements <= met
        assert CheckStatus.PASS in statuses
        accounted = {document.file for document in judgement.documents}
        assert set(evidence.files) <= accounted
        assert not evidence.problems
        assert not evidence.missing_files
    report = Report.of(judgement, "S", EngineInfo(ocr="none", version="0"), Seconds())
    SCHEMA.validate(json.loads(report.model_dump_json()))
    return judgement.verdict


def test_complete() -> None:
    assert sound(b.evidence()) is Verdict.COMPLETE
    assert sound(b.evidence(b.individual_form(), b.individual_documents())) is Verdict.COMPLETE


def test_no_form() -> None:
    evidence = Evidence(
        form=None,
        form_problems=("sponsor.name：缺少必填项", "province：不能为空"),
        problems=(UnusableFile(file="x.pdf", problem=FileProblem.ENCRYPTED, detail="有密码"),),
        documents=b.unit_documents(),
    )
    judgement = judge(evidence, STANDARD)
    assert judgement.verdict is Verdict.INCOMPLETE
    assert codes(judgement) == [("form.invalid", "fail")] * 2 + [("file.encrypted", "fail")]
    assert len(judgement.documents) == 6
    assert judgement.decision_due_on is None
    assert sound(evidence) is Verdict.INCOMPLETE
    assert sound(Evidence(form=None)) is Verdict.INCOMPLETE


def test_a_form_with_problems_is_no_form() -> None:
    assert judged(form_problems=("键重复出现",)).verdict is Verdict.INCOMPLETE


def test_nothing_uploaded() -> None:
    assert sound(b.evidence(documents=())) is Verdict.INCOMPLETE


def test_a_rule_that_breaks_ends_in_a_review_and_the_others_still_speak(caplog: pytest.LogCaptureFixture) -> None:
    def broken(case: Case) -> Iterator[Finding]:
        raise ValueError(f"cannot cope with {case.form.sponsor.name}")
        yield

    def objecting(case: Case) -> Iterator[Finding]:
        yield _finding(CheckStatus.FAIL, Severity.FAIL)

    def content(case: Case) -> Iterator[Finding]:
        yield _finding(CheckStatus.PASS, None)

    judgement = judge(b.evidence(), STANDARD, rules=(content, broken, content))
    assert (judgement.verdict, codes(judgement)) == (Verdict.NEEDS_REVIEW, [("system.failed", "review")])
    assert judge(b.evidence(), STANDARD, rules=(broken, objecting)).verdict is Verdict.INCOMPLETE
    assert "ValueError" in caplog.text
    assert b.UNIT not in caplog.text


def test_no_rules_is_no_verdict() -> None:
    judgement = judge(b.evidence(), STANDARD, rules=())
    assert (judgement.verdict, codes(judgement)) == (Verdict.NEEDS_REVIEW, [("system.failed", "review")])


def test_an_open_requirement_alone_prevents_complete() -> None:
    def content(case: Case) -> Iterator[Finding]:
        yield _finding(CheckStatus.PASS, None)

    judgement = judge(b.evidence(documents=b.unit_documents(photo=None)), STANDARD, rules=(content,))
    assert (judgement.verdict, codes(judgement)) == (Verdict.NEEDS_REVIEW, [("system.failed", "review")])


def test_one_fail_outweighs_doubts() -> None:
    documents = b.unit_documents(sheet=None, licence=b.licence({Field.NAME: None}))
    assert judged(documents=documents).verdict is Verdict.INCOMPLETE
    assert [reason.severity for reason in judged(documents=documents).reasons] == [Severity.FAIL, Severity.REVIEW]


def _finding(status: CheckStatus, severity: Severity | None) -> Finding:
    reason = Reason(code=ReasonCode.FORM_INVALID, severity=severity, message="x", suggestion="x") if severity else None
    return Finding(check=Check(code=CheckCode.FORM_VALID, status=status), reason=reason)


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        (CheckStatus.FAIL, None),
        (CheckStatus.UNSURE, None),
        (CheckStatus.PASS, Severity.FAIL),
        (CheckStatus.SKIPPED, Severity.REVIEW),
        (CheckStatus.FAIL, Severity.REVIEW),
        (CheckStatus.UNSURE, Severity.FAIL),
    ],
)
def test_a_finding_cannot_contradict_itself(status: CheckStatus, severity: Severity | None) -> None:
    with pytest.raises(ValidationError):
        _finding(status, severity)


def test_no_findings_are_no_pass() -> None:
    assert verdict_of((), ()) is Verdict.NEEDS_REVIEW


def test_stamps_are_reported_as_the_sponsors() -> None:
    stamps = (b.REGISTRARS, b.stamp(owner=StampOwner.OTHER), b.stamp("上海诚信有限公司", owner=StampOwner.SPONSOR))
    judgement = judged(documents=b.unit_documents(licence=b.licence(stamps=stamps)))
    owners = [stamp.owner for stamp in judgement.documents[0].stamps]
    assert owners == [StampOwner.REGISTRAR, StampOwner.SPONSOR, StampOwner.OTHER]


def test_the_report_has_the_keys_and_shapes_of_the_contract() -> None:
    judgement = judged(documents=b.unit_documents(sheet=b.sheet(stamps=())))
    report = Report.of(judgement, "S-1", EngineInfo(ocr="PP", version="1"), Seconds.model_validate({"validate": 0.5}))
    data = json.loads(report.model_dump_json())
    contract = {"schema_version", "submission_id", "verdict", "reasons", "requirements", "checks", "documents"}
    contract |= {"decision_due_on", "policy", "policy_date", "engine", "seconds"}
    assert set(data) == contract
    reason = {"code", "severity", "material", "file", "page", "field", "expected", "found", "message", "suggestion"}
    assert reason <= set(data["reasons"][0])
    assert (data["reasons"][0]["material"], data["reasons"][0]["file"]) == ("verification_sheet", "heyandan.jpg")
    assert {"name", "role", "status", "documents"} <= set(data["requirements"][0])
    assert {"code", "status", "document", "field", "expected", "found"} <= set(data["checks"][0])
    document = data["documents"][0]
    keys = {"id", "file", "page", "sha256", "kind", "kind_confidence", "fields", "stamps", "quality", "source"}
    assert keys <= set(document)
    assert document["fields"]["credit_code"]["box"] == [[0, 0], [10, 0], [10, 10], [0, 10]]
    assert document["stamps"][0]["box"] == [[0, 0], [10, 0], [10, 10], [0, 10]]
    assert data["decision_due_on"] == {"date": "2026-12-18", "estimated": False}
    assert data["seconds"] == {"load": 0.0, "ocr": 0.0, "stamps": 0.0, "validate": 0.5}
    assert data["engine"] == {"ocr": "PP", "version": "1"}
    assert (data["policy"], data["policy_date"]) == ("standard", "2026-11-24")
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_evidence_of_a_submission_moves_files_that_would_not_open() -> None:
    problem = UnusableFile(file="x.pdf", problem=FileProblem.UNREADABLE, detail="已损坏")
    submission = Submission(path=Path("x"), folder_name="x", form=b.unit_form(), missing_files=("y.jpg",))
    evidence = Evidence.of(submission, b.unit_documents(), [problem])
    assert (evidence.problems, evidence.missing_files, len(evidence.documents)) == ((problem,), ("y.jpg",), 6)


# --- properties

VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([b.UNIT, b.PERSON, b.CODE, b.DOMAIN, "2038-03-14", "2020-01-01", "long_term", "2038-02-30"]),
    st.booleans(),
    st.integers(-3, 30),
    st.lists(st.text(max_size=8), max_size=3).map(tuple),
)
CONFIDENCES = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.75, 0.9, 1.0]))
READINGS = st.builds(
    Reading, value=VALUES, raw=st.just("x"), confidence=CONFIDENCES, page=st.just(1), repaired=st.booleans()
)
STAMPS = st.builds(
    Stamp,
    colour=st.sampled_from(StampColour),
    shape=st.sampled_from(StampShape),
    text=st.one_of(st.text(max_size=12), st.sampled_from([b.UNIT, f"{b.UNIT} 合同专用章", b.REGISTRAR_STAMP])),
    kind=st.sampled_from(StampKind),
    owner=st.sampled_from(StampOwner),
    confidence=CONFIDENCES,
    box=st.just(b.BOX),
)
ISSUES = st.lists(st.sampled_from(["image.blurred", "image.glare", "image.cropped", "image.unheard_of"]), max_size=2)
DOCUMENTS = st.builds(
    b.document,
    st.sampled_from(Kind),
    st.sampled_from(["a.jpg", "b.pdf", "zhizhao.jpg", "目录/c.jpg"]),
    st.dictionaries(st.sampled_from(Field), READINGS, max_size=8),
    stamps=st.lists(STAMPS, max_size=3),
    kind_confidence=CONFIDENCES,
    page=st.integers(1, 3),
    unread=st.lists(st.sampled_from(Field), max_size=3).map(tuple),
    quality=st.builds(Quality, sharpness=st.just(0.5), is_colour=st.booleans(), issues=ISSUES.map(tuple)),
    title=st.one_of(st.none(), st.text(max_size=6)),
)
FORMS = st.sampled_from(
    [
        b.unit_form(),
        b.individual_form(),
        b.unit_form(submitted_on="9999-12-31"),
        b.unit_form(submitted_on="0001-01-01", province="火星"),
        b.unit_form(sponsor={"name": "…", "person_in_charge": None}),
        b.unit_form(sponsor={"certificate": b.certificate("id_card", "１")}),
        b.individual_form(sponsor={"certificate": b.certificate("business_licence", b.CODE)}),
        b.unit_form(services=[b.website(domains=["?", "", "a.cn"][0:1], pre_approval_categories=["news"])]),
        b.unit_form(
            services=[b.website(kind="app"), b.website(kind="quick_app"), b.website(name="2", domains=["a.cn"])]
        ),
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FORMS, st.lists(DOCUMENTS, max_size=6), st.lists(st.sampled_from(["a.jpg", "x"]), max_size=2))
def test_judge_never_breaks_and_never_contradicts_itself(
    form: FilingForm, documents: list[Document], files: list[str]
) -> None:
    numbered = [document.model_copy(update={"id": f"d{n}"}) for n, document in enumerate(documents)]
    sound(b.evidence(form, numbered, files=tuple(files)))


# What the form states, or what must be there: nothing but a confident reading of it may be complete.
MUST_MATCH = {
    Field.CREDIT_CODE,
    Field.NAME,
    Field.ADDRESS,
    Field.LEGAL_REPRESENTATIVE,
    Field.VALID_UNTIL,
    Field.ID_NUMBER,
    Field.DOMAIN,
    Field.REGISTRANT,
    Field.EXPIRES_ON,
    Field.SPONSOR_NAME,
    Field.DOMAINS,
    Field.PERSON_IN_CHARGE,
    Field.SIGNATURE_PRESENT,
    Field.FACE_COUNT,
}
PLACES = [(document, name) for document in b.unit_documents() for name in document.fields]
# The address on a card is compared only where the form states one.
NEEDED = [
    (document, name)
    for document, name in PLACES
    if name in MUST_MATCH and (document.kind, name) != (Kind.ID_CARD_PORTRAIT, Field.ADDRESS)
]


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(PLACES), st.one_of(READINGS, st.none()))
def test_changing_a_field_of_a_complete_submission_never_breaks_soundness(
    place: tuple[Document, Field], reading: Reading | None
) -> None:
    changed, name = place
    fields = {key: value for key, value in changed.fields.items() if key is not name}
    if reading is not None:
        fields[name] = reading
    documents = [d.model_copy(update={"fields": fields}) if d.id == changed.id else d for d in b.unit_documents()]
    verdict = sound(b.evidence(documents=documents))
    if verdict is Verdict.COMPLETE and place in NEEDED and (reading is not None or name is not Field.PERSON_IN_CHARGE):
        assert reading is not None
        assert reading.confidence >= STANDARD.confidence.agree.value
        assert not reading.repaired


@pytest.mark.parametrize(
    ("document", "name"),
    [pytest.param(d, name, id=f"{d.kind.value} {name.value}") for d, name in NEEDED],
)
@pytest.mark.parametrize("change", ["left out", "illegible", "doubtful", "repaired", "other"])
def test_no_needed_field_can_be_lost_or_changed(document: Document, name: Field, change: str) -> None:
    fields = dict(document.fields)
    reading = fields[name]
    updates: dict[str, object] = {"fields": fields}
    if change == "left out":
        del fields[name]
    elif change == "illegible":
        updates["unread"] = (name,)
    elif change == "doubtful":
        fields[name] = reading.model_copy(update={"confidence": 0.6})
    elif change == "repaired":
        fields[name] = reading.model_copy(update={"repaired": True})
    else:
        fields[name] = reading.model_copy(update={"value": "别的"})
    documents = [d.model_copy(update=updates) if d.id == document.id else d for d in b.unit_documents()]
    is_optional = name is Field.PERSON_IN_CHARGE and change == "left out"
    assert (sound(b.evidence(documents=documents)) is Verdict.COMPLETE) == is_optional


@pytest.mark.parametrize("left_out", range(6))
def test_no_document_can_be_left_out(left_out: int) -> None:
    documents = [d for n, d in enumerate(b.unit_documents()) if n != left_out]
    assert sound(b.evidence(documents=documents)) is Verdict.INCOMPLETE


@settings(max_examples=30, deadline=None)
@given(DOCUMENTS)
def test_a_further_document_never_improves_the_verdict(document: Document) -> None:
    gaps = b.unit_documents(sheet=b.sheet(stamps=()), emblem=None)
    extra = document.model_copy(update={"id": "extra"})
    assert (
        RANK[sound(b.evidence(documents=b.unit_documents()))]
        >= RANK[sound(b.evidence(documents=(*b.unit_documents(), extra)))]
    )
    if extra.kind not in (Kind.ID_CARD_EMBLEM, Kind.VERIFICATION_SHEET, Kind.OTHER):
        assert sound(b.evidence(documents=(*gaps, extra))) is Verdict.INCOMPLETE


def test_the_day_of_screening_can_only_make_it_worse() -> None:
    for day in (dt.date(2026, 11, 20), dt.date(2030, 1, 1), dt.date(2050, 1, 1), dt.date(2000, 1, 1)):
        judgement = judge(b.evidence(), STANDARD, day)
        late = day > dt.date(2028, 5, 1)
        assert judgement.verdict is (Verdict.NEEDS_REVIEW if late else Verdict.COMPLETE)

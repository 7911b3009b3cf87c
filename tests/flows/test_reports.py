import base64
import datetime as dt
import hashlib
import json
import re
import stat
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, Quality, Reading, Source
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from extractors.form import FilingType, ServiceKind
from flows.reports import report_json, wording, write_report
from flows.reports.counts import Counts
from flows.reports.files import write_private
from flows.reports.folders import Source as ReportSource
from flows.reports.folders import claim_folder, read_source, safe_name, write_source
from flows.reports.html import render_report
from flows.reports.index_page import render_index
from flows.reports.reason_words import REASONS
from flows.reports.summary import STATUSES, summary_csv, write_summary
from flows.reports.wording import percent, show
from flows.rows import Row, RowStatus
from validators.findings import (
    Check,
    CheckCode,
    CheckStatus,
    DueDate,
    EngineInfo,
    Reason,
    ReasonCode,
    Report,
    ReportedDocument,
    Requirement,
    RequirementStatus,
    Seconds,
    Severity,
    Verdict,
)
from validators.policy import ImagePolicy
from validators.requirements import Role

HOSTILE = "<script>alert(1)</script><img src=http://x.example/a onerror=alert(2)>\"'"
BOX = Box.from_rect(0, 0, 10, 10)


def report(text: str = "样本", verdict: Verdict = Verdict.INCOMPLETE) -> Report:
    document = Document(
        id="d1",
        file=f"{text}.jpg",
        page=1,
        sha256="0" * 64,
        kind=Kind.BUSINESS_LICENCE,
        kind_confidence=0.999,
        fields={
            Field.NAME: Reading(value=text, raw=text, confidence=0.987, page=1, box=BOX, repaired=True),
            Field.VALID_UNTIL: Reading(value="long_term", raw="长期", confidence=1.0, page=1),
            Field.DOMAINS: Reading(value=("a.cn", "b.cn"), raw=text, confidence=0.5, page=1),
        },
        unread=(Field.ADDRESS,),
        stamps=(
            Stamp(colour="red", shape="round", text=text, kind="official", owner="sponsor", confidence=0.9, box=BOX),
        ),
        quality=Quality(sharpness=0.5, is_colour=True, issues=("image.blurred",)),
        source=Source.OCR,
    )
    return Report(
        submission_id=text,
        verdict=verdict,
        reasons=(
            Reason(
                code=ReasonCode.NAME_MISMATCH,
                severity=Severity.FAIL,
                material=Kind.BUSINESS_LICENCE,
                file=f"{text}.jpg",
                page=1,
                field=Field.NAME,
                expected=text,
                found=text,
                message=text,
                suggestion=text,
            ),
        ),
        requirements=(
            Requirement(
                name="sponsor_certificate",
                role="sponsor",
                status=RequirementStatus.MET,
                documents=("d1", "d9"),
                label="主办单位证件",
                subject=text,
            ),
        ),
        checks=(
            Check(
                code=CheckCode.NAME_MATCHES_FORM,
                status=CheckStatus.FAIL,
                document="d1",
                field=Field.NAME,
                expected=text,
                found=text,
            ),
            Check(code=CheckCode.FORM_VALID, status=CheckStatus.PASS),
        ),
        documents=(ReportedDocument.of(document),),
        decision_due_on=DueDate(date=dt.date(2026, 12, 18), estimated=True),
        policy="standard",
        policy_date=dt.date(2026, 11, 24),
        engine=EngineInfo(ocr="PP-OCRv6_small", version=text),
        seconds=Seconds.model_validate({"load": 0.1, "ocr": 2.1, "validate": 0.01}),
    )


class Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.contents: list[tuple[str, tuple[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        self._latest = (tag, str(dict(attrs).get("type")))

    def handle_data(self, data: str) -> None:
        if self.tags and self._latest[0] in ("script", "style") and data.strip():
            self.contents.append((self._latest[0], (self._latest[1], data)))

    def handle_endtag(self, tag: str) -> None:
        self._latest = ("", "")


@pytest.mark.parametrize(
    "html",
    [
        render_report(report(HOSTILE)),
        render_index(
            [Row(submission=HOSTILE, status=RowStatus.SCREENED, fails=(HOSTILE,), note=HOSTILE, folder=HOSTILE)],
            Counts.of([Row(submission=HOSTILE, status=RowStatus.SCREENED)], 1),
            [HOSTILE],
        ),
    ],
    ids=["report", "index"],
)
def test_hostile_text_is_inert_and_nothing_is_fetched(html: str) -> None:
    page = Page(html)
    assert not {"iframe", "object", "link", "base"} & set(page.tags)
    assert "x.example" not in {part for tag, part in page.attributes if tag == "src"}
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    links = [value or "" for name, value in page.attributes if name in ("href", "src")]
    assert all(
        re.match(r"#|data:image/jpeg;base64,|\.\./index\.html$|[^:/?#]+/report\.html$", link) for link in links
    ), links
    # What runs and what is applied is ours, to the letter: the policy names both by their digests.
    policy = next(
        value or "" for name, value in page.attributes if name == "content" and "default-src" in (value or "")
    )
    assert policy.startswith("default-src 'none'; ")
    for tag, content in page.contents:
        if tag == "style" or (tag == "script" and "json" not in content[0]):
            assert base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode() in policy
    assert [tag for tag in page.tags if tag == "script"] == ["script"] * 3


def test_report_page_shows_what_a_reviewer_needs() -> None:
    html = render_report(report("云启公司"))
    for words in (
        "不齐全",
        "云启公司",
        "营业执照",
        "主办单位证件",
        "98%",
        "长期",
        "a.cn、b.cn",
        "按校验码修正",
        "模糊",
    ):
        assert words in html
    for words in ("2026-12-18", "估计", "公章", "主办者", "未能读清", "PP-OCRv6_small"):
        assert words in html


def test_every_verdict_and_an_empty_report_can_be_shown() -> None:
    for verdict in Verdict:
        empty = report().model_copy(
            update={
                "verdict": verdict,
                "reasons": (),
                "requirements": (),
                "checks": (),
                "documents": (),
                "decision_due_on": None,
            }
        )
        assert "没有读到可用的材料" in render_report(empty)


def test_report_json_follows_its_schema() -> None:
    content = json.loads(report_json(report()))
    jsonschema.validate(content, Report.model_json_schema(mode="serialization"))
    assert content["seconds"] == {"load": 0.1, "ocr": 2.1, "stamps": 0.0, "validate": 0.01}
    assert Report.model_validate(content) == report()


def test_reports_are_private_and_leave_nothing_else_behind(tmp_path: Path) -> None:
    write_report(report(), tmp_path / "a" / "b")
    assert sorted(file.name for file in (tmp_path / "a" / "b").iterdir()) == ["report.html", "report.json"]
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    write_private(tmp_path / "f", "old")
    with pytest.raises(UnicodeEncodeError):
        write_private(tmp_path / "f", "\ud800")
    assert (tmp_path / "f").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["S-2026-0001", "京ICP备2024001号", "a.b_c"])
def test_plain_numbers_name_their_folder(name: str) -> None:
    assert safe_name(name) == name


UNSAFE = ["", ".", "..", "../../etc/passwd", "/etc/passwd", "a\\b", "C:", "CON", "nul.txt", "-rf", ".hidden", "a\x00b"]
UNSAFE += ["a\nb", "x" * 5000, "编" * 100, "name.", " ", "a/b", "\ud800", "e\u0301"]


@pytest.mark.parametrize("name", UNSAFE)
def test_other_numbers_get_a_safe_name(name: str, tmp_path: Path) -> None:
    safe = safe_name(name)
    folder = claim_folder(tmp_path, name, "source").path
    assert folder == tmp_path / safe
    assert folder.resolve().parent == tmp_path.resolve()
    assert re.fullmatch(r"[\w\-.]+", safe)
    assert not safe.startswith((".", "-"))
    assert len(safe.encode()) < 250


def test_different_numbers_never_share_a_name() -> None:
    names = ["a/b", "a\\b", "a:b", "a_b", "..", ".", "", "x" * 100, "x" * 101]
    assert len({safe_name(name) for name in names}) == len(names)


def test_a_submission_keeps_its_folder_and_another_one_gets_the_next(tmp_path: Path) -> None:
    first = claim_folder(tmp_path, "S-1", "/inbox/a")
    again = claim_folder(tmp_path, "S-1", "/inbox/a")
    other = claim_folder(tmp_path, "S-1", "/inbox/b")
    assert (first.path.name, again.path.name, other.path.name) == ("S-1", "S-1", "S-1-2")
    assert (first.renamed, again.renamed, other.renamed) == (False, False, True)
    assert claim_folder(tmp_path, "S-1", "/inbox/b").path == other.path


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "S-1").mkdir()
    (tmp_path / "S-2").write_text("a file")
    assert claim_folder(tmp_path, "S-1", "x").path.name == "S-1-2"
    assert claim_folder(tmp_path, "S-2", "x").path.name == "S-2-2"
    assert list((tmp_path / "S-1").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"path": 1}', b"\xff"])
def test_a_broken_note_is_no_note(content: bytes, tmp_path: Path) -> None:
    write_source(tmp_path, ReportSource(path="p", key="k"))
    assert read_source(tmp_path) == ReportSource(path="p", key="k")
    (tmp_path / "source.json").write_bytes(content)
    assert read_source(tmp_path) is None


def test_spreadsheets_meet_no_formulas_and_read_chinese() -> None:
    row = Row(submission="=1+1", status=RowStatus.SCREENED, submission_id="@x", fails=("-2",), note="+3", folder="-a")
    data = summary_csv([row])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1] == "'=1+1,'@x,,已审核,'-2,,,'-a/report.html,0.0,'+3,,"


def test_failed_submissions_have_no_verdict_in_the_counts(tmp_path: Path) -> None:
    rows = [
        Row(submission="a", status=RowStatus.FAILED, verdict=Verdict.NEEDS_REVIEW),
        Row(submission="b", status=RowStatus.KEPT, verdict=Verdict.COMPLETE),
    ]
    counts = Counts.of(rows, 3)
    assert (counts.total, counts.complete, counts.needs_review, counts.failed, counts.kept) == (2, 1, 0, 1, 1)
    write_summary(rows, counts, ["x"], tmp_path)
    assert "未能审核 1" in (tmp_path / "index.html").read_text()


def test_every_name_a_report_uses_has_a_chinese_word() -> None:
    tables: list[tuple[Iterable[str], Mapping[str, str]]] = [
        (CheckCode, wording.CHECKS),
        (ReasonCode, REASONS),
        (FilingType, wording.FILING_TYPES),
        (ServiceKind, wording.SERVICE_KINDS),
        (CheckStatus, wording.CHECK_STATUSES),
        (RequirementStatus, wording.REQUIREMENT_STATUSES),
        (Role, wording.ROLES),
        (Severity, wording.SEVERITIES),
        (Verdict, wording.VERDICTS),
        (Kind, wording.KINDS),
        (Field, wording.FIELDS),
        (Source, wording.SOURCES),
        (StampColour, wording.STAMP_COLOURS),
        (StampShape, wording.STAMP_SHAPES),
        (StampKind, wording.STAMP_KINDS),
        (StampOwner, wording.STAMP_OWNERS),
        ([field.alias or "" for field in ImagePolicy.model_fields.values()], wording.IMAGE_ISSUES),
        (RowStatus, STATUSES),
    ]
    for names, table in tables:
        assert {str(name) for name in names} == set(table)


def test_values_are_shown_as_people_write_them() -> None:
    assert [show(v) for v in (None, True, False, "long_term", ("a", "b"), 3)] == ["", "有", "无", "长期", "a、b", "3"]
    assert [percent(c) for c in (1.0, 0.9999, 0.0)] == ["100%", "99%", "0%"]

"""A submission of six documents with the demo's pictures, put together without reading them: tests need no engine."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, Quality, Reading, Source
from extractors.facts.kinds import Field, Kind
from extractors.facts.lines import TextLine
from extractors.facts.stamps import Stamp, StampOwner
from extractors.limits import Limits
from extractors.pages import open_file
from flows.reports import write_report
from flows.reports.album import Album
from flows.reports.folders import Source as Origin
from flows.reports.folders import claim_folder, write_source
from tests.flows.test_reports import report
from tests.lines import stamp
from validators.findings import (
    Check,
    CheckCode,
    CheckStatus,
    Reason,
    ReasonCode,
    Report,
    ReportedDocument,
    Requirement,
    RequirementStatus,
    Severity,
)

DEMO = Path(__file__).parents[2] / "samples" / "demo" / "incomplete"
SPONSOR, MISREAD = "四川海纳家具股份有限公司", "四川海讷家具股份有限公司"
_Rect = tuple[float, float, float, float]


def _reading(value: str, rect: _Rect, confidence: float = 0.99) -> Reading:
    return Reading(value=value, raw=value, confidence=confidence, page=1, box=Box.from_rect(*rect))


def _stamp(text: str, owner: StampOwner, rect: _Rect) -> Stamp:
    return stamp(text, owner, 0.97, Box.from_rect(*rect))


_DOCUMENTS: tuple[tuple[str, Kind, dict[Field, Reading], tuple[Stamp, ...]], ...] = (
    (
        "执照扫描件.pdf",
        Kind.BUSINESS_LICENCE,
        {
            Field.CREDIT_CODE: _reading("91518566MAHBBC2C19", (423, 591, 829, 637)),
            Field.NAME: _reading(MISREAD, (646, 806, 1025, 853), 0.93),
            Field.ADDRESS: _reading("四川省德阳市高新技术产业开发区新桥镇科园社区文昌巷7号", (1717, 1045, 2276, 1142)),
            Field.VALID_UNTIL: _reading("2030-10-13", (1704, 964, 2217, 1020), 0.7),
        },
        (_stamp("德阳市高新技术产业开发区数据局", StampOwner.REGISTRAR, (1924, 1268, 2239, 1583)),),
    ),
    (
        "sfz1.jpg",
        Kind.ID_CARD_PORTRAIT,
        {
            Field.NAME: _reading("苏浩嘉", (200, 100, 422, 170)),
            Field.ID_NUMBER: _reading("648114197409300650", (455, 752, 1131, 813)),
        },
        (),
    ),
    ("sfz2.jpg", Kind.ID_CARD_EMBLEM, {Field.VALID_UNTIL: _reading("2031-07-30", (535, 740, 1022, 796))}, ()),
    ("zhaopian.jpg", Kind.PORTRAIT_PHOTO, {}, ()),
    (
        "domain.jpg",
        Kind.DOMAIN_CERTIFICATE,
        {
            Field.DOMAIN: _reading("weiinfo.com", (189, 351, 397, 387)),
            Field.REGISTRANT: _reading(SPONSOR, (862, 343, 1267, 381)),
        },
        (_stamp(SPONSOR, StampOwner.SPONSOR, (1205, 438, 1432, 665)),),
    ),
    (
        "网站备案核验单.jpg",
        Kind.VERIFICATION_SHEET,
        {Field.SPONSOR_NAME: _reading(SPONSOR, (409, 235, 718, 265))},
        (_stamp(SPONSOR, StampOwner.SPONSOR, (257, 1053, 518, 1314)),),
    ),
)


def six_documents(submission_id: str = "S-2026-0006", *, noisy: bool = False) -> tuple[Report, Album]:
    """Return a report of six documents with three reasons (on a row, on the checklist, on a stamp), and its pictures.

    `noisy`: pictures as large as pictures get, twelve megapixels of noise each.
    """
    noise = np.random.default_rng(1).integers(0, 255, (3000, 4000, 3)).astype(np.uint8) if noisy else None
    album, documents = Album(), []
    for number, (file, kind, fields, stamps) in enumerate(_DOCUMENTS, 1):
        (page,) = open_file(file, (DEMO / file).read_bytes(), Limits())
        if noise is not None:
            page = replace(page, pixels=noise)
        document = Document(
            id=f"d{number}",
            file=file,
            page=1,
            sha256=page.sha256,
            kind=kind,
            kind_confidence=0.99,
            fields=fields,
            stamps=stamps,
            quality=Quality(sharpness=1, is_colour=True),
            source=Source.OCR,
            pages=(1,),
            page_size=page.size,
        )
        lines = tuple(
            TextLine(text=reading.raw, confidence=reading.confidence, box=reading.box)
            for reading in fields.values()
            if reading.box is not None
        )
        album.saw_page(page, [document], lines)
        documents.append(ReportedDocument.of(document))
    changes = {"reasons": _reasons(), "requirements": _requirements(), "checks": _checks()}
    return report(submission_id).model_copy(update={**changes, "documents": tuple(documents)}), album


def write_six(out: Path, submission_id: str = "S-2026-0006") -> Path:
    """Write that report below `out` as `beian check` would, and return its folder."""
    made, album = six_documents(submission_id)
    folder = claim_folder(out, submission_id, f"/inbox/{submission_id}").path
    write_report(made, folder, album)
    write_source(folder, Origin(path=f"/inbox/{submission_id}", key="k"))
    return folder


def _reasons() -> tuple[Reason, ...]:
    return (
        Reason(
            code=ReasonCode.NAME_MISMATCH,
            severity=Severity.FAIL,
            material=Kind.BUSINESS_LICENCE,
            file="执照扫描件.pdf",
            page=1,
            document="d1",
            field=Field.NAME,
            expected=SPONSOR,
            found=MISREAD,
            message="营业执照上的名称与备案信息不一致",
            suggestion="请更正备案信息，或重新上传正确的营业执照",
        ),
        Reason(
            code=ReasonCode.MATERIAL_MISSING,
            severity=Severity.FAIL,
            material=Kind.PRE_APPROVAL,
            expected="前置审批文件",
            message="缺少前置审批文件",
            suggestion="请上传加盖公章的前置审批文件",
        ),
        Reason(
            code=ReasonCode.STAMP_UNREAD,
            severity=Severity.REVIEW,
            material=Kind.VERIFICATION_SHEET,
            file="网站备案核验单.jpg",
            page=1,
            document="d6",
            message="核验单上的印章未能读清",
            suggestion="请人工查看印章",
        ),
    )


def _requirements() -> tuple[Requirement, ...]:
    def need(name: str, role: str, label: str, *documents: str) -> Requirement:
        status = RequirementStatus.MET if documents else RequirementStatus.UNMET
        return Requirement(name=name, role=role, status=status, documents=documents, label=label, subject=SPONSOR)

    return (
        need("verification_sheet", "service", "网站备案信息真实性核验单", "d6"),
        need("sponsor_certificate", "sponsor", "单位主体资质证件（营业执照）", "d1"),
        need("person_in_charge_certificate", "sponsor_person_in_charge", "主体负责人证件（居民身份证）", "d2", "d3"),
        need("pre_approval", "service", "前置审批文件"),
        need("domain_certificate", "service", "域名注册证书", "d5"),
    )


def _checks() -> tuple[Check, ...]:
    name = {"code": CheckCode.NAME_MATCHES_FORM, "field": Field.NAME, "expected": SPONSOR}
    return (
        Check(code=CheckCode.FORM_VALID, status=CheckStatus.PASS),
        Check.model_validate(name | {"document": "d1", "status": CheckStatus.FAIL, "found": MISREAD}),
        Check(
            code=CheckCode.REGISTRANT_IS_SPONSOR,
            status=CheckStatus.PASS,
            document="d5",
            field=Field.REGISTRANT,
            expected=SPONSOR,
            found=SPONSOR,
        ),
        Check(code=CheckCode.STAMP_OF_SPONSOR, status=CheckStatus.UNSURE, document="d6", expected=SPONSOR),
    )

"""Forms and documents for tests: a complete submission, and small ways to change one thing about it.

Nobody here exists: region codes are unassigned, numbers carry valid check digits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from extractors.facts.boxes import Box
from extractors.facts.documents import Document, Quality, Reading, Source, Value
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from extractors.form import FilingForm
from extractors.numbers import credit_code, resident_id
from validators.case import Evidence
from validators.findings import Judgement
from validators.policy import Policy
from validators.policy_files import load_policy
from validators.verdict import judge

SUBMITTED = dt.date(2026, 11, 20)
UNIT = "北京云启数智科技有限公司"
CODE = "91119908MA01ABCD2" + credit_code.calc_check_digit("91119908MA01ABCD2")
ADDRESS = "北京市海淀区云港路1号院2号楼305室"
PERSON = "欧阳明远"
OTHER_PERSON = "司马清扬"
DOMAIN = "yunqi-shuzhi.cn"
REGISTRAR_STAMP = "北京市海淀区市场监督管理局"
REGISTRY_STAMP = "阿里云计算有限公司"
BOX = Box.from_rect(0, 0, 10, 10)


def id_number(birth: str = "19800101", sequence: str = "001") -> str:
    """Return a valid number of nobody (region 119908)."""
    body = f"119908{birth}{sequence}"
    return body + resident_id.calc_check_digit(body)


ID_NUMBER = id_number()
OTHER_ID = id_number("19850505", "003")


def certificate(kind: str, number: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "number": number, **more}


def person(name: str = PERSON, number: str = ID_NUMBER, kind: str = "id_card", **more: Any) -> dict[str, Any]:
    return {"name": name, "certificate": certificate(kind, number, **({"valid_until": "2036-05-01"} | more))}


def website(**changes: Any) -> dict[str, Any]:
    service = {
        "kind": "website",
        "name": "云启数智",
        "domains": [DOMAIN],
        "pre_approval_categories": [],
        "person_in_charge": person(),
        "app": None,
    }
    return service | changes


def unit_form(**changes: Any) -> FilingForm:
    """Return the form of a unit with one website; keyword arguments replace its keys (`sponsor` is merged)."""
    sponsor = {
        "kind": "unit",
        "name": UNIT,
        "certificate": certificate("business_licence", CODE, address=ADDRESS, valid_until="2038-03-14"),
        "person_in_charge": person(),
    }
    form = {
        "submission_id": "S-2026-0001",
        "submitted_on": SUBMITTED.isoformat(),
        "province": "北京",
        "filing_type": "first",
        "sponsor": sponsor | changes.pop("sponsor", {}),
        "services": [website()],
        "materials": [],
    }
    return FilingForm.model_validate(form | changes)


def individual_form(**changes: Any) -> FilingForm:
    """Return the form of an individual with one website."""
    owner = person()
    sponsor = {
        "kind": "individual",
        "name": owner["name"],
        "certificate": owner["certificate"],
        "person_in_charge": None,
    }
    sponsor |= changes.pop("sponsor", {})
    changes.setdefault("services", [website(name="明远的博客", person_in_charge=None)])
    return unit_form(**changes, sponsor=sponsor)


def reading(value: Value, confidence: float = 0.99, **more: Any) -> Reading:
    return Reading(value=value, raw=str(value), confidence=confidence, page=1, box=BOX, **more)


def stamp(
    text: str = UNIT,
    kind: StampKind = StampKind.OFFICIAL,
    colour: StampColour = StampColour.RED,
    confidence: float = 0.97,
    shape: StampShape = StampShape.ROUND,
    owner: StampOwner = StampOwner.OTHER,
) -> Stamp:
    return Stamp(colour=colour, shape=shape, text=text, kind=kind, owner=owner, confidence=confidence, box=BOX)


REGISTRARS = stamp(REGISTRAR_STAMP)
REGISTRYS = stamp(REGISTRY_STAMP)


def document(
    kind: Kind,
    file: str,
    fields: dict[Field, Value | Reading | None] | None = None,
    *,
    stamps: Sequence[Stamp] = (),
    **more: Any,
) -> Document:
    """Return a document; fields given as None are left out, plain values become confident readings."""
    page = more.setdefault("page", 1)
    settings: dict[str, Any] = {
        "id": f"{file}:{page}:{kind}",
        "sha256": f"sha-of-{file}",
        "kind_confidence": 0.99,
        "quality": Quality(sharpness=0.9, is_colour=True),
        "source": Source.OCR,
    }
    readings = {
        name: value if isinstance(value, Reading) else reading(value)
        for name, value in (fields or {}).items()
        if value is not None
    }
    return Document(kind=kind, file=file, fields=readings, stamps=tuple(stamps), **(settings | more))


Fields = dict[Field, Any]


def licence(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.CREDIT_CODE: CODE,
        Field.NAME: UNIT,
        Field.TYPE: "有限责任公司",
        Field.ADDRESS: ADDRESS,
        Field.LEGAL_REPRESENTATIVE: PERSON,
        Field.ESTABLISHED_ON: "2018-03-15",
        Field.VALID_FROM: "2018-03-15",
        Field.VALID_UNTIL: "2038-03-14",
        Field.ISSUED_ON: "2019-06-01",
    }
    more.setdefault("stamps", (REGISTRARS, stamp()))
    return document(Kind.BUSINESS_LICENCE, more.pop("file", "zhizhao.jpg"), values | (fields or {}), **more)


def portrait(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.NAME: PERSON,
        Field.SEX: "男",
        Field.ETHNICITY: "汉",
        Field.BIRTH_DATE: "1980-01-01",
        Field.ADDRESS: "北京市海淀区云港路9号",
        Field.ID_NUMBER: ID_NUMBER,
    }
    return document(Kind.ID_CARD_PORTRAIT, more.pop("file", "shenfenzheng-1.jpg"), values | (fields or {}), **more)


def emblem(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.AUTHORITY: "北京市公安局海淀分局",
        Field.VALID_FROM: "2016-05-01",
        Field.VALID_UNTIL: "2036-05-01",
    }
    return document(Kind.ID_CARD_EMBLEM, more.pop("file", "shenfenzheng-2.jpg"), values | (fields or {}), **more)


def passport(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.NAME_LATIN: "SMITH JOHN",
        Field.NUMBER: "L8989026X",
        Field.NATIONALITY: "GBR",
        Field.BIRTH_DATE: "1974-08-12",
        Field.VALID_UNTIL: "2031-04-15",
    }
    return document(Kind.PASSPORT, more.pop("file", "huzhao.jpg"), values | (fields or {}), **more)


def domain_certificate(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.DOMAIN: DOMAIN,
        Field.REGISTRANT: UNIT,
        Field.REGISTERED_ON: "2018-05-01",
        Field.EXPIRES_ON: "2028-05-01",
        Field.REGISTRAR: REGISTRY_STAMP,
    }
    more.setdefault("stamps", (REGISTRYS, stamp()))
    return document(Kind.DOMAIN_CERTIFICATE, more.pop("file", "yuming.pdf"), values | (fields or {}), **more)


def sheet(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.SPONSOR_NAME: UNIT,
        Field.DOMAINS: (DOMAIN,),
        Field.SERVICE_NAME: "云启数智",
        Field.PERSON_IN_CHARGE: PERSON,
        Field.SIGNATURE_PRESENT: True,
    }
    more.setdefault("stamps", (stamp(),))
    return document(Kind.VERIFICATION_SHEET, more.pop("file", "heyandan.jpg"), values | (fields or {}), **more)


def photo(fields: Fields | None = None, **more: Any) -> Document:
    file = more.pop("file", "zhaopian.jpg")
    return document(Kind.PORTRAIT_PHOTO, file, {Field.FACE_COUNT: 1} | (fields or {}), **more)


def approval(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.HOLDER: UNIT,
        Field.NUMBER: "京网文〔2024〕0001-001号",
        Field.AUTHORITY: "北京市文化和旅游局",
        Field.CATEGORY: "culture",
        Field.VALID_UNTIL: "2028-01-01",
    }
    more.setdefault("stamps", (stamp("北京市文化和旅游局"), stamp()))
    return document(Kind.PRE_APPROVAL, more.pop("file", "xuke.jpg"), values | (fields or {}), **more)


def letter(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {
        Field.SPONSOR_NAME: UNIT,
        Field.PERSON_IN_CHARGE: OTHER_PERSON,
        Field.ISSUED_ON: "2026-11-10",
        Field.SIGNATURE_PRESENT: True,
    }
    more.setdefault("stamps", (stamp(),))
    return document(Kind.AUTHORIZATION_LETTER, more.pop("file", "shouquan.jpg"), values | (fields or {}), **more)


def commitment(fields: Fields | None = None, **more: Any) -> Document:
    values: Fields = {Field.SPONSOR_NAME: UNIT, Field.SIGNATURE_PRESENT: True, Field.ISSUED_ON: "2026-11-10"}
    more.setdefault("stamps", (stamp(),))
    return document(Kind.COMMITMENT_LETTER, more.pop("file", "chengnuo.jpg"), values | (fields or {}), **more)


def other(**more: Any) -> Document:
    return document(Kind.OTHER, more.pop("file", "qita.jpg"), **more)


UNIT_SET: dict[str, Callable[..., Document]] = {
    "licence": licence,
    "portrait": portrait,
    "emblem": emblem,
    "domain": domain_certificate,
    "sheet": sheet,
    "photo": photo,
}


def unit_documents(**changes: Document | Sequence[Document] | None) -> tuple[Document, ...]:
    """Return all documents of a complete unit; a keyword replaces one (None: leaves it out) or adds `more`."""
    documents: list[Document] = []
    for name, build in UNIT_SET.items():
        replacement = changes.get(name, build())
        if isinstance(replacement, Document):
            documents.append(replacement)
    more = changes.get("more", ())
    assert not isinstance(more, Document)
    return (*documents, *(more or ()))


def individual_documents(**changes: Document | Sequence[Document] | None) -> tuple[Document, ...]:
    """Return all documents of a complete individual: no licence, no stamps."""
    changes.setdefault("licence", None)
    changes.setdefault("domain", domain_certificate({Field.REGISTRANT: PERSON}, stamps=(REGISTRYS,)))
    changes.setdefault("sheet", sheet({Field.SPONSOR_NAME: PERSON, Field.SERVICE_NAME: "明远的博客"}, stamps=()))
    return unit_documents(**changes)


def evidence(form: FilingForm | None = None, documents: Sequence[Document] | None = None, **more: Any) -> Evidence:
    """Return evidence; by default a unit's, complete."""
    found = tuple(unit_documents() if documents is None else documents)
    more.setdefault("files", tuple(dict.fromkeys(d.file for d in found)))
    return Evidence(form=form or unit_form(), documents=found, **more)


STANDARD = load_policy("standard")


def policy_with(**values: Any) -> Policy:
    """Return the standard policy with entries replaced: `sheet__date="blank"`."""
    data = STANDARD.model_dump(by_alias=True)
    for path, value in values.items():
        *tables, key = path.split("__")
        table = data
        for name in tables:
            table = table[name]
        table[key]["value"] = value
    return Policy.model_validate(data)


def judged(
    form: FilingForm | None = None,
    documents: Sequence[Document] | None = None,
    policy: Policy = STANDARD,
    today: dt.date | None = None,
    **more: Any,
) -> Judgement:
    return judge(evidence(form, documents, **more), policy, today)


def codes(judgement: Judgement) -> list[tuple[str, str]]:
    """Return the reasons as (code, severity)."""
    return [(reason.code.value, reason.severity.value) for reason in judgement.reasons]

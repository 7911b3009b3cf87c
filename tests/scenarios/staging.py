"""The submission that every drawn scenario changes in one respect, and the writing of it.

Each page is drawn with a chance of its own, so that what a scenario does not touch is the same to the byte in all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from samples import domain_certificates, id_cards, licences, verification_sheets
from samples.drafting import make_draft
from samples.drafts import CardPlan, Draft, Json
from samples.identities import DomainRecord, make_credit_code, make_id_number
from samples.submissions import write_submission

Change = Callable[[Draft], None]

SUBMITTED = date(2026, 11, 20)
UNIT = "北京云启数智科技有限公司"
PERSON, OTHER = "欧阳明远", "司马清扬"
DOMAIN = "yunqi-shuzhi.cn"
REGION = "119908"  # assigned to nobody
_KINDS = (
    "verification_sheet",
    "business_licence",
    "public_institution_certificate",
    "foundation_certificate",
    "law_firm_licence",
    "representative_office_certificate",
    "id_card_portrait",
    "id_card_emblem",
    "passport",
    "hk_macao_travel_permit",
    "taiwan_travel_permit",
    "hkmt_residence_permit",
    "portrait_photo",
    "domain_certificate",
    "pre_approval",
    "authorization_letter",
    "commitment_letter",
)


def unit_draft() -> Draft:
    """A company with one website: seven materials, everything in order."""
    draft = make_draft(
        Random("scenarios"), "S-SCENARIO", level="clean", sponsor="unit", forms=("company",), travellers=False
    )
    _settle(draft)
    rng = Random("unit")
    unit = replace(
        draft.required_unit,
        name=UNIT,
        number=make_credit_code(rng, "91", REGION, date(2018, 3, 15)),
        type_text="有限责任公司(自然人投资或控股)",
        address="北京市海淀区云港路1号院2号楼305室",
        representative=PERSON,
        capital="伍佰万元整",
        established=date(2018, 3, 15),
        issued=date(2021, 6, 1),
        valid_until=date(2038, 3, 14),
        term_printed=True,
        scope="一般项目：技术开发、技术咨询、技术服务；软件开发；信息系统集成服务。",
        registrar="北京市海淀区市场监督管理局",
        registrar_centre="",
        place=replace(draft.required_unit.place, province="北京", province_full="北京市", city="北京市"),
        seal_code="1101080012345",
        old_number=False,
    )
    draft.unit = draft.certificate_unit = unit
    draft.domain_options(seals=(draft.seal,))
    draft.certificate = licences.Options(layout="landscape", width=2000, seals=(draft.seal,))
    _name_everything(draft, unit.name)
    return draft


def individual_draft() -> Draft:
    """A person with one website: no licence, no stamps."""
    draft = make_draft(Random("scenarios"), "S-SCENARIO", level="clean", sponsor="individual", travellers=False)
    _settle(draft)
    draft.use_person(place=replace(draft.person.place, province="北京"))
    draft.service_name = "山间小屋"
    draft.domain_options(seals=())
    _name_everything(draft, PERSON)
    return draft


def staged(change: Change, folder: Path, *, sponsor: str = "unit", name: str = "S") -> Path:
    """Write the submission with one change; return its folder."""
    draft = unit_draft() if sponsor == "unit" else individual_draft()
    draft.submission_id = name
    change(draft)
    return write_submission(draft, (), folder)


def edit(change: Callable[[Json], None]) -> Change:
    """A change to the form alone."""
    return lambda draft: draft.form_edits.append(change)


def merged(changes: dict[str, Any]) -> Callable[[Json], None]:
    """A change that lays values over the form's tables."""

    def lay(table: Json, values: dict[str, Any]) -> None:
        for key, value in values.items():
            if isinstance(value, dict) and isinstance(table.get(key), dict):
                lay(table[key], value)
            else:
                table[key] = value

    return lambda form: lay(form, changes)


def _settle(draft: Draft) -> None:
    """Take the variety out of a draft: one person, one domain, one file a document."""
    draft.page_seed, draft.today, draft.level = "scenarios", SUBMITTED, "clean"
    draft.formats = dict.fromkeys(_KINDS, "jpg")
    draft.bundle, draft.materials, draft.commitment = False, "none", False
    draft.letter, draft.app, draft.service_kind = None, None, "website"
    draft.categories, draft.permits, draft.service_name = [], [], "云启数智"
    draft.accepted_verdicts = []
    birth = date(1980, 1, 1)
    draft.person = draft.service_person = replace(
        draft.person,
        name=PERSON,
        sex="男",
        ethnicity="汉",
        birth=birth,
        address="北京市海淀区云港路9号院3号楼2单元501室",
        id_number=make_id_number(Random("person"), REGION, birth, male=True),
        authority="北京市公安局海淀分局",
        card_from=date(2016, 5, 1),
        card_until=date(2036, 5, 1),
    )
    draft.cards = [CardPlan(draft.person, id_cards.Options(width=1400), together=False)]
    record = DomainRecord(
        DOMAIN,
        UNIT,
        "Yunqi Shuzhi Co., Ltd.",
        date(2018, 5, 1),
        date(2028, 5, 1),
        "阿里云计算有限公司",
        "Alibaba Cloud",
    )
    draft.domains = [record]
    draft.domain_pages = [(record, domain_certificates.Options(layout="listed", printed_on=date(2026, 11, 1)))]
    draft.form_edits = [lambda form: form.update(filing_type="first")]


def _name_everything(draft: Draft, name: str) -> None:
    """Write the sponsor's name on sheet and domain certificate."""
    record = replace(draft.domains[0], registrant=name)
    draft.domains, draft.domain_pages = [record], [(record, draft.domain_pages[0][1])]
    draft.sheet = verification_sheets.Options(
        sponsor_name=name,
        domains=(DOMAIN,),
        service_name=draft.service_name,
        person=PERSON,
        unit=draft.unit is not None,
        layout="short_table",
        seals=(draft.seal,) if draft.unit is not None else (),
        dpi=170,
    )

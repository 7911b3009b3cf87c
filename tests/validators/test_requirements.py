"""What a form calls for, and which document serves it."""

from __future__ import annotations

import pytest

from extractors.facts.documents import Document
from extractors.facts.kinds import Field, Kind
from extractors.form import FilingForm, FilingType
from tests.validators import builders as b
from tests.validators.builders import STANDARD
from validators.assignment import Filled, assign
from validators.findings import RequirementStatus
from validators.policy import Policy
from validators.requirements import needs_of

SHEET, SPONSOR, PERSON = "verification_sheet", "sponsor_certificate", "person_in_charge_certificate"
PHOTO, APPROVAL, DOMAIN = "portrait_photo", "pre_approval", "domain_certificate"
TWO_SITES = b.unit_form(services=[b.website(), b.website(name="云启商城", domains=["yunqi.com", "www.yunqi.com"])])
TWO_PEOPLE = b.unit_form(services=[b.website(person_in_charge=b.person(b.OTHER_PERSON, b.OTHER_ID))])
APP = b.website(kind="app", name="云启APP", app={"platforms": []})


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (b.unit_form(), [SHEET, SPONSOR, PERSON, PERSON, PHOTO, DOMAIN]),
        (b.individual_form(), [SHEET, SPONSOR, PHOTO, DOMAIN]),
        (TWO_SITES, [SHEET, SHEET, SPONSOR, PERSON, PERSON, PHOTO, DOMAIN, DOMAIN]),
        (TWO_PEOPLE, [SHEET, SPONSOR, PERSON, PERSON, PHOTO, DOMAIN]),
        # An app and a website of one sponsor may share a domain.
        (b.unit_form(services=[b.website(), APP]), [SHEET, SHEET, SPONSOR, PERSON, PERSON, PHOTO, DOMAIN]),
        (b.unit_form(services=[APP | {"domains": []}]), [SHEET, SPONSOR, PERSON, PERSON, PHOTO]),
        (
            b.unit_form(services=[b.website(pre_approval_categories=["news", "culture"])]),
            [SHEET, SPONSOR, PERSON, PERSON, PHOTO, APPROVAL, APPROVAL, DOMAIN],
        ),
        (b.unit_form(services=[b.website(kind="mini_program")]), []),
    ],
)
def test_checklist(form: FilingForm, expected: list[str]) -> None:
    assert [need.name.value for need in needs_of(form, STANDARD) if need.applies] == expected


COMMITMENT = "commitment_letter"


def states(form: FilingForm, policy: Policy = STANDARD, documents: tuple[Document, ...] = ()) -> dict[str, str]:
    """Return the state of every requirement in the report, by name."""
    judgement = b.judged(form, documents or b.unit_documents(), policy)
    return {requirement.name: requirement.status.value for requirement in judgement.requirements}


@pytest.mark.parametrize("filing_type", FilingType)
def test_every_requirement_is_shown_for_every_kind_of_filing(filing_type: FilingType) -> None:
    met = {SHEET, SPONSOR, PERSON, PHOTO, DOMAIN}
    assert states(b.unit_form(filing_type=filing_type.value)) == (
        dict.fromkeys(met, "met") | {APPROVAL: "not_applicable", COMMITMENT: "not_applicable"}
    )


def test_a_policy_asks_for_some_materials_at_some_filings_only() -> None:
    policy = b.policy_with(
        required__portrait_photo=["first"], required__verification_sheet=[], required__commitment_letter=["change"]
    )
    changed = states(b.unit_form(filing_type="change"), policy)
    assert (changed[PHOTO], changed[SHEET], changed[COMMITMENT]) == ("not_applicable", "not_applicable", "unmet")
    assert states(b.unit_form(), policy)[PHOTO] == "met"


def test_a_requirement_names_what_meets_it() -> None:
    judgement = b.judged()
    ids = {document.kind: document.id for document in judgement.documents}
    by_role = {(r.name, r.role): r.documents for r in judgement.requirements if r.documents}
    card = (ids[Kind.ID_CARD_PORTRAIT], ids[Kind.ID_CARD_EMBLEM])
    assert by_role[PERSON, "sponsor_person_in_charge"] == by_role[PERSON, "service_person_in_charge"] == card
    assert by_role[SPONSOR, "sponsor"] == (ids[Kind.BUSINESS_LICENCE],)
    assert by_role[DOMAIN, "service"] == (ids[Kind.DOMAIN_CERTIFICATE],)


@pytest.mark.parametrize("before", [False, True])
def test_an_app_once_filed_as_a_website_is_filed_anew(before: bool) -> None:
    app = APP | {"app": {"platforms": [], "online": True, "previously_filed_as_website": before}}
    assert [need.name for need in needs_of(b.unit_form(services=[app]), STANDARD)] == [
        need.name for need in needs_of(b.unit_form(services=[APP]), STANDARD)
    ]


def test_an_app_that_stays_offline_asks_for_nothing() -> None:
    offline = APP | {"app": {"platforms": [], "online": False}}
    assert needs_of(b.unit_form(services=[offline]), STANDARD) == ()
    both = needs_of(b.unit_form(services=[b.website(), offline]), STANDARD)
    assert [need.subject for need in both if need.name.value == SHEET] == ["云启数智"]


def filled(form: FilingForm, documents: tuple[Document, ...]) -> list[Filled]:
    return list(assign(needs_of(form, STANDARD), documents, form, STANDARD))


def files(entries: list[Filled], name: str) -> list[tuple[str, ...]]:
    return [tuple(d.file for d in entry.found) for entry in entries if entry.need.name.value == name]


def test_documents_go_by_content_and_not_by_order() -> None:
    first, second = b.domain_certificate({Field.DOMAIN: "yunqi.com"}, file="1.pdf"), b.domain_certificate(file="2.pdf")
    entries = filled(TWO_SITES, b.unit_documents(domain=first, more=(second,)))
    assert files(entries, DOMAIN) == [("2.pdf",), ("1.pdf",)]


def test_cards_go_to_their_holders() -> None:
    other = {Field.NAME: b.OTHER_PERSON, Field.ID_NUMBER: b.OTHER_ID}
    documents = (
        b.portrait(other, file="a.jpg"),
        b.emblem({Field.AUTHORITY: None}, file="a.jpg", id="a2"),
        b.portrait(file="b.jpg"),
        b.emblem({Field.AUTHORITY: None}, file="b.jpg", id="b2"),
    )
    entries = filled(TWO_PEOPLE, b.unit_documents(portrait=None, emblem=None, more=documents))
    assert files(entries, PERSON) == [("b.jpg", "b.jpg"), ("a.jpg", "a.jpg")]


def test_sheets_go_to_their_services_and_one_may_serve_two() -> None:
    apart = (b.sheet({Field.DOMAINS: ("yunqi.com",)}, file="1.jpg"), b.sheet(file="2.jpg"))
    assert files(filled(TWO_SITES, apart), SHEET) == [("2.jpg",), ("1.jpg",)]
    both = (b.sheet({Field.DOMAINS: ("yunqi.com", b.DOMAIN)}, file="1.jpg"),)
    assert files(filled(TWO_SITES, both), SHEET) == [("1.jpg",), ("1.jpg",)]


def test_no_emblem_side_is_a_further_copy_while_a_holder_has_none() -> None:
    """Both emblem sides fit both people; each gets one."""
    other = {Field.NAME: b.OTHER_PERSON, Field.ID_NUMBER: b.OTHER_ID}
    documents = (b.portrait(other, file="a.jpg"), b.emblem(file="c.jpg"))
    entries = filled(TWO_PEOPLE, b.unit_documents(more=documents))
    assert [len(found) for found in files(entries, PERSON)] == [2, 2]


def test_one_domain_certificate_never_serves_two_domains() -> None:
    entries = filled(TWO_SITES, b.unit_documents())
    assert files(entries, DOMAIN) == [("yuming.pdf",), ()]


@pytest.mark.parametrize(
    ("documents", "name", "status"),
    [
        (b.unit_documents(), SPONSOR, RequirementStatus.MET),
        (b.unit_documents(), APPROVAL, RequirementStatus.NOT_APPLICABLE),
        (b.unit_documents(licence=None), SPONSOR, RequirementStatus.UNMET),
        (b.unit_documents(licence=None, more=(b.other(),)), SPONSOR, RequirementStatus.UNSURE),
        (b.unit_documents(licence=None, photo=None, more=(b.other(),)), SPONSOR, RequirementStatus.UNMET),
        (
            b.unit_documents(
                licence=b.licence({Field.NAME: "上海诚信有限公司", Field.CREDIT_CODE: "91350100M000100Y43"})
            ),
            SPONSOR,
            RequirementStatus.UNMET,
        ),
        (b.unit_documents(licence=b.licence({Field.NAME: "北京云起有限公司"})), SPONSOR, RequirementStatus.MET),
        (
            b.unit_documents(licence=b.licence({Field.NAME: None, Field.CREDIT_CODE: None})),
            SPONSOR,
            RequirementStatus.UNSURE,
        ),
        (b.unit_documents(domain=b.domain_certificate({Field.DOMAIN: "yunqi.com"})), DOMAIN, RequirementStatus.UNMET),
        (b.unit_documents(domain=b.domain_certificate({Field.DOMAIN: None})), DOMAIN, RequirementStatus.UNSURE),
        (b.unit_documents(emblem=None), PERSON, RequirementStatus.UNMET),
    ],
)
def test_status(documents: tuple[Document, ...], name: str, status: RequirementStatus) -> None:
    entry = next(e for e in filled(b.unit_form(), documents) if e.need.name.value == name)
    assert entry.status is status


def test_a_doubtful_document_serves_nothing() -> None:
    entries = filled(b.unit_form(), b.unit_documents(licence=b.licence(kind_confidence=0.6)))
    assert files(entries, SPONSOR) == [()]


def test_any_certificate_of_a_unit_is_compared() -> None:
    licence = b.document(Kind.PUBLIC_INSTITUTION_CERTIFICATE, "z.jpg", {Field.NAME: b.UNIT})
    assert files(filled(b.unit_form(), b.unit_documents(licence=licence)), SPONSOR) == [("z.jpg",)]

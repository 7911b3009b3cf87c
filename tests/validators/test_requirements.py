"""What a form calls for, and which document serves it."""

from __future__ import annotations

import pytest

from extractors.facts import Document, Field, Kind
from extractors.form import FilingForm
from tests.validators import builders as b
from tests.validators.builders import STANDARD
from validators.assignment import Filled, assign
from validators.findings import RequirementStatus
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

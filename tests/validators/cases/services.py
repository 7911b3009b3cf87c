"""Cases of the rules about services: domains, verification sheets, approvals; and of documents against each other."""

from __future__ import annotations

from typing import Any

from extractors.facts.kinds import Field
from extractors.facts.stamps import StampOwner
from samples import vocabulary
from tests.validators import builders as b
from tests.validators.cases.row import Given, Row, individual, row

_NOT_READ = "field.unread review"
_AGENCY = "上海诚信企业代理有限公司"


def _domain(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {"documents": b.unit_documents(domain=b.domain_certificate(fields, **more))}


def _sheet(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {"documents": b.unit_documents(sheet=b.sheet(fields, **more))}


def _approval(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {
        "form": b.unit_form(services=[b.website(pre_approval_categories=["culture"])]),
        "documents": b.unit_documents(more=(b.approval(fields, **more),)),
    }


def _copy(fields: dict[Field, Any]) -> Given:
    return {"documents": b.unit_documents(more=(b.licence(fields, file="fuben.jpg"),))}


def _named(unit: str, scope: str | None = None, **service: Any) -> Given:
    return {
        "form": b.unit_form(sponsor={"name": unit}, services=[b.website(**service)]),
        "documents": b.unit_documents(licence=b.licence({Field.SCOPE: scope})),
    }


_DATED = _sheet({Field.VERIFIED_ON: "2026-11-18"})
# Fine samples name these; they must stay fine.
_DRAWN = [latin for _, latin in vocabulary.DOMAIN_REGISTRARS]
_TWO_SITES = b.unit_form(services=[b.website(), b.website(name="云启商城", domains=["yunqi.com"])])

CASES: dict[str, tuple[Row, ...]] = {
    "domain_certificate": (
        row("all the same"),
        row("a sub-domain on the form", form=b.unit_form(services=[b.website(domains=[f"shop.{b.DOMAIN}"])])),
        row("another domain", "domain.mismatch fail", **_domain({Field.DOMAIN: "yunqi-shuzhi.com"})),
        row("O for 0", "domain.mismatch review", **_domain({Field.DOMAIN: b.DOMAIN.replace("i", "l")})),
        row("domain not read", _NOT_READ, **_domain({Field.DOMAIN: None})),
        row("held by another company", "registrant.mismatch fail", **_domain({Field.REGISTRANT: _AGENCY})),
        row("held by the person in charge", "registrant.mismatch review", **_domain({Field.REGISTRANT: b.PERSON})),
        row(
            "the same, accepted",
            **_domain({Field.REGISTRANT: b.PERSON}),
            policy=b.policy_with(domain__held_by_person_in_charge="accept"),
        ),
        row(
            "the same, refused",
            "registrant.mismatch fail",
            **_domain({Field.REGISTRANT: b.PERSON}),
            policy=b.policy_with(domain__held_by_person_in_charge="fail"),
        ),
        row("held by an individual", **individual()),
        row(
            "an individual's, held by another",
            "registrant.mismatch fail",
            **individual(domain=b.domain_certificate({Field.REGISTRANT: b.OTHER_PERSON}, stamps=())),
        ),
        row(
            "holder in Latin letters only",
            "registrant.mismatch review",
            **_domain({Field.REGISTRANT: None, Field.REGISTRANT_LATIN: "Beijing Yunqi"}),
        ),
        row("holder not read", _NOT_READ, **_domain({Field.REGISTRANT: None})),
    ),
    "domain_registrar": (
        row("a registrar in the country"),
        row("a foreign registrar", "domain.registrar_foreign fail", **_domain({Field.REGISTRAR: "NameCheap, Inc."})),
        row("one in the country by its English name", **_domain({Field.REGISTRAR: "Xin Net Technology Corporation"})),
        row("the same, in other letters", **_domain({Field.REGISTRAR: "ALIBABA CLOUD COMPUTING LTD. D/B/A HICHINA"})),
        row(
            "an English name that nobody knows",
            "domain.registrar_unknown review",
            **_domain({Field.REGISTRAR: "Hostinger, UAB"}),
        ),
        row(
            "one that only speaks of a known one",
            "domain.registrar_unknown review",
            **_domain({Field.REGISTRAR: "Example LLC, reseller of DNSPod, Inc."}),
        ),
        row(
            "the foreign branch of a known one",
            "domain.registrar_foreign fail",
            **_domain({Field.REGISTRAR: "ALIBABA.COM SINGAPORE E-COMMERCE PRIVATE LIMITED"}),
        ),
        row(
            "a Japanese name",
            "domain.registrar_unknown review",
            **_domain({Field.REGISTRAR: "GMOインターネット株式会社"}),
        ),
        *(row(f"one the samples draw: {name}", **_domain({Field.REGISTRAR: name})) for name in _DRAWN),
        row("a foreign registrar, hardly read", _NOT_READ, **_domain({Field.REGISTRAR: b.reading("GoDaddy", 0.5)})),
        row("registrar not read", _NOT_READ, **_domain({Field.REGISTRAR: None}, stamps=(b.stamp(),))),
        row(
            "a registrar that looks like none of the foreign ones, hardly read",
            _NOT_READ,
            **_domain({Field.REGISTRAR: b.reading("G0Dacldy", 0.5)}, stamps=(b.stamp(),)),
        ),
        row(
            "registrar not read, and the stamp of a foreign one",
            "domain.registrar_foreign fail",
            **_domain({Field.REGISTRAR: None}, stamps=(b.stamp("GoDaddy", owner=StampOwner.REGISTRY), b.stamp())),
        ),
        row(
            "registrar not read, but its stamp",
            **_domain(
                {Field.REGISTRAR: None}, stamps=(b.stamp(b.REGISTRY_STAMP, owner=StampOwner.REGISTRY), b.stamp())
            ),
        ),
    ),
    "domain_term": (
        row("runs on"),
        row("expired", "domain.expired fail", **_domain({Field.EXPIRES_ON: "2026-11-19"})),
        row("expiring", "domain.expiring fail", **_domain({Field.EXPIRES_ON: "2027-02-19"})),
        row("three months", **_domain({Field.EXPIRES_ON: "2027-02-20"})),
        row(
            "expiring, doubtful", "domain.expiring review", **_domain({Field.EXPIRES_ON: b.reading("2027-02-19", 0.8)})
        ),
        row("not read", _NOT_READ, **_domain({Field.EXPIRES_ON: None})),
    ),
    "sheet_matches_form": (
        row("all the same"),
        row("another sponsor", "name.mismatch fail", **_sheet({Field.SPONSOR_NAME: _AGENCY})),
        row("another service", "name.mismatch fail", **_sheet({Field.SERVICE_NAME: "云启商城"})),
        row("no service named", **_sheet({Field.SERVICE_NAME: None})),
        row("another person", "person.mismatch fail", **_sheet({Field.PERSON_IN_CHARGE: b.OTHER_PERSON})),
        row("no row for the person", **_sheet({Field.PERSON_IN_CHARGE: None})),
        row("person not legible", _NOT_READ, **_sheet(unread=(Field.PERSON_IN_CHARGE,))),
        row(
            "another domain",
            "domain.mismatch fail",
            "domain.mismatch review",
            **_sheet({Field.DOMAINS: ("yunqi.com",)}),
        ),
        row("a further domain", "domain.mismatch review", **_sheet({Field.DOMAINS: (b.DOMAIN, "yunqi.com")})),
        row("domains not read", _NOT_READ, **_sheet({Field.DOMAINS: None})),
        row(
            "another domain, doubtful",
            "domain.mismatch review",
            "domain.mismatch review",
            **_sheet({Field.DOMAINS: b.reading(("yunqi.com",), 0.8)}),
        ),
        row(
            "one sheet for two sites",
            form=_TWO_SITES,
            **_sheet({Field.DOMAINS: (b.DOMAIN, "yunqi.com"), Field.SERVICE_NAME: None}),
        ),
    ),
    "sheet_signed": (
        row("signed"),
        row("unsigned", "sheet.unsigned fail", **_sheet({Field.SIGNATURE_PRESENT: False})),
        row("unsigned, doubtful", _NOT_READ, **_sheet({Field.SIGNATURE_PRESENT: b.reading(False, 0.8)})),
        row("not looked at", _NOT_READ, **_sheet({Field.SIGNATURE_PRESENT: None})),
    ),
    "sheet_dated": (
        row("undated"),
        row("dated", **_DATED),
        row("dated, wanted blank", "sheet.dated review", **_DATED, policy=b.policy_with(sheet__date="blank")),
        row(
            "dated, refused",
            "sheet.dated fail",
            **_DATED,
            policy=b.policy_with(sheet__date="blank", sheet__unwanted_date="fail"),
        ),
        row("undated, wanted blank", policy=b.policy_with(sheet__date="blank")),
        row("undated, wanted dated", "sheet.undated fail", policy=b.policy_with(sheet__date="required")),
        row("dated, wanted dated", **_DATED, policy=b.policy_with(sheet__date="required")),
        row("not legible", _NOT_READ, **_sheet(unread=(Field.VERIFIED_ON,)), policy=b.policy_with(sheet__date="blank")),
    ),
    "pre_approvals": (
        row("none needed"),
        row("in order", **_approval()),
        row("by its title", **_approval({Field.CATEGORY: None}, title="网络文化经营许可证")),
        row("another category", "pre_approval.missing fail", **_approval({Field.CATEGORY: "news"})),
        row(
            "another category, doubtful",
            "pre_approval.missing review",
            **_approval({Field.CATEGORY: b.reading("news", 0.8)}),
        ),
        row("category not read", _NOT_READ, **_approval({Field.CATEGORY: None})),
        row("the right category, hardly read", _NOT_READ, **_approval({Field.CATEGORY: b.reading("culture", 0.5)})),
        row("another holder", "name.mismatch fail", **_approval({Field.HOLDER: _AGENCY})),
        row("holder not read", _NOT_READ, **_approval({Field.HOLDER: None})),
        row("expired", "certificate.expired fail", **_approval({Field.VALID_UNTIL: "2026-01-01"})),
        row("term not read", _NOT_READ, **_approval({Field.VALID_UNTIL: None})),
    ),
    "pre_approval_declared": (
        row("no hint"),
        row("in the sponsor's name", "pre_approval.missing review", **_named("北京云启培训有限公司")),
        row("in the service's name", "pre_approval.missing review", **_named(b.UNIT, name="云启新闻网")),
        row("in the scope", "pre_approval.missing review", **_named(b.UNIT, "职业技能培训")),
        row("what needs no licence", **_named(b.UNIT, "业务培训（不含教育培训、职业技能培训等需取得许可的培训）")),
        row("declared", **_named("北京云启培训有限公司", pre_approval_categories=["education"])),
    ),
    "documents_agree": (
        row("one of each"),
        row("two that agree", **_copy({})),
        row("another address", "address.mismatch review", **_copy({Field.ADDRESS: "上海市浦东新区周浦镇88号"})),
        row("another term", "validity.mismatch review", **_copy({Field.VALID_UNTIL: "2048-03-14"})),
        row(
            "another legal representative", "person.mismatch review", **_copy({Field.LEGAL_REPRESENTATIVE: "令狐冲平"})
        ),
        row("another name", "name.mismatch review", **_copy({Field.NAME: _AGENCY})),
        row("hardly read", **_copy({Field.ADDRESS: b.reading("上海市", 0.5)})),
    ),
}

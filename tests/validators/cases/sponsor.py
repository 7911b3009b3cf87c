"""Cases of the rules about the sponsor: its certificate, its home, its legal representative."""

from __future__ import annotations

import datetime as dt
from typing import Any

from extractors.facts.documents import QrCode
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import StampKind
from extractors.numbers import credit_code
from tests.validators import builders as b
from tests.validators.cases.row import Given, Row, individual, row
from validators.policy_files import load_policy

_INSTITUTION = "12119908MA01ABCD2" + credit_code.calc_check_digit("12119908MA01ABCD2")
_LAWYERS = "31119908MA01ABCD2" + credit_code.calc_check_digit("31119908MA01ABCD2")
_UNION = "81119908MA01ABCD2" + credit_code.calc_check_digit("81119908MA01ABCD2")
_OTHER_CODE = "91350100M000100Y43"
_NOT_READ = "field.unread review"
_NO_TERM = {Field.VALID_UNTIL: None, Field.VALID_FROM: None}


def _licence(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {"documents": b.unit_documents(licence=b.licence(fields, **more))}


def _stated(**changes: Any) -> Given:
    stated = {"type": "business_licence", "number": b.CODE, "address": b.ADDRESS, "valid_until": "2038-03-14"}
    return {"form": b.unit_form(sponsor={"certificate": stated | changes})}


def _holding(kind: Kind, number: str, fields: dict[Field, Any] | None = None, **stated: Any) -> Given:
    """A unit with another certificate than a licence."""
    said = b.licence({Field.CREDIT_CODE: number} | (fields or {})).model_copy(update={"kind": kind})
    return _stated(type=kind.value, number=number, **stated) | {"documents": b.unit_documents(licence=said)}


def _until(day: str, **more: Any) -> Given:
    return _stated(valid_until=day) | _licence({Field.VALID_UNTIL: day}) | more


def _in_charge(*letters: Any, **policy: Any) -> Given:
    person = b.person(b.OTHER_PERSON, b.OTHER_ID)
    given: Given = {
        "form": b.unit_form(sponsor={"person_in_charge": person}),
        "documents": b.unit_documents(more=letters),
    }
    return given | ({"policy": b.policy_with(**policy)} if policy else {})


def _coded(*texts: str, **fields: Any) -> Given:
    codes = tuple(QrCode(text=text, box=b.BOX) for text in texts)
    return _licence({Field(name): value for name, value in fields.items()}, qr_codes=codes)


_GSXT = "http://www.gsxt.gov.cn/index.html?uniscid="
_COMMITTED = b.policy_with(required__commitment_letter=["first"])


def _committed(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {"documents": b.unit_documents(more=(b.commitment(fields, **more),)), "policy": _COMMITTED}


_UNREAD_LETTER = b.document(Kind.AUTHORIZATION_LETTER, "l.jpg")

CASES: dict[str, tuple[Row, ...]] = {
    "qr_code": (
        row("no code"),
        row("the printed credit code", **_coded(_GSXT + b.CODE)),
        row("an opaque key", **_coded("https://www.sgs.example.cn/query.do?uuid=9DfasM8Qpxk7vN0pDiadb7cboGfdlFM3")),
        row("another credit code", "number.mismatch review", **_coded(_GSXT + _OTHER_CODE)),
        row("a second code of another", "number.mismatch review", **_coded(_GSXT + b.CODE, _GSXT + _OTHER_CODE)),
        row("another's in both", "number.mismatch review", **_coded(_GSXT + _OTHER_CODE, _GSXT + _OTHER_CODE)),
        row("no credit code read", **_coded(_GSXT + _OTHER_CODE, credit_code=None)),
        row("a doubtful one", **_coded(_GSXT + _OTHER_CODE, credit_code=b.reading(b.CODE, 0.5))),
        row("the printed name", **_coded("企业名称：" + b.UNIT.replace("(", "（"))),
        row("another name", "name.mismatch review", **_coded("企业名称：上海诚信企业代理有限公司；登记机关：某局")),
        row(
            "another domain",
            "domain.mismatch review",
            documents=b.unit_documents(
                domain=b.domain_certificate(
                    qr_codes=(QrCode(text="https://whois.example.cn/cert?domain=yunqi-shuzi.cn", box=b.BOX),)
                )
            ),
        ),
    ),
    "certificate_type_stated": (
        row("a company with a licence"),
        row("a person with a passport", form=b.unit_form(sponsor={"person_in_charge": b.person(kind="passport")})),
        row("a unit with an ID card", "certificate.type_unsuitable fail", **_stated(type="id_card")),
        row(
            "an individual with a licence",
            *["certificate.type_unsuitable fail"] * 2,
            **individual({"sponsor": {"certificate": b.certificate("business_licence", b.CODE)}}),
        ),
        row(
            "a person with a passport, where a mainland resident is wanted",
            "certificate.type_unsuitable review",
            form=b.unit_form(sponsor={"person_in_charge": b.person(kind="passport")}),
            policy=load_policy("hebei"),
        ),
        row("everybody with an ID card, where a mainland resident is wanted", policy=load_policy("hebei")),
        row(
            "a person with a licence",
            "certificate.type_unsuitable fail",
            form=b.unit_form(sponsor={"person_in_charge": b.person(kind="business_licence")}),
        ),
    ),
    "commitment_letter": (
        row("none asked for", documents=b.unit_documents(more=(b.commitment({Field.SIGNATURE_PRESENT: False}),))),
        row("asked for, and in order", **_committed()),
        row("not signed", "commitment.unsigned fail", **_committed({Field.SIGNATURE_PRESENT: False})),
        row(
            "a name stamp for a signature",
            "commitment.unsigned review",
            **_committed(
                {Field.SIGNATURE_PRESENT: False}, stamps=(b.stamp(), b.stamp("欧阳明远印", StampKind.PERSONAL))
            ),
        ),
        row("of four months ago", "commitment.outdated fail", **_committed({Field.ISSUED_ON: "2026-07-20"})),
        row("of the day after", "commitment.outdated fail", **_committed({Field.ISSUED_ON: "2026-11-21"})),
        row("without a date", "commitment.undated review", **_committed({Field.ISSUED_ON: None})),
        row("another unit's", "name.mismatch fail", **_committed({Field.SPONSOR_NAME: "上海诚信企业代理有限公司"})),
        row("no name on it", _NOT_READ, **_committed({Field.SPONSOR_NAME: None})),
        row(
            "an individual's, without a line for the name",
            form=b.individual_form(),
            documents=b.individual_documents(more=(b.commitment({Field.SPONSOR_NAME: None}, stamps=()),)),
            policy=_COMMITTED,
        ),
    ),
    "certificate_type": (
        row("as stated"),
        row(
            "another type",
            "certificate.type_unsuitable fail",
            **_stated(type="public_institution_certificate", number=_INSTITUTION),
        ),
        row(
            "a code of another category",
            "certificate.type_unsuitable review",
            **_licence({Field.CREDIT_CODE: _INSTITUTION}),
        ),
        row("a code that says nothing of certificates", **_licence({Field.CREDIT_CODE: _UNION})),
        row("a law firm", **_holding(Kind.LAW_FIRM_LICENCE, _LAWYERS)),
        row("an office of a foreign enterprise", **_holding(Kind.REPRESENTATIVE_OFFICE_CERTIFICATE, b.CODE)),
        row(
            "a law firm's code on a foundation's certificate",
            "certificate.type_unsuitable review",
            **_holding(Kind.FOUNDATION_CERTIFICATE, _LAWYERS),
        ),
        row(
            "an old number",
            "certificate.type_unsuitable review",
            **_stated(number="110108000000016")
            | _licence({Field.CREDIT_CODE: None, Field.REGISTRATION_NUMBER: "110108000000016"}),
        ),
        row(
            "a temporary card",
            "certificate.type_unsuitable fail",
            documents=b.unit_documents(emblem=b.emblem(title="中华人民共和国临时居民身份证")),
        ),
        row(
            "a temporary card, where accepted",
            documents=b.unit_documents(emblem=b.emblem(title="中华人民共和国临时居民身份证")),
            policy=b.policy_with(person__temporary_id_card="accept"),
        ),
    ),
    "certificate_original": (
        row("on paper"),
        row("electronic", "certificate.electronic review", **_licence(title="电子营业执照")),
        row(
            "electronic, refused",
            "certificate.electronic fail",
            **_licence(title="电子营业执照"),
            policy=b.policy_with(sponsor__electronic_certificate="fail"),
        ),
    ),
    "certificate_matches_form": (
        row("all the same"),
        row("another name", "name.mismatch fail", **_licence({Field.NAME: "北京云起数智科技有限公司"})),
        row("another legal form", "name.mismatch fail", **_licence({Field.NAME: "北京云启数智科技有限责任公司"})),
        row(
            "another name, doubtful",
            "name.mismatch review",
            **_licence({Field.NAME: b.reading("北京云起数智科技有限公司", 0.85)}),
        ),
        row(
            "another name, hardly read", _NOT_READ, **_licence({Field.NAME: b.reading("北京云起数智科技有限公司", 0.5)})
        ),
        row("the same name, hardly read", _NOT_READ, **_licence({Field.NAME: b.reading(b.UNIT, 0.5)})),
        row("the same name, read at the lower threshold", **_licence({Field.NAME: b.reading(b.UNIT, 0.75)})),
        row("name not read", _NOT_READ, **_licence({Field.NAME: None})),
        row("name not legible", _NOT_READ, **_licence(unread=(Field.NAME,))),
        row("another number", "number.mismatch fail", **_licence({Field.CREDIT_CODE: _OTHER_CODE})),
        row(
            "a number that is none, so misread",
            "number.mismatch review",
            **_licence({Field.CREDIT_CODE: b.CODE[:-2] + "77"}),
        ),
        row("the number, but repaired", _NOT_READ, **_licence({Field.CREDIT_CODE: b.reading(b.CODE, repaired=True)})),
        row(
            "another number, but repaired",
            _NOT_READ,
            **_licence({Field.CREDIT_CODE: b.reading(_OTHER_CODE, repaired=True)}),
        ),
        row("number not read", _NOT_READ, **_licence({Field.CREDIT_CODE: None})),
        row("another address", "address.mismatch fail", **_licence({Field.ADDRESS: "上海市浦东新区周浦镇88号"})),
        row("another house", "address.mismatch fail", **_licence({Field.ADDRESS: b.ADDRESS.replace("305", "306")})),
        row("no province", "address.mismatch review", **_licence({Field.ADDRESS: b.ADDRESS.removeprefix("北京市")})),
        row("with a note", "address.mismatch review", **_licence({Field.ADDRESS: b.ADDRESS + "（住所申报）"})),
        row("one character", "address.mismatch review", **_licence({Field.ADDRESS: b.ADDRESS.replace("云", "芸")})),
        row("address not read", _NOT_READ, **_licence({Field.ADDRESS: None})),
        row("address not stated", **_stated(address=None)),
        row(
            "moved lately",
            "address.mismatch review",
            **_licence({Field.ADDRESS: "上海市浦东新区周浦镇88号", Field.ISSUED_ON: "2026-10-01"}),
        ),
    ),
    "certificate_term": (
        row("in force"),
        row("expired yesterday", "certificate.expired fail", **_until("2026-11-19")),
        row("ends today", "certificate.expiring fail", **_until("2026-11-20")),
        row("one day short of three months", "certificate.expiring fail", **_until("2027-02-19")),
        row("three months to the day", **_until("2027-02-20")),
        row("without end", **_until("long_term")),
        row(
            "expired, doubtful",
            "certificate.expired review",
            **_stated(valid_until=None) | _licence({Field.VALID_UNTIL: b.reading("2026-01-01", 0.8)}),
        ),
        row(
            "ran out before the screening",
            "certificate.expired review",
            **_until("2027-06-01"),
            today=dt.date(2027, 7, 1),
        ),
        row("not yet begun", "certificate.not_yet_valid fail", **_licence({Field.VALID_FROM: "2026-12-01"})),
        row(
            "not yet begun, doubtful",
            "certificate.not_yet_valid review",
            **_licence({Field.VALID_FROM: b.reading("2026-12-01", 0.8)}),
        ),
        row("another term on the form", "validity.mismatch fail", **_stated(valid_until="2039-03-14")),
        row(
            "another term, renewed lately",
            "validity.mismatch review",
            **_stated(valid_until="2036-03-14") | _licence({Field.ISSUED_ON: "2026-11-01"}),
        ),
        row(
            "the vendors' 长期",
            "validity.mismatch review",
            **_stated(valid_until="2099-12-31") | _licence({Field.VALID_UNTIL: "long_term"}),
        ),
        row("no term stated", **_stated(valid_until=None)),
        row("a law firm's licence never has a term", **_holding(Kind.LAW_FIRM_LICENCE, _LAWYERS, _NO_TERM)),
        row(
            "a law firm's licence with a term that ended",
            "certificate.expired fail",
            **_holding(Kind.LAW_FIRM_LICENCE, _LAWYERS, {Field.VALID_UNTIL: "2026-11-19"}, valid_until="2026-11-19"),
        ),
        row(
            "a foundation's certificate whose term was not read",
            _NOT_READ,
            _NOT_READ,
            **_holding(Kind.FOUNDATION_CERTIFICATE, _LAWYERS, _NO_TERM),
        ),
        row(
            "an office that stays two months more",
            "certificate.expiring fail",
            **_holding(
                Kind.REPRESENTATIVE_OFFICE_CERTIFICATE,
                b.CODE,
                {Field.VALID_UNTIL: "2027-01-20"},
                valid_until="2027-01-20",
            ),
        ),
        row(
            "no day of the calendar",
            _NOT_READ,
            **_stated(valid_until=None) | _licence({Field.VALID_UNTIL: "2038-02-30"}),
        ),
        row("not legible", _NOT_READ, _NOT_READ, **_licence({Field.VALID_UNTIL: None}, unread=(Field.VALID_UNTIL,))),
        row("a licence of 2023 prints none", **_licence(_NO_TERM | {Field.ISSUED_ON: "2022-09-01"})),
        row(
            "a licence of 2022 printed one",
            _NOT_READ,
            _NOT_READ,
            **_licence(_NO_TERM | {Field.ISSUED_ON: "2022-08-31"}),
        ),
        row("no term, no date of issue", _NOT_READ, _NOT_READ, **_licence(_NO_TERM | {Field.ISSUED_ON: None})),
        row(
            "no term, date of issue in doubt",
            _NOT_READ,
            _NOT_READ,
            **_licence(_NO_TERM | {Field.ISSUED_ON: b.reading("2023-01-01", 0.6)}),
        ),
        row(
            "no term legible on a new licence",
            _NOT_READ,
            _NOT_READ,
            **_licence(_NO_TERM | {Field.ISSUED_ON: "2023-01-01"}, unread=(Field.VALID_UNTIL,)),
        ),
        row("a sole trader has none", **_licence(_NO_TERM | {Field.TYPE: "个体工商户"})),
        row("a farmers' cooperative has none", **_licence(_NO_TERM | {Field.TYPE: "农民专业合作社"})),
        row(
            "a sole trader by the code alone",
            **_licence(_NO_TERM | {Field.TYPE: None, Field.CREDIT_CODE: "92" + b.CODE[2:]}),
        ),
        row(
            "none printed, and the form's own is over",
            "certificate.expired fail",
            **_stated(valid_until="2026-01-01") | _licence(_NO_TERM | {Field.ISSUED_ON: "2023-01-01"}),
        ),
    ),
    "province": (
        row("at home"),
        row("another province", "province.mismatch review", form=b.unit_form(province="上海市")),
        row(
            "another province, refused",
            "province.mismatch fail",
            form=b.unit_form(province="上海"),
            policy=b.policy_with(sponsor__other_province="fail"),
        ),
        row("no province in the address, the code is at home", **_licence({Field.ADDRESS: "海淀区云港路1号"})),
        row(
            "no province in the address, the code is elsewhere",
            "province.mismatch review",
            **_licence({Field.ADDRESS: "海淀区云港路1号", Field.CREDIT_CODE: _OTHER_CODE}),
        ),
        row("nothing known", **_licence({Field.ADDRESS: None, Field.CREDIT_CODE: None})),
        row(
            "an individual from elsewhere",
            "province.mismatch review",
            **individual(portrait=b.portrait({Field.ADDRESS: "河南省郑州市人民路1号"})),
        ),
        row("an individual at home", **individual()),
    ),
    "legal_representative": (
        row("in charge"),
        row("an individual has none", **individual()),
        row("somebody else", "authorization.missing review", **_in_charge()),
        row(
            "somebody else, letters needed",
            "authorization.missing fail",
            **_in_charge(person__sponsor_vs_legal_representative="letter"),
        ),
        row("somebody else, where anybody may", **_in_charge(person__sponsor_vs_legal_representative="free")),
        row("with a letter", **_in_charge(b.letter())),
        row(
            "with a letter, where none helps",
            "authorization.missing fail",
            **_in_charge(b.letter(), person__sponsor_vs_legal_representative="same"),
        ),
        row(
            "a partnership's delegate",
            **_licence({Field.LEGAL_REPRESENTATIVE: f"云启控股有限公司（委派代表：{b.PERSON}）"}),
        ),
        row(
            "another delegate",
            "authorization.missing review",
            **_licence({Field.LEGAL_REPRESENTATIVE: "云启控股有限公司（委派代表：令狐冲平）"}),
        ),
        row(
            "one of several partners",
            "authorization.missing review",
            **_licence({Field.LEGAL_REPRESENTATIVE: f"令狐冲平、{b.PERSON}"}),
        ),
        row(
            "with a letter for another",
            "authorization.missing review",
            **_in_charge(b.letter({Field.PERSON_IN_CHARGE: "令狐冲平"})),
        ),
        row("with two letters", **_in_charge(b.letter({Field.PERSON_IN_CHARGE: "令狐冲平"}), b.letter(file="2.jpg"))),
        row("with a letter nobody read", "authorization.missing review", **_in_charge(_UNREAD_LETTER)),
        row(
            "the same where letters are needed",
            "authorization.missing review",
            **_in_charge(_UNREAD_LETTER, person__sponsor_vs_legal_representative="letter"),
        ),
        row("a dot is missing", "authorization.missing review", **_licence({Field.LEGAL_REPRESENTATIVE: "欧阳·明远"})),
        row("not read", _NOT_READ, **_licence({Field.LEGAL_REPRESENTATIVE: None})),
        row(
            "of the service too, where the policy asks",
            "authorization.missing fail",
            form=b.unit_form(services=[b.website(person_in_charge=b.person(b.OTHER_PERSON, b.OTHER_ID))]),
            policy=b.policy_with(person__service_vs_legal_representative="letter"),
        ),
    ),
    "authorization_letter": (
        row("none needed"),
        row("in order", **_in_charge(b.letter())),
        row(
            "not looked at when not needed",
            documents=b.unit_documents(more=(b.letter({Field.ISSUED_ON: "2020-01-01"}),)),
        ),
        row(
            "another unit's",
            "name.mismatch fail",
            **_in_charge(b.letter({Field.SPONSOR_NAME: "上海诚信企业代理有限公司"})),
        ),
        row("unsigned", "authorization.unsigned fail", **_in_charge(b.letter({Field.SIGNATURE_PRESENT: False}))),
        row(
            "a name stamp for a signature",
            "authorization.unsigned review",
            **_in_charge(
                b.letter(
                    {Field.SIGNATURE_PRESENT: False}, stamps=(b.stamp(), b.stamp("欧阳明远印", StampKind.PERSONAL))
                )
            ),
        ),
        row("signature not seen", _NOT_READ, **_in_charge(b.letter({Field.SIGNATURE_PRESENT: None}))),
        row("a month old", **_in_charge(b.letter({Field.ISSUED_ON: "2026-10-20"}))),
        row("older", "authorization.outdated fail", **_in_charge(b.letter({Field.ISSUED_ON: "2026-10-19"}))),
        row(
            "older, doubtful",
            "authorization.outdated review",
            **_in_charge(b.letter({Field.ISSUED_ON: b.reading("2026-10-19", 0.8)})),
        ),
        row("of tomorrow", "authorization.outdated fail", **_in_charge(b.letter({Field.ISSUED_ON: "2026-11-21"}))),
        row("undated", "authorization.undated review", **_in_charge(b.letter({Field.ISSUED_ON: None}))),
        row(
            "undated, refused",
            "authorization.undated fail",
            **_in_charge(b.letter({Field.ISSUED_ON: None}), person__undated_letter="fail"),
        ),
        row("date not legible", _NOT_READ, **_in_charge(b.letter({Field.ISSUED_ON: None}, unread=(Field.ISSUED_ON,)))),
    ),
}

"""Cases of the rules about people: their certificates, their age, their photographs; and numbers."""

from __future__ import annotations

from typing import Any

from extractors.facts.kinds import Field, Kind
from tests.validators import builders as b
from tests.validators.cases.row import Given, Row, individual, row
from validators.policy_files import load_policy

_NOT_READ = "field.unread review"
_YOUNG = b.id_number("20090601")
_FIFTEEN = b.id_number("20110601")


def _portrait(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {"documents": b.unit_documents(portrait=b.portrait(fields, **more))}


def _emblem(fields: dict[Field, Any] | None = None, **more: Any) -> Given:
    return {"documents": b.unit_documents(emblem=b.emblem(fields, **more))}


def _term(first: str, last: str | None, **portrait: Any) -> Given:
    number = portrait.pop("number", b.ID_NUMBER)
    emblem = b.emblem({Field.VALID_FROM: first, Field.VALID_UNTIL: last})
    return {"documents": b.unit_documents(portrait=b.portrait({Field.ID_NUMBER: number}), emblem=emblem)}


def _person(**changes: Any) -> Given:
    person = b.person(**changes)
    return {"form": b.unit_form(sponsor={"person_in_charge": person}, services=[b.website(person_in_charge=person)])}


def _abroad(name: str, fields: dict[Field, Any] | None = None) -> Given:
    given = _person(name=name, number="L8989026X", kind="passport", valid_until="2031-04-15")
    return given | {"documents": b.unit_documents(portrait=None, emblem=None, more=(b.passport(fields),))}


def _permit(number: str) -> Given:
    given = _person(number="H12345678", kind="hk_macao_travel_permit")
    fields = {Field.NAME: b.PERSON, Field.NUMBER: number}
    return given | {"documents": b.unit_documents(more=(b.document(Kind.HK_MACAO_TRAVEL_PERMIT, "p.jpg", fields),))}


def _two_cards(*emblems: Any, **stated: Any) -> Given:
    """Two people, four files."""
    second = b.person(b.OTHER_PERSON, b.OTHER_ID, valid_until="2041-07-01")
    first = b.person(**stated)
    other = b.portrait(
        {Field.NAME: b.OTHER_PERSON, Field.ID_NUMBER: b.OTHER_ID, Field.ADDRESS: "上海市浦东新区周浦镇1号"},
        file="3.jpg",
    )
    return {
        "form": b.unit_form(sponsor={"person_in_charge": first}, services=[b.website(person_in_charge=second)]),
        "documents": b.unit_documents(emblem=emblems[0], more=(other, *emblems[1:])),
    }


_LATER = {Field.VALID_FROM: "2021-07-01", Field.VALID_UNTIL: "2041-07-01", Field.AUTHORITY: "上海市公安局浦东分局"}
_TELLTALE = (b.emblem(file="2.jpg"), b.emblem(_LATER, file="4.jpg"))
_NO_WORDS = {Field.AUTHORITY: None}

_STRANGER = _person(valid_until=None) | {
    "documents": b.unit_documents(
        emblem=b.emblem(_NO_WORDS),
        more=(b.portrait({Field.NAME: "令狐冲平", Field.ID_NUMBER: b.OTHER_ID}, file="2.jpg"),),
    )
}


def _on_a_page() -> Given:
    given = _two_cards(b.emblem(_NO_WORDS, file="1.jpg"), b.emblem(_LATER | _NO_WORDS, file="4.jpg"), valid_until=None)
    moved = {"file": "1.jpg", "sha256": "sha-of-1.jpg"}
    documents = given["documents"]
    return given | {
        "documents": tuple(d.model_copy(update=moved) if d.file == "shenfenzheng-1.jpg" else d for d in documents)
    }


CASES: dict[str, tuple[Row, ...]] = {
    "individual_in_charge": (
        row("nobody else", **individual()),
        row("a unit may name anybody"),
        row("named again", **individual({"services": [b.website(person_in_charge=b.person())]})),
        row(
            "somebody else",
            "person.mismatch review",
            **individual({"services": [b.website(person_in_charge=b.person(b.OTHER_PERSON, b.OTHER_ID))]}),
        ),
        row(
            "another number",
            "person.mismatch review",
            **individual({"sponsor": {"person_in_charge": b.person(number=b.OTHER_ID)}}),
        ),
    ),
    "person_matches_form": (
        row("the same"),
        row("another name", "name.mismatch fail", **_portrait({Field.NAME: "欧阳明运"})),
        row("another name, doubtful", "name.mismatch review", **_portrait({Field.NAME: b.reading("欧阳明运", 0.8)})),
        row("name not read", _NOT_READ, **_portrait({Field.NAME: None})),
        row("another number", "number.mismatch fail", **_portrait({Field.ID_NUMBER: b.OTHER_ID})),
        row("no number, so misread", "number.mismatch review", **_portrait({Field.ID_NUMBER: b.ID_NUMBER[:-2] + "99"})),
        row("number not read", _NOT_READ, **_portrait({Field.ID_NUMBER: None})),
        row("a small x", **_portrait({Field.ID_NUMBER: b.ID_NUMBER.lower()})),
        row(
            "a stranger's card",
            "name.mismatch fail",
            "number.mismatch fail",
            **_portrait({Field.NAME: "令狐冲平", Field.ID_NUMBER: b.OTHER_ID}),
        ),
        row("a foreigner in capitals", **_abroad("John Smith", {Field.NAME_LATIN: "JOHN SMITH"})),
        row("a foreigner turned round", "name.mismatch review", **_abroad("John Smith")),
        row("another foreigner", "name.mismatch fail", **_abroad("Jane Miller")),
        row("Chinese on the form, Latin on the passport", "name.mismatch review", **_abroad("史密斯")),
        row("both on the passport", **_abroad("史密斯", {Field.NAME: "史密斯"})),
        row("a permit", **_permit("H12345678")),
        row("a permit with its renewals", "number.mismatch review", **_permit("H1234567802")),
        row("another permit", "number.mismatch fail", **_permit("H12345679")),
    ),
    "person_address": (
        row("none stated"),
        row("the same", **_person(address="北京市海淀区云港路9号")),
        row("another", "address.mismatch fail", **_person(address="北京市海淀区云港路7号")),
    ),
    "person_term": (
        row("in force"),
        row(
            "expired",
            "certificate.expired fail",
            **_person(valid_until=None) | _emblem({Field.VALID_UNTIL: "2026-11-19"}),
        ),
        row(
            "expiring",
            "certificate.expiring fail",
            **_person(valid_until=None) | _emblem({Field.VALID_UNTIL: "2026-12-20"}),
        ),
        row("without end", **_person(valid_until="long_term") | _emblem({Field.VALID_UNTIL: "long_term"})),
        row("not yet", "certificate.not_yet_valid fail", **_emblem({Field.VALID_FROM: "2026-11-21"})),
        row("another term", "validity.mismatch fail", **_emblem({Field.VALID_UNTIL: "2036-05-02"})),
        row("not read", _NOT_READ, _NOT_READ, **_emblem({Field.VALID_UNTIL: None})),
        row("not read, none stated", _NOT_READ, **_person(valid_until=None) | _emblem({Field.VALID_UNTIL: None})),
        row(
            "a passport expired",
            "certificate.expired fail",
            "validity.mismatch fail",
            **_abroad("John Smith", {Field.VALID_UNTIL: "2026-01-01"}),
        ),
    ),
    "person_of_age": (
        row("old enough"),
        row(
            "seventeen",
            "person.underage review",
            **_person(number=_YOUNG) | _portrait({Field.ID_NUMBER: _YOUNG, Field.BIRTH_DATE: "2009-06-01"}),
        ),
        row(
            "seventeen, refused",
            "person.underage fail",
            **_person(number=_YOUNG) | _portrait({Field.ID_NUMBER: _YOUNG}),
            policy=b.policy_with(person__underage="fail"),
        ),
        row(
            "seventeen, where sixteen is the least",
            "person.underage review",
            **_person(number=_YOUNG) | _portrait({Field.ID_NUMBER: _YOUNG}),
            policy=load_policy("jiangsu"),
        ),
        row(
            "fifteen, where sixteen is the least",
            "person.underage fail",
            **_person(number=_FIFTEEN) | _portrait({Field.ID_NUMBER: _FIFTEEN, Field.BIRTH_DATE: "2011-06-01"}),
            policy=load_policy("jiangsu"),
        ),
        row("seventeen by the print alone", "person.underage review", **_portrait({Field.BIRTH_DATE: "2009-06-01"})),
        row(
            "eighteen today",
            **_person(number=b.id_number("20081120"))
            | _portrait({Field.ID_NUMBER: b.id_number("20081120"), Field.BIRTH_DATE: "2008-11-20"}),
        ),
        row(
            "eighteen tomorrow",
            "person.underage review",
            **_person(number=b.id_number("20081121"))
            | _portrait({Field.ID_NUMBER: b.id_number("20081121"), Field.BIRTH_DATE: "2008-11-21"}),
        ),
        row("a passport without birth date", _NOT_READ, **_abroad("John Smith", {Field.BIRTH_DATE: None})),
    ),
    "identity_sides": (
        row("the only two there are"),
        row("two cards told apart by their terms", **_two_cards(*_TELLTALE)),
        row("two cards told apart by their places", **_two_cards(*_TELLTALE, valid_until=None)),
        row("one card on a page, so the other sides are left for the other", **_on_a_page()),
        row(
            "two cards with one and the same term",
            **_two_cards(b.emblem(file="2.jpg"), b.emblem(file="4.jpg"), valid_until=None),
        ),
        row("a stranger's portrait, and one emblem side", "identity.inconsistent review", **_STRANGER),
        row(
            "two cards nothing tells apart",
            "identity.inconsistent review",
            **_two_cards(
                b.emblem(_NO_WORDS, file="2.jpg"), b.emblem(_LATER | _NO_WORDS, file="4.jpg"), valid_until=None
            ),
        ),
    ),
    "identity_consistent": (
        row("consistent"),
        row("another sex", "identity.inconsistent review", **_portrait({Field.SEX: "女"})),
        row("another birth date", "identity.inconsistent review", **_portrait({Field.BIRTH_DATE: "1980-01-02"})),
        row("sex in English", **_portrait({Field.SEX: "male"})),
        row(
            "a passport whose lines say otherwise",
            "identity.inconsistent review",
            **_abroad("John Smith", {Field.NUMBER: b.reading("L8989026X", methods=("mrz_differs",))}),
        ),
        row("sex not read", _NOT_READ, **_portrait({Field.SEX: None})),
        row("birth date hardly read", _NOT_READ, **_portrait({Field.BIRTH_DATE: b.reading("1980-01-01", 0.5)})),
        row("number not read", **_portrait({Field.ID_NUMBER: None, Field.SEX: "女"})),
    ),
    "id_card_plausible": (
        row("twenty years at thirty-six"),
        row("seven years", "validity.implausible review", **_term("2019-05-01", "2026-05-01")),
        row("one day too long", "validity.implausible review", **_term("2016-05-01", "2036-05-02")),
        row("without end at thirty", "validity.implausible review", **_term("2010-05-01", "long_term")),
        row("without end at forty-six", **_term("2026-05-01", "long_term")),
        row("ten years at twenty", **_term("2024-05-01", "2034-05-01", number=b.id_number("20040401"))),
        row(
            "twenty years at twenty",
            "validity.implausible review",
            **_term("2024-05-01", "2044-05-01", number=b.id_number("20040401")),
        ),
        row("five years at fourteen", **_term("2022-05-01", "2027-05-01", number=b.id_number("20080401"))),
        row("from 29 February", **_term("2016-02-29", "2036-02-28") | _term("2016-02-29", "2036-02-29")),
        row("from 29 February, ten years", **_term("2024-02-29", "2034-02-28", number=b.id_number("20040401"))),
        row("first day not read", **_emblem({Field.VALID_FROM: None})),
        row("portrait not there", documents=b.unit_documents(portrait=None)),
    ),
    "portrait_photo": (
        row("one face"),
        row("no face", "person.photo_invalid fail", documents=b.unit_documents(photo=b.photo({Field.FACE_COUNT: 0}))),
        row("two faces", "person.photo_invalid fail", documents=b.unit_documents(photo=b.photo({Field.FACE_COUNT: 2}))),
        row(
            "two faces, doubtful",
            "person.photo_invalid review",
            documents=b.unit_documents(photo=b.photo({Field.FACE_COUNT: b.reading(2, 0.8)})),
        ),
        row("not looked for", _NOT_READ, documents=b.unit_documents(photo=b.photo({Field.FACE_COUNT: None}))),
    ),
    "numbers_valid": (
        row("valid"),
        row(
            "code invalid",
            "number.invalid review",
            documents=b.unit_documents(licence=b.licence({Field.CREDIT_CODE: b.CODE[:-2] + "77"})),
        ),
        row("ID number invalid", "number.invalid review", **_portrait({Field.ID_NUMBER: b.ID_NUMBER[:-2] + "99"})),
        row(
            "registration number invalid",
            "number.invalid review",
            documents=b.unit_documents(licence=b.licence({Field.REGISTRATION_NUMBER: "110108000000017"})),
        ),
        row(
            "registration number of thirteen digits",
            documents=b.unit_documents(licence=b.licence({Field.REGISTRATION_NUMBER: "1101080000001"})),
        ),
        row("hardly read", **_portrait({Field.ID_NUMBER: b.reading(b.ID_NUMBER[:-2] + "99", 0.5)})),
    ),
}

"""Cases of the stamps; the hardest rule, so the longest table."""

from __future__ import annotations

from typing import Any

from extractors.facts.documents import Quality
from extractors.facts.kinds import Field
from extractors.facts.stamps import Stamp, StampColour, StampKind, StampOwner, StampShape
from extractors.numbers import credit_code
from tests.validators import builders as b
from tests.validators.builders import UNIT, stamp
from tests.validators.cases.row import Given, Row, flawed, individual, row
from validators.policy_files import load_policy

_FINE = Quality(sharpness=0.9, is_colour=True)
_GREY = Quality(sharpness=0.9, is_colour=False)
_UNREAD = stamp("", confidence=0.0)
_BLACK = StampColour.BLACK
_AGENCY = "上海诚信企业代理有限公司"
_SOLE = "92119908MA01ABCD2" + credit_code.calc_check_digit("92119908MA01ABCD2")


def _on(*stamps: Stamp, **more: Any) -> Given:
    """A licence with these stamps besides the registrar's."""
    return {"documents": b.unit_documents(licence=b.licence(stamps=(b.REGISTRARS, *stamps), **more))}


def _grey(*stamps: Stamp) -> Given:
    return {"documents": b.unit_documents(licence=b.licence(stamps=stamps, quality=_GREY))}


def _sole(
    *, sheet_signed: bool = False, stamps: tuple[Stamp, ...] = (b.REGISTRARS,), quality: Quality = _FINE, **fields: Any
) -> Given:
    sheet = b.sheet({Field.SIGNATURE_PRESENT: sheet_signed})
    licence = b.licence({Field.CREDIT_CODE: _SOLE, Field.TYPE: "个体工商户"} | fields, stamps=stamps, quality=quality)
    return {
        "form": b.unit_form(sponsor={"certificate": b.certificate("business_licence", _SOLE)}),
        "documents": b.unit_documents(licence=licence, sheet=sheet),
    }


def _letter(*stamps: Stamp) -> Given:
    person = b.person(b.OTHER_PERSON, b.OTHER_ID)
    return {
        "form": b.unit_form(sponsor={"person_in_charge": person}),
        "documents": b.unit_documents(more=(b.letter(stamps=stamps),)),
    }


def _approval(*stamps: Stamp) -> Given:
    """An individual's approval."""
    service = b.website(name="明远的博客", person_in_charge=None, pre_approval_categories=["culture"])
    return individual({"services": [service]}, more=(b.approval({Field.HOLDER: b.PERSON}, stamps=stamps),))


_IF_COPY = "original-or-stamped-copy"


def _bare_domain() -> Given:
    """A domain certificate in black on white, without a stamp, where originals need none."""
    domain = b.domain_certificate(stamps=(), quality=_GREY)
    return {"documents": b.unit_documents(domain=domain), "policy": load_policy(_IF_COPY)}


_COMMITTED = b.policy_with(required__commitment_letter=["first"])

CASES: dict[str, tuple[Row, ...]] = {
    "stamped": (
        row("a commitment, stamped", documents=b.unit_documents(more=(b.commitment(),)), policy=_COMMITTED),
        row(
            "a commitment without a stamp",
            "stamp.missing fail",
            documents=b.unit_documents(more=(b.commitment(stamps=()),)),
            policy=_COMMITTED,
        ),
        row("all stamped"),
        row("an individual stamps nothing", **individual()),
        row("a person's card needs none", documents=b.unit_documents(portrait=b.portrait(stamps=(stamp(_AGENCY),)))),
        row("no stamp at all", "stamp.missing fail", documents=b.unit_documents(licence=b.licence(stamps=()))),
        row(
            "no stamp, on a blurred picture",
            "stamp.missing review",
            documents=b.unit_documents(licence=b.licence(stamps=(), quality=flawed("blurred"))),
        ),
        row("the registrar's only", "stamp.missing fail", **_on()),
        row(
            "the domain registrar's only",
            "stamp.missing fail",
            documents=b.unit_documents(domain=b.domain_certificate(stamps=(b.REGISTRYS,))),
        ),
        row(
            "an unknown registrar's, named on the certificate",
            "stamp.missing fail",
            documents=b.unit_documents(
                domain=b.domain_certificate({Field.REGISTRAR: "某某数码有限公司"}, stamps=(stamp("某某数码有限公司"),))
            ),
        ),
        row("sheet not stamped", "stamp.missing fail", documents=b.unit_documents(sheet=b.sheet(stamps=()))),
        row("与原件一致 is no seal", "stamp.missing fail", **_on(stamp("与原件一致", StampKind.UNKNOWN))),
        row(
            "no stamp, where originals need none",
            documents=b.unit_documents(licence=b.licence(stamps=())),
            policy=b.policy_with(stamp__unit__sponsor_certificate="if_copy_or_bw"),
        ),
        row(
            "no stamp on a grey copy there",
            "stamp.missing fail",
            **_grey(),
            policy=b.policy_with(stamp__unit__sponsor_certificate="if_copy_or_bw"),
        ),
        row(
            "no stamp, where none is asked",
            documents=b.unit_documents(licence=b.licence(stamps=())),
            policy=b.policy_with(stamp__unit__sponsor_certificate="never"),
        ),
        row("another company's", "stamp.wrong_owner fail", **_on(stamp(_AGENCY))),
        row("another company's, doubtful", "stamp.unread review", **_on(stamp(_AGENCY, confidence=0.85))),
        row("another company's beside the right one", **_on(stamp(_AGENCY), stamp())),
        row("one character off", "stamp.wrong_owner review", **_on(stamp(UNIT.replace("启", "起")))),
        row("the parent's", "stamp.wrong_owner review", **_on(stamp("云启数智科技有限公司"))),
        row(
            "the extractor's word for it does not count",
            "stamp.wrong_owner fail",
            **_on(stamp(_AGENCY, owner=StampOwner.SPONSOR)),
        ),
        row(
            "brackets do not matter",
            form=b.unit_form(sponsor={"name": "云启（北京）科技有限公司"}),
            documents=b.unit_documents(
                **{
                    name: build(stamps=(stamp("云启(北京)科技有限公司"),))
                    for name, build in (("licence", b.licence), ("domain", b.domain_certificate), ("sheet", b.sheet))
                }
            ),
        ),
        *(
            row(f"{kind} stamp", "stamp.wrong_kind fail", **_on(stamp(f"{UNIT} {words}", kind)))
            for kind, words in (
                (StampKind.CONTRACT, "合同专用章"),
                (StampKind.FINANCE, "财务专用章"),
                (StampKind.INVOICE, "发票专用章"),
            )
        ),
        row(
            "contract stamp, doubtful",
            "stamp.wrong_kind review",
            **_on(stamp(f"{UNIT} 合同专用章", StampKind.CONTRACT, confidence=0.85)),
        ),
        row(
            "a stamp for some other use",
            "stamp.wrong_kind review",
            **_on(stamp(f"{UNIT} 业务专用章", StampKind.UNKNOWN)),
        ),
        row("a department's", "stamp.wrong_kind review", **_on(stamp(f"{UNIT} 市场部"))),
        row("a serial number in the centre", **_on(stamp(f"{UNIT} 1101080012345"))),
        row("a name stamp", "stamp.wrong_kind fail", **_on(stamp("欧阳明远印", StampKind.PERSONAL))),
        row(
            "a square name stamp without 印",
            "stamp.wrong_kind fail",
            **_on(stamp("明远", StampKind.PERSONAL, shape=StampShape.SQUARE)),
        ),
        row(
            "a square name stamp, hardly read",
            "stamp.unread review",
            **_on(stamp("明远", StampKind.PERSONAL, shape=StampShape.SQUARE, confidence=0.5)),
        ),
        row("not read", "stamp.unread review", **_on(_UNREAD)),
        row("not read, beside the right one", **_on(_UNREAD, stamp())),
        row(
            "not read, beside a contract stamp",
            "stamp.unread review",
            **_on(_UNREAD, stamp(f"{UNIT} 合同专用章", StampKind.CONTRACT)),
        ),
        row("the right words, hardly read", "stamp.unread review", **_on(stamp(confidence=0.7))),
        row("black", "stamp.not_red fail", **_on(stamp(colour=_BLACK))),
        row("black, doubtful", "stamp.not_red review", **_on(stamp(colour=_BLACK, confidence=0.85))),
        row("black beside a red one", **_on(stamp(colour=_BLACK), stamp())),
        row("black beside a red one that was not read", "stamp.unread review", **_on(stamp(colour=_BLACK), _UNREAD)),
        row("blue", "stamp.not_red review", **_on(stamp(colour=StampColour.BLUE))),
        row(
            "a grey copy, grey stamps not read", "stamp.not_red fail", **_grey(stamp("", confidence=0.0, colour=_BLACK))
        ),
        row(
            "a colour picture, a black stamp not read",
            "stamp.unread review",
            **_on(stamp("", confidence=0.0, colour=_BLACK)),
        ),
        row("a grey copy with a red stamp", **_grey(stamp(b.REGISTRAR_STAMP, colour=_BLACK), stamp())),
        row("a sole trader who signed nothing", "stamp.missing fail", **_sole()),
        row("a sole trader who signed the copy", "stamp.missing review", **_sole(**{Field.SIGNATURE_PRESENT: True})),
        row("a sole trader who signed the sheet", "stamp.missing review", **_sole(sheet_signed=True)),
        row(
            "a sole trader who signed the sheet, in 浙江",
            "stamp.missing fail",
            **_sole(sheet_signed=True),
            policy=load_policy("zhejiang"),
        ),
        row(
            "a sole trader whose signature was hardly seen, where one is enough",
            "stamp.missing review",
            **_sole(**{Field.SIGNATURE_PRESENT: b.reading(True, 0.5)}),
            policy=b.policy_with(stamp_of_sole_trader__missing_but_signed="accept"),
        ),
        row(
            "a sole trader who signed, where that is enough",
            **_sole(**{Field.SIGNATURE_PRESENT: True}),
            policy=b.policy_with(stamp_of_sole_trader__missing_but_signed="accept"),
        ),
        row(
            "a sole trader's copy too blurred to show a stamp, in 浙江",
            "stamp.missing review",
            **_sole(sheet_signed=True, stamps=(), quality=flawed("blurred")),
            policy=load_policy("zhejiang"),
        ),
        row("a domain certificate that may be an original", "stamp.missing review", **_bare_domain()),
        row("a grey licence, which is a copy", "stamp.missing fail", **_grey(), policy=load_policy(_IF_COPY)),
        row("a letter stamped", **_letter(stamp())),
        row("a letter not stamped", "stamp.missing fail", **_letter()),
        row("an individual's approval with the authority's stamp", **_approval(stamp("北京市文化和旅游局"))),
        row("an individual's approval without", "stamp.missing fail", **_approval()),
        row("an individual's approval, not read", "stamp.unread review", **_approval(_UNREAD)),
    ),
}

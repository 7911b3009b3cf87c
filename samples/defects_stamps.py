"""Faults of seals: none, somebody else's, the wrong kind, copied, unreadable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from samples.defect import FAIL, REVIEW, UNIT, Defect, one_character_off
from samples.drafts import Draft
from samples.seals import Seal
from samples.units import company_stem

_SPECIAL = {"contract": "合同专用章", "finance": "财务专用章", "invoice": "发票专用章"}


def seal_on(draft: Draft, page: str, seals: tuple[Seal, ...], clarity: str = "good") -> None:
    """Puts seals on one kind of page in place of all the sponsor's."""
    if page == "licence":
        draft.certificate = replace(draft.certificate, seals=seals, clarity=clarity, copied=(), seam=None)
    elif page == "sheet":
        draft.sheet = replace(draft.sheet, seals=seals, clarity=clarity)
    else:
        draft.domain_options(seals=seals, clarity=clarity)


def _without(page: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        seal_on(draft, page, ())
        if page == "sheet":
            draft.sheet = replace(draft.sheet, provider_seal=False)

    return apply


def _domain_bare(draft: Draft) -> None:
    draft.domain_options(seals=(), registry_seal=False)


def _provider_seal_only(draft: Draft) -> None:
    draft.sheet = replace(draft.sheet, seals=(), provider_seal=True)


def _other_company(page: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        name = company_stem(draft.rng, draft.required_unit.place) + "有限公司"
        seal_on(draft, page, (replace(draft.seal, text=name, owner="other", shape="round", star=True),))

    return apply


def _parent_company(draft: Draft) -> None:
    name = draft.required_unit.name
    group = name.replace("有限公司", "集团有限公司") if "集团" not in name else name.replace("集团", "控股")
    seal_on(draft, "licence", (replace(draft.seal, text=group, owner="other"),))


def _special(page: str, kind: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        unit = draft.required_unit
        star = kind == "contract" and draft.rng.random() < 0.5
        seal = Seal(unit.name, _SPECIAL[kind], kind=kind, digits=unit.seal_code, star=star)
        if kind == "invoice":
            seal = replace(seal, shape="oval", tax_number=unit.number, digits="", star=False)
        if kind == "finance" and draft.rng.random() < 0.4:
            seal = replace(seal, shape="square", digits="")
        seal_on(draft, page, (seal,))

    return apply


def _personal(draft: Draft) -> None:
    name = draft.required_unit.representative
    seal_on(draft, "sheet", (Seal(name, shape="square", kind="personal", star=False),))


def _department(draft: Draft) -> None:
    unit = draft.required_unit
    centre = draft.rng.choice(("技术部", "人事部", "市场部", "办公室"))
    seal_on(draft, "licence", (Seal(unit.name, centre, kind="unknown", digits=unit.seal_code),))


def _photocopied(page: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        if page == "licence":
            draft.certificate = replace(draft.certificate, grey=False, grey_after_stamping=True, copied=(), seam=None)
        elif page == "sheet":
            draft.sheet = replace(
                draft.sheet, seals=(replace(draft.seal, colour="black"),), grey=True, provider_seal=False
            )
        else:
            draft.domain_options(grey=False, grey_after_stamping=True, digital=False)

    return apply


def _blue(draft: Draft) -> None:
    seal_on(draft, "licence", (replace(draft.seal, colour="blue"),))


def _grey_without_red(draft: Draft) -> None:
    draft.certificate = replace(draft.certificate, grey=True, seals=(), copied=(), seam=None)


def _ruined(page: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        seal_on(draft, page, (draft.seal,), "ruined")

    return apply


def _seal_says_otherwise(draft: Draft) -> None:
    """有限公司 on the licence, 有限责任公司 in the seal, or the other way round."""
    name = draft.required_unit.name
    other = (
        name.replace("有限责任公司", "有限公司") if "有限责任公司" in name else name.replace("有限公司", "有限责任公司")
    )
    if other == name:
        other = one_character_off(draft.rng, name)
    seal_on(draft, "licence", (replace(draft.seal, text=other, owner="other"),))


def _cut(draft: Draft) -> None:
    draft.level = "clean"
    seal_on(draft, "licence", (draft.seal,), "cut")


_NOT_OWN = ("stamp.wrong_owner", "stamp.missing", "stamp.unread")

STAMP_DEFECTS = (
    Defect("licence_registrar_seal_only", FAIL, ("stamp.missing",), _without("licence"), UNIT, ("stamp.wrong_owner",)),
    Defect("domain_registry_seal_only", FAIL, ("stamp.missing",), _without("domain"), UNIT, ("stamp.wrong_owner",)),
    Defect("domain_unstamped", FAIL, ("stamp.missing",), _domain_bare, UNIT),
    Defect("sheet_unstamped", FAIL, ("stamp.missing",), _without("sheet"), UNIT),
    Defect("sheet_provider_seal_only", FAIL, ("stamp.missing",), _provider_seal_only, UNIT, ("stamp.wrong_owner",)),
    Defect(
        "licence_other_company_seal", FAIL, ("stamp.wrong_owner",), _other_company("licence"), UNIT, ("stamp.missing",)
    ),
    Defect(
        "domain_other_company_seal", FAIL, ("stamp.wrong_owner",), _other_company("domain"), UNIT, ("stamp.missing",)
    ),
    Defect("sheet_other_company_seal", FAIL, ("stamp.wrong_owner",), _other_company("sheet"), UNIT, ("stamp.missing",)),
    Defect(
        "licence_parent_company_seal",
        FAIL,
        ("stamp.wrong_owner",),
        _parent_company,
        UNIT,
        ("stamp.missing",),
        (REVIEW,),
    ),
    Defect("licence_contract_seal", FAIL, ("stamp.wrong_kind",), _special("licence", "contract"), UNIT),
    Defect("sheet_contract_seal", FAIL, ("stamp.wrong_kind",), _special("sheet", "contract"), UNIT),
    Defect("licence_finance_seal", FAIL, ("stamp.wrong_kind",), _special("licence", "finance"), UNIT),
    Defect("sheet_finance_seal", FAIL, ("stamp.wrong_kind",), _special("sheet", "finance"), UNIT),
    Defect("domain_invoice_seal", FAIL, ("stamp.wrong_kind",), _special("domain", "invoice"), UNIT),
    Defect("sheet_invoice_seal", FAIL, ("stamp.wrong_kind",), _special("sheet", "invoice"), UNIT),
    Defect("sheet_personal_seal", FAIL, ("stamp.wrong_kind",), _personal, UNIT, ("stamp.missing", "stamp.wrong_owner")),
    Defect(
        "licence_department_seal", FAIL, ("stamp.wrong_kind",), _department, UNIT, ("stamp.wrong_owner",), (REVIEW,)
    ),
    Defect("licence_photocopied_seal", FAIL, ("stamp.not_red",), _photocopied("licence"), UNIT, ("stamp.missing",)),
    Defect("sheet_photocopied_seal", FAIL, ("stamp.not_red",), _photocopied("sheet"), UNIT, ("stamp.missing",)),
    Defect("domain_photocopied_seal", FAIL, ("stamp.not_red",), _photocopied("domain"), UNIT, ("stamp.missing",)),
    Defect("licence_blue_seal", REVIEW, ("stamp.not_red",), _blue, UNIT, (), (FAIL,)),
    Defect("licence_grey_and_unstamped", FAIL, ("stamp.missing",), _grey_without_red, UNIT, ("stamp.not_red",)),
    Defect("licence_seal_ruined", REVIEW, ("stamp.unread",), _ruined("licence"), UNIT, ("stamp.missing",), (FAIL,)),
    Defect("sheet_seal_ruined", REVIEW, ("stamp.unread",), _ruined("sheet"), UNIT, ("stamp.missing",), (FAIL,)),
    Defect(
        "licence_seal_cut_by_the_edge",
        REVIEW,
        ("stamp.unread",),
        _cut,
        UNIT,
        ("stamp.missing", "stamp.wrong_owner"),
        (FAIL,),
    ),
    Defect(
        "licence_seal_other_legal_form", REVIEW, ("stamp.wrong_owner",), _seal_says_otherwise, UNIT, _NOT_OWN, (FAIL,)
    ),
)

"""Faults of what is filed: approvals, apps, mini-programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from samples import approvals
from samples.defect import FAIL, REVIEW, UNIT, Defect
from samples.drafting import add_permit, make_app
from samples.drafts import Draft
from samples.units import company_stem


def _permit_missing(draft: Draft) -> None:
    draft.categories, draft.permits = [draft.rng.choice(approvals.CATEGORIES)], []


def _permit(change: Callable[[Draft], dict[str, object]]) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        add_permit(draft)
        permit, options = draft.permits[0]
        draft.permits = [(replace(permit, **change(draft)), options)]  # type: ignore[arg-type]

    return apply


def _expired(draft: Draft) -> dict[str, object]:
    ended = draft.today - timedelta(days=80)
    return {"issued": ended - timedelta(days=1826), "valid_until": ended}


def _other_holder(draft: Draft) -> dict[str, object]:
    return {"holder": company_stem(draft.rng, draft.required_unit.place) + "有限公司"}


def _permit_unstamped(draft: Draft) -> None:
    add_permit(draft)
    permit, options = draft.permits[0]
    draft.permits = [(permit, replace(options, seals=()))]


def _name_hints(draft: Draft) -> None:
    """The name speaks of a trade that may need an approval, and the form declares none."""
    stem = company_stem(draft.rng, draft.required_unit.place)
    draft.rename_unit(f"{stem}{draft.rng.choice(('教育培训', '职业培训', '新闻传媒', '大药房'))}有限公司")
    draft.categories, draft.permits = [], []


def _scope_hints(draft: Draft) -> None:
    """The scope does; every copy prints one then."""
    draft.use_unit(
        scope=f"一般项目：{draft.rng.choice(('职业技能培训', '中小学生校外托管服务及艺术培训'))}；技术咨询。"
    )
    draft.certificate = replace(draft.certificate, scope_printed=True)
    draft.categories, draft.permits = [], []


def _channel(kind: str) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        draft.service_kind, draft.app = kind, None

    return apply


def _app(**changes: object) -> Callable[[Draft], None]:
    """An app whose platform (or itself) lacks or has something."""

    def apply(draft: Draft) -> None:
        make_app(draft)
        app = draft.app or {}
        for name, value in changes.items():
            (app if name == "online" else app["platforms"][0])[name] = value

    return apply


def _app_without_platforms(draft: Draft) -> None:
    make_app(draft)
    (draft.app or {})["platforms"] = []


SERVICE_DEFECTS = (
    Defect("permit_missing", FAIL, ("pre_approval.missing",), _permit_missing, UNIT, ("material.missing",)),
    Defect(
        "permit_expired", FAIL, ("certificate.expired",), _permit(_expired), UNIT, ("pre_approval.missing",), (REVIEW,)
    ),
    Defect(
        "permit_of_other_unit",
        FAIL,
        ("name.mismatch",),
        _permit(_other_holder),
        UNIT,
        ("registrant.mismatch", "pre_approval.missing"),
        (REVIEW,),
    ),
    Defect("permit_unstamped", FAIL, ("stamp.missing",), _permit_unstamped, UNIT),
    Defect("name_hints_at_approval", REVIEW, ("pre_approval.missing",), _name_hints, UNIT),
    Defect("scope_hints_at_approval", REVIEW, ("pre_approval.missing",), _scope_hints, UNIT),
    Defect("mini_program", FAIL, ("service.wrong_channel",), _channel("mini_program")),
    Defect("quick_app", FAIL, ("service.wrong_channel",), _channel("quick_app")),
    Defect(
        "app_without_package_name",
        FAIL,
        ("app.identity_missing",),
        _app(package_name=""),
        accepted_reasons=("form.invalid",),
    ),
    Defect(
        "app_signature_malformed",
        FAIL,
        ("app.identity_missing",),
        _app(os="android", signature_md5="3f2a91"),
        accepted_reasons=("form.invalid",),
        accepted_verdicts=(REVIEW,),
    ),
    Defect(
        "app_without_platforms",
        FAIL,
        ("app.identity_missing",),
        _app_without_platforms,
        accepted_reasons=("form.invalid",),
    ),
    Defect("app_never_online", FAIL, ("service.not_required",), _app(online=False), accepted_verdicts=(REVIEW,)),
)

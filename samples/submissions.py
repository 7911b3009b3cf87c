"""A draft becomes a folder: pictures and PDFs, form.json, truth.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageOps

from samples import (
    approvals,
    domain_certificates,
    id_cards,
    letters,
    licences,
    pdfs,
    permits,
    portraits,
    unit_certificates,
    verification_sheets,
)
from samples.damage import damage
from samples.defect import Defect
from samples.drafts import CardPlan, Draft, Upload
from samples.forms import build_form
from samples.identities import OTHER_FORMS, Unit
from samples.shots import Shot, encode, encode_pages, upright
from samples.truth import Drawing

_NAMES: dict[str, tuple[str, ...]] = {
    "business_licence": ("营业执照", "营业执照副本", "zhizhao", "yyzz", "license", "执照扫描件", "证照"),
    "public_institution_certificate": ("事业单位法人证书", "法人证书", "shiye"),
    "social_organization_certificate": ("社会团体法人登记证书", "登记证书", "shetuan"),
    "private_non_enterprise_certificate": ("民办非企业登记证", "登记证书", "minfei"),
    "foundation_certificate": ("基金会法人登记证书", "登记证书", "jijinhui"),
    "law_firm_licence": ("律师事务所执业许可证", "执业许可证", "lvsuo"),
    "representative_office_certificate": ("代表机构登记证", "登记证", "daibiaochu"),
    "id_card_portrait": ("身份证正面", "身份证人像面", "sfz1", "id_front", "负责人身份证", "身份证"),
    "id_card_emblem": ("身份证反面", "身份证国徽面", "sfz2", "id_back", "身份证背面"),
    "verification_sheet": ("核验单", "真实性核验单", "heyandan", "网站备案核验单"),
    "domain_certificate": ("域名证书", "yuming", "domain", "域名注册证书", "cert"),
    "portrait_photo": ("负责人照片", "照片", "zhaopian", "photo", "头像"),
    "passport": ("护照", "huzhao", "passport"),
    "hk_macao_travel_permit": ("回乡证", "港澳通行证", "txz"),
    "taiwan_travel_permit": ("台胞证", "taibaozheng", "txz"),
    "hkmt_residence_permit": ("居住证", "jzz"),
    "permanent_resident_card": ("永居证", "外国人永久居留身份证"),
    "authorization_letter": ("授权书", "shouquan", "授权委托书"),
    "commitment_letter": ("承诺书", "chengnuoshu", "备案承诺书"),
    "pre_approval": ("前置审批文件", "许可证", "xukezheng"),
}
_FORMATS = ("jpg",) * 22 + ("png",) * 4 + ("pdf",) * 4 + ("jpeg", "webp", "tif", "bmp", "heic")


@dataclass
class _Page:
    """A drawn page with the name of what a filer takes it for."""

    kind: str
    drawing: Drawing
    flat: bool = False
    name: str = ""  # tells pages of one kind apart


def write_submission(draft: Draft, defects: Sequence[Defect], directory: Path) -> Path:
    """Draws a draft into a folder of its own; returns the folder."""
    uploads = _uploads(draft)
    for edit in draft.file_edits:
        edit(uploads)
    form = build_form(draft, uploads)
    for change in draft.form_edits:
        change(form)
    folder = directory / draft.submission_id
    folder.mkdir(parents=True, exist_ok=True)
    for upload in uploads:
        (folder / upload.name).write_bytes(upload.data)
    text = json.dumps(form, ensure_ascii=False, indent=2)
    for defect in defects:
        text = defect.form_text(text)
    if text:
        (folder / "form.json").write_text(text, encoding="utf-8")
    (folder / "truth.json").write_text(
        json.dumps(_truth(draft, defects, uploads), ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return folder


def _truth(draft: Draft, defects: Sequence[Defect], uploads: Sequence[Upload]) -> dict[str, object]:
    order = ("incomplete", "needs_review", "complete")
    verdicts = [defect.verdict for defect in defects] or ["complete"]
    return {
        "submission_id": draft.submission_id,
        "level": draft.level,
        "verdict": min(verdicts, key=order.index),
        "accepted_verdicts": sorted(
            {*draft.accepted_verdicts, *(verdict for defect in defects for verdict in defect.accepted_verdicts)}
        ),
        "defects": [defect.name for defect in defects],
        "reasons": [code for defect in defects for code in defect.reasons],
        "accepted_reasons": sorted({code for defect in defects for code in defect.accepted_reasons}),
        "documents": [truth.as_json(upload.name, page) for upload in uploads for page, truth in upload.documents],
    }


def _uploads(draft: Draft) -> list[Upload]:
    pages = [page for page in _pages(draft) if page.kind not in draft.omit]
    names = _FileNames(draft)
    uploads: list[Upload] = []
    if draft.bundle and len(pages) > 3:
        bundled = [page for page in pages if page.kind != "portrait_photo"]
        rest = [page for page in pages if page.kind == "portrait_photo"]
        uploads.append(_pdf(draft, bundled, names.take("备案材料", "pdf"), bundled[0].kind))
        pages = rest
    for page in pages:
        uploads.append(_upload(draft, page, names))
    return uploads if draft.formats else _leafed(draft, uploads)


def _leafed(draft: Draft, uploads: list[Upload]) -> list[Upload]:
    """Now and then the two sides of a card come as one TIFF of two pages."""
    sides = [upload for upload in uploads if upload.kind in {"id_card_portrait", "id_card_emblem"}]
    if len(sides) != 2 or draft.rng.random() > 0.06 or any(upload.name.endswith(("pdf", "heic")) for upload in sides):
        return uploads
    shots = [Shot(ImageOps.exif_transpose(Image.open(BytesIO(upload.data))).convert("RGB"), 90) for upload in sides]
    documents = [(number, truth) for number, upload in enumerate(sides, 1) for _, truth in upload.documents]
    name = sides[0].name.rsplit(".", 1)[0] + ".tiff"
    leafed = Upload(name, "id_card_portrait", encode_pages(shots), documents)
    return [leafed, *(upload for upload in uploads if upload not in sides)]


def _upload(draft: Draft, page: _Page, names: _FileNames) -> Upload:
    rng = draft.rng_of(f"{page.name}:picture")
    suffix = draft.formats.get(page.kind) or ("pdf" if page.drawing.runs else rng.choice(_FORMATS))
    if page.kind == "portrait_photo" and suffix in {"pdf", "tif"}:
        suffix = "jpg"
    name = names.take(rng.choice(_NAMES[page.kind]), suffix)
    if suffix == "pdf":
        return _pdf(draft, [page], name, page.kind)
    level = "clean" if page.flat else draft.level
    data = encode(damage(page.drawing.image, level, rng), _content(rng, suffix, page.kind in draft.formats))
    return Upload(name, page.kind, data, [(1, truth) for truth in page.drawing.documents])


def _content(rng: Random, suffix: str, plain: bool) -> str:
    """What a file really holds: a few are misnamed or have a transparent ground."""
    if plain or rng.random() > 0.04:
        return suffix
    return {"jpg": "png", "png": "rgba", "jpeg": "webp"}.get(suffix, suffix)


def _pdf(draft: Draft, pages: Sequence[_Page], name: str, kind: str) -> Upload:
    drawings = []
    for page in pages:
        image = page.drawing.image
        if not page.drawing.runs and not page.flat:
            image = upright(damage(image, draft.level, draft.rng_of(f"{page.name}:picture")))
        drawings.append(Drawing(image, page.drawing.documents, page.drawing.runs))
    documents = [(number, truth) for number, drawing in enumerate(drawings, 1) for truth in drawing.documents]
    return Upload(
        name, kind, pdfs.write_pages(drawings, dpi=round(draft.rng.choice((150, 200)) * draft.size)), documents
    )


class _FileNames:
    """Names for files, none twice: Chinese ones, Latin ones, camera ones."""

    def __init__(self, draft: Draft) -> None:
        self._rng = draft.rng
        self._used: set[str] = set()

    def take(self, stem: str, suffix: str) -> str:
        """A name that is still free."""
        rng = self._rng
        if rng.random() < 0.12:
            stem = rng.choice(
                (
                    f"IMG_{rng.randint(20240101, 20261231)}_{rng.randint(100000, 235959)}",
                    f"微信图片_{rng.randint(10**13, 10**14)}",
                    f"扫描_{rng.randint(1, 999):04d}",
                    f"{rng.randint(1, 99)}",
                )
            )
        name, number = f"{stem}.{suffix}", 1
        while name.lower() in self._used:
            number += 1
            name = f"{stem}{number}.{suffix}"
        self._used.add(name.lower())
        return name


def _pages(draft: Draft) -> list[_Page]:
    pages = [_sheet_page(draft)]
    if draft.certificate_unit is not None:
        pages.append(_certificate_page(draft, draft.certificate_unit))
    for number, card in enumerate(draft.cards):
        pages.extend(_card_pages(draft, card, f"card{number}"))
    rng = draft.rng_of("photo")
    photo = portraits.draw(rng, faces=draft.faces, width=round(rng.choice((600, 800, 960)) * draft.size))
    pages.append(_Page("portrait_photo", photo, flat=True, name="photo"))
    for number, (record, options) in enumerate(draft.domain_pages):
        name, options = f"domain{number}", replace(options, width=round(options.width * draft.size))
        drawing = domain_certificates.draw(draft.rng_of(name), record, options)
        is_flat = options.layout == "screen" and not options.seals
        pages.append(_Page("domain_certificate", drawing, flat=is_flat, name=name))
    for number, (permit, permit_options) in enumerate(draft.permits):
        name, permit_options = f"permit{number}", replace(permit_options, width=round(1600 * draft.size))
        pages.append(_Page("pre_approval", approvals.draw(draft.rng_of(name), permit, permit_options), name=name))
    return [*pages, *_letter_pages(draft)]


def _sheet_page(draft: Draft) -> _Page:
    options = replace(draft.sheet, dpi=round(draft.sheet.dpi * draft.size))
    return _Page("verification_sheet", verification_sheets.draw(draft.rng_of("sheet"), options), name="sheet")


def _certificate_page(draft: Draft, unit: Unit) -> _Page:
    drawer = unit_certificates if unit.form in OTHER_FORMS else licences
    options = replace(draft.certificate, width=round(draft.certificate.width * draft.size))
    drawing = drawer.draw(draft.rng_of("certificate"), unit, options)
    return _Page(drawing.truth.kind, drawing, name="certificate")


def _letter_pages(draft: Draft) -> list[_Page]:
    pages, dpi = [], round(150 * draft.size)
    if draft.commitment:
        sponsor, seals = draft.sheet.sponsor_name, draft.sheet.seals
        rng = draft.rng_of("commitment")
        letter = letters.draw_commitment(rng, sponsor, draft.person.name, draft.today, seals, dpi=dpi)
        pages.append(_Page("commitment_letter", letter, name="commitment"))
    if draft.letter is not None:
        letter = letters.draw(draft.rng_of("letter"), replace(draft.letter, dpi=dpi))
        pages.append(_Page("authorization_letter", letter, name="letter"))
    return pages


def _card_pages(draft: Draft, card: CardPlan, name: str) -> list[_Page]:
    card = replace(card, options=replace(card.options, width=round(card.options.width * draft.size)))
    person, options = card.person, card.options
    rng = draft.rng_of(name)
    if person.certificate != "id_card":
        drawing = permits.draw(rng, person, width=options.width, grey=options.grey)
        return [_Page(person.certificate, drawing, name=name)]
    if card.together and len(card.sides) == 2:
        dpi = round(rng.choice((150, 200, 200)) * draft.size)
        drawing = id_cards.draw_both(rng, person, options, arrangement=card.arrangement, dpi=dpi)
        return [_Page("id_card_portrait", drawing, name=name)]
    pages = []
    for side, draw in (("portrait", id_cards.draw_portrait), ("emblem", id_cards.draw_emblem)):
        if side in card.sides:
            drawing = draw(draft.rng_of(f"{name}:{side}"), person, options)
            pages.append(_Page(f"id_card_{side}", drawing, name=f"{name}:{side}"))
    return pages

"""Faults of files: empty, cut short, locked, oversized, of no known kind, and form.json itself spoiled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from PIL import Image

from samples import pdfs
from samples.defect import FAIL, REVIEW, UNIT, Defect, upload_of
from samples.drafts import Draft, Json, Upload
from samples.truth import Drawing

_MISSING = ("material.missing",)


def _spoil(kind: str, change: Callable[[Upload], None], *, suffix: str = "jpg") -> Callable[[Draft], None]:
    """Spoils the first file of a kind; nothing can be read from it any more."""

    def apply(draft: Draft) -> None:
        draft.separate(kind, suffix=suffix)

        def edit(uploads: list[Upload]) -> None:
            upload = upload_of(uploads, kind)
            change(upload)
            upload.documents.clear()

        draft.file_edits.append(edit)

    return apply


def _empty(upload: Upload) -> None:
    upload.data = b""


def _cut(upload: Upload) -> None:
    upload.data = upload.data[: max(len(upload.data) // 9, 400)]


def _cut_pdf(upload: Upload) -> None:
    upload.data = upload.data[:900]


def _text(upload: Upload) -> None:
    upload.data = "这不是图片，上传时选错了文件。\n".encode() * 40


def _noise(upload: Upload) -> None:
    upload.data = b"\xff\xd8\xff\xe0" + bytes((index * 73 + 11) % 256 for index in range(5000))


def _word(upload: Upload) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in ("[Content_Types].xml", "word/document.xml"):
            file.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), "<xml/>")
    upload.name, upload.data = upload.name.rsplit(".", 1)[0] + ".docx", held.getvalue()


def _locked(upload: Upload) -> None:
    page = Image.open(io.BytesIO(upload.data)).convert("RGB")
    upload.name, upload.data = (
        upload.name.rsplit(".", 1)[0] + ".pdf",
        pdfs.write_locked([Drawing(page, ())], "beian-2026"),
    )


def _blank(upload: Upload) -> None:
    upload.data = pdfs.write_blank(2)


def _bomb(upload: Upload) -> None:
    """A small file of nearly a billion pixels."""
    held = io.BytesIO()
    Image.new("1", (31000, 31000), 1).save(held, "PNG")
    upload.name, upload.data = upload.name.rsplit(".", 1)[0] + ".png", held.getvalue()


def _nothing(_: Draft) -> None:
    """The draft stays; only form.json is spoiled."""


def _edit(change: Callable[[Json], None]) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        draft.form_edits.append(change)

    return apply


def _set_filing_type(form: Json) -> None:
    form["filing_type"] = "renewal"


def _drop_services(form: Json) -> None:
    form["services"] = []


def _bad_date(form: Json) -> None:
    form["submitted_on"] = form["submitted_on"].replace("-", "/")


def _drop_name(form: Json) -> None:
    del form["sponsor"]["name"]


FILE_DEFECTS = (
    Defect(
        "licence_file_empty",
        FAIL,
        ("file.empty",),
        _spoil("business_licence", _empty),
        UNIT,
        ("file.unreadable", *_MISSING),
    ),
    Defect(
        "sheet_file_cut_short",
        FAIL,
        ("file.unreadable",),
        _spoil("verification_sheet", _cut),
        accepted_reasons=_MISSING,
    ),
    Defect(
        "domain_pdf_cut_short",
        FAIL,
        ("file.unreadable",),
        _spoil("domain_certificate", _cut_pdf, suffix="pdf"),
        accepted_reasons=_MISSING,
    ),
    Defect(
        "card_file_is_text",
        FAIL,
        ("file.unsupported",),
        _spoil("id_card_portrait", _text),
        accepted_reasons=("file.unreadable", *_MISSING),
    ),
    Defect(
        "licence_file_is_noise",
        FAIL,
        ("file.unreadable",),
        _spoil("business_licence", _noise),
        UNIT,
        ("file.unsupported", *_MISSING),
    ),
    Defect(
        "sheet_is_word_file",
        FAIL,
        ("file.unsupported",),
        _spoil("verification_sheet", _word),
        accepted_reasons=("file.unreadable", *_MISSING),
    ),
    Defect(
        "licence_pdf_locked",
        FAIL,
        ("file.encrypted",),
        _spoil("business_licence", _locked),
        UNIT,
        ("file.unreadable", *_MISSING),
    ),
    Defect(
        "domain_pdf_locked",
        FAIL,
        ("file.encrypted",),
        _spoil("domain_certificate", _locked),
        accepted_reasons=("file.unreadable", *_MISSING),
    ),
    Defect(
        "licence_pdf_blank",
        FAIL,
        ("file.empty",),
        _spoil("business_licence", _blank, suffix="pdf"),
        UNIT,
        _MISSING,
    ),
    Defect(
        "domain_picture_too_large",
        FAIL,
        ("file.too_large",),
        _spoil("domain_certificate", _bomb),
        accepted_reasons=("file.unreadable", *_MISSING),
    ),
    Defect("form_is_no_json", FAIL, ("form.invalid",), _nothing, form_text=lambda text: text[: len(text) // 2]),
    Defect("form_missing", FAIL, ("form.invalid",), _nothing, form_text=lambda _: ""),
    Defect("form_unknown_value", FAIL, ("form.invalid",), _edit(_set_filing_type)),
    Defect("form_without_service", FAIL, ("form.invalid",), _edit(_drop_services), accepted_verdicts=(REVIEW,)),
    Defect("form_date_malformed", FAIL, ("form.invalid",), _edit(_bad_date)),
    Defect("form_without_name", FAIL, ("form.invalid",), _edit(_drop_name)),
)

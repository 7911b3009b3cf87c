"""PDF files: text over a ground, scans, locked and blank ones; the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from PIL import Image

from samples import fonts
from samples.truth import Drawing

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def _document() -> FPDF:
    document = FPDF(unit="pt")
    document.set_auto_page_break(False)
    document.set_creation_date(_CREATED)
    return document


def _add_image(document: FPDF, image: Image.Image, dpi: int, quality: int) -> None:
    width, height = image.width * 72 / dpi, image.height * 72 / dpi
    document.add_page(format=(width, height))
    held = BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=quality)
    document.image(held, 0, 0, width, height)


def write_pages(pages: Sequence[Drawing], *, dpi: int = 150, quality: int = 88) -> bytes:
    """A PDF of pages: those with runs carry a text layer, the others are scans."""
    document = _document()
    for page in pages:
        _add_image(document, page.image, dpi, quality)
        _set_runs(document, page, dpi)
    return bytes(document.output())


def _set_runs(document: FPDF, page: Drawing, dpi: int) -> None:
    scale = 72 / dpi
    for run in page.runs:
        face = fonts.face_for(run.style.face, run.text)
        if face.lower() not in document.fonts:
            document.add_font(face, fname=str(fonts.path_of(face)))
        ascent = fonts.font(face, round(run.style.size)).getmetrics()[0]
        document.set_font(face, size=run.style.size * scale)
        document.set_text_color(*run.style.fill)
        document.set_char_spacing(run.style.spacing * scale)
        document.text(run.x * scale, (run.y + ascent) * scale, run.text)


def write_locked(pages: Sequence[Drawing], password: str) -> bytes:
    """A PDF that opens with a password only."""
    document = _document()
    document.set_encryption(owner_password=password + "-owner", user_password=password)
    for page in pages:
        _add_image(document, page.image, 150, 80)
    return bytes(document.output())


def write_blank(count: int) -> bytes:
    """A PDF of empty A4 pages."""
    document = _document()
    for _ in range(count):
        document.add_page(format=(595, 842))
    return bytes(document.output())

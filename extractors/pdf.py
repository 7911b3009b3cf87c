"""PDF files become rendered pages, each with its own text where that can be trusted.

PDFium gives the pixels, pdfplumber the characters. Every page that has characters is rendered twice, with and without
its text: the difference is what the text layer really shows, and `text_layer` believes nothing else. What is doubtful
has no text layer here and goes to recognition, which costs a second and no trust.
"""

from __future__ import annotations

import contextlib
import io
import logging
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from extractors.facts.lines import TextLine
from extractors.facts.pages import FileProblem
from extractors.facts.pictures import Image
from extractors.images import FileRefusedError
from extractors.limits import Limits
from extractors.text_layer import Rendering, trusted_lines

_LOG = logging.getLogger(__name__)
_LOCK = threading.Lock()  # PDFium is not thread-safe
_TAIL_BYTES = 4096  # readers look for %%EOF in the last kilobyte; download portals append a little more
_MAX_DEPTH = 8  # forms within forms
_MAX_CHARS = 20_000  # an A4 page of 5-point print has 10 000; pdfplumber takes a second for so many
_DAMAGED = "PDF 已损坏或上传不完整，请重新导出后上传"
_BLANK = "PDF 只有空白页，没有任何内容，请重新扫描或导出后上传"


@dataclass(frozen=True)
class PdfPage:
    """One rendered page, its own text where that can be trusted, and whether there is nothing on it at all."""

    pixels: Image
    text: tuple[TextLine, ...] | None
    is_blank: bool = False


class _TextLayerError(Exception):
    """pdfplumber could not read what PDFium could."""


def read_pdf(data: bytes, limits: Limits) -> tuple[PdfPage, ...]:
    """Return the pages of a PDF, turned as the PDF says. A PDF locked with an empty password opens like any other.

    Raises:
        FileRefusedError: it needs a password, is damaged or cut short, or has too many, too large or only blank pages.
    """
    if b"%%EOF" not in data[-_TAIL_BYTES:]:  # PDFium would mend it and silently leave pages out
        raise FileRefusedError(FileProblem.UNREADABLE, _DAMAGED)
    try:
        with _LOCK, contextlib.closing(_open(data)) as document:
            words = _Words(data)
            count = len(document)
            if count == 0:
                raise FileRefusedError(FileProblem.UNREADABLE, _DAMAGED)
            if count > limits.max_pages:
                detail = f"PDF 共 {count} 页，超过 {limits.max_pages} 页，请只保留备案材料后重新上传"
                raise FileRefusedError(FileProblem.TOO_LARGE, detail)
            pages = tuple(_read_page(document[index], index, count, words, limits) for index in range(count))
        if all(page.is_blank for page in pages):
            raise FileRefusedError(FileProblem.EMPTY, _BLANK)
        return pages
    except FileRefusedError:
        raise
    except Exception as error:  # damaged pages surface as PdfiumError, ValueError, ctypes.ArgumentError …
        raise FileRefusedError(FileProblem.UNREADABLE, _DAMAGED) from error


def _open(data: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise FileRefusedError(FileProblem.ENCRYPTED, "PDF 已加密，请取消密码保护后重新上传") from error
        raise FileRefusedError(FileProblem.UNREADABLE, _DAMAGED) from error
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()  # without it the values of filled-in forms are not drawn
    return document


def _read_page(page: Any, index: int, count: int, words: _Words, limits: Limits) -> PdfPage:
    with contextlib.closing(page):
        width_pt, height_pt = page.get_size()
        if not (math.isfinite(width_pt) and math.isfinite(height_pt) and min(width_pt, height_pt) > 0):
            raise FileRefusedError(FileProblem.UNREADABLE, _DAMAGED)
        texts, has_pictures = _survey(page, limits)
        scale = limits.render_scale(width_pt, height_pt, count)
        pixels = _render(page, scale)
        if not has_pictures and pixels.min() == pixels.max() and _says_nothing(page):
            return PdfPage(pixels, None, is_blank=True)
        if not texts or not 0 < _count_chars(page) <= _MAX_CHARS:
            return PdfPage(pixels, None)
        for text in texts:
            pdfium.FPDFPageObj_SetIsActive(text.raw, False)
        bare = _render(page, scale)
    try:
        return PdfPage(pixels, words.lines(index, count, Rendering(pixels, bare, scale)))
    except _TextLayerError as error:
        _LOG.info("text layer of page %d not readable (%s)", index + 1, type(error.__cause__).__name__)
        return PdfPage(pixels, None)


def _survey(page: Any, limits: Limits) -> tuple[list[Any], bool]:
    """Return the page's text objects and whether it has pictures, the size of each checked before it is decoded.

    Raises:
        FileRefusedError: an image is too large.
    """
    texts, has_pictures = [], False
    for item in page.get_objects(max_depth=_MAX_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
        elif item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_pictures = True  # one that cannot be decoded leaves the page white, and the page is not empty
            width, height = item.get_px_size()
            if width * height > limits.max_pixels:
                raise FileRefusedError(FileProblem.TOO_LARGE, "PDF 内的图片像素过大，请缩小后重新导出上传")
    return texts, has_pictures


def _says_nothing(page: Any) -> bool:
    """Return whether the page has no characters but blanks; text can be there without being drawn."""
    with contextlib.closing(page.get_textpage()) as text_page:
        return not text_page.get_text_range().strip()


def _count_chars(page: Any) -> int:
    with contextlib.closing(page.get_textpage()) as text_page:
        return int(text_page.count_chars())


def _render(page: Any, scale: float) -> Image:
    with contextlib.closing(page.render(scale=scale)) as bitmap:
        pixels: Image = np.array(bitmap.to_numpy(), dtype=np.uint8)
    if pixels.ndim == 2:
        return np.repeat(pixels[:, :, None], 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])


class _Words:
    """The document as pdfplumber sees it, opened only when a page has characters.

    Never closed: it holds memory only, and pdfplumber's close parses a damaged file once more.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def lines(self, index: int, count: int, rendering: Rendering) -> tuple[TextLine, ...] | None:
        """Return a page's trustworthy lines, or None.

        Raises:
            _TextLayerError: pdfplumber failed, or sees another document than PDFium.
        """
        try:
            with _quiet():
                if self._document is None:
                    self._document = pdfplumber.open(io.BytesIO(self._data))
                pages = self._document.pages
                if len(pages) != count:
                    raise _TextLayerError("page count")
                lines = trusted_lines(pages[index], rendering)
                pages[index].close()
                return lines
        except Exception as error:  # pdfminer raises nearly anything on odd files
            raise _TextLayerError from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parsers' remarks on odd files out of the log; they are many and help nobody."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)

"""The door for uploaded files: bytes become upright pages, or a typed reason why they cannot.

A file's type is told by its content, never by its name: a third of real uploads carry a wrong extension or none. Only
`UnusableFileError` leaves this module, whatever the bytes are.
"""

from __future__ import annotations

import hashlib

from extractors.facts.pages import FileProblem, Page, UnusableFile
from extractors.images import FileRefusedError, read_images
from extractors.limits import Limits
from extractors.pdf import read_pdf

_HEAD_BYTES = 1024  # viewers look for %PDF this far in; mail gateways and scanners put lines before it
_PDF = "PDF"
_IMAGE_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 文档"),
    (b"{\\rtf", "Office 文档"),
    (b"8BPS", "PSD 图片"),
    (b"%!PS", "PostScript 文件"),
    (b"\x00\x00\x01\xba", "视频"),
    (b"\x1aE\xdf\xa3", "视频"),
)
_INSIDE_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word 文档"),
    (b"xl/", "Excel 表格"),
    (b"ppt/", "PPT 文档"),
    (b"OFD.xml", "OFD 文件"),
)
_RIFF_TYPES = {b"AVI ": "视频", b"WAVE": "音频"}


class UnusableFileError(Exception):
    """A file that cannot be opened; `problem` says why, in Chinese and with the next step."""

    def __init__(self, problem: UnusableFile) -> None:
        super().__init__(f"{problem.file}: {problem.problem}")
        self.problem = problem


def open_file(name: str, data: bytes, limits: Limits) -> tuple[Page, ...]:
    """Return the pages of an image or PDF, at least one.

    Args:
        name: the file's name as it goes into findings; nothing is told from it.
        data: the whole file.
        limits: what is refused, and how large pages become.

    Raises:
        UnusableFileError: the file is empty, too large, damaged, locked or of a kind that cannot be read.
    """
    try:
        return _open(name, data, limits)
    except FileRefusedError as error:
        raise UnusableFileError(UnusableFile(file=name, problem=error.problem, detail=error.detail)) from error


def _open(name: str, data: bytes, limits: Limits) -> tuple[Page, ...]:
    if not data:
        raise FileRefusedError(FileProblem.EMPTY, "文件为空（0 字节），请重新上传")
    if len(data) > limits.max_file_bytes:
        megabytes = limits.max_file_bytes // (1024 * 1024)
        raise FileRefusedError(FileProblem.TOO_LARGE, f"文件超过 {megabytes} MB，请压缩或拆分后重新上传")
    sha256 = hashlib.sha256(data).hexdigest()
    file_format = _recognise(data)
    if file_format == _PDF:
        return tuple(
            Page(file=name, number=number, sha256=sha256, pixels=page.pixels, text=page.text)
            for number, page in enumerate(read_pdf(data, limits), start=1)
        )
    return tuple(
        Page(file=name, number=number, sha256=sha256, pixels=pixels)
        for number, pixels in enumerate(read_images(data, file_format, limits), start=1)
    )


def _recognise(data: bytes) -> str:
    """Return the format: a Pillow name, or `PDF`.

    Raises:
        FileRefusedError: it is no image and no PDF; the sentence names what it is where that can be told.
    """
    image_format = _image_format(data)
    if image_format is not None:
        return image_format
    if b"%PDF-" in data[:_HEAD_BYTES]:
        return _PDF
    kind = _other_kind(data)
    found = f"文件是{kind}" if kind else "文件不是图片或 PDF（扩展名与内容不符）"
    raise FileRefusedError(FileProblem.UNSUPPORTED, f"{found}，请转换为 JPG、PNG 或 PDF 后重新上传")


def _image_format(data: bytes) -> str | None:
    for start, image_format in _IMAGE_STARTS:
        if data.startswith(start):
            return image_format
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "HEIF"
    # Two letters alone would claim any text that begins with BM; the header's reserved words are zero.
    return "BMP" if data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00" else None


def _other_kind(data: bytes) -> str | None:
    """Return what a file is that we do not read, in Chinese, or None."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return next((kind for inner, kind in _INSIDE_ZIP if inner in data), "压缩包")
    if data[:4] == b"RIFF":
        return _RIFF_TYPES.get(data[8:12])
    if data[4:8] == b"ftyp":
        return "AVIF 图片" if data[8:12] in (b"avif", b"avis") else "视频"
    for start, kind in _OTHER_STARTS:
        if data.startswith(start):
            return kind
    return "文本文件" if _is_text(data[:_HEAD_BYTES]) else None


def _is_text(head: bytes) -> bool:
    """Tell whether the bytes are plain text: UTF-8 or GBK without control characters."""
    if any(byte < 32 and byte not in (9, 10, 12, 13) for byte in head):
        return False
    for encoding in ("utf-8", "gbk"):
        for cut in range(4):  # the head may end inside a character
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False

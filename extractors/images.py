"""Image files become upright BGR pixels: every format, depth and colour model the contract names.

The format is the caller's finding from the content; Pillow is held to it, so that no other decoder ever sees the bytes.
Sizes are judged from the header, before anything is decoded.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator

import numpy as np
import pillow_heif
from PIL import Image as Pillow

from extractors.facts.pages import FileProblem
from extractors.facts.pictures import Image
from extractors.limits import Limits

_REDUCED_COPY = 254  # TIFF tag NewSubfileType; bit 0 marks a thumbnail of another page
_ORIENTATION = 274  # EXIF and TIFF tag
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
_SIXTEEN_BIT = 65535.0
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error)

pillow_heif.register_heif_opener()


class FileRefusedError(Exception):
    """Bytes that cannot be used: the problem, and a Chinese sentence that says what to do."""

    def __init__(self, problem: FileProblem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail


def read_images(data: bytes, image_format: str, limits: Limits) -> tuple[Image, ...]:
    """Return the pages of an image file, upright; only TIFF has more than one.

    Animations and burst pictures give their first picture; TIFF thumbnails are left out.

    Raises:
        FileRefusedError: the image is too large, cut short or damaged.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # size is judged below; damaged metadata is not worth a word
            with Pillow.open(io.BytesIO(data), formats=_decoders(image_format)) as picture:
                count = _count_pages(picture, limits)
                return tuple(_to_pixels(frame, count, limits) for frame in _frames(picture))
    except FileRefusedError:
        raise
    except Pillow.DecompressionBombError as error:
        raise _too_many_pixels(limits) from error
    except Exception as error:  # decoders raise nearly anything on damaged bytes
        raise FileRefusedError(FileProblem.UNREADABLE, "图片已损坏或上传不完整，请重新导出或拍摄后上传") from error


def _decoders(image_format: str) -> tuple[str, ...]:
    return ("JPEG", "MPO") if image_format == "JPEG" else (image_format,)


def _too_many_pixels(limits: Limits) -> FileRefusedError:
    return FileRefusedError(
        FileProblem.TOO_LARGE, f"图片像素过大（超过 {limits.max_pixels // 1_000_000} 百万像素），请缩小后重新上传"
    )


def _frames(picture: Pillow.Image) -> Iterator[Pillow.Image]:
    """Yield the file's pages; a TIFF's in turn, its thumbnails left out, and of all other formats the first."""
    if picture.format != "TIFF":
        yield picture
        return
    number = 0
    while True:
        try:
            picture.seek(number)
        except EOFError:
            return
        if number == 0 or not int(picture.tag_v2.get(_REDUCED_COPY, 0)) & 1:  # type: ignore[attr-defined]
            yield picture
        number += 1


def _count_pages(picture: Pillow.Image, limits: Limits) -> int:
    """Return how many pages there are, every size checked; nothing is decoded."""
    count = 0
    for count, frame in enumerate(_frames(picture), start=1):
        if count > limits.max_pages:
            raise FileRefusedError(FileProblem.TOO_LARGE, f"文件超过 {limits.max_pages} 页，请拆分后重新上传")
        if frame.width * frame.height > limits.max_pixels:
            raise _too_many_pixels(limits)
    return count


def _to_pixels(picture: Pillow.Image, pages: int, limits: Limits) -> Image:
    scale = limits.image_scale(picture.width, picture.height, pages)
    if scale < 1:  # a JPEG's decoder can skip detail itself: a tenth of the time and memory; others ignore this
        picture.draft(None, (round(picture.width * scale), round(picture.height * scale)))
    picture.load()
    flat = _flattened(_eight_bit(picture))
    scale = limits.image_scale(flat.width, flat.height, pages)
    if scale < 1:
        size = (max(round(flat.width * scale), 1), max(round(flat.height * scale), 1))
        flat = flat.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    rgb = np.asarray(_upright(flat, picture), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _eight_bit(picture: Pillow.Image) -> Pillow.Image:
    """Return the picture with 8 bits a channel; Pillow's own conversion clips deep grey to white instead of scaling."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    values = np.nan_to_num(np.asarray(picture, dtype=np.float64))
    white = _SIXTEEN_BIT if picture.mode.startswith("I;16") else _white(float(values.max()))
    return Pillow.fromarray(np.rint(np.clip(values / white, 0, 1) * 255).astype(np.uint8))


def _white(peak: float) -> float:
    """Return what white is in 32-bit data, which does not say: the smallest common depth that holds the peak."""
    return next((white for white in (1.0, 255.0, _SIXTEEN_BIT) if peak <= white), peak)


def _flattened(picture: Pillow.Image) -> Pillow.Image:
    """Return RGB; what is transparent becomes white paper, as it looks in every viewer."""
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        paper = Pillow.new("RGBA", layered.size, "white")
        return Pillow.alpha_composite(paper, layered).convert("RGB")
    return picture.convert("RGB")


def _upright(flat: Pillow.Image, source: Pillow.Image) -> Pillow.Image:
    """Return the picture turned as its EXIF says; damaged EXIF says nothing."""
    try:
        orientation = int(source.getexif().get(_ORIENTATION, 1))
    except _DAMAGED:
        return flat
    turn = _TURNS.get(orientation)
    return flat if turn is None else flat.transpose(turn)

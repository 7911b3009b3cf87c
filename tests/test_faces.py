"""Whether and where faces are, on drawn pictures."""

from random import Random

import cv2
import numpy as np
import pytest

from extractors import models
from extractors.faces import face_likeness, find_faces
from extractors.facts.pictures import Image
from samples import portraits


def photo(faces: int, seed: int = 1, width: int = 480) -> Image:
    picture = portraits.draw(Random(seed), faces=faces, width=width).image
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


@pytest.mark.parametrize("faces", [0, 1, 2])
@pytest.mark.parametrize("seed", [1, 2])
def test_faces_are_counted(faces: int, seed: int) -> None:
    assert len(find_faces(photo(faces, seed))) == faces


def test_a_face_looks_most_like_one_upright() -> None:
    upright = photo(2)
    assert face_likeness(upright) > face_likeness(np.ascontiguousarray(np.rot90(upright, 2)))
    assert face_likeness(photo(0)) == 0


def test_a_face_is_found_where_it_is() -> None:
    picture = photo(1)
    height, width = picture.shape[:2]
    (face,) = find_faces(picture)
    x, y = face.centre
    assert (x / width, y / height) == (pytest.approx(0.5, abs=0.1), pytest.approx(0.5, abs=0.15))
    assert 0 <= face.left < face.right <= width
    assert 0.2 * width < face.width < 0.8 * width


def test_a_face_keeps_its_place_on_a_larger_picture() -> None:
    picture = photo(1)
    larger = np.asarray(cv2.resize(picture, None, fx=2.5, fy=2.5), dtype=np.uint8)
    (small,), (large,) = find_faces(picture), find_faces(larger)
    assert [v / 2.5 for v in large.centre] == pytest.approx(small.centre, abs=0.05 * picture.shape[1])


@pytest.mark.parametrize("shape", [(1, 1), (3, 400), (400, 3), (64, 64)])
def test_pictures_of_any_shape_can_be_looked_at(shape: tuple[int, int]) -> None:
    assert find_faces(np.full((*shape, 3), 200, dtype=np.uint8)) == ()


def test_noise_is_no_face() -> None:
    assert find_faces(np.random.default_rng(1).integers(0, 255, (300, 300, 3)).astype(np.uint8)) == ()


def test_the_network_is_the_one_that_was_measured() -> None:
    assert models.locate(models.FACES, models.FACES.onnx).is_file()

"""One picture saved twice is one picture; two of a kind are two."""

import io
from datetime import date
from itertools import combinations
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from extractors.facts.pages import Page
from extractors.picture_hash import PictureHash, are_alike, picture_hash
from samples import id_cards, portraits, units

TODAY = date(2026, 11, 20)


def hashed(image: Image.Image) -> PictureHash:
    pixels = cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR)
    return picture_hash(Page(file="a.jpg", number=1, sha256="1", pixels=pixels.astype(np.uint8)))


def saved_again(image: Image.Image, quality: int, scale: float) -> Image.Image:
    held = io.BytesIO()
    image.convert("RGB").resize((round(image.width * scale), round(image.height * scale))).save(
        held, "JPEG", quality=quality
    )
    return Image.open(io.BytesIO(held.getvalue()))


def emblem(seed: int) -> Image.Image:
    _, person = units.make_unit(Random(seed), TODAY)
    return id_cards.draw_emblem(Random(seed), person).image


def face_side(seed: int) -> Image.Image:
    _, person = units.make_unit(Random(seed), TODAY)
    return id_cards.draw_portrait(Random(seed), person).image


def portrait(seed: int) -> Image.Image:
    return portraits.draw(Random(seed), faces=1, width=800).image


@pytest.mark.parametrize("draw", [emblem, face_side, portrait])
@pytest.mark.parametrize(("quality", "scale"), [(30, 1.0), (70, 0.6), (60, 0.37), (20, 0.25), (75, 1.3)])
def test_a_picture_saved_again_is_the_same(draw: object, quality: int, scale: float) -> None:
    image = draw(3)  # type: ignore[operator]
    assert are_alike(hashed(image), hashed(saved_again(image, quality, scale)))


@pytest.mark.parametrize("draw", [emblem, face_side, portrait])
def test_two_of_a_kind_are_two(draw: object) -> None:
    hashes = [hashed(draw(seed)) for seed in range(8)]  # type: ignore[operator]
    assert not any(are_alike(one, other) for one, other in combinations(hashes, 2))


def test_another_shape_is_another_picture() -> None:
    white = Image.new("RGB", (400, 300), "white")
    assert are_alike(hashed(white), hashed(white.resize((800, 600))))
    assert not are_alike(hashed(white), hashed(white.resize((400, 400))))

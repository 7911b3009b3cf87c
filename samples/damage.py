"""What happens to paper on its way to an upload: which of all effects come together, and how strong, at which level.

Levels: `clean` (a good scan), `mild` (an ordinary scan), `photograph` (a phone picture, some made white by an
application) and `hard` (a bad phone picture, a worn copier, a screenshot of the album). What is printed stays legible
to a careful reader at every level, so truth stays as it is; it holds no boxes, so nothing here has to move them. What
makes print illegible is a defect of its own (`defects_pictures`).

Effects are our own, on OpenCV and NumPy. Looked at in November 2026 and left: augraphy (last release 2023, wants the
full OpenCV, numba, matplotlib), albumentations (no longer maintained; its successor is AGPL), kornia (wants torch).
"""

from __future__ import annotations

from random import Random

from PIL import Image

from samples import copying, focus, light, photographing, pixels
from samples.pixels import Pixels
from samples.shots import Shot, resaved, turned

LEVELS = ("clean", "mild", "photograph", "hard")


def damage(image: Image.Image, level: str, rng: Random) -> Shot:
    """The picture of a page at a level of damage."""
    if level == "clean":
        return Shot(pixels.picture(copying.scanned(image, rng, skew=0.25, blur=0.25, noise=1.2)), rng.randint(90, 96))
    if level == "mild":
        return _mild(image, rng)
    if level == "photograph":
        return _photograph(image, rng)
    dice = rng.random()
    if dice < 0.25:
        return _copier(image, rng)
    return _screenshot(image, rng) if dice < 0.33 else _bad_photograph(image, rng)


def _mild(image: Image.Image, rng: Random) -> Shot:
    data = copying.scanned(image, rng, skew=1.5, blur=rng.uniform(0.3, 0.8), noise=rng.uniform(1.5, 4.0))
    shot = pixels.picture(data)
    if rng.random() < 0.2:
        shot = _shrunk(shot, rng.randint(1440, 1920))
    return Shot(pixels.picture(light.cast(pixels.of(shot), rng, 0.04)), rng.randint(75, 90))


def _photograph(image: Image.Image, rng: Random) -> Shot:
    shot = photographing.photographed(image, rng, tilt=0.05, room=0.14)
    data = light.uneven(pixels.of(shot), rng, 0.25)
    if rng.random() < 0.15:
        data = light.glare(data, rng, rng.uniform(0.25, 0.5))
    data = focus.blurred(data, rng.uniform(0.4, 0.9))
    if rng.random() < 0.2:
        data = focus.out_of_focus(data, rng, rng.uniform(0.8, 1.4))
    data = light.sensor(data, rng, rng.uniform(2, 4))
    data = _finished(light.cast(data, rng, 0.08), rng, 0.15)
    shot = pixels.picture(data)
    if rng.random() < 0.3:
        shot = _shrunk(shot, rng.randint(1440, 2000))
    return turned(shot, rng, rng.randint(68, 88))


def _bad_photograph(image: Image.Image, rng: Random) -> Shot:
    page = photographing.trimmed(image, rng) if rng.random() < 0.25 else image
    shot = photographing.photographed(page, rng, tilt=0.10, room=0.24)
    if rng.random() < 0.5:
        shot = _shrunk(shot, rng.randint(1400, 1800))
    data = light.uneven(pixels.of(shot), rng, 0.42)
    if rng.random() < 0.6:
        data = photographing.creased(data, rng)
    if rng.random() < 0.3:
        data = light.glare(data, rng, rng.uniform(0.5, 0.75))
    data = focus.blurred(data, rng.uniform(0.6, 1.2))
    dice = rng.random()
    if dice < 0.3:
        data = focus.out_of_focus(data, rng, rng.uniform(1.4, 2.2))
    elif dice < 0.5:
        data = focus.shaken(data, rng, rng.uniform(2.0, 4.5))
    data = light.sensor(data, rng, rng.uniform(4, 8))
    data = _finished(light.cast(data, rng, 0.1), rng, 0.1)
    shot = pixels.picture(data)
    if rng.random() < 0.4:
        shot = resaved(shot, rng.randint(50, 75))
    return turned(shot, rng, rng.randint(45, 70))


def _copier(image: Image.Image, rng: Random) -> Shot:
    shot = pixels.picture(copying.copied(image, rng))
    return Shot(_shrunk(shot, rng.randint(1500, 2000)) if rng.random() < 0.5 else shot, rng.randint(50, 80))


def _screenshot(image: Image.Image, rng: Random) -> Shot:
    """A phone's screen around the picture of a page; people turn the phone for what is wide."""
    shot = pixels.picture(_finished(light.uneven(pixels.of(image), rng, 0.15), rng, 0.2))
    if shot.width > shot.height:
        shot = shot.transpose(Image.Transpose.ROTATE_90)
    return Shot(photographing.on_a_phone(shot, rng), rng.randint(70, 90))


def _finished(data: Pixels, rng: Random, cleaned: float) -> Pixels:
    """The picture as the phone stores it: sharpened, or made white by an application with that probability."""
    dice = rng.random()
    if dice < cleaned:
        return photographing.cleaned(data, rng)
    return focus.sharpened(data, rng.uniform(0.3, 0.8)) if dice < 0.6 else data


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return small

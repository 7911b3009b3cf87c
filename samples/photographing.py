"""A page before a phone: on a desk among other things, bent, seen from the side, held by fingers; or shown on a phone.

Nothing lies over more than the outermost part of a page (`_REACH`), where no document prints what must be read.
"""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples import fonts, ink, light, pixels
from samples.ink import Style
from samples.pixels import Pixels

_DESKS = ((92, 66, 46), (60, 60, 64), (150, 120, 88), (188, 182, 172), (40, 44, 52), (120, 96, 74), (210, 208, 204))
_SKIN = ((224, 178, 150), (206, 152, 122), (236, 196, 170))
_REACH = 0.025
_PHONE = (1440, 3120)


def photographed(image: Image.Image, rng: Random, *, tilt: float, room: float) -> Image.Image:
    """The page on a desk, seen a little from the side.

    Args:
        image: the page.
        rng: decides.
        tilt: how far corners move, in shares of the page.
        room: how much desk there is around it, at most, on each side, in shares of the page.
    """
    margin = rng.uniform(0.03, room)
    width, height = round(image.width * (1 + 2 * margin)), round(image.height * (1 + 2 * margin))
    desk = _desk(rng, (width, height))
    corners = _corners(image.size, (width, height), rng, tilt)
    source = np.asarray([(0, 0), (image.width, 0), (image.width, image.height), (0, image.height)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    page = cv2.warpPerspective(np.asarray(image), matrix, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((image.height, image.width), 255, np.uint8), matrix, (width, height))
    shade = light.soft(mask, width * 0.012)[..., None]
    solid = mask.astype(np.float32)[..., None] / 255
    data = np.asarray(desk * (1 - 0.45 * shade) * (1 - solid) + page.astype(np.float32) * solid, np.float32)
    if rng.random() < 0.15:
        data = _held(data, rng, corners)
    return pixels.picture(_bent(data, rng) if rng.random() < 0.5 else data)


def _corners(page: tuple[int, int], size: tuple[int, int], rng: Random, tilt: float) -> Pixels:
    """Where the page's corners come to lie, clockwise from its top left; all of it stays in the picture."""
    width, height = size
    middle, half = np.asarray((width / 2, height / 2)), np.asarray((page[0] / 2, page[1] / 2))
    flat = np.asarray([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    spin = np.radians(rng.uniform(-4, 4))
    turn = np.asarray(((np.cos(spin), -np.sin(spin)), (np.sin(spin), np.cos(spin))))
    moved = np.asarray([[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(4)]) * half * tilt * 1.6
    inside = np.clip(flat @ turn.T + middle + moved, (2, 2), (width - 3, height - 3))
    return np.asarray(inside, np.float32)


def _desk(rng: Random, size: tuple[int, int]) -> Pixels:
    """Wood, cloth or a plain board, perhaps with things on it."""
    width, height = size
    base = np.empty((height, width, 3), np.float32)
    base[:] = rng.choice(_DESKS)
    source = pixels.noise(rng)
    if rng.random() < 0.25:  # cloth
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
        pitch = rng.uniform(7, 14)
        base += (np.sin(xs * 2 * np.pi / pitch) * np.sin(ys * 2 * np.pi / pitch))[..., None] * rng.uniform(3, 9)
    else:
        lines = source.normal(0, 1, (max(height // 6, 2), 8)).astype(np.float32)
        base += cv2.resize(lines, (width, height), interpolation=cv2.INTER_CUBIC)[..., None] * rng.uniform(2, 12)
    for _ in range(rng.choice((0, 0, 1, 2))):
        base = _thing(base, rng)
    return base


def _thing(data: Pixels, rng: Random) -> Pixels:
    """A pen, a dark device or the corner of another sheet at the rim; the page will lie over it."""
    height, width = data.shape[:2]
    at = (rng.choice((0.0, 1.0)) * width, rng.uniform(0, 1) * height)
    size = {"pen": (width * 0.3, width * 0.012), "device": (width * 0.2, width * 0.3), "sheet": (width * 0.5,) * 2}
    kind = rng.choice(tuple(size))
    tint = {"pen": (30, 40, 120), "device": (22, 22, 26), "sheet": (238, 238, 234)}[kind]
    outline = cv2.boxPoints((at, size[kind], rng.uniform(-60, 60))).astype(np.int32)
    return np.asarray(cv2.fillPoly(data, [outline], tint), np.float32)


def _held(data: Pixels, rng: Random, corners: Pixels) -> Pixels:
    """A thumb at an edge of the page, nearly all of it beside the page."""
    first = rng.randrange(4)
    one, other = corners[first], corners[(first + 1) % 4]
    along = other - one
    length = float(np.hypot(*along))
    outward = np.asarray((along[1], -along[0])) / max(length, 1.0)
    radius = data.shape[1] * rng.uniform(0.03, 0.05)
    reach = _REACH * min(float(np.hypot(*(corners[2] - corners[0]))), length)
    centre = one + along * rng.uniform(0.2, 0.8) + outward * (1.5 * radius - reach)
    angle = float(np.degrees(np.arctan2(outward[1], outward[0])))
    mask = np.zeros(data.shape[:2], np.uint8)
    spot = (round(float(centre[0])), round(float(centre[1])))
    cv2.ellipse(mask, spot, (round(radius * 1.5), round(radius)), angle, 0, 360, 255, -1)
    share = cv2.GaussianBlur(mask, (0, 0), 2).astype(np.float32)[..., None] / 255
    return np.asarray(data * (1 - share) + np.asarray(rng.choice(_SKIN), np.float32) * share, np.float32)


def _bent(data: Pixels, rng: Random) -> Pixels:
    """Paper that does not lie flat, and a lens that bends straight lines: a gentle wave, lit on one side."""
    if rng.random() < 0.4:
        return np.ascontiguousarray(_waved(np.ascontiguousarray(data.transpose(1, 0, 2)), rng).transpose(1, 0, 2))
    return _waved(data, rng)


def _waved(data: Pixels, rng: Random) -> Pixels:
    """The picture with its columns shifted up and down along a wave."""
    height, width = data.shape[:2]
    phase, waves, depth = rng.uniform(0, 2 * np.pi), rng.uniform(0.4, 1.1), rng.uniform(0.002, 0.008)
    angle = np.linspace(phase, phase + 2 * np.pi * waves, width, dtype=np.float32)
    columns = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    rows = np.arange(height, dtype=np.float32)[:, None] + np.float32(depth * height) * np.sin(angle)
    moved = cv2.remap(data, np.ascontiguousarray(columns), rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lit = 1 - 3 * depth * (1 + np.cos(angle))
    return np.asarray(moved * lit[None, :, None], np.float32)


def creased(data: Pixels, rng: Random) -> Pixels:
    """Folds: a thin dark line beside a thin bright one."""
    for _ in range(rng.randint(1, 2)):
        upright = rng.random() < 0.5
        length = data.shape[1 if upright else 0]
        at, slope = rng.uniform(0.3, 0.7) * length, rng.uniform(-0.03, 0.03)
        along = np.arange(data.shape[0 if upright else 1], dtype=np.float32)
        distance = np.arange(length, dtype=np.float32)[None, :] - (at + slope * along)[:, None]
        wide = max(length / 500, 1.5)
        fold = 24 * np.exp(-((distance + wide) ** 2) / (2 * wide**2)) - 34 * np.exp(
            -((distance - wide) ** 2) / (2 * wide**2)
        )
        data = np.asarray(data + (fold if upright else fold.T)[..., None], np.float32)
    return data


def trimmed(image: Image.Image, rng: Random) -> Image.Image:
    """The page with its outermost part missing on one or two sides: it did not fit the picture."""
    shares = [rng.uniform(0.3, 1) * _REACH if rng.random() < 0.4 else 0.0 for _ in range(4)]
    left, top, right, bottom = shares
    width, height = image.size
    return image.crop(
        (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    )


def cleaned(data: Pixels, rng: Random) -> Pixels:
    """What a scanning application makes of a photograph: white paper, hard contrast, strong colours."""
    height, width = data.shape[:2]
    small = cv2.resize(data, (max(width // 8, 1), max(height // 8, 1)), interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.medianBlur(np.clip(small, 0, 255).astype(np.uint8), 31), (width, height)).astype(np.float32)
    flat = data / np.maximum(paper, 40) * 245
    grey = flat.mean(axis=2, keepdims=True)
    vivid = grey + (flat - grey) * rng.uniform(1.1, 1.5)
    return np.asarray((vivid - 128) * rng.uniform(1.1, 1.5) + 136, np.float32)


def on_a_phone(image: Image.Image, rng: Random) -> Image.Image:
    """A screenshot of the picture as a phone shows it: black above and below, the bars of the system and the album."""
    screen = Image.new("RGB", _PHONE, rng.choice(((0, 0, 0), (18, 18, 18), (250, 250, 250))))
    light = screen.getpixel((0, 0)) == (250, 250, 250)
    style = Style(fonts.SANS, 48, (20, 20, 20) if light else (240, 240, 240))
    shown = image
    factor = min(_PHONE[0] / shown.width, (_PHONE[1] - 690) / shown.height)
    shown = shown.resize((round(shown.width * factor), round(shown.height * factor)), Image.Resampling.LANCZOS)
    screen.paste(shown, ((_PHONE[0] - shown.width) // 2, (_PHONE[1] - shown.height) // 2))
    ink.write(screen, (80, 38), f"{rng.randint(8, 22)}:{rng.randint(0, 59):02d}", style)
    ink.write(screen, (1150, 38), f"5G {rng.randint(12, 99)}%", style)
    ink.write(screen, (80, 200), rng.choice(("返回", "〈", "相册")), style)
    ink.write(screen, (573, 200), f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日", style)
    for index, words in enumerate(rng.choice((("分享", "编辑", "收藏", "删除"), ("发送", "收藏", "编辑", "更多")))):
        ink.write(screen, (133 + index * 333, _PHONE[1] - 187), words, style)
    bar = (_PHONE[0] // 2 - 180, _PHONE[1] - 30, _PHONE[0] // 2 + 180, _PHONE[1] - 22)
    ImageDraw.Draw(screen).rounded_rectangle(bar, 4, fill=style.fill)
    return screen

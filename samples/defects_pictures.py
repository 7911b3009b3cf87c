"""Faults of pictures: blurred, tiny, cut off, glaring, shot off a screen, watermarked for something else."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageFilter

from samples.defect import FAIL, REVIEW, UNIT, Defect, upload_of
from samples.drafts import Draft, Upload

_UNREAD = ("field.unread", "material.unclassified", "stamp.unread", "material.missing")


def _touch(
    kind: str, change: Callable[[Image.Image, Random], Image.Image], *, unreadable: bool = True
) -> Callable[[Draft], None]:
    """Changes the picture of the first file of a kind."""

    def apply(draft: Draft) -> None:
        draft.separate(kind)
        draft.level = "clean"

        def edit(uploads: list[Upload]) -> None:
            upload = upload_of(uploads, kind)
            held = io.BytesIO()
            change(Image.open(io.BytesIO(upload.data)).convert("RGB"), draft.rng).save(held, "JPEG", quality=85)
            upload.data = held.getvalue()
            if unreadable:
                upload.documents = [
                    (page, replace(truth, fields={}, unreadable=tuple(truth.fields)))
                    for page, truth in upload.documents
                ]

        draft.file_edits.append(edit)

    return apply


def _blur(image: Image.Image, rng: Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(image.width / rng.uniform(110, 150)))


def _tiny(image: Image.Image, rng: Random) -> Image.Image:
    width = rng.randint(150, 200)
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def _crop(image: Image.Image, rng: Random) -> Image.Image:
    """The left part with every label and half the values is gone."""
    return image.crop(
        (round(image.width * rng.uniform(0.42, 0.5)), round(image.height * 0.1), image.width, image.height)
    )


def _glare(image: Image.Image, rng: Random) -> Image.Image:
    data = np.asarray(image, np.float32)
    spot = np.zeros(data.shape[:2], np.uint8)
    centre = (round(image.width * rng.uniform(0.3, 0.45)), round(image.height * rng.uniform(0.4, 0.5)))
    cv2.ellipse(
        spot, centre, (round(image.width * 0.3), round(image.height * 0.24)), rng.uniform(-30, 30), 0, 360, 255, -1
    )
    light = cv2.GaussianBlur(spot, (0, 0), image.width * 0.02).astype(np.float32)[..., None]
    return Image.fromarray(np.clip(data + light * 1.2, 0, 255).astype(np.uint8), "RGB")


def _screen(image: Image.Image, rng: Random) -> Image.Image:
    """Bands of interference, a raster, and the bezel of a monitor."""
    edge = round(image.width * 0.06)
    framed = Image.new("RGB", (image.width + 2 * edge, image.height + 2 * edge), (18, 18, 20))
    framed.paste(image, (edge, edge))
    data = np.asarray(framed, np.float32)
    ys, xs = np.mgrid[0 : data.shape[0], 0 : data.shape[1]].astype(np.float32)
    bands = np.sin(xs * rng.uniform(0.10, 0.14) + ys * rng.uniform(0.05, 0.09)) * np.sin(
        ys * rng.uniform(0.02, 0.03) + xs * 0.01
    )
    raster = np.sin(xs * np.pi / 1.5) * 8 + np.sin(ys * np.pi / 1.5) * 8
    tint = np.stack([bands * 16, np.roll(bands, 9, 1) * 16, np.roll(bands, 18, 1) * 20], axis=-1)
    return Image.fromarray(np.clip(data + tint + raster[..., None], 0, 255).astype(np.uint8), "RGB")


def _other_purpose(draft: Draft) -> None:
    text = draft.rng.choice(("仅供办理贷款使用", "仅用于招标投标", "仅供租房登记使用", "仅供入驻平台使用"))
    draft.certificate = replace(draft.certificate, watermark=text)


def _card_other_purpose(draft: Draft) -> None:
    text = draft.rng.choice(("仅供办理贷款使用", "仅供办理入职使用", "仅供租房使用"))
    for card in draft.cards:
        card.options = replace(card.options, watermark=text)


PICTURE_DEFECTS = (
    Defect("licence_blurred", FAIL, ("image.blurred",), _touch("business_licence", _blur), UNIT, _UNREAD, (REVIEW,)),
    Defect(
        "card_blurred",
        FAIL,
        ("image.blurred",),
        _touch("id_card_portrait", _blur),
        accepted_reasons=_UNREAD,
        accepted_verdicts=(REVIEW,),
    ),
    Defect("licence_tiny", FAIL, ("image.too_small",), _touch("business_licence", _tiny), UNIT, _UNREAD, (REVIEW,)),
    Defect(
        "card_tiny",
        FAIL,
        ("image.too_small",),
        _touch("id_card_portrait", _tiny),
        accepted_reasons=_UNREAD,
        accepted_verdicts=(REVIEW,),
    ),
    Defect("licence_cut_off", FAIL, ("image.cropped",), _touch("business_licence", _crop), UNIT, _UNREAD, (REVIEW,)),
    Defect(
        "card_glare",
        FAIL,
        ("image.glare",),
        _touch("id_card_portrait", _glare),
        accepted_reasons=_UNREAD,
        accepted_verdicts=(REVIEW,),
    ),
    Defect(
        "card_off_a_screen",
        REVIEW,
        ("image.screen_photo",),
        _touch("id_card_portrait", _screen, unreadable=False),
        accepted_reasons=_UNREAD,
        accepted_verdicts=(FAIL,),
    ),
    Defect("licence_watermark_other_purpose", REVIEW, ("image.watermark",), _other_purpose, UNIT, (), (FAIL,)),
    Defect(
        "card_watermark_other_purpose", REVIEW, ("image.watermark",), _card_other_purpose, accepted_verdicts=(FAIL,)
    ),
)

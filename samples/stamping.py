"""What happens to a certificate after it is printed: watermark, copy, the filer's stamps, copy again."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PIL import Image

from samples import ink, ornament
from samples.seals import Seal, press
from samples.truth import DocumentTruth, Drawing, StampTruth

_LANDSCAPE_SPOTS = ((0.36, 0.82), (0.5, 0.74), (0.47, 0.55), (0.24, 0.76), (0.56, 0.85), (0.8, 0.5), (0.3, 0.45))
_PORTRAIT_SPOTS = ((0.3, 0.87), (0.4, 0.8), (0.5, 0.55), (0.2, 0.74), (0.26, 0.3), (0.5, 0.88))


@dataclass(frozen=True)
class Finish:
    """The filer's seals and what was done to the page before and after they were pressed."""

    seals: tuple[Seal, ...] = ()
    clarity: str = "good"
    grey: bool = False
    grey_after_stamping: bool = False
    watermark: str = ""


def finish(rng: Random, image: Image.Image, truth: DocumentTruth, options: Finish) -> Drawing:
    """Watermarks, copies and stamps a printed certificate, in the order it happens to paper."""
    if options.watermark:
        ornament.watermark(image, options.watermark, rng)
    if options.grey:
        image, truth = ink.to_grey(image, rng), truth.in_grey()
    truth = truth.stamped(_press_owner(rng, image, options))
    if options.grey_after_stamping:
        image, truth = ink.to_grey(image, rng), truth.in_grey()
    return Drawing(image, (truth,))


def _press_owner(rng: Random, image: Image.Image, options: Finish) -> list[StampTruth]:
    """Presses the filer's seals where filers press them.

    On free ground, over the print, near the edge, but not right over the issuer's seal at the lower right.
    """
    spots = list(_PORTRAIT_SPOTS if image.height > image.width else _LANDSCAPE_SPOTS)
    rng.shuffle(spots)
    short = min(image.size)
    stamps = []
    for seal, (x, y) in zip(options.seals, spots, strict=False):
        diameter = short * rng.uniform(0.175, 0.21) * (0.45 if seal.kind == "personal" else 1.0)
        centre = (image.width * (x + rng.uniform(-0.03, 0.03)), image.height * (y + rng.uniform(-0.03, 0.03)))
        turn = rng.uniform(-8, 8) if seal.kind == "unknown" and seal.shape == "square" else None
        stamps.append(press(image, seal, centre, diameter, rng, clarity=options.clarity, angle=turn))
    return stamps

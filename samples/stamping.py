"""What happens to a certificate after it is printed: watermark, copy, the filer's stamps, copy again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from PIL import Image

from samples import copying, ink, ornament
from samples.seals import Seal, press
from samples.truth import DocumentTruth, Drawing, StampTruth

_LANDSCAPE_SPOTS = ((0.36, 0.82), (0.5, 0.74), (0.47, 0.55), (0.24, 0.76), (0.56, 0.85), (0.8, 0.5), (0.3, 0.45))
_PORTRAIT_SPOTS = ((0.3, 0.87), (0.4, 0.8), (0.5, 0.55), (0.2, 0.74), (0.26, 0.3), (0.5, 0.88))


@dataclass(frozen=True)
class Finish:
    """The filer's seals and what was done to the page before and after they were pressed.

    `copied` seals were on the page when it was copied in black and white, and are black with it; `seam` is the seal
    that was pressed over the edges of several sheets, of which this one carries a sliver; with `worn` the copier was
    old. `clarity` is that of the seal's own imprint, or `cut` for one that ran over the edge of the sheet.
    """

    seals: tuple[Seal, ...] = ()
    clarity: str = "good"
    grey: bool = False
    grey_after_stamping: bool = False
    watermark: str = ""
    copied: tuple[Seal, ...] = ()
    seam: Seal | None = None
    worn: bool = False


def finish(rng: Random, image: Image.Image, truth: DocumentTruth, options: Finish) -> Drawing:
    """Watermarks, copies and stamps a printed certificate, in the order it happens to paper."""
    spots = list(_PORTRAIT_SPOTS if image.height > image.width else _LANDSCAPE_SPOTS)
    rng.shuffle(spots)
    if options.watermark:
        ornament.watermark(image, options.watermark, rng)
    if options.grey:
        copied = replace(options, seals=options.copied, clarity="good")
        truth = truth.stamped(_press_owner(rng, image, copied, spots[len(options.seals) :]))
        image, truth = ink.to_grey(image, rng), truth.in_grey()
        image = copying.worn(image, rng) if options.worn else image
    if options.seam is not None:
        truth = truth.stamped([_press_seam(rng, image, options.seam)])
    truth = truth.stamped(_press_owner(rng, image, options, spots))
    if options.grey_after_stamping:
        image, truth = ink.to_grey(image, rng), truth.in_grey()
    return Drawing(image, (truth,))


def _press_owner(
    rng: Random, image: Image.Image, options: Finish, spots: Sequence[tuple[float, float]]
) -> list[StampTruth]:
    """Presses the filer's seals where filers press them.

    On free ground, over the print, near the edge, but not right over the issuer's seal at the lower right.
    """
    short = min(image.size)
    stamps = []
    for seal, (x, y) in zip(options.seals, spots, strict=False):
        diameter = short * rng.uniform(0.175, 0.21) * (0.45 if seal.kind == "personal" else 1.0)
        centre = (image.width * (x + rng.uniform(-0.03, 0.03)), image.height * (y + rng.uniform(-0.03, 0.03)))
        if options.clarity == "cut":
            stamps.append(_press_cut(rng, image, seal, diameter))
            continue
        turn = rng.uniform(-8, 8) if seal.kind == "unknown" and seal.shape == "square" else None
        stamps.append(press(image, seal, centre, diameter, rng, clarity=options.clarity, angle=turn))
    return stamps


def _press_cut(rng: Random, image: Image.Image, seal: Seal, diameter: float) -> StampTruth:
    """Presses a seal over the edge: a little more than half of it is on the sheet, too little to tell the name."""
    inside = diameter * rng.uniform(0.0, 0.06)
    x, y = rng.choice(
        (
            (inside, image.height * rng.uniform(0.4, 0.8)),
            (image.width - inside, image.height * rng.uniform(0.5, 0.7)),
            (image.width * rng.uniform(0.3, 0.6), image.height - inside),
        )
    )
    return replace(press(image, seal, (x, y), diameter, rng), text=None)


def _press_seam(rng: Random, image: Image.Image, seal: Seal) -> StampTruth:
    """Presses what one sheet of several gets of a 骑缝章: a strip at the right edge with pieces of a few characters."""
    diameter = min(image.size) * rng.uniform(0.18, 0.21)
    shown = diameter * rng.uniform(0.1, 0.25)
    centre = (image.width + diameter / 2 - shown, image.height * rng.uniform(0.3, 0.6))
    return replace(press(image, seal, centre, diameter, rng), shape="other", kind="unknown", owner="unread", text=None)

"""What the pages of a submission look like, kept while it is screened, for its report page.

Pages are open only while their file is read, and large; here they become JPEGs that six of fit into a page of three
megabytes. Boxes stay in pixels of the upload: whoever draws them scales the picture, not the boxes.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from extractors.facts.documents import Document
from extractors.facts.lines import TextLine
from extractors.facts.pages import Page
from extractors.facts.pictures import Image
from extractors.facts.stamps import Stamp, StampShape
from extractors.form import FilingForm
from extractors.models import WeightsError
from flows.reports.blurring import blurred
from flows.reports.masking import PERSON_KINDS, Masker

logger = logging.getLogger(__name__)
_LONGEST_SIDE = 1600  # 10.5-point print on A4 is then 20 pixels high: read without effort
# Six pages at this size are 2.6 MB in base64, which leaves room for the words of a page of 3 MB.
_MOST_BYTES = 325_000
# Of many pages later ones get less, down to what print stays legible in: a browser opens ten megabytes, not sixty.
_FULL_PAGES, _LEAST_BYTES = 8, 110_000
_QUALITIES = (76, 64, 52)
_SHRINK = 0.9
_SMALLEST_SIDE = 480
_STRIP_WIDTH, _STRIP_HEIGHT = 720, 96
_OVERLAP = np.pi / 6  # a seal may be set askew: what lies about its foot is shown at both ends, so no word is cut
_STRIP_QUALITY = 70
_BAND = 0.5  # share of a seal's radius, from the rim inwards, in which the words of the arc stand


@dataclass(frozen=True)
class Picture:
    """One page as it is shown: a JPEG that stands for an upload of `width` x `height` pixels, and the lines on it."""

    file: str
    page: int
    width: int
    height: int
    jpeg: bytes = field(repr=False)
    lines: tuple[TextLine, ...] = field(default=(), repr=False)
    private: bool = False  # a person's card is on it


@dataclass
class Album:
    """A witness of a screening (see `flows.screening.Witness`). `mask` blurs faces and personal numbers for good."""

    mask: bool = False
    form: FilingForm | None = None
    pictures: dict[tuple[str, int], Picture] = field(default_factory=dict)
    strips: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def saw_form(self, form: FilingForm | None) -> None:
        """Keep the form."""
        self.form = form

    def saw_page(self, page: Page, documents: Sequence[Document], lines: Sequence[TextLine]) -> None:
        """Keep the look of a page that a document was found on; a page without one has nothing to show."""
        if not documents:
            return
        try:
            self._keep(page, documents, lines)
        except (cv2.error, WeightsError) as error:
            # A page that cannot be drawn changes no verdict; nor is it shown unblurred where that failed.
            logger.warning("no picture of a page: %s", type(error).__name__)

    def _keep(self, page: Page, documents: Sequence[Document], lines: Sequence[TextLine]) -> None:
        pixels = blurred(page.pixels, documents, lines) if self.mask else page.pixels
        width, height = page.size
        self.pictures[page.file, page.number] = Picture(
            *(page.file, page.number, width, height, _compressed(pixels, _allowance(len(self.pictures))), tuple(lines)),
            private=any(document.kind in PERSON_KINDS for document in documents),
        )
        for document in documents:
            if document.page != page.number:
                continue
            for number, stamp in enumerate(document.stamps):
                strip = _unwrapped(pixels, stamp)
                if strip is not None:
                    self.strips[document.id, number] = strip

    def masked(self, masker: Masker) -> Album:
        """Return the album with the words in it masked; its pictures were when they were taken.

        Lines of a person's card go altogether: a number or date that the recogniser cut in two would not be known.
        """
        form = self.form and masker.model(self.form)
        pictures = {key: replace(one, lines=_masked_lines(one, masker)) for key, one in self.pictures.items()}
        return replace(self, form=form, pictures=pictures)


def _masked_lines(picture: Picture, masker: Masker) -> tuple[TextLine, ...]:
    if picture.private:
        return ()
    return tuple(replace(line, text=masker.text(line.text), chars=()) for line in picture.lines)


def _allowance(pages: int) -> int:
    """Return how many bytes the next page may take, after so many."""
    return max(_MOST_BYTES * _FULL_PAGES // max(pages + 1, _FULL_PAGES), _LEAST_BYTES)


def _compressed(pixels: Image, most: int) -> bytes:
    """Return a JPEG of at most so many bytes, at the best quality that fits, else smaller."""
    side = float(_LONGEST_SIDE)
    while True:
        small = _reduced(pixels, side)
        for quality in _QUALITIES:
            data = _jpeg(small, quality)
            if len(data) <= most or side <= _SMALLEST_SIDE:
                return data
        # Bytes go with the area, so the size that fits can be told; a little less, for noise keeps its bytes.
        side = max(side * min(_SHRINK, (most / len(data)) ** 0.5), _SMALLEST_SIDE)


def _reduced(pixels: Image, side: float) -> Image:
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _jpeg(pixels: Image, quality: int) -> bytes:
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    return data.tobytes()


def _unwrapped(pixels: Image, stamp: Stamp) -> bytes | None:
    """Return the words of a seal's arc laid straight; None for a stamp whose words are straight already."""
    if stamp.shape not in (StampShape.ROUND, StampShape.OVAL):
        return None
    corners = np.asarray(stamp.box.corners, dtype=np.float32)
    side = 2 * _STRIP_HEIGHT / _BAND
    target = np.asarray([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    # Square and upright: the corners begin at the top left of the text, however the page lay.
    seal = cv2.warpPerspective(
        pixels, cv2.getPerspectiveTransform(corners, target), (int(side), int(side)), borderMode=cv2.BORDER_REPLICATE
    )
    # From the foot clockwise over the top, the rim at the strip's upper edge.
    angles = np.linspace(0.5 * np.pi - _OVERLAP, 2.5 * np.pi + _OVERLAP, _STRIP_WIDTH, dtype=np.float32)[None, :]
    radii = np.linspace(1.02, 1 - _BAND, _STRIP_HEIGHT, dtype=np.float32)[:, None] * (side / 2)
    strip = cv2.remap(
        seal,
        (side / 2 + radii * np.cos(angles)).astype(np.float32),
        (side / 2 + radii * np.sin(angles)).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return _jpeg(np.asarray(strip, dtype=np.uint8), _STRIP_QUALITY)

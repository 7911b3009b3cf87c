"""The QR codes on a picture: what they hold and where they are. What their words say stands in `qr_words`.

The red channel is searched: red ink is white there, so a stamp over a code vanishes. Measured on drawn licences, 14 a
level, one thread: found on all pages that are clean, mild or photographs, on 11 of 14 hard ones; some tens of
milliseconds a page, with or without one. On 38 public pictures of licences, most of them 500 pixels wide, it finds 9
codes; searched as they came, 6.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp

from extractors.facts.boxes import Box
from extractors.facts.documents import QrCode
from extractors.facts.pictures import Image

# Small pictures are enlarged: the decoder wants some three pixels a module. The larger size where nothing was found.
_SIDES = (2400, 3200)
_RED = 2
# A page has one or two; a picture full of them is no document, and each would be shown.
_MOST = 4
# What a QR code can hold in Chinese is less than this; no report needs more of it.
_LONGEST = 2000
# Printing systems write Chinese in either, without saying which.
_ENCODINGS = ("utf-8", "gb18030")


def find_qr_codes(image: Image) -> tuple[QrCode, ...]:
    """Return the QR codes on a picture that can be decoded, at any angle, at most four; boxes in its pixels."""
    for side in _SIDES:
        factor = side / max(image.shape[:2])
        shrinks = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        ink = cv2.resize(np.ascontiguousarray(image[:, :, _RED]), None, fx=factor, fy=factor, interpolation=shrinks)
        # Made here, not once: one that lives until the process ends is complained of on standard error.
        formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        found = tuple(_codes(zxingcpp.read_barcodes(ink, formats=formats), factor))
        if found:
            return found[:_MOST]
    return ()


def _codes(barcodes: list[zxingcpp.Barcode], factor: float) -> Iterator[QrCode]:
    for barcode in barcodes:
        text = "".join(c if c.isprintable() or c == "\n" else " " for c in _decoded(barcode))[:_LONGEST].strip()
        if text:
            place = barcode.position
            a, b, c, d = (
                (point.x / factor, point.y / factor)
                for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            )
            yield QrCode(text=text, box=Box(corners=(a, b, c, d)))


def _decoded(barcode: zxingcpp.Barcode) -> str:
    """Return the words; the decoder's own guess of an encoding only where neither usual one fits."""
    for encoding in _ENCODINGS:
        try:
            return str(bytes(barcode.bytes).decode(encoding))
        except UnicodeDecodeError:
            continue
    return str(barcode.text)

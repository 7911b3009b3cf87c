"""Whether somebody signed: handwriting is ink where a form prints none.

It is seen, not read: what the signature says is for a person to compare.
"""

from __future__ import annotations

import re

import cv2
import numpy as np

from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field
from extractors.facts.pictures import Image
from extractors.ink import without_red
from extractors.label_search import Found
from extractors.layout import Form
from extractors.pieces import Piece, same_row

# The field a signature goes into, in em beside and around its label.
_FIELD_WIDTH, _FIELD_ABOVE, _FIELD_BELOW = 12.0, 0.9, 0.9
# Dark pixels of a stroke, as a share of the field, below which nobody signed and above which somebody did. Ruled lines
# are taken out first; two characters in pen cover one to five per cent.
_NO_INK, _INK = 0.002, 0.006


def signature_reading(image: Image, form: Form, page: int) -> Reading | None:
    """Return whether handwriting stands in the filer's signature field; None when no such field was found."""
    places = [f for f in form.labels if f.label.field is Field.SIGNATURE_PRESENT]
    if not places:
        return None
    inks = [(_ink_share(image, box), box) for f in places for box in [_signature_field(f, form, image)]]
    share, box = max(inks, key=lambda item: item[0])
    present = share >= (_NO_INK + _INK) / 2
    # Full trust from the thresholds outwards, none halfway between them.
    distance = (share - _INK) if present else (_NO_INK - share)
    trust = 0.97 if distance >= 0 else 0.5
    return Reading(value=present, raw=f"{share:.4f}", confidence=trust, page=page, box=box, methods=("ink_in_field",))


def _signature_field(label: Found, form: Form, image: Image) -> Box:
    """Return where the signature belongs: right of its label, up to the next printed words on the row."""
    em = label.height
    anchor = label.last.box
    right = anchor.right + _FIELD_WIDTH * em
    labels = [p for f in form.labels if f is not label for p in f.pieces]
    printed = [*labels, *(p for p in form.pieces if _is_print(p))]
    for piece in printed:
        if same_row(piece, label.last, 0.3) and piece.box.left > anchor.right:
            right = min(right, piece.box.left)
    height, width = image.shape[:2]
    return Box.from_rect(
        min(anchor.right + 0.3 * em, width),
        max(anchor.top - _FIELD_ABOVE * em, 0),
        min(right, width),
        min(anchor.bottom + _FIELD_BELOW * em, height),
    )


def _is_print(piece: Piece) -> bool:
    """Say whether a piece is the form's own print: handwriting is seldom read as dates or labels with certainty."""
    return bool(re.search(r"[年月日:：]|日期|盖章|公章|电话|签字|签名|单位|号码", piece.text))


def _ink_share(image: Image, box: Box) -> float:
    """Return the share (0 to 1) of a field covered by strokes that are neither ruled lines nor a red stamp."""
    field = image[int(box.top) : int(np.ceil(box.bottom)), int(box.left) : int(np.ceil(box.right))]
    if field.size == 0 or min(field.shape[:2]) < 4:
        return 0.0
    grey = cv2.cvtColor(without_red(np.ascontiguousarray(field)), cv2.COLOR_BGR2GRAY)
    paper = float(np.percentile(grey, 90))
    ink = np.asarray(grey < paper * 0.62, dtype=np.uint8)
    ruled = np.zeros_like(ink)
    for size in ((max(field.shape[1] // 3, 9), 1), (1, max(int(field.shape[0] * 0.8), 9))):
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        ruled = np.maximum(ruled, np.asarray(lines, dtype=np.uint8))
    ink[cv2.dilate(ruled, np.ones((3, 3), np.uint8)) > 0] = 0
    return float(ink.mean())

"""Which way a page lies, told by the boxes of what was read on it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from validators.findings import Corners


def upright_turn(boxes: Iterable[Corners]) -> int:
    """Return by how many degrees clockwise a page is turned for its text to stand upright: the way most boxes lie."""
    votes = dict.fromkeys((0, 90, 180, 270), 0.0)
    for (x0, y0), (x1, y1), _, _ in boxes:
        degrees = math.degrees(math.atan2(y1 - y0, x1 - x0))  # of the text's direction, clockwise from level
        votes[-round(degrees / 90) % 4 * 90] += math.hypot(x1 - x0, y1 - y0)
    return max(votes, key=lambda turn: votes[turn])

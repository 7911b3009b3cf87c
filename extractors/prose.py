"""A sheet's words as one running text, for what stands in sentences and not beside labels."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts.kinds import Field
from extractors.facts.lines import TextLine
from extractors.layout import FieldText, in_reading_order
from extractors.pieces import Piece, level


class Prose:
    """All words of a sheet in reading order, blanks left out, that can be cut back into pieces."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        pieces = in_reading_order(level(lines))
        self._places = [(p, i) for p in pieces for i, c in enumerate(p.chars) if not c.text.isspace()]
        self.text = "".join(p.chars[i].text for p, i in self._places)

    def field(self, name: Field, start: int, end: int) -> FieldText:
        """Return the words from `start` up to `end` as a field."""
        runs: list[tuple[Piece, int, int]] = []
        for piece, i in self._places[start:end]:
            if runs and runs[-1][0] is piece:
                runs[-1] = (piece, runs[-1][1], i + 1)
            else:
                runs.append((piece, i, i + 1))
        return FieldText(name, tuple(piece.cut(a, b) for piece, a, b in runs))

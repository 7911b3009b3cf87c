"""All the labels on a page, and the words that remain once they are cut out."""

from __future__ import annotations

import statistics
from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractors.labels import Label, Place, Run, find_word
from extractors.pieces import Piece, same_row

_FUZZY_FROM = 4  # labels of at least so many characters may have one misread
_SEPARATORS = " :：/／|\u3000"
_CLOSING = ")）"  # behind a label in brackets: `所有者（Registrant）：`
_FLUSH = 0.8  # em
_FEWEST_FLUSH = 2
_MARKS = "*＊×√□■✓☑"  # signs that are values


@dataclass(frozen=True)
class Found:
    """One label as it stands on the page."""

    label: Label
    words: str
    pieces: tuple[Piece, ...]
    place: Place | None = None

    @property
    def left(self) -> float:
        """Left edge in pixels."""
        return min(p.left for p in self.pieces)

    @property
    def right(self) -> float:
        """Right edge in pixels."""
        return max(p.right for p in self.pieces)

    @property
    def last(self) -> Piece:
        """The piece its value stands beside."""
        return max(self.pieces, key=lambda p: p.right)

    @property
    def height(self) -> float:
        """Text height in pixels."""
        return statistics.median(p.height for p in self.pieces)


def find_labels(pieces: Sequence[Piece], labels: Sequence[Label]) -> tuple[list[Found], list[Piece]]:
    """Return the labels on the page, top to bottom, and the pieces that remain once they are cut out.

    Longer words are looked for first, and exact ones before misread ones, so that `主要经营场所` is not taken for
    `经营场所`. Where a field seems to be named twice and one of the places is flush with other labels, the others are
    words of a value (`住所管理` in a scope of business).
    """
    found, free = _look(pieces, labels, frozenset())
    strays = _strays(found)
    if strays:
        found, free = _look(pieces, labels, strays)
    return sorted(found, key=lambda f: (f.last.middle, f.left)), free


def _look(pieces: Sequence[Piece], labels: Sequence[Label], skip: Set[Place]) -> tuple[list[Found], list[Piece]]:
    words = sorted(((w, label) for label in labels for w in label.words), key=lambda item: -len(item[0]))
    free = list(pieces)
    found: list[Found] = []
    for misread in (0, 1):
        for word, label in words:
            if misread and (len(word) < _FUZZY_FROM or word.isascii()):
                continue
            while (run := find_word(word, label, free, misread, skip)) is not None:
                parts = tuple(free[i].cut(a, b) for i, a, b in run)
                first = free[run[0][0]]
                found.append(Found(label, word, parts, (round(first.left), round(first.top), run[0][1])))
                free = _without(free, run)
    _find_halves(words, found, free)
    return found, free


def _strays(found: Sequence[Found]) -> frozenset[Place]:
    """Return the places of labels that name a field again without being flush with any other label."""
    strays = set()
    for field in {f.label.field for f in found if f.label.field is not None}:
        same = [f for f in found if f.label.field is field]
        flush = [f for f in same if _is_flush(f, found)]
        if len(same) > 1 and flush:
            strays |= {f.place for f in same if f.place and f not in flush and not any(_beside(f, g) for g in flush)}
    return frozenset(strays)


def _beside(label: Found, other: Found) -> bool:
    """Say whether a label stands on another's row: bilingual forms name a field twice."""
    return any(same_row(a, b) for a in label.pieces for b in other.pieces)


def _is_flush(label: Found, found: Sequence[Found]) -> bool:
    others = (f for f in found if f.label.field not in (None, label.label.field))
    return any(abs(f.left - label.left) < _FLUSH * label.height for f in others)


def _says(piece: Piece) -> bool:
    """Say whether a piece holds more than the brackets and dashes that stood around a label."""
    return any(c.text.isalnum() or c.text in _MARKS for c in piece.chars)


def _find_halves(words: Sequence[tuple[str, Label]], found: list[Found], free: list[Piece]) -> None:
    """Add two-character labels of which one character was lost, where the other stands in a column of labels.

    A lone `类` or `称` means nothing by itself; flush with the beginnings, or the ends, of other labels it is a label.
    """
    named = {f.label.field for f in found}
    for word, label in words:
        if len(word) != 2 or label.field is None or label.field in named:
            continue
        for index, piece in enumerate(free):
            half = _half_at(piece, word, found)
            if half is None:
                continue
            found.append(Found(label, word, (piece.cut(*half),)))
            free[:] = _without(free, [(index, *half)])
            named.add(label.field)
            break


def _half_at(piece: Piece, word: str, found: Sequence[Found]) -> tuple[int, int] | None:
    """Return the run of a piece's first character, if it is half of the word and flush with other labels."""
    first = piece.cut(0, 1)
    if not first.chars or first.text not in word:
        return None
    edges = [f.left if first.text == word[0] else f.right for f in found if f.label.field is not None]
    edge = first.left if first.text == word[0] else first.right
    flush = sum(abs(edge - other) < _FLUSH * first.em for other in edges)
    return (0, 1) if flush >= _FEWEST_FLUSH else None


def _without(free: Sequence[Piece], run: Run) -> list[Piece]:
    """Return the free pieces with a label cut out; what stood before and after it remains."""
    cuts = {index: (begin, end) for index, begin, end in run}
    remaining: list[Piece] = []
    for index, piece in enumerate(free):
        if index not in cuts:
            remaining.append(piece)
            continue
        begin, end = cuts[index]
        while end < len(piece.chars) and piece.chars[end].text in _SEPARATORS + _CLOSING:
            end += 1
        remaining += [part for part in (piece.cut(0, begin), piece.cut(end, len(piece.chars))) if _says(part)]
    return sorted(remaining, key=lambda p: (p.middle, p.left))

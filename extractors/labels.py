"""Finding a form's printed labels, however they are spaced, cut or slightly misread.

Chinese forms print labels spaced out (`名　　称`); recognisers cut them into pieces, glue them to their values, or
misread a character. A reader names the labels as data; this module finds them and says what words remain.
"""

from __future__ import annotations

import functools
import itertools
import statistics
from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractors.facts.kinds import Field
from extractors.pieces import Piece, same_row
from extractors.text import is_han

_GAP = 6.0  # em: widest blank inside one spaced-out label; licences print up to 4
_WIDE = 1.8  # a gap this much wider than the line's usual step may begin a label
_FUZZY_FROM = 4  # labels of at least so many characters may have one misread
_OVERLAP = -0.3  # em: the next piece may begin this much before the last one ends; boxes are generous
_NOISE = 4  # letters of a watermark that may stand between two characters of a label
_BREAKS = "：:|、)）/"
_LATIN_BREAKS = "(（"  # `域名（Domain Name）`; a Chinese label never begins within brackets
_SEPARATORS = " :：/／|\u3000"
_CLOSING = ")）"  # behind a label in brackets: `所有者（Registrant）：`
_CLOSERS = ":：/／|(（)）,，"
_FLUSH = 0.8  # em
_FEWEST_FLUSH = 2
_NO_DOUBT = 0.9
_MARKS = "*＊×√□■✓☑"  # signs that are values


_Place = tuple[int, int, int]  # left and top of a piece in pixels, and the character a label begins at


@dataclass(frozen=True)
class Label:
    """How a form names one field. `field` None marks words that end a value without naming a field.

    `anywhere`: the label may follow other words with no blank between. `after`: the same, but only behind one of these
    characters (identity cards print `性别男民族汉`, and addresses hold `民族大道`).
    `closed`: it must end where it ends, before a colon, a blank, a gap or another script (so that `域名` is not found
    in `域名证书`).
    """

    field: Field | None
    words: tuple[str, ...]
    anywhere: bool = False
    after: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Found:
    """One label as it stands on the page."""

    label: Label
    words: str
    pieces: tuple[Piece, ...]
    place: _Place | None = None

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


def _look(pieces: Sequence[Piece], labels: Sequence[Label], skip: Set[_Place]) -> tuple[list[Found], list[Piece]]:
    words = sorted(((w, label) for label in labels for w in label.words), key=lambda item: -len(item[0]))
    free = list(pieces)
    found: list[Found] = []
    for misread in (0, 1):
        for word, label in words:
            if misread and (len(word) < _FUZZY_FROM or word.isascii()):
                continue
            while (run := _find(word, label, free, misread, skip)) is not None:
                parts = tuple(free[i].cut(a, b) for i, a, b in run)
                first = free[run[0][0]]
                found.append(Found(label, word, parts, (round(first.left), round(first.top), run[0][1])))
                free = _without(free, run)
    _find_halves(words, found, free)
    return found, free


def _strays(found: Sequence[Found]) -> frozenset[_Place]:
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


_Run = list[tuple[int, int, int]]  # (index of the piece, first character, end) for each piece a label runs over


def _find(word: str, label: Label, free: Sequence[Piece], misread: int, skip: Set[_Place]) -> _Run | None:
    """Return one place where `word` stands, within a piece or over neighbours on one row."""
    for index, piece in enumerate(free):
        for start in _places(piece).get(_narrow(word[0]), ()):
            if (round(piece.left), round(piece.top), start) in skip:
                continue
            if label.anywhere or start in _starts(piece) or (start and piece.chars[start - 1].text in label.after):
                run = _follow(word, free, index, start, misread)
                if run is not None and (not _must_close(label, word) or _is_closed(free[run[-1][0]], run[-1][2], word)):
                    return run
    return None


def _must_close(label: Label, word: str) -> bool:
    return label.closed or word.isascii()


def _is_closed(piece: Piece, end: int, word: str) -> bool:
    """Say whether a label that ends before character `end` is not merely the beginning of a longer word."""
    if end >= len(piece.chars):
        return True
    following = piece.chars[end].text
    if following in _CLOSERS or end in _gaps(piece):
        return True
    if not is_han(
        word[-1]
    ):  # one Latin word behind another makes a longer name: `Domain Name Registration Certificate`
        rest = piece.text[end:].lstrip()
        return not rest or not (rest[0].isascii() and rest[0].isalpha())
    return following.isspace() or following.isascii()


@functools.lru_cache(maxsize=4096)
def _places(piece: Piece) -> dict[str, list[int]]:
    """Return where each character, runners-up included, stands in a piece."""
    places: dict[str, list[int]] = {}
    for i, char in enumerate(piece.chars):
        for text in {_narrow(char.text), *(_narrow(other) for other, _ in char.others)}:
            places.setdefault(text, []).append(i)
    return places


@functools.lru_cache(maxsize=4096)
def _starts(piece: Piece) -> frozenset[int]:
    """Return where a label may begin: at the start, or after a blank, a break, a wide gap or a watermark's letter."""
    chars = piece.chars
    starts = {0, *_gaps(piece)}
    for i, (before, char) in enumerate(itertools.pairwise(chars), 1):
        latin = char.text.isascii()
        foreign = before.text.isascii() != latin and before.text.isalpha()
        if foreign or before.text.isspace() or before.text in _BREAKS or (latin and before.text in _LATIN_BREAKS):
            starts.add(i)
    return frozenset(starts)


@functools.lru_cache(maxsize=4096)
def _gaps(piece: Piece) -> frozenset[int]:
    """Return the characters before which a blank much wider than the line's usual step lies."""
    steps = [b.offset - a.offset for a, b in itertools.pairwise(piece.chars)]
    usual = statistics.median(steps) if steps else 0.0
    return frozenset(i for i, step in enumerate(steps, 1) if step > _WIDE * usual)


def _follow(word: str, free: Sequence[Piece], index: int, start: int, misread: int) -> _Run | None:
    """Read `word` from a place on, going over to the next piece of the row where one ends."""
    run: _Run = []
    begin = position = start
    matched = 0
    while True:
        step = _match(word, matched, free[index], begin, position, misread)
        if step is None:
            return None
        matched, position, misread = step
        if position > begin:
            run.append((index, begin, position))
        if matched == len(word):
            return run
        following = _next_in_row(free, index, {i for i, _, _ in run} | {index})
        if following is None or matched == 0:
            return None
        index, begin, position = following, 0, 0


def _match(word: str, matched: int, piece: Piece, begin: int, position: int, misread: int) -> _Place | None:
    """Return how much of `word` is matched once a piece is read, where in the piece, and how many misreads are left.

    None: the piece says something else.
    """
    while matched < len(word) and position < len(piece.chars):
        char = piece.chars[position]
        if not char.text.isspace():
            if _means(piece, position, word[matched]):
                matched += 1
            elif not (matched and _is_noise(char.text, word, piece, begin, position + 1)):
                if misread == 0 or matched == 0:  # a label is never known by its tail
                    return None
                misread -= 1
                matched += 1
                if matched == len(word) and _is_lost(piece, begin, position):
                    break
        position += 1
    return matched, position, misread


def _is_lost(piece: Piece, begin: int, position: int) -> bool:
    """Say whether a label's last character is not misread but missing, so that its place is the value's first.

    It is where a blank or another piece comes before it, or where the character was read without a doubt.
    """
    char = piece.chars[position]
    return position == begin or position in _starts(piece) or char.confidence >= _NO_DOUBT


def _is_noise(text: str, word: str, piece: Piece, begin: int, position: int) -> bool:
    """Say whether a letter of a watermark stands between two characters of a Chinese label."""
    letters = [c for c in piece.chars[begin:position] if c.text.isascii() and c.text.isalpha()]
    return is_han(word[0]) and text.isascii() and text.isalpha() and len(letters) <= _NOISE


def _means(piece: Piece, position: int, wanted: str) -> bool:
    """Say whether a character, or one of its runners-up, is the wanted one (widths and case aside)."""
    char = piece.chars[position]
    return _narrow(char.text) == _narrow(wanted) or any(_narrow(other) == wanted for other, _ in char.others)


def _narrow(text: str) -> str:
    return text.translate(_WIDTHS).lower()


_WIDTHS = str.maketrans("（）：／", "():/")


def _next_in_row(free: Sequence[Piece], index: int, used: set[int]) -> int | None:
    """Return the nearest piece to the right on the same row, within a label's reach."""
    piece = free[index]
    nearest: int | None = None
    for i, other in enumerate(free):
        if i in used or other.left <= piece.left or not same_row(piece, other, 0.3):
            continue
        gap = (other.left - piece.right) / min(piece.em, other.em)
        if _OVERLAP < gap < _GAP and (nearest is None or other.left < free[nearest].left):
            nearest = i
    return nearest


def _without(free: Sequence[Piece], run: _Run) -> list[Piece]:
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

"""How forms name their fields, and where such a word stands, however it is spaced, cut or slightly misread.

Chinese forms print labels spaced out (`名　　称`); recognisers cut them into pieces, glue them to their values, or
misread a character. A reader names the labels as data; `label_search` finds all of them on a page.
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
_OVERLAP = -0.3  # em: the next piece may begin this much before the last one ends; boxes are generous
_NOISE = 4  # letters of a watermark that may stand between two characters of a label
_BREAKS = "：:|、)）/"
_LATIN_BREAKS = "(（"  # `域名（Domain Name）`; a Chinese label never begins within brackets
_CLOSERS = ":：/／|(（)）,，"
_NO_DOUBT = 0.9
_WIDTHS = str.maketrans("（）：／", "():/")

Place = tuple[int, int, int]  # left and top of a piece in pixels, and the character a label begins at
Run = list[tuple[int, int, int]]  # (index of the piece, first character, end) for each piece a label runs over


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


def find_word(word: str, label: Label, free: Sequence[Piece], misread: int, skip: Set[Place]) -> Run | None:
    """Return one place where `word` of a label stands, within a piece or over neighbours on one row.

    Args:
        word: one of the label's.
        label: says what may stand before and behind the word.
        free: the pieces to look in.
        misread: how many of its characters may be misread.
        skip: places where it is known to stand and is no label.
    """
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


def _follow(word: str, free: Sequence[Piece], index: int, start: int, misread: int) -> Run | None:
    """Read `word` from a place on, going over to the next piece of the row where one ends."""
    run: Run = []
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


def _match(
    word: str, matched: int, piece: Piece, begin: int, position: int, misread: int
) -> tuple[int, int, int] | None:
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

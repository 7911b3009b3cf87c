"""Labels and their values: which words on a form belong to which field, by position.

A value stands beside its label, begins half a line above it, hangs below it, or wraps over several lines; forms have
one column or two. The module knows nothing of what the values mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.boxes import Box
from extractors.facts.kinds import Field
from extractors.facts.lines import Char, TextLine
from extractors.label_search import Found, find_labels
from extractors.labels import Label
from extractors.pieces import Piece, level, rows, same_row

# All in em (the text's own height).
_BESIDE = 12.0  # furthest a value may begin to the right of its label; table cells are wide
_GAP_IN_ROW = 3.0  # widest blank within one value; beyond it another cell begins
_LARGER = 2.0  # words this much taller than the label are a watermark or a title
_WRAP = 0.6  # lines with less space between them belong to one wrapped value; rows stand further apart
_WRAP_UP = 0.35  # the same for a line above a value's first one: values seldom begin above their label
_ALIGNED = 1.6  # wrapped lines begin or end within this of each other
_HALF_OFF = 1.15  # a value centred on its label has lines this far above and below it
_BELOW = 2.4  # furthest below its label a value may begin when nothing stands beside it


@dataclass(frozen=True)
class FieldText:
    """A field's words in reading order. No pieces: the label is there, a value was not found."""

    field: Field
    pieces: tuple[Piece, ...]
    label: Found | None = None

    @property
    def chars(self) -> tuple[Char, ...]:
        """All characters in reading order, blanks left out."""
        return tuple(c for piece in self.pieces for c in piece.chars if not c.text.isspace())

    @property
    def text(self) -> str:
        """All characters as one string, blanks left out."""
        return "".join(c.text for c in self.chars)

    @property
    def raw(self) -> str:
        """The words as they stand, pieces separated by a blank."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def box(self) -> Box | None:
        """The upright box around all pieces, on the page as given."""
        return Box.around(p.box for p in self.pieces) if self.pieces else None


@dataclass(frozen=True)
class Form:
    """What a form holds: its fields, every label found, and the pieces no label took.

    Where several labels name one field, `fields` holds the first one with a value and `values` all of them. `pieces`
    are all words that are no label, whoever took them.
    """

    fields: dict[Field, FieldText]
    values: tuple[FieldText, ...]
    labels: tuple[Found, ...]
    rest: tuple[Piece, ...]
    pieces: tuple[Piece, ...]


def read_form(lines: Sequence[TextLine], labels: Sequence[Label]) -> Form:
    """Return the fields of a form."""
    found, pieces = find_labels(level(lines), labels)
    owner = assign(found, pieces)
    values = tuple(
        FieldText(
            label.label.field,
            tuple(in_reading_order([p for p, o in zip(pieces, owner, strict=True) if o == index])),
            label,
        )
        for index, label in enumerate(found)
        if label.label.field is not None
    )
    fields: dict[Field, FieldText] = {}
    for value in values:
        if value.field not in fields or not fields[value.field].pieces:
            fields[value.field] = value
    rest = tuple(p for p, o in zip(pieces, owner, strict=True) if o is None)
    return Form(fields, values, tuple(found), rest, tuple(pieces))


def assign(found: Sequence[Found], pieces: Sequence[Piece]) -> list[int | None]:
    """Return for each piece the index of the label whose value it is part of, or None."""
    owner: list[int | None] = [_beside(found, piece, pieces) for piece in pieces]
    _take_half_off(found, pieces, owner)
    _take_wrapped(found, pieces, owner)
    _take_below(found, pieces, owner)
    _take_wrapped(found, pieces, owner)
    return owner


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces row by row, each row from the left."""
    return [piece for row in rows(pieces, 0.5) for piece in row]


def _beside(found: Sequence[Found], piece: Piece, pieces: Sequence[Piece]) -> int | None:
    """Return the label that stands on the piece's row nearest to its left, unless too much blank lies between."""
    best: int | None = None
    for index, label in enumerate(found):
        on_row = any(same_row(part, piece) for part in label.pieces) and piece.em < _LARGER * label.height
        if (
            on_row
            and label.right <= piece.left + 0.7 * label.height
            and (best is None or label.right > found[best].right)
        ):
            best = index
    if best is None:
        return None
    # Walk from the label to the piece: no gap on the way may be wider than a value's own blanks.
    label = found[best]
    edge, limit = label.right, _BESIDE * label.height
    for other in sorted((p for p in pieces if same_row(p, piece, 0.3)), key=lambda p: p.left):
        if other.left < label.right - 0.7 * label.height:
            continue
        if other.left - edge > limit:
            return None
        if other is piece:
            return best
        edge, limit = max(edge, other.right), _GAP_IN_ROW * other.height
    return best


def _take_half_off(found: Sequence[Found], pieces: Sequence[Piece], owner: list[int | None]) -> None:
    """Give labels without a value the lines that lie half a line above and below them."""
    for index, label in enumerate(found):
        if index in owner:
            continue
        for i, piece in enumerate(pieces):
            near = abs(piece.middle - label.last.middle) < _HALF_OFF * max(piece.height, label.height)
            beside = -0.7 < (piece.left - label.right) / label.height < _BESIDE
            if owner[i] is None and near and beside and not _label_between(found, label, piece):
                owner[i] = index


def _label_between(found: Sequence[Found], label: Found, piece: Piece) -> bool:
    """Say whether another label stands between a label and a piece to its right."""
    return any(
        other is not label
        and label.right < other.right <= piece.left + 0.7 * other.height
        and abs(other.last.middle - piece.middle) < _HALF_OFF * other.height
        for other in found
    )


def _take_wrapped(found: Sequence[Found], pieces: Sequence[Piece], owner: list[int | None]) -> None:
    """Give each value the lines that continue it, below first, then above."""
    changed = True
    while changed:
        changed = False
        for i, piece in enumerate(pieces):
            if owner[i] is not None:
                continue
            neighbours = [
                (_space(pieces[j], piece), j)
                for j in range(len(pieces))
                if owner[j] is not None
                and _continues(pieces[j], piece)
                and not _before_label(found, owner[j], piece, pieces[j])
            ]
            if neighbours and not _has_own_label(found, pieces, owner, i, min(neighbours)[1]):
                owner[i] = owner[min(neighbours)[1]]
                changed = True


def _space(a: Piece, b: Piece) -> float:
    """Return the blank between two lines in em, a little more for going upwards: values wrap down."""
    gap = max(b.top - a.bottom, a.top - b.bottom) / min(a.height, b.height)
    return gap + (0.15 if b.middle < a.middle else 0.0)


def _continues(a: Piece, b: Piece) -> bool:
    """Say whether line `b` continues line `a`: close, of a size, and aligned or on one row with it."""
    if not 0.55 < a.height / b.height < 1.8:
        return False
    em = min(a.height, b.height)
    if same_row(a, b):
        gap = max(b.left - a.right, a.left - b.right)
        return gap < _GAP_IN_ROW * em
    gap = max(b.top - a.bottom, a.top - b.bottom)
    widest = _WRAP if b.middle > a.middle else _WRAP_UP
    inside = min(a.right, b.right) - max(a.left, b.left) > 0.6 * min(a.right - a.left, b.right - b.left)
    return gap < widest * em and (abs(a.left - b.left) < _ALIGNED * em or inside)


def _before_label(found: Sequence[Found], index: int | None, piece: Piece, neighbour: Piece) -> bool:
    """Say whether a piece lies left of a label's end, while the value it would continue stands to the label's right."""
    if index is None:
        return False
    label = found[index]
    return piece.right < label.right and neighbour.left > (label.left + label.right) / 2


def _has_own_label(
    found: Sequence[Found], pieces: Sequence[Piece], owner: Sequence[int | None], index: int, neighbour: int
) -> bool:
    """Say whether a line that could continue a value stands beside words of its own in the column of labels.

    Those are a label nobody asked for: `主办者性质 个人` below `主办者名称 张某`.
    """
    label = owner[neighbour]
    if label is None or same_row(pieces[index], pieces[neighbour]):
        return False
    column, em = found[label].left, found[label].height
    return any(
        other is not pieces[index]
        and owner[i] is None
        and same_row(other, pieces[index])
        and abs(other.left - column) < _ALIGNED * em
        and other.right < pieces[index].left
        for i, other in enumerate(pieces)
    )


def _take_below(found: Sequence[Found], pieces: Sequence[Piece], owner: list[int | None]) -> None:
    """Give labels that still have no value the line right below them."""
    for index, label in enumerate(found):
        if index in owner:
            continue
        below = [
            (piece.top - label.last.bottom, i)
            for i, piece in enumerate(pieces)
            if owner[i] is None and _is_below(label, piece) and not _names_another(found, pieces, piece)
        ]
        if below:
            owner[min(below)[1]] = index


def _names_another(found: Sequence[Found], pieces: Sequence[Piece], piece: Piece) -> bool:
    """Say whether words stand beside a piece as a value beside its label: then it is a label nobody asked for.

    Words that stand below a label of their own are another column's value.
    """
    return any(
        other is not piece
        and same_row(other, piece)
        and 0 < other.left - piece.right < _BESIDE * piece.em
        and not any(_is_below(label, other) for label in found)
        for other in pieces
    )


def _is_below(label: Found, piece: Piece) -> bool:
    reach = -0.3 < (piece.top - label.last.bottom) / label.height < _BELOW
    return reach and piece.left < label.right and piece.right > label.left

"""The two machine-readable lines of a passport as they stand on a sheet.

OCR takes 0 for O and `|` for I. What a place cannot hold is replaced by what looks like it there; the check digits say
whether the line is right then. Fillers behind what a field holds are easily miscounted and mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.documents.reader import Sheet
from extractors.facts.boxes import Box
from extractors.facts.lines import Char
from extractors.numbers import mrz
from extractors.numbers.characters import DIGITS, LETTERS
from extractors.numbers.repair import repair
from extractors.pieces import Piece, level, rows
from extractors.readings import confidence, pieces_box

_SHORTEST, _LONGEST = 16, 52  # runs of fillers are read as fewer, or as more, than there are
_FEWEST_FILLERS = 2
_LEAST_SHARE = 0.9  # of a piece's characters that can stand in such a line
_AS_LETTER = dict(zip("0123568|!", "OIZBSGBII", strict=True))
_AS_DIGIT = dict(zip("OQDILZSBGT|!", "000112586711", strict=True))
_HEAD, _TAIL = 28, 2  # of the second line, what stands before and behind the optional data
_NUMBER_AND_NATION, _MOST_LOST = 13, 2
_FEWEST_DIGITS = 12  # of the fourteen of birth and expiry
_FILLER = Char(mrz.FILLER, 1.0, 0.5)


@dataclass(frozen=True)
class ZoneLine:
    """One line of 44 characters."""

    chars: tuple[Char, ...]
    box: Box | None

    @property
    def text(self) -> str:
        """The characters as one string."""
        return "".join(c.text for c in self.chars)

    def confidence(self, part: slice) -> float:
        """Return the least certain character's probability among a part of the line."""
        return confidence(self.chars[part])


@dataclass(frozen=True)
class MachineReadable:
    """Both lines, as far as they were found; fitted to what each place can hold.

    `is_valid`: all check digits fit, the one over everything included. `is_repaired`: they fit because a character was
    changed that could have stood where it stood.
    """

    names: ZoneLine | None
    data: ZoneLine | None
    is_valid: bool
    is_repaired: bool


def find_zone(sheet: Sheet) -> MachineReadable:
    """Return the machine-readable lines of a sheet."""
    candidates = [line for row in rows(level(sheet.lines)) if (line := _zone_line(row)) is not None]
    names = next((line for line in map(_as_names, candidates) if line is not None), None)
    data = [found for line in candidates if (found := _as_data(line)) is not None]
    if not data:
        return MachineReadable(names, None, is_valid=False, is_repaired=False)
    line, is_valid, is_repaired = max(data, key=lambda found: found[1])
    return MachineReadable(names, line, is_valid, is_repaired)


def _zone_line(row: Sequence[Piece]) -> ZoneLine | None:
    """Return a row of print, if it can be a machine-readable line. Fillers read as other signs are left out."""
    own = [[replace(char, text=text) for char in piece.chars for text in _folded(char.text)] for piece in row]
    kept = [index for index, chars in enumerate(own) if _fits(chars)]
    chars = [char for index in kept for char in own[index]]
    fillers = sum(c.text == mrz.FILLER for c in chars)
    if not _SHORTEST <= len(chars) <= _LONGEST or fillers < _FEWEST_FILLERS:
        return None
    return ZoneLine(tuple(chars), pieces_box([row[index] for index in kept]))


def _fits(chars: Sequence[Char]) -> bool:
    """Say whether nearly all characters can stand in such a line."""
    return sum(c.text in mrz.ALPHABET or c.text in _AS_LETTER for c in chars) >= _LEAST_SHARE * max(len(chars), 1)


def _folded(text: str) -> str:
    return mrz.compact(text)


def _as_names(line: ZoneLine) -> ZoneLine | None:
    """Return the first line with letters where there must be letters; None when it is not the first line."""
    chars = line.chars
    if chars[0].text != "P" or mrz.FILLER * 2 not in line.text[5:]:
        return None
    end = len(line.text.rstrip(mrz.FILLER))
    if end > mrz.LENGTH:
        return None
    padded = (*chars[:end], *(_FILLER,) * (mrz.LENGTH - end))
    fitted = _fitted(padded, mrz.NAME_ALPHABETS)
    digits = sum(a.text != b.text for a, b in zip(padded, fitted, strict=True))
    if digits > end / 3 or any(c.text not in allowed for c, allowed in zip(fitted, mrz.NAME_ALPHABETS, strict=True)):
        return None
    return replace(line, chars=fitted)


def _as_data(line: ZoneLine) -> tuple[ZoneLine, bool, bool] | None:
    """Return the second line, whether it is valid and whether that took a repair; None when it is not that line."""
    fitted = [_fitted(chars, mrz.POSITION_ALPHABETS) for chars in _alignments(line.chars)]
    likely = [chars for chars in fitted if sum(c.text in DIGITS for c in chars[13:20] + chars[21:28]) >= _FEWEST_DIGITS]
    for chars in likely:
        doubts = {i: dict([(c.text, c.confidence), *c.others]) for i, c in enumerate(chars) if c.others}
        found = repair("".join(c.text for c in chars), mrz, doubts)
        if found is not None:
            changed = tuple(replace(c, text=text) for c, text in zip(chars, found.number, strict=True))
            return replace(line, chars=changed), True, found.repaired
    return (replace(line, chars=likely[0]), False, False) if likely else None


def _alignments(chars: tuple[Char, ...]) -> Iterator[tuple[Char, ...]]:
    """Yield ways to make 44 characters of a line by its fillers: those behind the optional data first.

    A number or a nationality that ends in fillers (`D<<`) may have lost some of them as well.
    """
    if (aligned := _aligned(chars)) is not None:
        yield aligned
    for end in range(1, min(_NUMBER_AND_NATION, len(chars))):
        if chars[end - 1].text == mrz.FILLER != chars[end].text:
            for lost in range(1, _MOST_LOST + 1):
                if (aligned := _aligned((*chars[:end], *(_FILLER,) * lost, *chars[end:]))) is not None:
                    yield aligned


def _aligned(chars: tuple[Char, ...]) -> tuple[Char, ...] | None:
    """Return 44 characters, fillers put in or taken out behind the optional data; None when that does not do."""
    if len(chars) == mrz.LENGTH:
        return chars
    head, optional, tail = chars[:_HEAD], list(chars[_HEAD:-_TAIL]), chars[-_TAIL:]
    while optional and optional[-1].text == mrz.FILLER:
        optional.pop()
    room = mrz.LENGTH - _HEAD - _TAIL - len(optional)
    return (*head, *optional, *(_FILLER,) * room, *tail) if len(chars) >= _HEAD + _TAIL and room >= 0 else None


def _fitted(chars: Sequence[Char], alphabets: Sequence[str]) -> tuple[Char, ...]:
    """Return the characters, each that cannot stand where it stands replaced by the one it looks like."""
    return tuple(_fit(char, allowed) for char, allowed in zip(chars, alphabets, strict=True))


def _fit(char: Char, allowed: str) -> Char:
    if char.text in allowed:
        return char
    table = _AS_LETTER if set(LETTERS) <= set(allowed) else _AS_DIGIT
    other = table.get(char.text)
    return replace(char, text=other) if other is not None and other in allowed else char

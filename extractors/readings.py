"""From characters to readings: a value, the words as printed, and how far to trust it.

A field is as certain as its least certain character. What a check digit, a calendar or an alphabet confirms is more
certain than its characters alone; what it contradicts is kept as read, never bent into shape, unless a repair is
unique, and then it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import dropwhile

from extractors.dates import LONG_TERM, parse_dates, parse_term
from extractors.doubts import beside_holes_doubted
from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.facts.lines import Char
from extractors.layout import FieldText
from extractors.numbers.repair import CheckedNumber, repair
from extractors.pieces import Piece
from extractors.text import fold_name, han_ratio

Chars = tuple[Char, ...]
# What `Reading.methods` says of words that a list of words corrected.
LEXICON = "lexicon"
# A number that passes its check digit by chance: one in 31 for credit codes, one in 11 for the others.
_CHANCE = {"credit_code": 1 / 31}
_CHANCE_MOD_11 = 1 / 11
# What is left of a number's confidence when its check digit contradicts it, by whether every character was certain.
_REPAIRED = 0.85
_WRONG_LENGTH = 0.5
_STRAY = ":：|,，;；_"  # left over beside a label, never part of a value
_STRAY_BEFORE = _STRAY + "、。.·"
# A time of day, which stands right behind the date once blanks are out: 2009-09-2501:36:25.
_TIME = re.compile(r"[0-2]\d[:：][0-5]\d(?:[:：][0-5]\d)?")


def char_confidence(char: Char) -> float:
    """Return a character's probability, its full-width and half-width forms and all kinds of dot counted as one."""
    same = fold_name(char.text)
    return min(char.confidence + sum(p for other, p in char.others if fold_name(other) == same), 1.0)


def confidence(chars: Iterable[Char]) -> float:
    """Return the least certain character's probability; 0 when there is none. Blanks do not count."""
    return min((char_confidence(c) for c in chars if not c.text.isspace()), default=0.0)


def pieces_box(pieces: Sequence[Piece]) -> Box | None:
    """Return the box around some pieces; a single piece keeps its own, tilted one."""
    if not pieces:
        return None
    return pieces[0].box if len(pieces) == 1 else Box.around(p.box for p in pieces)


def only(value: FieldText, wanted: Callable[[str], bool]) -> FieldText:
    """Return a field's words without the characters it cannot hold, such as another script's beside a name."""
    pieces = tuple(replace(p, chars=tuple(c for c in p.chars if wanted(c.text))) for p in value.pieces)
    return replace(value, pieces=tuple(p for p in pieces if p.chars))


def text_reading(
    value: FieldText, page: int, clean: Callable[[str], str] = str, mend: Callable[[Chars], Chars] | None = None
) -> Reading | None:
    """Return words as they stand; None when there are none, or `clean` leaves none.

    Blanks are left out of Chinese, where they mean nothing; between Latin words one remains. `mend` is given the
    characters and returns as many, those corrected that a list of words decides (`lexicon`).
    """
    raw, value = value.raw, _doubted(_without_stray(value))
    mended = with_chars(value, mend(value.chars)) if mend is not None else value
    methods = (LEXICON,) if mended.text != value.text else ()
    value = mended
    printed = value.text if han_ratio(value.raw) > 0 else " ".join(value.raw.split())
    words = clean(printed).strip(_STRAY)
    if not words:
        return None
    return Reading(
        value=words,
        raw=raw,
        confidence=confidence(value.chars),
        page=page,
        box=pieces_box(value.pieces),
        methods=methods,
    )


def _doubted(value: FieldText) -> FieldText:
    """Return a field's words, those beside a hole in a row of Chinese characters not sure: one may be lost there."""
    return replace(
        value, pieces=tuple(replace(piece, chars=beside_holes_doubted(piece.chars)) for piece in value.pieces)
    )


def with_chars(value: FieldText, chars: Sequence[Char]) -> FieldText:
    """Return a field with its characters, blanks left out, replaced one for one."""
    given = iter(chars)
    pieces = (replace(p, chars=tuple(c if c.text.isspace() else next(given) for c in p.chars)) for p in value.pieces)
    return replace(value, pieces=tuple(pieces))


def _without_stray(value: FieldText) -> FieldText:
    """Return a field's words without marks at their ends that are none of its own."""
    pieces = list(value.pieces)
    while pieces and (chars := _trimmed(pieces[0].chars, _STRAY_BEFORE)) != pieces[0].chars:
        pieces[0:1] = [replace(pieces[0], chars=chars)] if chars else []
    while pieces and (chars := _trimmed(pieces[-1].chars[::-1], _STRAY)[::-1]) != pieces[-1].chars:
        pieces[-1:] = [replace(pieces[-1], chars=chars)] if chars else []
    return replace(value, pieces=tuple(pieces))


def _trimmed(chars: tuple[Char, ...], marks: str) -> tuple[Char, ...]:
    """Return characters without blanks and marks before the first other one."""
    return tuple(dropwhile(lambda char: char.text.isspace() or char.text in marks, chars))


def date_reading(value: FieldText, page: int) -> Reading | None:
    """Return the first date of a field, or None when it holds none."""
    found = parse_dates(_TIME.sub(lambda m: " " * len(m.group()), value.text))
    return _date_part(value, page, found[0].value, found[0].start, found[0].end) if found else None


def term_readings(value: FieldText, page: int) -> tuple[Reading | None, Reading | None]:
    """Return the first day and the last day (or `long_term`) of a term of validity, each None where it was not read."""
    term = parse_term(value.text)
    dates = parse_dates(value.text)
    return (
        _term_part(value, page, term.valid_from, dates, first=True),
        _term_part(value, page, term.valid_until, dates, first=False),
    )


def number_reading(chars: Sequence[Char], number: CheckedNumber, page: int, box: Box | None) -> Reading | None:
    """Return a number with a check digit, repaired where that is unique; None when there are no characters.

    A number that fails its check and cannot be repaired is returned as read: that is a finding for the rules, and worth
    no more than its least certain character.
    """
    chars = [c for c in chars if not c.text.isspace()]
    raw = "".join(c.text for c in chars)
    if not raw:
        return None
    # Places the engine was sure of give the repair nothing to choose from.
    doubts = {i: dict([(c.text, c.confidence), *c.others]) for i, c in enumerate(chars) if c.others}
    found = repair(raw, number, doubts)
    least = confidence(chars)
    if found is None:
        right_length = len(raw) == len(number.POSITION_ALPHABETS)
        value = raw.upper()
        trust = least if right_length else min(least, _WRONG_LENGTH)
        return Reading(value=value, raw=raw, confidence=trust, page=page, box=box)
    if found.repaired:
        return Reading(
            value=found.number,
            raw=raw,
            confidence=min(least, _REPAIRED) if least > 0 else 0.0,
            page=page,
            box=box,
            repaired=True,
            methods=("check_digit",),
        )
    chance = _CHANCE.get(getattr(number, "__name__", "").rsplit(".", 1)[-1], _CHANCE_MOD_11)
    return Reading(value=found.number, raw=raw, confidence=1 - (1 - least) * chance, page=page, box=box)


def _term_part(
    value: FieldText, page: int, end: date | str | None, dates: Sequence[tuple[date, int, int]], *, first: bool
) -> Reading | None:
    if end is None:
        return None
    if end == LONG_TERM:
        words = [c for c in value.chars if not c.text.isdigit()]
        return Reading(
            value=LONG_TERM, raw=value.raw, confidence=confidence(words), page=page, box=pieces_box(value.pieces)
        )
    matching = [d for d in dates if d[0] == end]
    found = matching[0] if first else matching[-1]
    return _date_part(value, page, found[0], found[1], found[2])


def _date_part(value: FieldText, page: int, day: date, start: int, end: int) -> Reading:
    """Return a date; only its numerals matter, 年月日 are the form's own print."""
    part = value.chars[start:end]
    numerals = [c for c in part if c.text not in "年月日.-/至"]
    return Reading(
        value=day.isoformat(),
        raw="".join(c.text for c in part),
        confidence=confidence(numerals),
        page=page,
        box=pieces_box(value.pieces),
    )

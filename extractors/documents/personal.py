"""What passports and permits share: names in two scripts, sex, numbers known by their shape, the reader of a card."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.facts.lines import Char
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.numbers.characters import half_width
from extractors.pieces import Piece, level, rows
from extractors.readings import confidence, date_reading, only, pieces_box, term_readings, text_reading
from extractors.text import MIDDLE_DOT, fold, fold_name, is_han

_SEX = {"男": "男", "女": "女", "M": "男", "F": "女"}
_IN_LATIN_NAME = " ,-'.’"
_LATIN_NAME = re.compile(r"[A-Z][A-Z' -]*,\s?[A-Z][A-Z' -]*")
_LATIN_WORDS = re.compile(r"[A-Z][A-Z' ,.-]+")
_BELOW = 2.0  # em
_TOUCHING, _BELOW_LABEL = 0.4, 1.2  # em
_FEWEST_LETTERS = 2
# What a place for digits may hold by mistake, and what was printed there.
LIKE_DIGIT = "0-9OoQDIl|SBZ"
_DIGITS = str.maketrans("OoQDIl|SBZ", "0000111582")
_LONGEST_TITLE = 24
_LIKE_A_DOT = ":;,.'`-_、"
_GUESSED_DOT = 0.85
# Forms of one character that differ by a stroke: as in Taiwan and Hong Kong, and as mainland documents print them.
_MAINLAND_FORMS = str.maketrans("黃呂吳溫彥眞淸祿強戶別冊淨愼敎兪", "黄吕吴温彦真清禄强户别册净慎教俞")
# Labels beside a title, and without one, that make a card a permit.
_FEWEST_SIGNS, _FEWEST_SIGNS_UNTITLED = 2, 4


def title_on(sheet: Sheet, titles: Sequence[str]) -> str | None:
    """Return the title that stands on a row of its own, spaced out or not, one character misread at most.

    Words behind it in brackets or in Latin letters (a translation) do not count.
    """
    for row in rows(level(sheet.lines)):
        words = fold("".join(piece.text for piece in row))
        bare = re.sub(r"\([^()]*\)$|[A-Za-z].*$", "", words)
        if len(bare) <= _LONGEST_TITLE and (found := next((t for t in titles if _is_nearly(bare, t)), None)):
            return found
    return None


def _is_nearly(words: str, title: str) -> bool:
    return len(words) == len(title) and sum(a != b for a, b in zip(words, title, strict=True)) <= 1


def han_name(value: FieldText, page: int) -> Reading | None:
    """Return the Chinese part of a name, of two forms of a character the one that mainland documents print.

    What stands for a dot between two characters is one: names hold no other mark.
    """
    dotted = replace(value, pieces=tuple(replace(p, chars=tuple(_dotted(p.chars))) for p in value.pieces))
    part = only(dotted, lambda c: is_han(c) or fold_name(c) == MIDDLE_DOT)
    pieces = tuple(replace(p, chars=tuple(map(_as_printed, p.chars))) for p in part.pieces)
    return text_reading(replace(part, pieces=pieces), page)


def _dotted(chars: Sequence[Char]) -> Iterator[Char]:
    """Yield the characters; a mark between two Chinese ones is a dot, a dot elsewhere is none."""
    for index, char in enumerate(chars):
        inside = 0 < index < len(chars) - 1 and is_han(chars[index - 1].text) and is_han(chars[index + 1].text)
        is_dot = fold_name(char.text) == MIDDLE_DOT
        if inside and not is_dot and half_width(char.text) in _LIKE_A_DOT:
            yield replace(char, text=MIDDLE_DOT, confidence=min(char.confidence, _GUESSED_DOT), others=())
        elif inside or not is_dot:
            yield char


def _as_printed(char: Char) -> Char:
    """Return a character in its mainland form, where the engine itself saw that form as well as the other one."""
    form = char.text.translate(_MAINLAND_FORMS)
    seen = dict(char.others).get(form, 0.0)
    if form == char.text or not seen:
        return char
    return replace(char, text=form, confidence=min(char.confidence + seen, 1.0), others=())


def latin_name(value: FieldText, page: int) -> Reading | None:
    """Return the Latin part of a name, words separated by blanks; None when there are no two letters of it."""
    part = only(value, lambda c: _is_latin(c) or half_width(c) in _IN_LATIN_NAME or c.isspace())
    pieces = tuple(p for p in part.pieces if any(_is_latin(c.text) for c in p.chars))
    words = " ".join(half_width(" ".join(p.text for p in pieces)).split())
    words = re.sub(r"\s*,\s*", ", ", words).strip(_IN_LATIN_NAME)
    if sum(map(_is_latin, words)) < _FEWEST_LETTERS:
        return None
    return Reading(
        value=words,
        raw=value.raw,
        confidence=confidence(c for p in pieces for c in p.chars),
        page=page,
        box=pieces_box(pieces),
    )


def latin_name_below(form: Form, page: int) -> Reading | None:
    """Return the Latin name that stands below the Chinese one without a label of its own.

    It is the line right below that one and flush with it, else the only words that look like `SURNAME, GIVEN NAMES`.
    """
    above = form.fields[Field.NAME].pieces if Field.NAME in form.fields else ()
    below = [
        piece
        for piece in form.rest
        if _LATIN_WORDS.fullmatch(half_width(piece.text).strip())
        and any(0 < (piece.middle - p.middle) / p.height < _BELOW and abs(piece.left - p.left) < p.em for p in above)
    ]
    shaped = [p for p in form.pieces if _LATIN_NAME.fullmatch(half_width(p.text).strip())]
    found = below or shaped
    return latin_name(FieldText(Field.NAME_LATIN, (found[0],)), page) if len(found) == 1 else None


def below(form: Form, name: Field) -> FieldText:
    """Return the words right below a field's label: on a page that is not quite level, rows run into each other."""
    for label in (f for f in form.labels if f.label.field is name):
        under = [
            p
            for p in form.pieces
            if -_TOUCHING < (p.top - label.last.bottom) / label.height < _BELOW_LABEL
            and min(p.right, label.right) - max(p.left, label.left) > 0
        ]
        if under:
            return FieldText(name, (min(under, key=lambda p: p.top),), label)
    return FieldText(name, ())


def lone_sex(form: Form, page: int) -> Reading | None:
    """Return 男 or 女 where it is the only such line on a form: its label was missed."""
    alone = [p for p in form.pieces if p.text.strip() in ("男", "女")]
    return text_reading(FieldText(Field.SEX, (alone[0],)), page) if len(alone) == 1 else None


def sex_reading(value: FieldText, page: int) -> Reading | None:
    """Return 男 or 女, printed so or as M or F."""
    for wanted in ("男女", "MF"):
        for piece in value.pieces:
            for i, char in enumerate(piece.chars):
                if char.text in wanted and not _within_word(piece, i):
                    reading = text_reading(FieldText(value.field, (piece.cut(i, i + 1),)), page)
                    return reading and reading.model_copy(update={"value": _SEX[char.text]})
    return None


def runs_of(pieces: Sequence[Piece], pattern: re.Pattern[str]) -> Iterator[Piece]:
    """Yield the parts of pieces that match, blanks within them passed over."""
    for piece in pieces:
        places = [i for i, c in enumerate(piece.chars) if not c.text.isspace()]
        text = "".join(half_width(piece.chars[i].text)[:1] for i in places)
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield piece.cut(places[match.start()], places[match.end() - 1] + 1)


def number_by_shape(
    form: Form, pattern: re.Pattern[str], valid: Callable[[str], bool], page: int, *, letters: int = 0
) -> Reading | None:
    """Return the number beside its label, else the first run on the form of its shape.

    Args:
        form: the form, with a label for `Field.NUMBER`.
        pattern: what a run looks like, letters read for digits allowed.
        valid: says whether a number can be one.
        page: the page of the reading.
        letters: so many characters at the beginning are letters, the others digits.
    """
    own = [p for value in form.values if value.field is Field.NUMBER for p in value.pieces]
    for run in runs_of([*own, *form.pieces], pattern):
        raw = half_width("".join(c.text for c in run.chars if not c.text.isspace()))
        number = raw[:letters].upper() + raw[letters:].translate(_DIGITS)
        if valid(number):
            return Reading(value=number, raw=raw, confidence=confidence(run.chars), page=page, box=run.box)
    return None


def permit_reader(
    kind: Kind,
    titles: tuple[str, ...],
    labels: tuple[Label, ...],
    number: Callable[[Form, int], Reading | None],
) -> Reader:
    """Return the reader of a card that is known by its title, or by a number of its own shape among such labels."""

    def recognise(sheet: Sheet) -> Recognition:
        form = read_form(sheet.lines, labels)
        signs = len({f.label.field for f in form.labels} - {None})
        title = title_on(sheet, titles)
        if title is not None and signs >= _FEWEST_SIGNS:
            return Recognition(min(0.88 + 0.02 * signs, 0.985), title)
        known = signs >= _FEWEST_SIGNS_UNTITLED and number(form, sheet.page) is not None
        return Recognition(0.9) if known else NOT_THIS

    def read(sheet: Sheet) -> Facts:
        form = read_form(sheet.lines, labels)
        return read_permit(form, sheet.page, number(form, sheet.page))

    return Reader(kind, recognise, read)


def read_permit(form: Form, page: int, number: Reading | None) -> Facts:
    """Return the fields that a permit's form holds, given its number."""
    fields = form.fields
    readings: dict[Field, Reading | None] = {Field.NUMBER: number}
    if Field.NAME in fields:
        readings[Field.NAME] = han_name(fields[Field.NAME], page)
        readings[Field.NAME_LATIN] = latin_name(fields[Field.NAME], page) or latin_name_below(form, page)
    own = sex_reading(fields[Field.SEX], page) if Field.SEX in fields else None
    readings[Field.SEX] = own or lone_sex(form, page)
    if Field.BIRTH_DATE in fields:
        readings[Field.BIRTH_DATE] = date_reading(fields[Field.BIRTH_DATE], page)
    if Field.NATIONALITY in fields:
        value = fields[Field.NATIONALITY]
        readings[Field.NATIONALITY] = text_reading(only(value, is_han), page) or text_reading(value, page)
    if Field.VALID_UNTIL in fields:
        readings[Field.VALID_FROM], readings[Field.VALID_UNTIL] = term_readings(fields[Field.VALID_UNTIL], page)
    # Either name alone is a name: cards of foreigners seldom carry a Chinese one.
    named = {Field.NAME} if readings.get(Field.NAME_LATIN) is not None else set()
    return gather(readings, set(fields) - named)


def without_blanks(label: Label) -> Label:
    """Return a label whose words have no blanks: characters are compared without them."""
    return replace(label, words=tuple("".join(word.split()) for word in label.words))


def _is_latin(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith(("LATIN", "FULLWIDTH LATIN"))


def _within_word(piece: Piece, index: int) -> bool:
    """Say whether the Latin letter is one of several: the M of `Masculin` says nothing by itself."""
    if not piece.chars[index].text.isascii():
        return False
    around = piece.chars[max(index - 1, 0) : index + 2]
    return sum(c.text.isalpha() and c.text.isascii() for c in around) > 1

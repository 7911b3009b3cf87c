"""The machine-readable zone of passports: two lines of 44 characters (format TD3).

The module's number is the second line, the one with check digits; `parse` reads both lines together.

======  =======================================================================================
place   second line
======  =======================================================================================
1-9     document number, filled with `<`
10      check digit of 1-9
11-13   nationality (ISO 3166 and some codes of ICAO's own; Germany is `D<<`)
14-19   birth date, YYMMDD
20      check digit of 14-19
21      sex: M, F, or `<` for unspecified
22-27   expiry date, YYMMDD
28      check digit of 22-27
29-42   optional data
43      check digit of 29-42; `<` or 0 where that is empty
44      check digit of 1-10, 14-20 and 22-43
======  =======================================================================================

The first line is `P`, a further letter or `<`, the issuing state, and the names: surname, `<<`, given names. Nothing
checks it.

Years have two digits. What century they mean depends on what the date is: `birth_date` is told the latest possible day,
expiry dates lie in this century, for machine-readable passports expire within ten years or so.

Source: ICAO Doc 9303, part 3 (check digits, names) and part 4 (TD3).

>>> validate("L898902C36UTO7408122F1204159ZE184226B<<<<<10")
'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
>>> zone = parse("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
>>> zone.surname, zone.given_names, zone.number, expiry_date(zone.expiry).isoformat()
('ERIKSSON', 'ANNA MARIA', 'L898902C3', '2012-04-15')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import cycle

from extractors.dates import parse_short_date
from extractors.numbers.characters import DIGITS, LETTERS, capitals, half_width, require
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, accepts

LENGTH = 44
FILLER = "<"
ALPHABET = DIGITS + LETTERS + FILLER
_NAMES = LETTERS + FILLER
POSITION_ALPHABETS: tuple[str, ...] = (
    *(ALPHABET,) * 9,
    DIGITS,
    *(_NAMES,) * 3,
    *(DIGITS,) * 7,
    "MF<",
    *(DIGITS,) * 7,
    *(ALPHABET,) * 14,
    DIGITS + FILLER,
    DIGITS,
)
# What each place of the first line may hold: the names have no digits.
NAME_ALPHABETS: tuple[str, ...] = ("P", *(_NAMES,) * 43)

NUMBER, BIRTH, EXPIRY, OPTIONAL = slice(0, 9), slice(13, 19), slice(21, 27), slice(28, 42)
_CHECKED = (NUMBER, BIRTH, EXPIRY, OPTIONAL)
NATIONALITY, SEX = slice(10, 13), slice(20, 21)
_WEIGHTS = (7, 3, 1)
# Marks that are printed, or read, for the filler.
_FILLERS = str.maketrans({"«": "<<", "‹": "<", "〈": "<", "く": "<", "《": "<<", "＜": "<"})
# The last day an expiry date can mean.
_END_OF_CENTURY = date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Zone:
    """What both lines say; texts without fillers, blanks between given names. `sex` is M, F or empty."""

    code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str


def compact(line: str | None) -> str:
    """Return one line half-width, in capitals and without blanks.

    Raises:
        InvalidFormat: `line` is not a string.

    >>> compact("P<UTO eriksson«anna")
    'P<UTOERIKSSON<<ANNA'
    """
    if not isinstance(line, str):
        raise InvalidFormat("expected text")
    return capitals("".join(half_width(line.translate(_FILLERS)).split()))


def calc_check_digit(field: str) -> str:
    """Return the check digit of a field of any length.

    Raises:
        InvalidFormat: the field is empty, or holds anything but 0-9, A-Z and `<`.

    Source: ICAO Doc 9303, part 3, 4.9: weights 7, 3, 1; A-Z count 10 to 35, `<` counts 0; modulo 10.

    >>> calc_check_digit("L898902C3"), calc_check_digit("<<<<<<<<<<<<<<")
    ('6', '0')
    """
    require(field, len(field), ALPHABET)
    weighed = (weight * _value(character) for weight, character in zip(cycle(_WEIGHTS), field, strict=False))
    return str(sum(weighed) % 10)


def validate(line: str | None) -> str:
    """Return the compact second line, if all its check digits fit.

    Raises:
        InvalidFormat: no text, or a character that cannot stand where it stands.
        InvalidLength: not 44 characters.
        InvalidComponent: birth or expiry is no day of the calendar.
        InvalidChecksum: a check digit does not fit.

    Source: ICAO Doc 9303, part 4, 4.2.2.
    """
    text = compact(line)
    require(text, LENGTH, ALPHABET)
    if any(character not in allowed for character, allowed in zip(text, POSITION_ALPHABETS, strict=True)):
        raise InvalidFormat("a character that cannot stand there")
    if not all(holds(text, field) for field in _CHECKED) or composite_of(text) != text[43]:
        raise InvalidChecksum("a check digit does not fit")
    if any(parse_short_date(text[field], _END_OF_CENTURY) is None for field in (BIRTH, EXPIRY)):
        raise InvalidComponent("a date is no day of the calendar")
    return text


def is_valid(line: str | None) -> bool:
    """Return whether `validate` accepts the second line."""
    return accepts(validate, line)


def is_consistent(line: str | None) -> bool:
    """Return whether the second line is valid; it carries no redundancy beyond its check digits and dates."""
    return is_valid(line)


def holds(line: str, field: slice) -> bool:
    """Return whether the check digit behind a field (`NUMBER`, `BIRTH`, `EXPIRY`, `OPTIONAL`) fits it.

    Empty optional data may have `<` for its check digit.
    """
    text, digit = line[field], line[field.stop : field.stop + 1]
    if field == OPTIONAL and digit == FILLER:
        return not text.strip(FILLER)
    return bool(text) and all(character in ALPHABET for character in text) and calc_check_digit(text) == digit


def composite_of(line: str) -> str:
    """Return the last check digit that belongs to a second line of which 43 characters are given at least.

    Raises:
        InvalidFormat: it holds anything but 0-9, A-Z and `<`.
    """
    return calc_check_digit(line[0:10] + line[13:20] + line[21:43])


def parse(first: str | None, second: str | None) -> Zone:
    """Return what both lines say. The second one must be valid; the names of the first are taken as they stand.

    Raises:
        ValidationError: a line has not 44 characters or holds what it cannot hold, or a check digit does not fit.

    Source: ICAO Doc 9303, part 4.
    """
    names, data = compact(first), validate(second)
    require(names, LENGTH, ALPHABET)
    if any(character not in allowed for character, allowed in zip(names, NAME_ALPHABETS, strict=True)):
        raise InvalidFormat("the first line has a character that cannot stand there")
    surname, given = split_names(names)
    return Zone(
        code=names[:2].strip(FILLER),
        issuer=names[2:5].strip(FILLER),
        surname=surname,
        given_names=given,
        number=plain(data[NUMBER]),
        nationality=plain(data[NATIONALITY]),
        birth=data[BIRTH],
        sex=plain(data[SEX]),
        expiry=data[EXPIRY],
        optional=plain(data[OPTIONAL]),
    )


def split_names(first: str) -> tuple[str, str]:
    """Return surname and given names of a first line, words separated by blanks. Either may be empty.

    >>> split_names("P<UTOVAN<DER<MEER<<ANNA<MARIA<<<<<<<<<<<<<<<")
    ('VAN DER MEER', 'ANNA MARIA')
    """
    surname, _, given = first[5:].strip(FILLER).partition(FILLER * 2)
    return plain(surname), plain(given)


def birth_date(digits: str, not_after: date) -> date | None:
    """Return the birth date that is the latest up to the given day; None when it is no day of the calendar.

    >>> birth_date("740812", date(2012, 4, 15)).isoformat()
    '1974-08-12'
    """
    return parse_short_date(digits, not_after)


def expiry_date(digits: str) -> date | None:
    """Return the day of expiry, which lies in this century; None when it is no day of the calendar.

    >>> expiry_date("120415").isoformat()
    '2012-04-15'
    """
    found = parse_short_date(digits, _END_OF_CENTURY)
    return found if found is not None and found.year > _END_OF_CENTURY.year - 100 else None


def plain(field: str) -> str:
    """Return a field with its fillers as blanks, none at its ends."""
    return " ".join(field.replace(FILLER, " ").split())


def _value(character: str) -> int:
    return 0 if character == FILLER else int(character, 36)

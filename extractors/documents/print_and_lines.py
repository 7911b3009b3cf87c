"""What a passport's print and its machine-readable lines say together.

The lines confirm what is printed, stand in for what could not be read, and contradict what was altered.
"""

from __future__ import annotations

import re
import unicodedata

from extractors.documents.machine_fields import CHANCE_OF_ONE, MachineFields
from extractors.facts.documents import Reading
from extractors.text import is_han

CONFIRMED, CONTRADICTED = "mrz_agrees", "mrz_differs"
_CHINESE = "中国"
# Print read less surely than this is read anew by the lines instead of standing against them.
_SURE_PRINT = 0.9
_LOOK_ALIKES = str.maketrans("01|!5826", "OIIISBZG")
_TRANSLITERATED = (
    ("Ä", "AE"),
    ("Ö", "OE"),
    ("Ü", "UE"),
    ("ß", "SS"),
    ("Æ", "AE"),
    ("Ø", "OE"),
    ("Å", "AA"),
    ("Ñ", "N"),
)


def confirmed(printed: Reading | None, lines: Reading | None) -> Reading | None:
    """Return what print and lines say together."""
    if printed is None or lines is None:
        return printed or lines
    if printed.value == lines.value:
        return _agreeing(printed)
    if printed.confidence < _SURE_PRINT or _look_alike(str(printed.value)) == _look_alike(str(lines.value)):
        return lines
    return printed if lines.repaired or lines.confidence < _SURE_PRINT else _contradicted(printed)


def agreed_nationality(printed: Reading | None, lines: Reading | None) -> Reading | None:
    """Return the nationality: 中国 as printed, else the code of the lines, which names a country in one way only."""
    if lines is None:
        return printed
    if lines.value == "CHN":
        if printed is None:
            return lines.model_copy(update={"value": _CHINESE})
        if printed.value == _CHINESE:
            return _agreeing(printed)
        differs = any(map(is_han, str(printed.value))) and printed.confidence >= _SURE_PRINT
        return _contradicted(printed) if differs else lines.model_copy(update={"value": _CHINESE})
    if printed is None:
        return lines
    if printed.value == lines.value:
        return _agreeing(printed)
    if printed.value == _CHINESE:
        return _contradicted(printed)
    return lines.model_copy(update={"raw": printed.raw, "box": printed.box})


def agreed_name(printed: Reading | None, lines: MachineFields) -> Reading | None:
    """Return the Latin name, words as printed where print and lines agree letter by letter."""
    zone = lines.name()
    if printed is None or zone is None:
        return printed or zone
    mine, theirs = _letters(str(printed.value)), _letters(str(zone.value))
    same = theirs in _spellings(str(printed.value)) or mine == theirs
    if not same and not lines.is_name_full():
        same = any(spelling.startswith(theirs) for spelling in _spellings(str(printed.value)))
    if not same:
        return _contradicted(printed) if printed.confidence >= _SURE_PRINT else printed
    agreeing = _agreeing(printed)
    # Blanks are easily lost in print; the lines say where words end.
    if len(re.findall(r"\w+", str(printed.value))) < len(re.findall(r"\w+", str(zone.value))) and lines.is_name_full():
        return agreeing.model_copy(update={"value": zone.value})
    return agreeing


def _agreeing(printed: Reading) -> Reading:
    trust = 1 - (1 - printed.confidence) * CHANCE_OF_ONE
    return printed.model_copy(update={"confidence": trust, "methods": (*printed.methods, CONFIRMED)})


def _contradicted(printed: Reading) -> Reading:
    return printed.model_copy(update={"methods": (*printed.methods, CONTRADICTED)})


def _look_alike(text: str) -> str:
    return text.upper().translate(_LOOK_ALIKES)


def _spellings(name: str) -> set[str]:
    """Return how the machine-readable lines may spell a name: accents dropped, or written out (Ü as UE)."""
    written_out = name.upper()
    for letter, others in _TRANSLITERATED:
        written_out = written_out.replace(letter, others)
    return {_letters(name), _letters(written_out)}


def _letters(name: str) -> str:
    """Return a name's letters without accents, those that OCR confuses counted as one."""
    plain = unicodedata.normalize("NFKD", name.upper())
    return "".join(c for c in plain.translate(_LOOK_ALIKES) if c.isascii() and c.isalpha())

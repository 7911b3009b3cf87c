"""Lines of text, character by character, as an engine or a text layer gave them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.facts.boxes import Box


@dataclass(frozen=True, slots=True)
class Char:
    """One recognised character, its probability (0 to 1), and the runners-up that could stand in its place."""

    text: str
    confidence: float
    offset: float  # centre along the line, 0 at its left end to 1 at its right
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text as the engine or the text layer gave it. `confidence` is 0 to 1."""

    text: str
    confidence: float
    box: Box
    chars: tuple[Char, ...] = ()  # one for one with `text`; empty where the source gives none

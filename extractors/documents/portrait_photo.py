"""负责人照片, the photograph of the person in charge: a face, and hardly a word."""

from __future__ import annotations

from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet
from extractors.faces import FACE, find_faces, scored_faces
from extractors.facts.boxes import Box
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind

# A curtain behind the person may carry the provider's name, and a jacket some letters; a document carries more.
_MOST_CHARACTERS = 40
_WORDS = 0.8  # eyes and folds of cloth are "read" as letters too, at less than this
# A face this much of the picture's height is the subject; below, somebody happens to be in it.
_SUBJECT = 0.08
_COUNTED, _DOUBTED = 0.95, 0.5


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a portrait photograph: few words, and a face large enough to be its subject."""
    if sum(len(line.text) for line in sheet.lines if line.confidence >= _WORDS) > _MOST_CHARACTERS:
        return NOT_THIS
    faces = find_faces(sheet.image)
    tallest = max((face.height for face in faces), default=0.0) / sheet.image.shape[0]
    return Recognition(0.9 if tallest >= _SUBJECT else 0.0)


def read(sheet: Sheet) -> Facts:
    """Return how many faces the photograph shows; doubtfully where something else on it may be one."""
    possible = scored_faces(sheet.image)
    faces = [box for box, score in possible if score >= FACE]
    count = Reading(
        value=len(faces),
        raw=str(len(faces)),
        confidence=_COUNTED if len(faces) == len(possible) else _DOUBTED,
        page=sheet.page,
        box=Box.around(faces) if faces else None,
        methods=("face_detector",),
    )
    return Facts({Field.FACE_COUNT: count})


READER = Reader(Kind.PORTRAIT_PHOTO, recognise, read)

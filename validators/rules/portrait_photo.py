"""Does the photograph show one face?

Basis: SEED 一.4, 二.3 (采集的负责人照片), 64-B.
Fails: no face; two faces.
Passes: one face.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.kinds import Field
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, unread, unsure
from validators.requirements import Material
from validators.trust import can_object, text_of, well_read

_CODE = CheckCode.PERSON_PHOTO_SHOWS_ONE_FACE


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every photograph."""
    for _, photo in case.serving(Material.PORTRAIT_PHOTO):
        reading = well_read(photo, Field.FACE_COUNT, case.policy)
        place, found = Place(photo, Field.FACE_COUNT), text_of(reading)
        if reading is None:
            yield unread(_CODE, photo, Field.FACE_COUNT, "1")
        elif reading.value == 1 and not isinstance(reading.value, bool):
            yield passed(_CODE, place, "1", found)
        else:
            message = f"负责人照片中检测到{found}张人脸，应为1张"
            build = failed if can_object(photo, Field.FACE_COUNT, case.policy) else unsure
            advice = "请上传负责人本人清晰的单人正面照片"
            yield build(_CODE, ReasonCode.PERSON_PHOTO_INVALID, message, advice, place, "1", found)

"""All named defects, in the order of a reviewer's questions."""

from __future__ import annotations

from samples.defect import Defect
from samples.defects_documents import DOCUMENT_DEFECTS
from samples.defects_files import FILE_DEFECTS
from samples.defects_materials import MATERIAL_DEFECTS
from samples.defects_people import PEOPLE_DEFECTS
from samples.defects_pictures import PICTURE_DEFECTS
from samples.defects_services import SERVICE_DEFECTS
from samples.defects_stamps import STAMP_DEFECTS
from samples.defects_travel import TRAVEL_DEFECTS

__all__ = ["DEFECTS", "Defect", "named", "partners"]

# families whose faults can stand together in one submission
_COMBINABLE = (STAMP_DEFECTS, DOCUMENT_DEFECTS, PEOPLE_DEFECTS, SERVICE_DEFECTS)
DEFECTS: tuple[Defect, ...] = (
    *FILE_DEFECTS,
    *MATERIAL_DEFECTS,
    *PICTURE_DEFECTS,
    *STAMP_DEFECTS,
    *DOCUMENT_DEFECTS,
    *PEOPLE_DEFECTS,
    *TRAVEL_DEFECTS,
    *SERVICE_DEFECTS,
)


def named(name: str) -> Defect:
    """The defect of a name.

    Raises:
        ValueError: there is none of that name.
    """
    for defect in DEFECTS:
        if defect.name == name:
            return defect
    raise ValueError(f"no defect '{name}'; there are {', '.join(defect.name for defect in DEFECTS)}")


def partners(defect: Defect) -> tuple[Defect, ...]:
    """The defects that can stand beside one in the same submission."""
    if not any(defect in family for family in _COMBINABLE):
        return ()
    return tuple(
        other
        for family in _COMBINABLE
        if defect not in family
        for other in family
        if set(other.sponsors) & set(defect.sponsors)
    )

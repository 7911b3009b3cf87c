"""Scenarios that readers do not bear out yet: number, and what is read wrongly. One that comes right leaves here.

Each is expected to fail, and fails the run when it no longer does.
"""

GAPS: dict[str, str] = {
    "5": "the agency's stamp over the licence's print is not read, so that a person must look",
    "29b": "the unit's stamp beside the name stamp on the letter is not found",
}

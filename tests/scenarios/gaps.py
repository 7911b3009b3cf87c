"""Scenarios that readers do not bear out yet: number, and what is read wrongly. One that comes right leaves here.

Each is expected to fail, and fails the run when it no longer does.
"""

GAPS: dict[str, str] = {
    "40a": "the name on a 台胞证 is read rightly, but below the confidence that agreement takes",
}

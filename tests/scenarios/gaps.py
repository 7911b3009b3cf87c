"""Scenarios that readers do not bear out yet: number, and what is read wrongly. One that comes right leaves here.

Each is expected to fail, and fails the run when it no longer does.
"""

GAPS: dict[str, str] = {
    "11": "a grey stamp hides the first characters of the licence's name, and what is left is read as sure",
    "40a": "the name on a 台胞证 is read rightly, but below the confidence that agreement takes",
    "40c": "the name on a residence permit is read rightly, but below the confidence that agreement takes",
    "45c": "a Chinese domain in its row of a sheet is not read",
    "65": "glare that blinds the name is not noticed; the unread name makes it a review",
}

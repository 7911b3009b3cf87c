"""The vocabulary of what was read: pictures and boxes, lines, stamps, pages, readings, documents.

Only facts and their geometry stand here; what they mean for a filing is for `validators`. Exported facts are frozen
pydantic models; `Page` is a frozen dataclass because it carries pixels.
"""

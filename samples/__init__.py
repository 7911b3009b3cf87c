"""Sample submissions, drawn with their truth by a seeded generator."""

"""Numbers on documents and forms: one module a number, the same verbs in each.

`compact` normalises, `validate` returns the compact number or raises a `ValidationError`, `is_valid` answers yes or no,
and `calc_check_digit` computes the check character where the number has one. `repair` tells apart look-alike characters
by means of the check character. The modules stand in this room, and not among the rules, because the readers of
documents need them to repair what was read.
"""

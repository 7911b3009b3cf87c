"""Numbers of people who do not exist."""

from extractors.numbers import resident_id


def with_check(body: str) -> str:
    """Return a resident identity number: 17 digits and the check character that belongs to them."""
    return body + resident_id.calc_check_digit(body)

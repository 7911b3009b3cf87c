"""Which fields are counted together: the rows that the README quotes."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.scoring import FieldOutcome
from extractors.facts import kinds

NUMBERS_AND_DATES = frozenset(
    {
        "credit_code",
        "registration_number",
        "id_number",
        "number",
        "domain",
        "domains",
        "established_on",
        "valid_from",
        "valid_until",
        "issued_on",
        "birth_date",
        "registered_on",
        "expires_on",
        "verified_on",
    }
)
UNIT_CERTIFICATES = frozenset(kind.value for kind in kinds.UNIT_CERTIFICATES)
ID_CARDS = frozenset({"id_card_portrait", "id_card_emblem"})
DOMAIN_CERTIFICATES = frozenset({"domain_certificate"})
SHEETS = frozenset({"verification_sheet"})


@dataclass(frozen=True)
class Group:
    """Fields that are counted together; None means any. `without` takes out of what the others let in."""

    name: str
    kinds: frozenset[str] | None = None
    fields: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def __contains__(self, outcome: object) -> bool:
        """Return whether an outcome is of this group."""
        return (
            isinstance(outcome, FieldOutcome)
            and (self.kinds is None or outcome.kind in self.kinds)
            and (self.fields is None or outcome.field in self.fields)
            and outcome.field not in self.without
        )


README_GROUPS = (
    Group("ID cards: all fields", ID_CARDS),
    Group("licences, domain certificates: numbers, dates", UNIT_CERTIFICATES | DOMAIN_CERTIFICATES, NUMBERS_AND_DATES),
    Group("licences: names, addresses, other text", UNIT_CERTIFICATES, without=NUMBERS_AND_DATES | {"scope"}),
    Group("licences: scope", UNIT_CERTIFICATES, frozenset({"scope"})),
    Group("domain certificates: names", DOMAIN_CERTIFICATES, without=NUMBERS_AND_DATES),
    Group("verification sheets: all fields", SHEETS),
    Group("all fields"),
)
PICTURE_GROUPS = (
    Group("all fields"),
    Group("without scope and issued_by", without=frozenset({"scope", "issued_by"})),
    Group("numbers and dates", fields=NUMBERS_AND_DATES),
    Group("issued_by", fields=frozenset({"issued_by"})),
    Group("scope", fields=frozenset({"scope"})),
    Group("ID cards", ID_CARDS),
    Group("licences", UNIT_CERTIFICATES),
)

"""Words that invented people, units, places and documents are made of; the words themselves are in words.toml.

Provinces and cities are real, because registrars and seals name them; districts, streets, firms and people are put
together at random, and region codes are never assigned ones, so that nothing here belongs to anybody.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(resources.files("samples").joinpath("words.toml").read_text(encoding="utf-8"))


def _list(name: str) -> tuple[str, ...]:
    return tuple(_WORDS[name])


def _table(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in table.items()}


# province as the form writes it, as an address writes it, first two digits of its codes, cities
PROVINCES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = tuple(
    (short, full, prefix, tuple(cities)) for short, full, prefix, cities in _WORDS["provinces"]
)
DISTRICTS = _list("districts")
ROADS = _list("roads")
ROAD_KINDS = _list("road_kinds")
PARKS = _list("parks")
TOWNS = _list("towns")
COMMUNITIES = _list("communities")

SURNAMES = _list("surnames")
COMPOUND_SURNAMES = _list("compound_surnames")
GIVEN = _list("given")
RARE_GIVEN = _list("rare_given")
# name, ethnicity as the card prints it
MINORITY_NAMES: tuple[tuple[str, str], ...] = tuple((name, people) for name, people in _WORDS["minority_names"])
ETHNICITIES = _list("ethnicities")
# Chinese name or nothing, surname, given names, nationality code, nationality as printed
TRAVELLERS: dict[str, tuple[tuple[str, str, str, str, str], ...]] = {
    group: tuple(
        (name, surname, given, code, nation) for name, surname, given, code, nation in _WORDS[f"travellers_{group}"]
    )
    for group in ("hk_macao", "taiwan", "chinese", "foreign")
}

BRANDS = _list("brands")
INDUSTRIES = _list("industries")
SHOPS = _list("shops")
SCOPE_ITEMS = _list("scope_items")
LICENSED_ITEMS = _list("licensed_items")
SCOPE_TAILS = _list("scope_tails")
REGISTRARS = _list("registrars")
OLD_REGISTRARS = _list("old_registrars")
UNIT_TYPES = _table(_WORDS["unit_types"])
LICENCE_LABELS = {form: _table(labels) for form, labels in _WORDS["licence_labels"].items()}

DOMAIN_WORDS = _list("domain_words")
ENGLISH_WORDS = _list("english_words")
DOMAIN_ENDS = _list("domain_ends")
CHINESE_DOMAINS = _list("chinese_domains")
# Chinese name, English name
DOMAIN_REGISTRARS: tuple[tuple[str, str], ...] = tuple((name, latin) for name, latin in _WORDS["domain_registrars"])
DOMAIN_LABELS = {language: _table(labels) for language, labels in _WORDS["domain_labels"].items()}
DOMAIN_TITLES = _list("domain_titles")
DOMAIN_TITLES_ENGLISH = _list("domain_titles_english")

SITE_NAMES = _list("site_names")
SHEET_TITLES = _list("sheet_titles")
PROVIDERS = _list("providers")
UNIT_TRADES, UNIT_ENDS = _table(_WORDS["unit_trades"]), _table(_WORDS["unit_ends"])
# longer wording that documents print
TEXTS = _table(_WORDS["texts"])

CERTIFICATE_TITLES = _table(_WORDS["certificate_titles"])
CERTIFICATE_LABELS = {form: _table(labels) for form, labels in _WORDS["certificate_labels"].items()}
# form -> field -> values; labels of the term and of the issuer by form
CERTIFICATE_EXTRAS = {form: _table(values) for form, values in _WORDS["certificate_extras"].items()}
CERTIFICATE_TERMS, CERTIFICATE_OFFICES = _table(_WORDS["certificate_terms"]), _table(_WORDS["certificate_offices"])
CERTIFICATE_ISSUERS, CERTIFICATE_SCOPES = _table(_WORDS["certificate_issuers"]), _table(_WORDS["certificate_scopes"])
# category -> title of the permit, authority
APPROVALS = _table(_WORDS["approvals"])

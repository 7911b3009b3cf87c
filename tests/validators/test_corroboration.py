"""Doubtful names that another document surely says."""

from __future__ import annotations

import pytest

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from tests.validators import builders as b
from validators.corroboration import CORROBORATED, corroborated
from validators.policy_files import load_policy

POLICY = load_policy("standard")
NAME, REPRESENTATIVE = Field.NAME, Field.LEGAL_REPRESENTATIVE


def doubted(document: Document, name: Field, confidence: float, value: str = b.PERSON) -> Document:
    reading = document.fields[name].model_copy(update={"confidence": confidence, "value": value})
    return document.model_copy(update={"fields": {**document.fields, name: reading}})


@pytest.mark.parametrize(
    ("on_licence", "on_card", "expected"),
    [
        ((b.PERSON, 0.55), (b.PERSON, 0.95), 0.75),
        ((b.PERSON, 0.55), (b.PERSON, 0.85), 0.55),  # neither is sure
        ((b.PERSON, 0.45), (b.PERSON, 0.95), 0.45),  # hardly read
        ((b.PERSON, 0.55), (b.OTHER_PERSON, 0.95), 0.55),  # somebody else
        ((b.PERSON, 0.80), (b.PERSON, 0.95), 0.80),
        ((b.PERSON, 0.97), (b.PERSON, 0.95), 0.97),
    ],
)
def test_a_name_on_two_documents(on_licence: tuple[str, float], on_card: tuple[str, float], expected: float) -> None:
    licence = doubted(b.licence(), REPRESENTATIVE, on_licence[1], on_licence[0])
    card = doubted(b.portrait(), NAME, on_card[1], on_card[0])
    found, other = corroborated([licence, card], POLICY)
    assert found.fields[REPRESENTATIVE].confidence == expected
    assert (CORROBORATED in found.fields[REPRESENTATIVE].methods) == (expected != on_licence[1])
    assert other == card


def test_a_document_does_not_bear_itself_out() -> None:
    licence = doubted(doubted(b.licence(), REPRESENTATIVE, 0.55, b.UNIT), NAME, 0.95, b.UNIT)
    assert corroborated([licence], POLICY) == (licence,)


def test_what_the_filer_wrote_bears_no_certificate_out() -> None:
    licence = doubted(b.licence(), NAME, 0.55, b.UNIT)
    assert corroborated([licence, b.sheet(), b.letter(), b.commitment()], POLICY)[0] == licence


def test_numbers_and_domains_stay_what_they_are() -> None:
    licence = doubted(b.licence(), Field.CREDIT_CODE, 0.55, b.CODE)
    found, _ = corroborated([licence, b.licence()], POLICY)
    assert found.fields[Field.CREDIT_CODE].confidence == 0.55

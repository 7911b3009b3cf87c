"""What holds for every number module: junk never breaks one, and compacting twice is compacting once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import (
    credit_code,
    domain_name,
    filing_number,
    organisation_code,
    registration_number,
    resident_id,
)
from extractors.numbers.exceptions import ValidationError

MODULES = (credit_code, domain_name, filing_number, organisation_code, registration_number, resident_id)
# The modules whose check character lets a misread number be repaired.
CHECKED = (credit_code, organisation_code, registration_number, resident_id)

JUNK = (
    None, "", " ", "\u3000", "\x00", "😀", "🇨🇳", "-", "----", "*", "无", "长期", "null", "１２３", "²³", "٣٤٥", "①②③",
    "\u200b", "\ud800", "1" * 1000, "x" * 1000, ".", "..", "http://", "@", "ß" * 18, "Ⅷ" * 18, "0" * 15 + "１２😀",
    "\n".join("abc"), "统一社会信用代码", "91350100M000100Y4\u0665", "﹣" * 9, "１１０１０５１９４９１２３１００２Ｙ",
)  # fmt: skip


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
@pytest.mark.parametrize("junk", JUNK, ids=ascii)
def test_junk_is_refused_with_our_own_error(module, junk):
    with pytest.raises(ValidationError):
        module.validate(junk)
    assert module.is_valid(junk) is False


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
@pytest.mark.parametrize("junk", [1, 1.5, b"123", ["1"]])
def test_what_is_no_text_is_refused_too(module, junk):
    with pytest.raises(ValidationError):
        module.validate(junk)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
@given(text=st.one_of(st.text(), st.text("0123456789XxＸ０１-— .ａ例wW。/:", max_size=25)))
def test_compact_is_idempotent(module, text):
    try:
        once = module.compact(text)
    except ValidationError:
        return
    assert module.compact(once) == once


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
@given(text=st.one_of(st.none(), st.text()))
def test_is_valid_never_raises(module, text):
    assert module.is_valid(text) in (True, False)


@pytest.mark.parametrize("module", CHECKED, ids=lambda module: module.__name__.rpartition(".")[2])
def test_checked_numbers_say_what_may_stand_where(module):
    assert len(module.POSITION_ALPHABETS) == module.LENGTH
    assert not module.is_consistent(None)

"""Which documents lie on a page, and that no reader makes something of nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.documents import READERS, Reader, Sheet
from extractors.facts.boxes import Box
from extractors.facts.kinds import Field, Kind
from extractors.segments import beside, segment
from tests.lines import Line, blank, line, page, sheet, shifted, stamp

PORTRAIT = page("""
姓　名  欧阳明远

性　别  男      民　族  汉

出　生  1980  年  1  月  1  日

住　址  北京市海淀区中关村大街1号


公民身份号码  110108198001010015
""")
EMBLEM = page("""
        中华人民共和国
          居民身份证




签发机关  北京市公安局海淀分局

有效期限  2015.10.01-2035.10.01
""")
LICENCE = page("""
                 营业执照

统一社会信用代码  91110108MA01ABCD5T

名　　称  北京云启数智科技有限公司

类　　型  有限责任公司

住　　所  北京市海淀区中关村大街1号

法定代表人  欧阳明远

经营范围  软件开发
""")
DOMAIN = page("域名注册证书\n\n域名  yunqi.cn\n\n域名所有者  云启公司\n\n注册时间  2019-03-15\n\n到期时间  2027-03-15")


PAGES = {
    "nothing": ((), []),
    "a few words of no kind": (page("今天天气很好\n\n我们去公园"), [None]),
    "a licence": (LICENCE, [Kind.BUSINESS_LICENCE]),
    "a card's portrait side": (PORTRAIT, [Kind.ID_CARD_PORTRAIT]),
    "a card's emblem side": (EMBLEM, [Kind.ID_CARD_EMBLEM]),
    "a domain certificate": (DOMAIN, [Kind.DOMAIN_CERTIFICATE]),
    "both sides of a card, one below the other": (
        (*PORTRAIT, *shifted(EMBLEM, 0, 420)),
        [Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM],
    ),
    "both sides, the emblem first": (
        (*EMBLEM, *shifted(PORTRAIT, 0, 420)),
        [Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM],
    ),
    "both sides beside one another": (
        (*PORTRAIT, *shifted(EMBLEM, 560, 0)),
        [Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM],
    ),
    "both sides below a heading": (
        (*page("身份证复印件"), *shifted(PORTRAIT, 0, 140), *shifted(EMBLEM, 0, 560)),
        [Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM],
    ),
    "a card below a licence": ((*LICENCE, *shifted(PORTRAIT, 0, 620)), [Kind.ID_CARD_PORTRAIT, Kind.BUSINESS_LICENCE]),
    "both sides below a licence": (
        (*LICENCE, *shifted(PORTRAIT, 0, 620), *shifted(EMBLEM, 0, 1040)),
        [Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM, Kind.BUSINESS_LICENCE],
    ),
}


@pytest.mark.parametrize(("lines", "kinds"), PAGES.values(), ids=PAGES)
def test_documents_on_a_page(lines: tuple[Line, ...], kinds: list[Kind | None]) -> None:
    assert [s.reader.kind if s.reader else None for s in segment(sheet(lines))] == kinds


def test_each_card_gets_its_own_lines() -> None:
    portrait, emblem = segment(sheet((*PORTRAIT, *shifted(EMBLEM, 0, 420))))
    assert {one.text for one in portrait.sheet.lines} == {one.text for one in PORTRAIT}
    assert {one.text for one in emblem.sheet.lines} == {one.text for one in EMBLEM}
    assert portrait.box is not None
    assert emblem.box is not None
    assert portrait.box.overlap(emblem.box) < 0.1


def test_a_page_with_a_stamp_alone_is_a_document_of_no_kind() -> None:
    (only,) = segment(sheet((), [stamp("北京云启公司")]))
    assert (only.reader, only.recognition.confidence) == (None, 0.0)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 100, 30), (0, 30, 100, 100)),
        ((0, 70, 100, 100), (0, 0, 100, 70)),
        ((0, 0, 30, 100), (30, 0, 100, 100)),
        ((70, 0, 100, 100), (0, 0, 70, 100)),
        ((-20, -10, 130, 60), (0, 60, 100, 100)),
    ],
)
def test_the_largest_part_beside_a_box(box: tuple[float, ...], expected: tuple[int, ...]) -> None:
    assert beside(Box.from_rect(*box), np.zeros((100, 100, 3), dtype=np.uint8)) == expected


# Junk

BY_WORDS = [reader for reader in READERS if reader.kind is not Kind.PORTRAIT_PHOTO]
ANY_LINE = st.builds(
    line,
    st.one_of(
        st.text(min_size=1, max_size=12),
        st.text("名称住所类型法定代表人姓域有效期限年月日至长0123456789X.-：:（）Domain", min_size=1, max_size=24),
        st.sampled_from(
            ["营业执照", "居民身份证", "域名注册证书", "授权书", "公民身份号码", "有效期限", "网站备案信息真实性核验单"]
        ),
    ),
    st.integers(-50, 900),
    st.integers(-50, 1200),
    st.integers(1, 60),
    confidence=st.floats(0, 1),
)


@pytest.mark.parametrize("reader", BY_WORDS, ids=lambda r: r.kind)
def test_an_empty_sheet_is_nothing_to_any_reader(reader: Reader) -> None:
    empty = Sheet(1, blank(), ())
    assert reader.recognise(empty).confidence == 0
    facts = reader.read(empty)
    assert facts.fields == {}


@pytest.mark.parametrize("reader", BY_WORDS, ids=lambda r: r.kind)
@settings(max_examples=40, deadline=None)
@given(lines=st.lists(ANY_LINE, max_size=14))
def test_random_lines_never_break_a_reader(reader: Reader, lines: list[Line]) -> None:
    junk = Sheet(1, np.full((1300, 1000, 3), 255, dtype=np.uint8), tuple(lines))
    assert 0 <= reader.recognise(junk).confidence <= 1
    facts = reader.read(junk)
    for reading in facts.fields.values():
        assert 0 <= reading.confidence <= 1
        assert reading.value not in ("", ())
    assert not set(facts.unread) & set(facts.fields)


@pytest.mark.parametrize("reader", BY_WORDS, ids=lambda r: r.kind)
@settings(max_examples=25, deadline=None)
@given(lines=st.lists(ANY_LINE, max_size=14))
def test_what_was_not_legible_is_never_a_sure_field(reader: Reader, lines: list[Line]) -> None:
    faint = [line(one.text, one.box.left, one.box.top, one.box.height, confidence=0.3) for one in lines]
    facts = reader.read(Sheet(1, np.full((1300, 1000, 3), 255, dtype=np.uint8), tuple(faint)))
    # A number's check digit vouches for it; a signature is seen, not read.
    numbers = {Field.CREDIT_CODE, Field.REGISTRATION_NUMBER, Field.ID_NUMBER, Field.NUMBER}
    sure = {name for name, reading in facts.fields.items() if reading.confidence > 0.9}
    assert sure <= numbers | {Field.SIGNATURE_PRESENT}


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(ANY_LINE, max_size=14))
def test_random_lines_never_break_a_page(lines: list[Line]) -> None:
    junk = Sheet(1, np.full((1300, 1000, 3), 255, dtype=np.uint8), tuple(lines))
    with pytest.MonkeyPatch.context() as patch:  # white paper holds no face, and looking for one takes its time
        patch.setattr("extractors.documents.portrait_photo.find_faces", lambda _: ())
        parts = segment(junk)
    for part in parts:
        assert 0 <= part.recognition.confidence <= 1
        assert set(part.sheet.lines) <= set(lines)

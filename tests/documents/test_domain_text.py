"""Domains within words: what is one, how sure it is, and what was only misread."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.documents.domain_text import find_domains, has_domain, value_domains
from extractors.facts.lines import Char
from extractors.pieces import Piece
from tests.lines import piece


def found(text: str) -> list[tuple[str, float]]:
    return [(str(reading.value), reading.confidence) for reading in find_domains(piece(text), 1)]


def with_char(text: str, place: int, confidence: float, **others: float) -> Piece:
    """Return words with one character less sure; `others` are its runners-up, `_` for a blank."""
    whole = piece(text)
    chars = list(whole.chars)
    seen = tuple((other.replace("_", " "), probability) for other, probability in others.items())
    chars[place] = Char(text[place], confidence, chars[place].offset, seen)
    return replace(whole, chars=tuple(chars))


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("yunqi-shuzhi.cn", ["yunqi-shuzhi.cn"]),
        ("yunqi-shuzhi. cn", ["yunqi-shuzhi.cn"]),
        ("兹证明ruidata520.1td域名已经注册", ["ruidata520.ltd"]),
        ("zhong.Itd", ["zhong.ltd"]),
        ("域名云启.中国已注册", ["云启.中国"]),
        ("abc.cn def.com.cn、ghi.net", ["abc.cn", "def.com.cn", "ghi.net"]),
        ("www.gsxt.gov.cn", []),
        ("abc.qqqx", []),
        ("3.14", []),
        ("已经在中国互联网络.信息中心注册", []),
    ],
)
def test_domains_are_found(text: str, domains: list[str]) -> None:
    assert [domain for domain, _ in found(text)] == domains
    assert has_domain(text) or not domains


def test_a_mended_ending_says_so() -> None:
    (plain,), (mended,) = (tuple(find_domains(piece(text), 1)) for text in ("zhong.ltd", "zhong.Itd"))
    assert (plain.value, plain.methods) == ("zhong.ltd", ())
    assert (mended.value, mended.raw, mended.methods) == ("zhong.ltd", "zhong.Itd", ("known_ending",))


@pytest.mark.parametrize("text", ["qian-l ab.tech", "云启数智网址 ab.tech", "青 禾农场.中国"])
def test_what_stands_before_a_domain_beside_its_label_may_be_its_beginning(text: str) -> None:
    (reading,) = value_domains(piece(text), 1)
    assert reading.confidence == 0.5


@pytest.mark.parametrize("text", ["abc.cn def.com", "abc.cn、def.com", "abc.cn，def.com"])
def test_one_domain_does_not_make_the_next_one_doubtful(text: str) -> None:
    assert min(reading.confidence for reading in value_domains(piece(text), 1)) > 0.9


def test_a_sentence_may_go_before_a_domain() -> None:
    ((_, trust),) = found("This is to certify that the domain name you-lab.cn has been registered")
    assert trust > 0.9


@pytest.mark.parametrize(
    ("printed", "trust"),
    [
        (with_char("yunqi.ltd", 5, 0.5, **{",": 0.3, "_": 0.1}), 0.99),  # a dot is a dot, whatever else it could be
        (with_char("yunqi.ltd", 6, 0.6, I=0.4), 0.99),  # no domain ends in .itd
        (with_char("yunqi.com", 6, 0.6, n=0.4), 0.99),
        (with_char("yunqi.com", 8, 0.7, n=0.3), 0.7 if has_domain("yunqi.con") else 0.99),
        (with_char("yunqi.cn", 7, 0.7, o=0.3), 0.7),  # .co is an ending, too
        (with_char("yunqi.cn", 1, 0.6, v=0.4), 0.6),
    ],
)
def test_only_what_would_be_another_domain_counts_against_it(printed: Piece, trust: float) -> None:
    (reading,) = find_domains(printed, 1)
    assert reading.confidence == pytest.approx(trust, abs=0.01)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("shuyousoft ltd", "shuyousoft.ltd"),
        ("abc,com", "abc.com"),
        ("云启中国", "云启.中国"),
        ("云启数智。网址", "云启数智.网址"),
    ],
)
def test_beside_its_label_a_domain_may_lack_its_dot_but_is_never_sure(text: str, domain: str) -> None:
    assert found(text) == []
    (reading,) = value_domains(piece(text), 1)
    assert reading.value == domain
    assert reading.confidence <= 0.8
    assert reading.methods == ("known_ending",)


@pytest.mark.parametrize("text", ["abc qqqx", "北京云启数智科技", "hello world again", "has be", "中国互联网络信息"])
def test_other_words_beside_the_label_are_no_domain(text: str) -> None:
    assert value_domains(piece(text), 1) == ()

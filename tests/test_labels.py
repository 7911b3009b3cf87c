"""Printed labels, found however they are spaced, cut, glued or slightly misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.kinds import Field
from extractors.label_search import find_labels
from extractors.labels import Label
from extractors.pieces import level
from tests.lines import line, page

NAME, ADDRESS = Label(Field.NAME, ("名称", "企业名称")), Label(Field.ADDRESS, ("住所", "经营场所", "主要经营场所"))
PERSON, SCOPE = Label(Field.LEGAL_REPRESENTATIVE, ("法定代表人",)), Label(Field.SCOPE, ("经营范围",))
LATIN = Label(Field.REGISTRANT, ("Registrant",))
OTHER = Label(None, ("组成形式",))
LABELS = (NAME, ADDRESS, PERSON, SCOPE, LATIN, OTHER)


def found(drawing: str, *labels: Label) -> tuple[list[str], list[str]]:
    """Return the words of the labels found, and what remains."""
    labels_, rest = find_labels(level(page(drawing)), labels or LABELS)
    return [f.words for f in labels_], [p.text for p in rest]


CASES = {
    "alone": ("名称", ["名称"], []),
    "before a value": ("名称  云启公司", ["名称"], ["云启公司"]),
    "glued to a value": ("名称云启公司", ["名称"], ["云启公司"]),
    "with a colon of either width": ("名称：云启公司  住所:海淀", ["名称", "住所"], ["云启公司", "海淀"]),
    "spaced out with blanks": ("名   称   云启公司", ["名称"], ["云启公司"]),
    "spaced out by a gap the engine saw": ("名　　　　称　　云启公司", ["名称"], ["云启公司"]),
    "cut in two": ("名      称      云启公司", ["名称"], ["云启公司"]),
    "cut in three, the last glued to the value": ("主要  经营  场所海淀区", ["主要经营场所"], ["海淀区"]),
    "cut too far apart": ("名                    称", [], ["名", "称"]),
    "longest words first": ("主要经营场所  海淀", ["主要经营场所"], ["海淀"]),
    "one character misread": ("法定代丧人  欧阳", ["法定代表人"], ["欧阳"]),
    "the first character misread": ("去定代表人  欧阳", [], ["去定代表人", "欧阳"]),
    "two characters misread": ("法走代丧人  欧阳", [], ["法走代丧人", "欧阳"]),
    "a short label misread": ("名弥  云启", [], ["名弥", "云启"]),
    "known by its head, never by its tail": ("营范围  软件", [], ["营范围", "软件"]),
    "within a value": ("云启公司名称预先核准", [], ["云启公司名称预先核准"]),
    "after a colon": ("组成形式：个人住所：海淀", ["组成形式"], ["个人住所：海淀"]),
    "after a blank": ("组成形式 个人 住所 海淀", ["组成形式", "住所"], ["个人", "海淀"]),
    "after a bracket": ("（个人）住所 海淀", ["住所"], ["（个人）", "海淀"]),
    "after a gap in its line": ("个人独资企业　　　住所海淀", ["住所"], ["个人独资企业", "海淀"]),
    "letters of a watermark between its characters": ("法定SC代表人 欧阳", ["法定代表人"], ["欧阳"]),
    "letters of a watermark before it": ("SCJDGL法定代表人 欧阳", ["法定代表人"], ["SCJDGL", "欧阳"]),
    "in Latin letters of any case": ("REGISTRANT: Yunqi", ["Registrant"], ["Yunqi"]),
    "in Latin letters behind a Chinese one": ("名称/Registrant  Yunqi", ["名称", "Registrant"], ["Yunqi"]),
    "the beginning of a longer Latin word": ("Registrants  Yunqi", [], ["Registrants", "Yunqi"]),
    "the beginning of a longer Latin name": (
        "Registrant Organization  Yunqi",
        [],
        ["Registrant Organization", "Yunqi"],
    ),
    "on two rows": ("名称  云启\n\n名称  另一", ["名称", "名称"], ["云启", "另一"]),
    "words that name no field": ("组成形式  个人经营", ["组成形式"], ["个人经营"]),
    "nothing": ("", [], []),
}


@pytest.mark.parametrize(("drawing", "words", "rest"), CASES.values(), ids=CASES)
def test_a_label(drawing: str, words: list[str], rest: list[str]) -> None:
    assert found(drawing) == (words, rest)


@pytest.mark.parametrize(
    ("drawing", "closed", "is_label"),
    [
        ("域名  a.cn", True, True),
        ("域名：a.cn", True, True),
        ("域名a.cn", True, True),
        ("域名（Domain）", True, True),
        ("域名注册证书", True, False),
        ("域名注册证书", False, True),
        ("域名　　　　注册证书", True, True),
    ],
)
def test_a_closed_label_ends_where_it_ends(drawing: str, closed: bool, is_label: bool) -> None:
    words, _ = found(drawing, Label(Field.DOMAIN, ("域名",), closed=closed))
    assert bool(words) is is_label


@pytest.mark.parametrize(("anywhere", "words"), [(True, ["性别", "民族"]), (False, ["性别"])])
def test_a_label_anywhere_needs_no_blank_before_it(anywhere: bool, words: list[str]) -> None:
    labels = [Label(Field.SEX, ("性别",), anywhere=anywhere), Label(Field.ETHNICITY, ("民族",), anywhere=anywhere)]
    assert found("性别男民族汉", *labels)[0] == words


def test_a_runner_up_is_as_good_as_what_was_read() -> None:
    pieces = level([line("各称", doubts={0: (("名", 0.2),)}), line("云启", 100)])
    assert [f.words for f in find_labels(pieces, [NAME])[0]] == ["名称"]


HALVES = {
    "the first half, flush left with two labels": ("住所  海淀\n\n名        云启\n\n经营范围  软件", True),
    "the second half, flush right with two labels": (
        "法定代表人  欧阳\n\n        称  云启\n\n主要经营场所  海淀\n\n  经营范围  软件",
        True,
    ),
    "flush with one label only": ("住所  海淀\n\n名        云启", False),
    "flush with none": ("住所  海淀\n\n      名        云启\n\n经营范围  软件", False),
    "a word that was found whole": ("名称  云启\n\n住所  海淀\n\n名        另一\n\n经营范围  软件", False),
}


@pytest.mark.parametrize(("drawing", "is_label"), HALVES.values(), ids=HALVES)
def test_half_a_label(drawing: str, is_label: bool) -> None:
    pieces = level(page(drawing))
    names = [f for f in find_labels(pieces, LABELS)[0] if f.label is NAME]
    halves = [f for f in names if len(f.pieces) == 1 and len(f.pieces[0].chars) == 1]
    assert bool(halves) is is_label


def test_labels_keep_their_places() -> None:
    (label,), _ = find_labels(level(page("名      称      云启公司")), [NAME])
    assert (label.left, label.right) == (0, 100)
    assert label.last.text == "称"
    assert label.height == 20


@given(st.lists(st.text("名称住所经营范围法定代表人Registrant：: 一A", max_size=12), max_size=8))
def test_no_character_is_lost_or_made_up(texts: list[str]) -> None:
    pieces = level([line(text, 0, 40 * i) for i, text in enumerate(texts) if text.strip()])
    labels, rest = find_labels(pieces, LABELS)
    words = "".join(p.text for p in (*(p for f in labels for p in f.pieces), *rest))
    kept, given_ = (sorted(c for c in text if c not in " :：/") for text in (words, "".join(texts)))
    assert kept == given_

"""Dates and terms in every printed form, and what must stay unread."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import LONG_TERM, Term, parse_date, parse_dates, parse_short_date, parse_term, to_iso

DAY = date(2015, 10, 1)
END = date(2035, 9, 30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015年10月01日", DAY),
        ("2015年10月1日", DAY),
        ("2015 年 10 月 01 日", DAY),
        ("2 0 1 5 年 1 0 月 0 1 日", DAY),
        ("成立日期：2015年10月01日", DAY),
        ("2015年10月01", DAY),
        ("２０１５年１０月０１日", DAY),
        ("2015年10⽉01⽇", DAY),
        ("2015年10月1号", DAY),
        ("2015年10月01曰", DAY),
        ("2015-10-01", DAY),
        ("2015-10-01 08:30:00", DAY),
        ("2015-10-01T00:00:00Z", DAY),
        ("2015.10.01", DAY),
        ("2015．10．01", DAY),
        ("2015·10·01", DAY),
        ("2015，10，01", DAY),
        ("2015/10/1", DAY),
        ("2015 . 10 . 01", DAY),
        ("201510.01", DAY),
        ("2015.1001", DAY),
        ("20151001", DAY),
        ("2015年10月01日（2015-10-01）", DAY),
        ("01 10月/OCT 2015", DAY),
        ("01 Oct 2015", DAY),
        # Chinese numerals.
        ("二〇一五年十月一日", DAY),
        ("二○一五年十月一日", DAY),
        ("二零一五年十月一日", DAY),
        ("二O一五年十月一日", DAY),
        ("二0一五年10月1日", DAY),
        ("二〇一五年一〇月〇一日", DAY),
        ("贰零壹伍年壹拾月零壹日", DAY),
        ("二〇一五年十二月二十一日", date(2015, 12, 21)),
        ("二〇一五年十月廿日", date(2015, 10, 20)),
        ("二〇一五年十月廿一日", date(2015, 10, 21)),
        ("二〇一五年十月卅日", date(2015, 10, 30)),
        ("二〇一五年十月卅一日", date(2015, 10, 31)),
        ("二〇〇〇年二月二十九日", date(2000, 2, 29)),
        # O and l for 0 and 1, while most digits are digits.
        ("2O15年1O月O1日", DAY),
        ("2015.1O.01", DAY),
        ("20l5-l0-01", DAY),
        ("2Ol5年l0月0l日", None),
        ("OOOO年OO月OO日", None),
        ("lOOl.lO.lO", None),
        # Dates like any other, whatever vendors mean by them.
        ("2099-12-31", date(2099, 12, 31)),
        ("9999-12-31", date(9999, 12, 31)),
        # No day of the calendar, no year of a document, cut off, or part of something longer.
        ("2015年02月30日", None),
        ("2015.13.01", None),
        ("20150230", None),
        ("二〇一五年廿月一日", None),
        ("2915年10月01日", None),
        ("0015-10-01", None),
        ("2015年10月", None),
        ("2015年10月2", None),
        ("2015.01.1", None),
        ("2015.1.01", None),
        ("2015.10", None),
        ("15年10月01日", None),
        ("12015年10月01日", None),
        ("2015-10.01", None),
        ("01 9月/OCT 2015", None),
        ("京ICP备20151001号", None),
        ("91990000201510010043", None),
        ("电话20151001234", None),
        ("长期", None),
        ("年月日", None),
        ("😀", None),
        ("", None),
        (None, None),
        # Two different dates: which one is for the caller to ask.
        ("2015年10月01日 2016年10月01日", None),
    ],
)
def test_parse_date(text, expected):
    assert parse_date(text) == expected


def test_parse_dates_gives_places_in_the_text():
    text = "自２０１８年01月01日至2023.1.1止，核准 二〇一八年一月一日"
    found = parse_dates(text)
    assert [(entry.value, text[entry.start : entry.end]) for entry in found] == [
        (date(2018, 1, 1), "２０１８年01月01日"),
        (date(2023, 1, 1), "2023.1.1"),
        (date(2018, 1, 1), "二〇一八年一月一日"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2015年10月01日至2035年09月30日", Term(DAY, END)),
        ("2015年10月01日至2035年09月30日", Term(DAY, END)),
        ("自 2015 年 10 月 1 日 起至 2035 年 9 月 30 日止", Term(DAY, END)),
        ("2015.10.01-2035.09.30", Term(DAY, END)),
        ("2015.10.01 - 2035.09.30", Term(DAY, END)),
        ("2015.10.01—2035.09.30", Term(DAY, END)),
        ("2015.10.01 2035.09.30", Term(DAY, END)),
        ("2015.10.01\n2035.09.30", Term(DAY, END)),
        ("2O15.1O.01-2035.09.3O", Term(DAY, END)),
        ("20151001-20350930", Term(DAY, END)),
        ("2015-10-01-2035-09-30", Term(DAY, END)),
        ("二〇一五年十月一日至二〇三五年九月三十日", Term(DAY, END)),
        ("有效期限 2015.10.01-2035.09.30", Term(DAY, END)),
        # No end, in words.
        ("2015.10.01-长期", Term(DAY, LONG_TERM)),
        ("2015.10.01－长期", Term(DAY, LONG_TERM)),
        ("2015.10.01长期", Term(DAY, LONG_TERM)),
        ("2015年10月01日 至 长期", Term(DAY, LONG_TERM)),
        ("自2015年10月01日至无固定期限", Term(DAY, LONG_TERM)),
        ("2015年10月01日至长期有效", Term(DAY, LONG_TERM)),
        ("2015.10.01-长朋", Term(DAY, LONG_TERM)),
        ("至长期", Term(None, LONG_TERM)),
        ("长期", Term(None, LONG_TERM)),
        ("⻓期", Term(None, LONG_TERM)),
        ("長期", Term(None, LONG_TERM)),
        ("长 期", Term(None, LONG_TERM)),
        ("永久", Term(None, LONG_TERM)),
        ("无固定期限", Term(None, LONG_TERM)),
        ("长期有效", Term(None, LONG_TERM)),
        ("营业期限 长期", Term(None, LONG_TERM)),
        # Dates that vendors write for no end are dates.
        ("2015-10-01至2099-12-31", Term(DAY, date(2099, 12, 31))),
        ("2015-10-01至9999-12-31", Term(DAY, date(9999, 12, 31))),
        # One date, and which end it is.
        ("至2035年09月30日", Term(None, END)),
        ("有效期至：2035-09-30", Term(None, END)),
        ("2035年09月30日止", Term(None, END)),
        ("2015.1X.01-2035.09.30", Term(None, END)),
        ("2015年10月01日起", Term(DAY, None)),
        ("自2015年10月01日", Term(DAY, None)),
        ("2015.10.01-", Term(DAY, None)),
        ("2015.10.01-2035.02.30", Term(DAY, None)),
        ("2015.10.01-长", Term(DAY, None)),
        ("2015年10月01日至----", Term(DAY, None)),
        ("2035年09月30日", Term()),
        # As printed, though it cannot be: that is for a rule to say.
        ("2035.09.30-2015.10.01", Term(END, DAY)),
        # Nothing, or nothing certain.
        ("----", Term()),
        ("***", Term()),
        ("长期租赁", Term()),
        ("长期 2015.10.01", Term()),
        ("2015.10.01-2035.09.30 长期", Term()),
        ("2015.10.01 2035.09.30 2036.01.01", Term()),
        ("", Term()),
        (None, Term()),
    ],
)
def test_parse_term(text, expected):
    assert parse_term(text) == expected


@pytest.mark.parametrize(
    ("digits", "not_after", "expected"),
    [
        ("491231", date(2026, 11, 24), date(1949, 12, 31)),
        ("261124", date(2026, 11, 24), date(2026, 11, 24)),
        ("261125", date(2026, 11, 24), date(1926, 11, 25)),
        ("300101", date(2036, 11, 24), date(2030, 1, 1)),
        ("000229", date(2026, 11, 24), date(2000, 2, 29)),
        ("010229", date(2026, 11, 24), None),
        ("991301", date(2026, 11, 24), None),
        ("4912311", date(2026, 11, 24), None),
        ("49123<", date(2026, 11, 24), None),
        (None, date(2026, 11, 24), None),
    ],
)
def test_parse_short_date(digits, not_after, expected):
    assert parse_short_date(digits, not_after) == expected


@pytest.mark.parametrize(("value", "expected"), [(DAY, "2015-10-01"), (LONG_TERM, "long_term"), (None, None)])
def test_to_iso(value, expected):
    assert to_iso(value) == expected


PRINTED = (
    "{0:%Y}年{0:%m}月{0:%d}日",
    "{0:%Y} 年 {0.month} 月 {0.day} 日",
    "{0:%Y}-{0:%m}-{0:%d}",
    "{0:%Y}.{0:%m}.{0:%d}",
    "{0:%Y}/{0.month}/{0.day}",
    "{0:%Y}{0:%m}{0:%d}",
)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(PRINTED))
def test_a_printed_date_is_read_back(day, form):
    assert parse_date(form.format(day)) == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_printed_term_is_read_back(first, last):
    assert parse_term(f"{first:%Y.%m.%d}-{last:%Y.%m.%d}") == Term(first, last)
    assert parse_term(f"自{first:%Y年%m月%d日}至{last:%Y年%m月%d日}") == Term(first, last)


@given(st.one_of(st.none(), st.text(), st.text("0123456789年月日至-. 长期OlI十〇一二廿", max_size=40)))
def test_reading_never_raises(text):
    parse_date(text)
    assert all(found.value == parse_date((text or "")[found.start : found.end]) for found in parse_dates(text))
    assert isinstance(parse_term(text), Term)

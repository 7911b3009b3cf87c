"""Words across a copy: whether they allow its use for a filing."""

import pytest

from extractors.watermark import names_other_purpose


@pytest.mark.parametrize(
    "texts",
    [
        ("仅供办理贷款使用",),
        ("仅供办", "又供办理贷款使用", "仅供办理贷款使用", "款使用"),
        ("营业执照", "仅用于招标投标"),
        ("系统’了解更多登记、备案、许可、监管信息。", "仅 供 租 房 登 记 使 用"),
        ("仅限入职",),
        ("仅限备案", "供租房使用", "仅供租房使用"),
    ],
)
def test_another_purpose_is_named(texts: tuple[str, ...]) -> None:
    assert names_other_purpose((text, 0.97) for text in texts)


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("营业执照", "北京云启数智科技有限公司"),
        ("仅供网站备案使用",),
        ("仅供办", "仅供办理", "仅供办理备案使用"),
        ("仅限", "仅限网", "限网站备案使用"),
        ("仅供ICP备案使用", "仅供阿里"),
        ("仅供参考",),
        ("仅供使用",),
        ("仅供办理", "理贷款使用"),
    ],
    ids=str,
)
def test_a_filing_or_nothing_is_named(texts: tuple[str, ...]) -> None:
    assert not names_other_purpose((text, 0.97) for text in texts)


def test_a_misread_piece_names_no_purpose_where_others_name_a_filing() -> None:
    assert not names_other_purpose([("仅供备案使用", 0.99), ("仅供各茶使用", 0.83), ("仅供备使用", 0.99)])
    assert names_other_purpose([("仅供备案使用", 0.99), ("仅供租房使用", 0.99)])


def test_a_doubtful_purpose_alone_is_still_one_to_look_at() -> None:
    assert names_other_purpose([("仅供租房使用", 0.7)])

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.stamps import StampKind, StampOwner, StampShape
from extractors.stamp_bodies import ISSUERS
from extractors.stamp_words import fold, kind_of, owner_of, similarity

SPONSOR = "北京云启数智科技有限公司"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("北京云启数智科技有限公司", StampKind.OFFICIAL),
        ("北京云启数智科技有限公司 (1)", StampKind.OFFICIAL),
        ("北京云启数智科技有限公司 合同专用章", StampKind.CONTRACT),
        ("北京云启数智科技有限公司合同专用章", StampKind.CONTRACT),
        ("北京云启数智科技有限公司 财务专用章", StampKind.FINANCE),
        ("北京云启数智科技有限公司 91110108MA01ABCD2X 发票专用章", StampKind.INVOICE),
        ("北京云启数智科技有限公司 人事专用章", StampKind.UNKNOWN),
        ("阿里云计算有限公司 域名业务专用章", StampKind.UNKNOWN),
        ("南湖市望江区行政审批服务局 行政审批专用章", StampKind.OFFICIAL),
        ("南湖市工商行政管理局望江分局 企业登记专用章", StampKind.OFFICIAL),
        ("南湖市民政局 社会组织登记专用章", StampKind.OFFICIAL),
        ("南湖市市场监督管理局 经营主体登记专用章", StampKind.OFFICIAL),
        ("", StampKind.UNKNOWN),
    ],
)
def test_kind_is_by_the_words(text: str, kind: StampKind) -> None:
    assert kind_of(text, StampShape.ROUND) is kind


@pytest.mark.parametrize("text", ["张三之印", "欧阳明远", "王小明印", "李四"])
def test_square_with_a_name_is_personal(text: str) -> None:
    assert kind_of(text, StampShape.SQUARE) is StampKind.PERSONAL


@pytest.mark.parametrize(
    "text",
    [
        SPONSOR,
        "北京云启数智科技有限公司 合同专用章",
        "北京云启数智科技有限公司财务专用章",
        "北京云启数智科技有限公司发票专用",
        "北京 云启数智科技有限公司",
        "北京云启数智科技有限公司 91110108MA01ABCD2X 发票专用章",
    ],
)
def test_the_name_itself_is_the_sponsor(text: str) -> None:
    assert owner_of(text, [SPONSOR], 0.97) is StampOwner.SPONSOR


def test_widths_brackets_and_dots_do_not_count() -> None:
    assert owner_of("腾云(北京)科技有限公司", ["腾云（北京）科技有限公司"], 0.97) is StampOwner.SPONSOR
    assert owner_of("买买提艾力小吃店", ["买买提·艾力小吃店"], 0.97) is StampOwner.SPONSOR


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("北京云启数智料技有限公司", "one character off"),
        ("北京云启数智科技有限公", "the last character is missing"),
        ("启数智科技有限公司", "the beginning is cut off"),
        ("北京云启数智科技有限责任公司", "nearly the name: a person must look"),
        ("云启数智", "a piece"),
        ("", "nothing"),
    ],
)
def test_nearly_a_known_name_is_never_a_guess(text: str, why: str) -> None:
    assert owner_of(text, [SPONSOR], 0.99) is StampOwner.UNREAD, why


def test_low_confidence_is_unread() -> None:
    assert owner_of(SPONSOR, [SPONSOR], 0.6) is StampOwner.UNREAD
    assert owner_of("上海海棠贸易有限公司", [SPONSOR], 0.6) is StampOwner.UNREAD
    assert owner_of("南湖市市场监督管理局", [SPONSOR], 0.4) is StampOwner.UNREAD


@pytest.mark.parametrize(
    "text",
    [
        "南湖市市场监督管理局",
        "南湖市望江区市场监督管理局",
        "江东省工商行政管理局",
        "南湖市工商行政管理局望江分局",
        "南湖市工商行政管理局望江分局 企业登记专用章",
        "南湖市望江区行政审批服务局",
        "南湖市望江区行政审批服务局 行政审批专用章",
        "南湖市行政审批局(1)",
        "南湖市民政局",
        "南湖市公安局",
        "江东省事业单位登记管理局",
        "江东省通信管理局",
        "南湖市望江区数据局",
        "南湖市市场监督管",
        "南湖市望江区行政审批服务",
        "南湖市市场监县管理局",
    ],
)
def test_issuing_bodies_are_registrars(text: str) -> None:
    assert owner_of(text, [SPONSOR], 0.95) is StampOwner.REGISTRAR


@pytest.mark.parametrize("name", ISSUERS)
def test_every_body_of_the_list_is_known_after_a_place(name: str) -> None:
    assert owner_of(f"南湖{name}", [SPONSOR], 0.95) is StampOwner.REGISTRAR


def test_no_body_stands_twice() -> None:
    assert len(set(ISSUERS)) == len(ISSUERS)


@pytest.mark.parametrize(
    "text",
    [
        "南湖市行政审批服务管理局",
        "南湖市望江区工商行政管理和质量技术监督局",
        "南湖市望江县食品药品和工商质量监督管理局",
        "南湖盟行政审批政务服务与数据管理局",
        "南湖市大数据管理局",
        "南湖新区行政审批与政务服务局",
        "南湖合作区商事服务局",
        "江东南湖新区管理委员会公共服务局",
        "南湖经济技术开发区管理委员会",
        "南湖高新技术产业开发区管理委员会行政审批局",
        "南湖市营商环境建设局",
        "南湖市社会团体管理局",
        "南湖市市场监督管理和知识产权局",
        "南湖市政务服务和营商环境局",
        "中共南湖市望江区委机构编制委员会办公室",
        "南湖市望江区教育委员会",
        "南湖新区管理委员会",
        "南湖市文化广电旅游体育局",
        "国家新闻出版署",
        "南湖市民政局 社会组织登记专用章",
        "南湖市市场监督管理局 经营主体登记专用章",
    ],
)
def test_bodies_of_reforms_and_zones_are_registrars(text: str) -> None:
    assert owner_of(text, [SPONSOR], 0.95) is StampOwner.REGISTRAR


@pytest.mark.parametrize(
    "text",
    [
        "江东省电子商会教育委员会",
        "江东省商会电子商务委员会",
        "江东省开发区协会",
        "南湖小区管理委员会",
        "南湖文化广电旅游",
        "南湖广播电视",
        "南湖实业有限公司文化和旅游部",
        "南湖市和与局行政审批咨询有限公司",
        "南湖数据管理有限公司",
        "南湖高新区管理委员会机关幼儿园",
    ],
)
def test_what_sounds_like_a_body_is_none(text: str) -> None:
    assert owner_of(text, [SPONSOR], 0.95) is not StampOwner.REGISTRAR


def test_a_zone_that_files_itself_is_the_sponsor_and_nearly_it_is_a_doubt() -> None:
    zone = "南湖经济技术开发区管理委员会"
    assert owner_of(zone, [zone], 0.97) is StampOwner.SPONSOR
    assert owner_of("南湖经济枝术开发区管理委员会", [zone], 0.97) is StampOwner.UNREAD


@pytest.mark.parametrize(
    "text",
    [
        "南湖市市场监督管理局机关服务中心",
        "市场监督管理协会",
        "南湖市公安局幼儿园",
    ],
)
def test_bodies_that_only_mention_an_issuer_are_not_registrars(text: str) -> None:
    assert owner_of(text, [SPONSOR], 0.95) is not StampOwner.REGISTRAR


def test_a_body_that_files_itself_is_the_sponsor() -> None:
    assert owner_of("南湖市市场监督管理局", ["南湖市市场监督管理局"], 0.97) is StampOwner.SPONSOR


@pytest.mark.parametrize(
    "text",
    [
        "阿里云计算有限公司",
        "腾讯云计算（北京）有限责任公司 域名业务专用章",
        "成都西维数码科技有限公司",
        "中国互联网络信息中心",
    ],
)
def test_domain_registrars_are_the_registry(text: str) -> None:
    assert owner_of(text, [SPONSOR], 0.95) is StampOwner.REGISTRY


def test_another_unit_read_with_confidence_is_other() -> None:
    assert owner_of("上海海棠贸易有限公司", [SPONSOR], 0.97) is StampOwner.OTHER
    assert owner_of("上海海棠贸易有限公司 财务专用章", [SPONSOR], 0.97) is StampOwner.OTHER
    assert owner_of("上海海棠贸易有限公司", [], 0.97) is StampOwner.OTHER


def test_notes_on_a_copy_are_nobodys() -> None:
    assert owner_of("与原件一致", [SPONSOR], 0.97) is StampOwner.OTHER
    assert kind_of("仅供备案使用", StampShape.SQUARE) is StampKind.UNKNOWN


def test_a_piece_of_an_unknown_name_is_unread() -> None:
    assert owner_of("海棠贸易有限", [SPONSOR], 0.97) is StampOwner.UNREAD


def test_similarity_is_one_only_for_equal_names() -> None:
    assert similarity("腾云（北京）科技", "腾云(北京)科技") == 1.0
    assert 0.8 < similarity("北京云启数智科技有限公司", "北京云启数智料技有限公司") < 1.0


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="北京上海云启数智科技有限公司市场监督管理局()（） 1", max_size=16), st.floats(0, 1))
def test_only_the_exact_name_is_ever_the_sponsor(text: str, confidence: float) -> None:
    owner = owner_of(text, [SPONSOR], confidence)
    assert (owner is StampOwner.SPONSOR) <= (fold(SPONSOR) in (fold(text.split(" ")[0]), fold(text)))


def test_a_branch_of_a_long_body_is_its_own_even_when_misread() -> None:
    assert owner_of("南湖市市场监督管理局望江介局", [SPONSOR], 0.95) is StampOwner.REGISTRAR


def test_nearly_a_registry_is_nobody_else() -> None:
    assert owner_of("讯云计算（北京）有限责任公司 域名业务专用章", [SPONSOR], 0.98) is StampOwner.UNREAD
    assert owner_of("务中国（厦门）科技有限公司", [SPONSOR], 0.98) is StampOwner.UNREAD


def test_names_alike_in_generic_words_only_are_not_near() -> None:
    assert owner_of("海棠网络科技有限公司", ["北京云启众诚网络科技有限公司"], 0.98) is StampOwner.OTHER


def test_an_issuer_named_after_the_same_place_as_the_sponsor_is_the_registrar() -> None:
    assert owner_of("南湖市望江区民政局", ["南湖市望江区民乐协会"], 0.98) is StampOwner.REGISTRAR
    assert owner_of("南湖市望江区民政局", ["南湖市望江区民政局招待所"], 0.98) is StampOwner.UNREAD


def test_a_department_is_not_the_unit() -> None:
    assert kind_of("北京云启数智科技有限公司 技术部", StampShape.ROUND) is StampKind.UNKNOWN

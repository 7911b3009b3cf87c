"""`beian policy`: what it lists, what it shows, and what it says of what it cannot show."""

import json

import pytest
from typer.testing import CliRunner, Result

from flows import cli, policy_words
from validators.policy_files import load_policy, policy_names


def beian(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


def test_list_names_every_policy_and_its_province() -> None:
    shown = beian("policy", "list").stdout
    assert all(name in shown for name in policy_names())
    assert "湖南省" in shown
    listed = json.loads(beian("policy", "list", "--json").stdout)["policies"]
    assert [policy["name"] for policy in listed] == list(policy_names())


def test_show_prints_every_entry_with_source_and_date() -> None:
    shown = beian("policy", "show", "zhejiang").stdout
    assert "浙江省" in shown
    assert "未列条目同 standard" in shown
    assert "没有公章但已签名（missing_but_signed）：不符合" in shown
    for path, entry in load_policy("zhejiang").entries():
        assert f"（{path.rpartition('.')[2]}）" in shown or path.startswith("images.")
        assert f"出处：{entry.source}；自 {entry.since} 起" in shown
    assert "HW-PROV：华为云 备案管局咨询" in shown


def test_show_as_json_is_whole() -> None:
    shown = json.loads(beian("policy", "show", "hunan", "--json").stdout)
    assert len(shown["entries"]) == len(list(load_policy("hunan").entries()))
    assert shown["entries"]["person.least_age"]["value"] == 14
    assert shown["based_on"] == "standard"
    assert "HUN" in shown["sources"]


@pytest.mark.parametrize("name", ["没有", "没有.toml"])
def test_what_is_no_policy_is_said_in_chinese(name: str) -> None:
    result = beian("policy", "show", name)
    assert result.exit_code == 2
    assert f"“{name}”" in result.stderr or f"{name}：文件不存在" in result.stderr


@pytest.mark.parametrize("name", policy_names())
def test_every_entry_and_value_has_chinese_words(name: str) -> None:
    for path, entry in load_policy(name).entries():
        table = next(table for table in policy_words.TABLES if path.startswith(f"{table}."))
        assert path.removeprefix(f"{table}.") in policy_words.ENTRIES
        if isinstance(entry.value, str):
            assert policy_words.value_words(entry.value) != entry.value


def test_help_speaks_chinese() -> None:
    shown = beian("policy", "--help").stdout
    assert "列出内置的审核规则" in shown
    assert "Commands" not in shown

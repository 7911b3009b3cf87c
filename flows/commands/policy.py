"""`beian policy list` and `beian policy show`: which rules there are, and what one of them asks, with its sources."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands import inputs
from flows.commands.options import JsonOption
from flows.usage import ARGUMENTS, COMMANDS, Command, CommandGroup

app = typer.Typer(
    name="policy", cls=CommandGroup, help="查看内置的审核规则及其出处。", no_args_is_help=True, rich_markup_mode="rich"
)


@app.command("list", cls=Command, rich_help_panel=COMMANDS, help="列出内置的审核规则。")
def list_policies(as_json: JsonOption = False) -> None:
    """Print the names of the built-in policies, what each is for, and when it was last compared with its sources."""
    from flows.console import print_json, show_policies
    from validators.policy_files import load_policy, policy_names

    policies = [load_policy(name) for name in policy_names()]
    if as_json:
        print_json(
            {"policies": [policy.model_dump(mode="json", include={"name", "title", "as_of"}) for policy in policies]}
        )
    else:
        show_policies(inputs.console(stderr=False), policies)


@app.command(cls=Command, rich_help_panel=COMMANDS, help="显示一份审核规则的全部条目：取值、出处和起始日期。")
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="名称|文件", help="内置规则名或 .toml 文件", rich_help_panel=ARGUMENTS, show_default=False
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Print every entry of a policy with its source, and what the sources' keys stand for."""
    from flows.console import print_json, show_policy
    from validators.policy_sources import legend

    policy = inputs.read_policy(name)
    if as_json:
        entries = {path: entry.model_dump(mode="json") for path, entry in policy.entries()}
        head = policy.model_dump(mode="json", include={"name", "title", "as_of", "based_on"})
        print_json(head | {"entries": entries, "sources": legend(entry.source for _, entry in policy.entries())})
    else:
        show_policy(inputs.console(stderr=False), policy)

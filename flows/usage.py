"""The command line's manners: help and complaints in Chinese, each complaint with the next step."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from flows.terminal import clean

ARGUMENTS, OPTIONS, COMMANDS = "参数", "选项", "命令"
FAILED_STATUS = 1
USAGE_STATUS = 2
INTERRUPTED_STATUS = 130


class WrongUsageError(Exception):
    """The command cannot run as it was called. The message is a Chinese sentence with the next step."""


class Command(TyperCommand):
    """A command whose own help option speaks Chinese."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """Return the help option."""
        return _translated(super().get_help_option(ctx))


class CommandGroup(TyperGroup):
    """The group of all commands. Turns wrong usage into one Chinese sentence on standard error and exit status 2."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """Return the help option."""
        return _translated(super().get_help_option(ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command the arguments name; `standalone_mode` ends the process with its exit status."""
        try:
            status = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except WrongUsageError as error:
            typer.echo(clean(error), err=True)
            status = USAGE_STATUS
        except typer.TyperException as error:
            typer.echo(describe(error), err=True)
            status = USAGE_STATUS
        status = status if isinstance(status, int) else 0
        if standalone_mode:
            sys.exit(status)
        return status


def describe(error: typer.TyperException) -> str:
    """Return a complaint of the argument parser as a Chinese sentence.

    Decided by class name and attributes: the classes themselves are private to Typer.
    """
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return error.format_message()
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "beian"
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint() if parameter is not None else ""
    option = getattr(error, "option_name", "")
    sentences = {
        "MissingParameter": f"缺少参数 {name}",
        "NoSuchOption": f"没有 {option} 这个选项",
        "BadParameter": f"参数 {name} 的值不正确（{error.message}）",
        "BadOptionUsage": f"选项 {option} 的用法不正确（{error.message}）",
    }
    sentence = sentences.get(kind, f"命令写法不正确（{error.message}）")
    return clean(f"{sentence}。请运行 {path} --help 查看用法。")


def _translated(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = "显示本帮助"
        option.rich_help_panel = OPTIONS
    return option

"""The help of the command line: complete, without leaked defaults, and without importing a command."""

from __future__ import annotations

import inspect
import io
import re
import subprocess
import sys
from importlib import import_module

import pytest
from rich.console import Console

from flows.cli.main import FAMILIES, HELP, app, read_commands
from tests.support import PROJECT

COMMANDS = {words: command for commands in read_commands().values() for words, command in commands.items()}


def help_of(*words: str) -> str:
    """Return the help as printed on a wide terminal."""
    printed = io.StringIO()
    app([*words, "--help"], console=Console(file=printed, width=200))
    return printed.getvalue()


@pytest.mark.parametrize("words", COMMANDS)
def test_the_help_is_the_docstring(words: str) -> None:
    module, _, name = COMMANDS[words]["function"].partition(":")
    function = getattr(import_module(f"flows.cli.commands.{module}"), name)
    description = inspect.getdoc(function).partition("\n\nParameters\n")[0]  # type: ignore[union-attr]
    first, *more = (" ".join(part.split()) for part in description.split("\n\n"))
    assert COMMANDS[words]["help"] == first
    assert " ".join(COMMANDS[words].get("more", "").split()) == " ".join(more)


def test_the_list_of_commands_is_grouped_and_complete() -> None:
    shown = help_of()
    places = [shown.index(f"─ {group} ─") for group in read_commands()]
    assert places == sorted(places)
    for words, command in COMMANDS.items():
        family = words.partition(" ")[0] if " " in words else ""
        assert (FAMILIES[family] if family else command["help"]) in shown
    assert "Exit codes: 0 done" in HELP and "Exit codes: 0 done" in shown


def test_the_list_of_commands_imports_none_of_them() -> None:
    probe = (
        "import sys; from flows.cli.main import app; app(['--help']); "
        "print([name for name in sys.modules if name.startswith('flows.cli.commands.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", COMMANDS)
def test_no_empty_default_leaks_and_every_option_is_explained(words: str) -> None:
    shown = help_of(*words.split())
    for leak in ('[default: ""]', "[default: 9999]", "[default: 0]", "[default: False]", "[default: None]"):
        assert leak not in shown
    for line in shown.splitlines():
        option = re.match(
            r"│ [ *]  (?:[A-Z]+ )?--(?:\[no-\])?[a-z-]+(?: --[a-z-]+)*(?: -\w)?(?: [A-Z.]+)* *│?$", line
        )
        assert option is None, f"not explained: {line}"


def test_every_command_of_the_list_runs() -> None:
    for words in COMMANDS:
        _, apps, rest = app.parse_commands(words.split())
        assert rest == [] and apps[-1].default_command is not None


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_has_help(words: str) -> None:
    command = app
    for word in words.split():
        command = command[word]
    options = command.assemble_argument_collection(parse_docstring=True)
    shown = [option for option in options if "*" not in option.names and option.parameter.show is not False]
    assert [option.names for option in shown if not option.parameter.help] == []
    # A description that has absorbed the next option names it within a line.
    names = {option.field_info.name for option in options}
    swallowed = [
        option.names
        for option in shown
        if any(re.search(rf"\. {re.escape(name)} [A-Z]", option.parameter.help or "") for name in names)
    ]
    assert swallowed == []

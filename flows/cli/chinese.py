"""The Chinese help of the command line: the texts of help.zh.toml instead of the English ones.

cyclopts assembles the help from commands.toml, docstrings and options. The formatter below replaces the texts
when a page is printed, so English help neither reads the catalogue nor takes longer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
)
from cyclopts.help import HelpEntry, HelpPanel
from cyclopts.help.formatters import DefaultFormatter
from cyclopts.help.specs import AsteriskColumn, ColumnSpec
from rich.measure import Measurement
from rich.text import Text

from flows.text import lazy_pattern, wrap_cells

if TYPE_CHECKING:
    from cyclopts.argument import Argument
    from rich.console import Console, ConsoleOptions, RenderResult

_SHARE = 0.35  # of the width, for names of options, as in English
_HINT = lazy_pattern(r'Did you mean "?([^"?]+?)"?\?')
_OPTIONS = {"--help": "help_option", "--version": "version_option"}


@cache
def read_help() -> Mapping[str, Mapping[str, str]]:
    """Return the Chinese help: texts for the whole program, `shared` parameters, and a table per command."""
    text = Path(__file__).with_name("help.zh.toml").read_text(encoding="utf-8")
    texts: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return texts


def find_text(command: str, parameter: str) -> str:
    """Return the help for a command's parameter: its own, else the shared one, else ""."""
    own = read_help().get(command, {})
    return own.get(parameter, read_help()["shared"].get(parameter, ""))


def name_parameter(positive: Sequence[str], positional: str | None) -> str:
    """Return the catalogue's name for a parameter: store for --store, query for QUERY."""
    return (positive[0].removeprefix("--") if positive else positional or "").lower()


class ChineseFormatter:
    """Prints the help pages of one command, or with "" of the whole program, in Chinese."""

    def __init__(self, command: str) -> None:
        self._command = command
        self._panels = DefaultFormatter(column_specs=_columns)

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print a panel of commands, arguments or options."""
        entries = [self._translate(entry, panel.format) for entry in panel.entries]
        self._panels(console, options, panel.copy(title=_word(str(panel.title)), entries=entries))

    def render_usage(self, console: Console, _options: ConsoleOptions, usage: Any) -> None:
        """Print the usage line."""
        words = " ".join(_value(_word(word)) for word in str(usage).split())
        console.print(Text(f"{_word('usage')}{words}\n", style="bold"))

    def render_description(self, console: Console, options: ConsoleOptions, _description: Any) -> None:
        """Print the description of the command."""
        for line in _lines(self._describe(), options.max_width):
            console.print(line)
        console.print()

    def _describe(self) -> str:
        texts = read_help()
        if not self._command:
            return texts["program"]["help"].strip()
        own = texts.get(self._command) or {"help": texts["families"][self._command]}
        return "\n\n".join(filter(None, (own["help"], own.get("more", "").strip())))

    def _translate(self, entry: HelpEntry, kind: str) -> HelpEntry:
        name = name_parameter(entry.positive_names, entry.positional_label)
        if kind == "command":
            return entry.copy(description=self._describe_command(entry))
        metavar = entry.metavar and _value(entry.metavar)
        return entry.copy(metavar=metavar, description=find_text(self._command, name))

    def _describe_command(self, entry: HelpEntry) -> str:
        texts, name = read_help(), entry.all_options[0]
        if name in _OPTIONS:
            return texts["program"][_OPTIONS[name]]
        command = f"{self._command} {name}".strip()
        return texts[command]["help"] if command in texts else texts["families"][name]


def _columns(
    console: Console, options: ConsoleOptions, entries: Sequence[HelpEntry]
) -> tuple[ColumnSpec, ...]:
    """Return the columns of a panel: a star for required entries, names, and texts."""
    limit = int(min(console.width, options.max_width) * _SHARE)
    names = ColumnSpec(renderer=_show_names, style="cyclopts.name", max_width=limit, overflow="fold")
    texts = ColumnSpec(renderer=_Description)
    return (AsteriskColumn, names, texts) if any(entry.required for entry in entries) else (names, texts)


def _show_names(entry: HelpEntry) -> str:
    return " ".join(entry.display_labels_with_metavar)


class _Description:
    """The text of an entry, wrapped like Chinese: between any two characters, but never before a comma."""

    def __init__(self, entry: HelpEntry) -> None:
        marks = []
        if entry.choices:
            marks.append(_word("choices").format(value="、".join(entry.choices)))
        if entry.default is not None:
            marks.append(_word("default").format(value=_word(entry.default)))
        if entry.required:
            marks.append(_word("required"))
        self._text = str(entry.description) + "".join(f"［{mark}］" for mark in marks)

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _lines(self._text, options.max_width)

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(line.cell_len for line in _lines(self._text, 10_000))
        return Measurement(min(widest, 20), min(widest, options.max_width))


def _lines(text: str, width: int) -> Iterator[Text]:
    """Yield the lines of a text, without the catalogue's backticks."""
    for paragraph in text.replace("`", "").split("\n"):
        yield from map(Text, wrap_cells(paragraph, width))


def _word(word: str) -> str:
    return read_help()["words"].get(word, word)


def _value(metavar: str) -> str:
    """Return the value that an option takes: 文本… for STR..."""
    name, _, more = metavar.partition("...")
    values = read_help()["values"]
    dots = "…" if metavar.endswith("...") else ""
    return f"{values.get(name, name)}{dots}{more}"


def _name(argument: Argument) -> str:
    """Return the name of an argument in the usage line: QUERY if positional, else --option."""
    return argument.name if argument.index is None else argument.name.lstrip("-").upper()


def name_mistake(error: CycloptsError) -> str:
    """Return what is wrong with a command line; "" for a mistake missing from the catalogue."""
    texts = read_help()["mistakes"]
    found = _HINT.search(str(error))
    hint = texts["hint"].format(name=found[1]) if found else ""
    match error:
        case UnknownOptionError():
            return texts["option"].format(option=error.token.keyword or error.token.value, hint=hint)
        case UnknownCommandError() if error.unused_tokens:
            return texts["command"].format(command=error.unused_tokens[0], hint=hint)
        case RepeatArgumentError():
            return texts["repeated"].format(option=error.token.keyword)
        case MissingArgumentError() if error.argument:
            code = "needs_value" if error.keyword else "missing"
            return texts[code].format(option=error.keyword or _name(error.argument))
        case CoercionError() if error.argument and error.token:
            values = {"option": error.token.keyword or _name(error.argument), "value": error.token.value}
            return texts["value"].format(**values)
    return ""

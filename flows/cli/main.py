"""`zhengce`: the command line. Commands import what they need when they run, so that each starts fast."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources

from cyclopts import App, CycloptsError, Group

from flows import __version__
from flows.errors import UsageError, ZhengceError

_HELP = """Mine bilingual Chinese/English policy texts: ingest them on a schedule, search tagged passages,
export term trends.

Start with `zhengce run`, which ingests, annotates and exports every corpus, then `zhengce search 自主可控`.
"""


def make_app() -> App:
    """Return the command line of commands.toml. A command's module is imported when the command is used."""
    app = App(name="zhengce", version=__version__, help=_HELP, result_action="return_value")
    text = resources.files("flows.cli").joinpath("commands.toml").read_text(encoding="utf-8")
    for number, section in enumerate(tomllib.loads(text)["groups"]):
        group = Group(section["name"], sort_key=number)
        _register(app, section["commands"], group)
        for name, entries in section.get("sets", {}).items():
            commands = App(name=name, help=entries.pop("help"), group=group)
            _register(commands, entries)
            app.command(commands)
    return app


def _register(parent: App, commands: Mapping[str, list[str]], group: Group | None = None) -> None:
    for number, (name, (function, line)) in enumerate(commands.items()):
        parent.command(f"flows.cli.commands.{function}", name=name, help=line, group=group, sort_key=number)


def _show_own_help(words: Iterable[str]) -> None:
    """Let the command that is asked for describe itself by its docstring; its line is for the list."""
    command = app
    for word in words:
        if word.startswith("-") or word not in command:
            return
        command = command[word]
        if command.default_command:
            command.help = None
            return


app = make_app()


def main() -> None:
    """Run the command line: exit code 0 done, 1 failed, 2 wrong usage; every expected error is one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _show_own_help(sys.argv[1:])
        code = app(exit_on_error=False, print_error=False)
    except CycloptsError as error:
        sys.stderr.write(f"zhengce: {' '.join(str(error).split())} See zhengce --help.\n")
        code = 2
    except ZhengceError as error:
        sys.stderr.write(f"zhengce: {error}\n")
        code = 2 if isinstance(error, UsageError) else 1
    except RecursionError:
        sys.stderr.write("zhengce: the input is nested too deep to be read\n")
        code = 1
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except OSError as error:
        sys.stderr.write(f"zhengce: {error.filename or 'output'}: {error.strerror or error}\n")
        code = 1
    except KeyboardInterrupt:
        sys.stderr.write("zhengce: stopped; what was stored stays stored, run it again to go on\n")
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()

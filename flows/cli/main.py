"""`zhengce`: the command line. A command's module is imported when the command runs, so each starts fast."""

from __future__ import annotations

import errno
import os
import sys
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cyclopts import (
    App,
    CoercionError,
    CycloptsError,
    Group,
    MissingArgumentError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from flows import __version__
from flows.cli.spelling import update_spelling
from flows.errors import (
    UsageError,
    ZhengceError,
    choose_terminal_locale,
    format_message,
    reason_of,
    terminal_locale,
    unknown_value,
)
from flows.settings import read_locale
from flows.text import lazy_pattern

if TYPE_CHECKING:
    from cyclopts.argument import Argument

HELP = """Mine Chinese and English policy texts: collect, search, and measure terms over time.

Start with `zhengce run`, which ingests, annotates and exports every corpus, then `zhengce search 自主可控`.

Exit codes: 0 done (also where nothing was found), 1 failed, 2 wrong usage,
3 `verify --strict` found something to check.

ZHENGCE_LANG=zh prints messages, tables and help in Chinese.

设置 ZHENGCE_LANG=zh 后，提示、表格和帮助均以中文显示。
"""


# Commands with subcommands.
FAMILIES = {
    "corpus": "Describe sources of documents, and list, rename and remove stored corpora.",
    "align": "Pair texts with their translations, and align them sentence by sentence.",
    "collection": "Keep documents and passages in named collections, with notes and an order.",
    "tag": "Tag documents and passages.",
    "watch": "Save searches, and get what is new as feeds and messages.",
    "lexicon": "List, check and extend the bilingual lexicon, and see what an edit changes.",
    "corrections": "Correct tags and figures, list and undo corrections, and let them teach the lexicon.",
    "label": "Label passages and retrain the classifier.",
    "train": "Train the models on the texts of a folder.",
}
# The subcommand of a family called only with options: zhengce align --zh FILE --en FILE.
DEFAULTS = {"align": "texts"}
_COUNTED = lazy_pattern(r"([\d,]+) ([a-z ]+?)(?= and |$)")  # in a note on what is kept: 12 documents and ...
_FILES = ("xlsx", "jsonl", "parquet")  # formats that tables have only as files
_STOPPED = 130  # the code that shells use after Ctrl-C
_UNFINISHED = lazy_pattern(r"^\.(.+)\.[0-9a-f]{8}\.part$")  # see `start_side`
_EXCLUDED = lazy_pattern(r"-[^-a-zA-Z]")  # -创新, -"rare earth"
_DATE = lazy_pattern(r"(?:19|20)\d\d(?:-\d\d?){0,2}")
_HELP = ("--help", "-h")
# Commands that can also be called as a kind of another command.
SYNONYMS = {("export", "network"): "network"}


def build_app() -> App:
    """Return the application with every command registered by its import path.

    Commands and their help are in commands.toml, so that listing them imports none.
    """
    built = App(
        name="zhengce",
        version=__version__,
        help=HELP,
        result_action="return_value",
        suppress_keyboard_interrupt=False,  # `_run` reports what is kept
    )
    families: dict[str, App] = {}
    for number, (title, commands) in enumerate(read_commands().items()):
        group = Group(title, sort_key=number)
        for place, (words, command) in enumerate(commands.items()):
            path = f"flows.cli.commands.{command['function']}"
            text = "\n\n".join(filter(None, (command["help"], command.get("more"))))
            family, _, name = words.rpartition(" ")
            if not family:
                built.command(path, name=name, help=text, group=group, sort_key=place)
                continue
            if family not in families:
                families[family] = App(name=family, help=FAMILIES[family], group=group, sort_key=place)
                built.command(families[family])
            families[family].command(path, name=name, help=text, sort_key=place)
    return built


def read_commands() -> dict[str, dict[str, dict[str, str]]]:
    """Return the commands by group and words, each with `function`, `help`, and `more` for its own page."""
    text = Path(__file__).with_name("commands.toml").read_text(encoding="utf-8")
    commands: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)
    return commands


app = build_app()


def main() -> None:
    """Run the command line and exit with its code; every expected error is one line on standard error."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(_use_common_words(sys.argv[1:])))


def _open_closed_streams() -> None:
    """Replace standard streams that are closed, as under some schedulers, by empty ones."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)


def _use_common_words(words: Sequence[str]) -> list[str]:
    """Return a command line in our own words: `help COMMAND` and `-V` are conventions of other programs.

    A family called only with options gets its default command, and a synonym its command.
    """
    match words:
        case ["help", *command]:
            return [*command, "--help"]
        case ["-V"]:
            return ["--version"]
        case [family, option, *_] if family in DEFAULTS and option.startswith("-") and option not in _HELP:
            return [family, DEFAULTS[family], *words[1:]]
        case [first, second, *rest] if (first, second) in SYNONYMS:
            return [SYNONYMS[first, second], *rest]
    return list(words)


def _run(words: Sequence[str]) -> int:
    """Return the exit code of a command line."""
    try:
        choose_terminal_locale(read_locale())
        words, notices = update_spelling(words)
        for notice in notices:
            sys.stderr.write(f"zhengce: {notice}\n")
        _check_words(words)
        _check_order(words)
        _choose_help(words)
        code = app(words, exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise  # Rich ends the program when it finds a pipe closed
        _drop_output()
        return 0
    except KeyboardInterrupt as error:
        if kept := _kept(error):
            sys.stderr.write(f"zhengce: {_message('stopped', kept=kept)}\n")
        elif hasattr(error, "__notes__"):
            sys.stderr.write(f"zhengce: {_message('stopped_early')}\n")
        return _STOPPED
    except (CycloptsError, ZhengceError, RecursionError, OSError) as error:
        message = _describe(error, words)
        code = 1
        if isinstance(error, CycloptsError | UsageError):
            code = 2
            hints = (_point_to_file(words, error), _point_to_dashes(words, error), _point_to_help(words))
            message = f"{_end(message)}{''.join(hints)}"
        sys.stderr.write(f"zhengce: {message}\n")
        return code
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Discard further output because the reader of the pipe has closed it (`… | head`)."""
    with suppress(OSError, ValueError):  # standard output is not a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _choose_help(words: Sequence[str]) -> None:
    """If a command line asks for help, have it printed in the terminal's language."""
    app.help_formatter = None
    if terminal_locale() == "en":
        return
    chain, apps = _find_command([word for word in words if word not in _HELP])
    if not apps or apps[-1].default_command is None or {*words} & {*_HELP}:
        from flows.cli.chinese import ChineseFormatter  # English help, and every other command, does without

        app.help_formatter = ChineseFormatter(" ".join(chain))


def _find_command(words: Sequence[str]) -> tuple[Sequence[str], Sequence[App]]:
    """Return the words of the command in a command line and its apps; none if there is no such command."""
    try:
        return app.parse_commands(list(words))[:2]
    except CycloptsError:
        return (), ()


def _describe(error: BaseException, words: Sequence[str]) -> str:
    """Return the error of a command line in one line."""
    match error:
        case UnusedCliTokensError():
            return _name_unexpected(error.unused_tokens or (), words)
        case CoercionError() if choice := _name_choice(error):
            return choice
        case CycloptsError() if terminal_locale() == "zh" and (mistake := _name_mistake(error)):
            return mistake
        case MissingArgumentError() if error.argument and not error.keyword:
            return _message("missing_word", word=_name_argument(error.argument))
        case CycloptsError():
            # cyclopts ends a list that it cuts in three full stops.
            message = " ".join(str(error).split()).replace(", ...", " …").removesuffix(".")
            return _message("wrong_command", message=message)
        case ZhengceError():
            return error.message(terminal_locale())
        case RecursionError():
            return _message("too_deep")
        case OSError() if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return _message("no_space", file=_name_file(error))
        case OSError() if error.errno == errno.EROFS:
            return _message("file_in_read_only", file=_name_file(error))
        case OSError():
            return _message("file_fault", file=_name_file(error), reason=reason_of(error))
    return str(error)


def _name_choice(error: CoercionError) -> str:
    """Return what is wrong with a value of an argument with a fixed set of values; "" for other arguments."""
    if not (error.argument and error.token and (known := error.argument.get_choices())):
        return ""
    name = (error.token.keyword or _name_argument(error.argument)).lstrip("-")
    return unknown_value(name, error.token.value, known).message(terminal_locale())


def _name_file(error: OSError) -> str:
    """Return the file of an error; of one being written under another name, the name that it will have."""
    if not isinstance(error.filename, str):
        return str(error.filename or _message("the_output"))
    path = Path(error.filename)
    if unfinished := _UNFINISHED.match(path.name):
        path = path.with_name(unfinished[1])
    return str(path)


def _check_words(words: Sequence[str]) -> None:
    """Raise UsageError for a word with bytes that are not UTF-8, unless it names a file."""
    for word in words:
        is_broken = any("\udc80" <= character <= "\udcff" for character in word)
        if is_broken and not os.path.exists(word):  # noqa: PTH110 - takes a name of any length
            raise UsageError("cli.not_text", word=word)


def _check_order(words: Sequence[str]) -> None:
    """Raise UsageError for an option before the command, such as `--store FILE status`."""
    option = words[0].partition("=")[0] if words else ""
    if option.startswith("--") and option not in {*app}:
        raise UsageError("cli.option_before_command", option=option)


def _name_unexpected(unused: Sequence[str], words: Sequence[str]) -> str:
    """Return which words a command does not accept, and what they were meant as: an option, or one text."""
    apps = _find_command(words)[1]
    arguments = apps[-1].assemble_argument_collection() if apps else ()
    named = {argument.name: argument for argument in arguments if argument.index is None}
    options = [name for name, one in named.items() if unused and unused[0] in (one.get_choices() or ())]
    if unused and _DATE.fullmatch(unused[0]):
        options += [name for name in ("--period", "--from") if name in named]
    takes_words = any(argument.index is not None for argument in arguments)
    if unused and "--title" in named and not takes_words:
        options.append("--title")
    if options:
        return _message("unexpected_option", words=" ".join(unused), option=options[0], value=unused[0])
    if takes_words:
        return _message("unexpected_words", words=_list_words(unused))
    return _message("unexpected", words=_list_words(unused))


def _list_words(words: Sequence[str]) -> str:
    return " ".join(word if word.strip() else f"'{word}'" for word in words)


def _name_argument(argument: Argument) -> str:
    """Return what an argument is called in the usage: QUERY by its place, else --option."""
    return argument.name if argument.index is None else argument.name.lstrip("-").upper()


def _name_mistake(error: CycloptsError) -> str:
    """Return what is wrong with a command line, in Chinese; "" for a mistake without a Chinese message."""
    from flows.cli.chinese import name_mistake  # most commands can do without

    return name_mistake(error)


def _message(name: str, **values: object) -> str:
    """Return a command-line message in the terminal's locale."""
    return format_message(f"cli.{name}", values, terminal_locale())


def _end(message: str) -> str:
    """Return a message that ends as a sentence, with a space before a further one in English."""
    if terminal_locale() == "zh":
        return message if message[-1:] in "。？！…" else f"{message}。"
    return f"{message} " if message[-1:] in ".?!…" else f"{message}. "


def _kept(error: KeyboardInterrupt) -> str:
    """Return what a stopped run has stored; "" for commands that store nothing, such as a server."""
    kept = [note for note in getattr(error, "__notes__", ()) if note]
    if terminal_locale() == "en" or not kept:
        return "; ".join(kept)
    from flows.output import translate_word  # a stopped run has already loaded it

    counts = [_COUNTED.findall(note) for note in kept]
    return "；".join("、".join(f"{translate_word(name)} {number}" for number, name in one) for one in counts)


def _point_to_file(words: Sequence[str], error: BaseException) -> str:
    """Return how to write a table to a file, for a --format that only files have; else ""."""
    if not isinstance(error, CoercionError) or not error.token or error.token.keyword != "--format":
        return ""
    ending = error.token.value.lower()
    apps = _find_command(words)[1]
    if ending not in _FILES or not apps or not _writes_files(apps[-1]):
        return ""
    return _end(_message("format_of_file", ending=ending))


def _point_to_dashes(words: Sequence[str], error: BaseException) -> str:
    """Return how a query may begin with an exclusion sign, if it was taken for an option."""
    typed = error.token.value or error.token.keyword or "" if isinstance(error, UnknownOptionError) else ""
    if not _EXCLUDED.match(typed):
        return ""
    command = " ".join(_find_command(words)[0])
    return _end(_message("query_after_dashes", command=command, query=typed))


def _writes_files(command: App) -> bool:
    return any("--out" in argument.names for argument in command.assemble_argument_collection())


def _point_to_help(words: Sequence[str]) -> str:
    """Return where to read about a command: its own help, or that of all commands if it does not exist."""
    chain = _find_command(words)[0]
    return _message("see_help", command=" ".join(["zhengce", *chain]))


if __name__ == "__main__":
    main()

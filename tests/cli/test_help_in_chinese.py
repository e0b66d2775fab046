"""The help in Chinese: every command and parameter has one, and no text is left in English."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from cyclopts import App
from cyclopts.argument import Argument
from rich.cells import cell_len
from rich.console import Console

from flows.cli.chinese import ChineseFormatter, find_text, name_parameter, read_help
from flows.cli.main import FAMILIES, _run, app, read_commands
from flows.errors import choose_terminal_locale
from flows.text import has_han
from tests.support import PROJECT

COMMANDS = [words for commands in read_commands().values() for words in commands]
TABLES = ("program", "words", "values", "mistakes", "families", "shared")
# Names of formats, programs and standards; literal input is in backticks in the catalogue.
NAMES = {
    *re.findall(
        r"\S+",
        """
        A APA B BM25 BibTeX CEDICT CSL CSV Chicago CoNLL-U Ctrl-C Cytoscape DOCX Dask DuckDB Excel Frictionless GB
        GEXF Gephi GraphML HTML HTTP IOB2 ISO JSON JSONL Label Lines MB MCP MLCommons Markdown Model Context Protocol
        NER NetworkX PDF Parquet Polars Prefect Q RDF RIS RSS SHA-256 SKOS Studio T TMX TSV Tab Turtle UTC UTF-8
        Universal Dependencies W3C Web Annotation Wikidata Word XLSX XML YAML ZHENGCE_EXCHANGE ZHENGCE_LANG
        ZHENGCE_NOTIFY ZHENGCE_OUTPUTS ZHENGCE_SCHEDULER ZHENGCE_STORE ZHENGCE_TOKEN apprise bash cron encourage
        explore fish gzip jieba must n pandas promote shall shell streamable zhengce zsh
        """,
    )
}
_LATIN = re.compile(r"[A-Za-z][\w-]*")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    choose_terminal_locale("en")
    app.help_formatter = None


def find_command(words: str) -> App:
    command = app
    for word in words.split():
        command = command[word]
    return command


def parameters_of(words: str) -> dict[str, Argument]:
    """Return the parameters of a command that its help shows, with their names in the catalogue."""
    options = find_command(words).assemble_argument_collection(parse_docstring=True)
    shown = [option for option in options if "*" not in option.names and option.parameter.show is not False]
    named = {}
    for option in shown:
        positive = [name for name in option.names if name.startswith("--") and name not in option.negatives]
        named[name_parameter(positive, option.name)] = option
    return named


def help_of(words: str, width: int = 80) -> str:
    printed = io.StringIO()
    app.help_formatter = ChineseFormatter(words)
    app([*words.split(), "--help"], console=Console(file=printed, width=width))
    return printed.getvalue()


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_parameter_is_explained(words: str) -> None:
    assert has_han(read_help()[words]["help"])
    english = " ".join(filter(None, (find_command(words).help or "").split("\n\n")[1:]))
    assert bool(read_help()[words].get("more")) is bool(english)
    missing = [name for name in parameters_of(words) if not has_han(find_text(words, name))]
    assert missing == []


def test_a_command_that_is_named_like_a_family_has_its_own_text() -> None:
    assert read_help()["corrections tag"]["help"][:12] in help_of("corrections", width=200)


@pytest.mark.parametrize("words", COMMANDS)
def test_no_text_is_of_a_parameter_that_is_gone(words: str) -> None:
    own = {*read_help()[words]} - {"help", "more"}
    assert own - {*parameters_of(words)} == set()


def test_no_text_is_of_a_command_that_is_gone() -> None:
    assert {*read_help()} == {*TABLES, *COMMANDS}
    assert {*read_help()["families"]} == {*FAMILIES}


def test_shared_parameters_mean_the_same_everywhere() -> None:
    meanings: dict[str, set[str]] = {name: set() for name in read_help()["shared"]}
    for words in COMMANDS:
        for name, option in parameters_of(words).items():
            if name not in read_help()[words]:
                meanings[name].add(" ".join((option.parameter.help or "").split()))
    assert {name: texts for name, texts in meanings.items() if len(texts) != 1} == {}


def test_there_are_no_latin_words_but_names_options_and_code() -> None:
    foreign = {}
    for table, texts in read_help().items():
        if table in ("words", "mistakes"):
            continue
        for name, text in texts.items():
            plain = re.sub(r"`[^`]*`|\{\w+\}", "", text)
            if words := {*_LATIN.findall(plain)} - NAMES:
                foreign[f"{table}.{name}"] = words
    assert foreign == {}


@pytest.mark.parametrize("words", ["", *FAMILIES, *COMMANDS])
def test_a_page_is_chinese_and_fits_the_terminal(words: str) -> None:
    shown = help_of(words)
    for english in ("Usage", "COMMAND", "OPTIONS", "ARGS", "Parameters", "Arguments", "Commands"):
        assert english not in shown
    for english in ("[choices", "[default", "[required", " STR", " INT", " CHOICE", "Display this"):
        assert english not in shown
    assert "`" not in shown and max(map(cell_len, shown.splitlines())) <= 80


def test_choices_defaults_and_what_is_required_are_shown() -> None:
    shown = help_of("search", 200)
    assert "［可选值：relevance、recent、date、oldest］［默认：relevance］" in shown
    assert (
        "--limit 整数" in shown and "--term 文本…" in shown and "用法：zhengce search [选项] [参数…]" in shown
    )
    assert "［必填］" in help_of("compare") and "┃" not in shown


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("--help", "用法：zhengce 命令\n\n处理中英文政策文本"),
        ("", "用法：zhengce 命令\n\n处理中英文政策文本"),
        ("align", "用法：zhengce align 命令\n\n配对原文与译文"),
        ("trends -h", "用法：zhengce trends [选项] [参数…]\n\n统计术语随时间的变化"),
        (
            "collection add --help",
            "用法：zhengce collection add [选项] NAME [参数…]\n\n将文件和段落加入资料集",
        ),
    ],
)
def test_the_variable_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, begins: str
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    assert _run(words.split()) == 0
    assert capsys.readouterr().out.startswith(begins)
    monkeypatch.setenv("ZHENGCE_LANG", "en")
    assert _run(words.split()) == 0
    assert capsys.readouterr().out.startswith("Usage: zhengce")


def test_english_help_reads_no_chinese() -> None:
    probe = (
        "import sys; from flows.cli.main import _run; _run(['--help']); "
        "print('flows.cli.chinese' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("serch", "没有命令 serch，是不是 search？请看 zhengce --help。"),
        ("corpus nix", "没有命令 nix。请看 zhengce corpus --help。"),
        ("search --limt 3", "没有选项 --limt，是不是 --limit？请看 zhengce search --help。"),
        ("search x --limit", "--limit 后面须有值。请看 zhengce search --help。"),
        (
            "search x --limit abc",
            "--limit “abc”：请写不超过 1,000,000,000 的整数。请看 zhengce search --help。",
        ),
        ("search x --limit 1 --limit 2", "--limit 只能给一次。请看 zhengce search --help。"),
        (
            "search x --sort up",
            "sort“up”：没有这个值；已知的值：relevance、recent、date、oldest。请看 zhengce search --help。",
        ),
        ("compare a", "缺少 B。请看 zhengce compare --help。"),
    ],
)
def test_mistakes_are_named_in_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, message: str
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    assert _run(words.split()) == 2
    assert capsys.readouterr().err == f"zhengce: {message}\n"

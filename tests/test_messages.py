"""Messages: catalogues complete in both languages, every message used, and singular and plural forms."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator

import pytest

from flows.errors import fill_text, format_message, read_catalogue
from flows.text import has_han
from tests.support import PROJECT

ROOMS = ("cli", "output", "reports", "alerts", "flows")
HEADINGS = tomllib.loads((PROJECT / "flows" / "output" / "headings.toml").read_text(encoding="utf-8"))
# Names in Chinese messages, besides options, commands and filled-in values.
NAMES = {
    *re.findall(
        r"\S+",
        """
        A B CSV Ctrl-C DPnorm Dunning F1 ID JSON JSONL Kendall MB N NAME PATH Parquet Pettitt Prefect Theil-Sen UTC UTF-8 Unicode XLSX YAML
        bash chain concordance corpora csv docx drop export fish html http https id jieba json jsonl label mine my
        p parquet patch province sha256 q rare search shell source sources tau tsv write xlsx y yml zhengce zsh
        """,
    )
}


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sources() -> Iterator[tuple[str, str]]:
    files = (PROJECT / "flows").rglob("*")
    for path in (path for path in files if path.suffix in (".py", ".html")):
        yield path.relative_to(PROJECT).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("room", ROOMS)
def test_every_message_has_both_languages_with_the_same_values(room: str) -> None:
    for name, texts in read_catalogue(room).items():
        assert {"en", "zh"} <= set(texts) <= {"en", "zh", "page_en", "page_zh"}, name
        assert fields_of(texts["en"]) == fields_of(texts["zh"]), name


@pytest.mark.parametrize("room", ["cli", "output"])
def test_every_message_is_used_and_every_code_has_one(room: str) -> None:
    known = set(read_catalogue(room))
    written = {found for _, text in sources() for found in re.findall(rf'"{room}\.([a-z_0-9]+)"', text)}
    # A code built from parts: its beginning, as in f"cli.corpus_{name}".
    begun = {found for _, text in sources() for found in re.findall(rf'f"{room}\.([a-z_0-9]*)\{{', text)}
    passed = {
        found for _, text in sources() for found in re.findall(r"""_message\(["']([a-z_]+)["']""", text)
    }
    assert written - known == set()
    used = written | passed | {name for name in known for start in begun if start and name.startswith(start)}
    # f"cli.{match.unit}s": the units of a comparison.
    assert known - used - {"paragraphs", "sentences"} == set()


@pytest.mark.parametrize("room", ["alerts", "reports"])
def test_every_notice_of_a_page_or_feed_is_named(room: str) -> None:
    """In code or a template: whole, or by its beginning or end if it is built from parts."""
    folder = PROJECT / "flows" / room
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for ending in ("py", "html", "md", "rss")
        for path in folder.rglob(f"*.{ending}")
    )
    begun = tuple(re.findall(r"""["']([a-z]+_)(?:\{|["'] ~)""", text))
    ended = tuple(re.findall(r"""~ ["'](_[a-z]+)["']""", text))
    notices = tomllib.loads((folder / "notices.toml").read_text(encoding="utf-8"))
    unused = {name for name in notices if not re.search(rf"""["']{name}["']""", text)}
    assert {name for name in unused if not name.startswith(begun) and not name.endswith(ended)} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_chinese_has_no_latin_words_but_names_options_and_commands(room: str) -> None:
    foreign = {}
    for name, texts in read_catalogue(room).items():
        plain = re.sub(
            r"\{[^{}]*\}|`[^`]*`|zhengce(?: [a-z][a-z-]*)+|-?-[a-z][a-z-]*|ZHENGCE_[A-Z]+", " ", texts["zh"]
        )
        plain = re.sub(r"\S*[/.=:]\S*", " ", plain)
        if words := {*re.findall(r"[A-Za-z][\w-]*", plain)} - NAMES:
            foreign[name] = words
    assert foreign == {}


@pytest.mark.parametrize(
    ("documents", "passages", "text"),
    [
        (0, 0, "0 documents, 0 passages stored; 0 of 0 files unchanged; 0 rejected"),
        (1, 2, "1 document, 2 passages stored; 0 of 0 files unchanged; 0 rejected"),
        (1234, 1, "1,234 documents, 1 passage stored; 0 of 0 files unchanged; 0 rejected"),
    ],
)
def test_one_and_many(documents: int, passages: int, text: str) -> None:
    values = {"documents": documents, "passages": passages, "unchanged": 0, "files": 0, "rejected": 0}
    assert format_message("cli.stored", values) == text


def test_one_and_many_choose_words_as_well() -> None:
    assert (
        format_message("cli.on_both_sides", {"number": 1}) == "1 passage is on both sides and counts on both"
    )
    assert (
        format_message("cli.on_both_sides", {"number": 2}) == "2 passages are on both sides and count on both"
    )
    assert format_message("cli.on_both_sides", {"number": 1}, "zh") == "有 1 段同属双方，在双方都计数"


def test_what_was_typed_is_quoted_with_its_chinese_spaces() -> None:
    assert (
        fill_text("{typed!r}: no", {"typed": "稀土\u3000NEAR／10\u3000出口"}) == "'稀土　NEAR／10　出口': no"
    )
    assert fill_text("{typed!r}", {"typed": "a\\u3000\n"}) == r"'a\\u3000\n'"


def test_no_message_has_a_noun_of_many_behind_a_number() -> None:
    """A number with a plain plural after it will say "1 documents" one day."""
    nouns = "documents|passages|pairs|links|mentions|concepts|members|words|texts|files|clusters|candidates|errors"
    found = {
        f"{room}.{name}"
        for room in ROOMS
        for name, texts in read_catalogue(room).items()
        if re.search(rf"\{{\w+:?,?\}} (?:{nouns})\b", texts["en"])
    }
    assert found == set()


def test_words_and_stages_are_chinese() -> None:
    for part, texts in HEADINGS.items():
        assert all(has_han(text) for text in texts.values()), part


def test_every_stage_of_work_has_a_name_in_chinese() -> None:
    """Stages are first arguments of `report`, `draw` and `working`, or of a reporter made from one."""
    stages = set()
    for path, text in sources():
        if path.startswith("flows/web") or not re.search(r"\b(report|draw|working)\(", text):
            continue
        for node in ast.walk(ast.parse(text)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if len(node.args) in {"report": (1, 3), "draw": (3,), "working": (1,)}.get(node.func.id, ()):
                stages |= {_pattern(node.args[0])}
    ways = {"* documents read*": "* documents read"}  # a variable is in the middle of it
    assert {ways.get(stage, stage) for stage in stages if stage} - {*HEADINGS["stages"]} == set()
    assert len(stages) > 10


def _pattern(node: ast.expr) -> str:
    """Return a stage as in headings.toml, with * for filled-in values, or "" for a variable."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    return ""

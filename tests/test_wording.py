"""Wording of messages: nouns agree with their numbers, one Chinese word per thing, no options on pages."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator

import pytest

from flows.errors import fill_text
from flows.trends import without_options
from tests.support import PROJECT

FLOWS = PROJECT / "flows"
CATALOGUES = sorted((*FLOWS.rglob("errors.toml"), *FLOWS.rglob("notices.toml")))
MESSAGES = FLOWS / "web" / "messages.toml"
CAPTIONS = FLOWS / "trends" / "captions.toml"
TEMPLATES = sorted((FLOWS / "web" / "templates").glob("*.html"))
# Words after a number that end in s but are not plural nouns.
NO_NOUNS = {
    "its",
    "address",
    "as",
    "begins",
    "compares",
    "contains",
    "does",
    "has",
    "hides",
    "holds",
    "is",
    "leads",
    "leaves",
    "makes",
    "names",
    "series",
    "answers",
    "searches",
    "was",
    "with",
    "writes",
    "changes",
    "reads",
    "takes",
}
ADJECTIVES = {"more", "newer", "other", "further", "stored"}
PLURAL = re.compile(r"(?<![\w.,])(?<!of the )1 ([a-z]+ )?([a-z]+s)\b")


def english() -> Iterator[tuple[str, str]]:
    """Yield every English text with the place where it is defined."""
    for path in CATALOGUES:
        for name, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield from (
                (f"{path.parent.name} {name} {key}", texts[key]) for key in ("en", "page_en") if key in texts
            )
    for name, texts in tomllib.loads(MESSAGES.read_text(encoding="utf-8")).items():
        yield f"messages {name}", texts[0]


def chinese() -> Iterator[tuple[str, str]]:
    for path in CATALOGUES:
        for name, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield from (
                (f"{path.parent.name} {name} {key}", texts[key]) for key in ("zh", "page_zh") if key in texts
            )
    for name, texts in tomllib.loads(MESSAGES.read_text(encoding="utf-8")).items():
        yield f"messages {name}", texts[1]
    yield "manual", (FLOWS / "web" / "manual.toml").read_text(encoding="utf-8")
    yield "help", (FLOWS / "cli" / "help.zh.toml").read_text(encoding="utf-8")
    yield "headings", (FLOWS / "output" / "headings.toml").read_text(encoding="utf-8")
    yield "captions", CAPTIONS.read_text(encoding="utf-8")


def plural_after_one(text: str) -> list[str]:
    """Return the plurals in a text when all its fields are 1."""
    filled = fill_text(text, _ones(text))
    return [
        match[0]
        for match in PLURAL.finditer(filled)
        if match[2] not in NO_NOUNS and (match[1] or "of ").strip() in {"of", *ADJECTIVES}
    ]


def test_one_thing_is_no_plural() -> None:
    wrong = {place: found for place, text in english() if (found := plural_after_one(text))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("{n:# newer passage is|# newer passages are} left", 1, "1 newer passage is left"),
        ("{n:# newer passage is|# newer passages are} left", 2000, "2,000 newer passages are left"),
        ("{n:# newer passage is|# newer passages are} left", "1", "1 newer passage is left"),
        ("{n:# newer passage is|# newer passages are} left", "2,000", "2,000 newer passages are left"),
        ("{n:,} of {m:# passage|# passages}", 1, "1 of 1 passage"),
        ("{n:,} of {m:# passage|# passages}", 21, "21 of 21 passages"),
        ("{n:03d}", 7, "007"),
    ],
)
def test_nouns_agree_with_their_number(text: str, number: int | str, expected: str) -> None:
    assert fill_text(text, {"n": number, "m": number}) == expected


def test_templates_choose_the_form_of_a_noun() -> None:
    """A number before a plural noun goes through `plural`, and a message with such a noun through `fill`."""
    texts = {name: one[0] for name, one in tomllib.loads(MESSAGES.read_text(encoding="utf-8")).items()}
    wrong = []
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        for name in re.findall(r"(?:\|thousands|\|length) \}\} \{\{ messages\.(\w+)", source):
            if re.match(r"[a-z]+s\b", texts[name]):
                wrong.append(f"{path.name}: {name}")
        for name in re.findall(r"messages\.(\w+)\.format\(", source):
            if "|#" in texts[name]:
                wrong.append(f"{path.name}: {name}.format")
    assert wrong == []


def _ones(text: str) -> dict[str, object]:
    """Return 1 for each field of a text, and 1.5 for measures (format g or f), which are not counts."""
    parts = string.Formatter().parse(text)
    return {name: (1, 1.5)[(form or "").endswith(("f", "g"))] for _, name, form, _ in parts if name}


@pytest.mark.parametrize(
    ("word", "instead", "allowed"),
    [
        ("搜索", "检索", set()),
        ("词表", "词库", {"目录或词表", "词表工具", "翻译词表"}),
        ("词典", "词库", {"词典词", "jieba 词典", "词典和句对"}),  # a word of the segmenter's dictionary
    ],
)
def test_one_chinese_word_per_thing(word: str, instead: str, allowed: set[str]) -> None:
    texts = [(place, re.sub("|".join(allowed) or "(?!)", "", text)) for place, text in chinese()]
    assert [place for place, text in texts if word in text] == []
    assert any(instead in text for _, text in texts)


def test_templates_join_messages_by_marks_of_the_language() -> None:
    """`. ` and `, ` between messages are `messages.full_stop` and `messages.comma`, 。 and ， in Chinese."""
    joined = re.compile(r"\}\}[.,;] \{\{ messages\.")
    assert [path.name for path in TEMPLATES if joined.search(path.read_text(encoding="utf-8"))] == []


def test_numbers_have_blanks_beside_chinese() -> None:
    """第 2 个字符, not 第2个字符; the number of an article (第12条) belongs to its word."""
    numbers = re.compile(r"[一-鿿](?:\d+|\{\w+:,\})[一-鿿]|第\{\w+\}|[一-鿿]\d+[处份次个]")
    texts = [(place, text.replace("第12条", "")) for place, text in chinese()]
    assert {place: found[0] for place, text in texts if (found := numbers.search(text))} == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_captions_of_pages_name_no_option(language: str) -> None:
    texts = tomllib.loads(CAPTIONS.read_text(encoding="utf-8"))[language]
    lines = [text for text in texts.values() if isinstance(text, str)]
    assert any("--" in line for line in lines)
    assert [line for line in without_options(lines) if "--" in line] == []

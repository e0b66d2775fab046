"""The word tables of directives: verbs with their grades, and patterns of words of duty and traps."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.text import compile_alternatives, read_patterns

_HERE = Path(__file__).parent


class VerbRow(NamedTuple):
    """A verb with the grade of an instruction that uses it, and an object that it may take."""

    grade: int
    verb: str
    object: str
    participle: str = ""  # of an irregular English verb


class DutyRule(NamedTuple):
    """A word of duty; `before` must not match what precedes it in its clause.

    Each example is (sentence, cue, addressee).
    """

    name: str
    grade: int
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    examples: tuple[tuple[str, str, str], ...]


@cache
def read_verbs(language: str) -> tuple[VerbRow, ...]:
    """Return the verbs of a language, `zh` or `en`, in the order of the table."""
    with (_HERE / f"verbs_{language}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            VerbRow(int(row["grade"]), row["verb"], row["object"], row.get("participle") or "")
            for row in csv.DictReader(lines)
        )


@cache
def verb_grades(language: str) -> dict[str, int]:
    """Return the grade of each verb."""
    return {row.verb: row.grade for row in read_verbs(language)}


@cache
def read_adverbs(language: str) -> tuple[str, ...]:
    """Return the adverbs that do not change a grade."""
    lines = (_HERE / f"adverbs_{language}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))


@cache
def read_words(language: str) -> dict[str, dict[str, str | list[str]]]:
    """Return the other tables of a language, by name: words and patterns as written."""
    return read_patterns(_HERE / f"words_{language}.toml")


@cache
def pattern_of(language: str, table: str, key: str) -> re.Pattern[str]:
    """Return the pattern under a key of a table, compiled."""
    return compile_alternatives(text_of(language, table, key))


def text_of(language: str, table: str, key: str) -> str:
    """Return the text of the pattern under a key of a table."""
    value = read_words(language)[table][key]
    assert isinstance(value, str)
    return value


def list_of(language: str, table: str, key: str) -> list[str]:
    """Return the words under a key of a table."""
    value = read_words(language)[table][key]
    assert isinstance(value, list)
    return value


@cache
def read_duties(language: str) -> tuple[DutyRule, ...]:
    """Return the rules for words of duty, the strictest first."""
    rules = read_patterns(_HERE / f"words_{language}.toml")["duty"]
    return tuple(
        DutyRule(
            rule["name"],
            rule["grade"],
            re.compile(rule["pattern"]),
            re.compile(rule["before"]) if "before" in rule else None,
            tuple((sentence, cue, addressee) for sentence, cue, addressee in rule.get("examples", ())),
        )
        for rule in rules
    )


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first, grouped by first letter.

    A regular expression engine that tries alternatives in order then rejects most places by one letter.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_letter[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items()))

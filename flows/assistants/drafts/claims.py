"""Requests and answers of the check: one claim per quotation, number, title, article or figure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from flows.annotation.parsing import Parser
from flows.references import ArticleNumber
from flows.text import lazy_pattern

ClaimKind = Literal["quote", "number", "title", "article", "figure"]
Verdict = Literal["exact", "folded", "near", "stitched", "misattributed", "translated", "absent", "unchecked"]
VERDICTS: tuple[Verdict, ...] = (
    "exact",
    "folded",
    "near",
    "stitched",
    "misattributed",
    "translated",
    "absent",
    "unchecked",
)
# Verdicts that a careful author checks again; with `--strict`, the command then ends with exit code 3.
DOUBTFUL: frozenset[Verdict] = frozenset(("near", "misattributed", "absent"))
_LINE = lazy_pattern(r"[^\n]+")
_PARAGRAPH = lazy_pattern(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")


class Span(NamedTuple):
    """A part of a text, in code points: `text[start:end]`."""

    start: int
    end: int


class Note(NamedTuple):
    """A remark on a claim: the name of a message in `notes.toml`, and the values that fill it."""

    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as plain text. `blocks` are its block quotations and `names` the titles set in italics.

    `name` is its file name, `file_date` the ISO date of its file or page, or "". If `is_by_line`, every line
    is a paragraph; otherwise blank lines separate them. All spans are in code points of `text`.
    """

    text: str
    blocks: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()
    name: str = ""
    is_by_line: bool = False
    file_date: str = ""

    def paragraphs(self) -> Iterator[Span]:
        """Yield the spans of the paragraphs, without blank lines."""
        pattern = _LINE if self.is_by_line else _PARAGRAPH
        return (Span(*match.span()) for match in pattern.finditer(self.text))


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """A request to check a draft.

    `as_of` is the date on which laws should be in force (of a month or year: its last day), "" for today.
    `corpora` limits where quotations are searched for; none means the whole store. Without `figures`, figures
    are not checked. `parser` reads what English figures measure, as in stored texts; without it, their words
    alone decide.
    """

    draft: Draft
    as_of: str = ""
    corpora: tuple[str, ...] = ()
    figures: bool = True
    parser: Parser | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The stored counterpart of a claim.

    `passage_id` and `document_id` are "" if nothing was found. `found` is the stored text, verbatim, and
    `difference` shows how the draft differs from it, word by word: [-stored-]{+draft+}.
    """

    verdict: Verdict
    passage_id: str = ""
    document_id: str = ""
    title: str = ""
    date: str = ""
    found: str = ""
    difference: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a draft that claims to come from a document: `draft.text[start:end] == text`."""

    kind: ClaimKind
    text: str
    start: int
    end: int
    finding: Finding = field(default_factory=lambda: Finding("unchecked"))

    @property
    def verdict(self) -> Verdict:
        """The verdict on the claim."""
        return self.finding.verdict


class ClaimRow(NamedTuple):
    """A claim as listed; the fields are those of the JSON output."""

    kind: ClaimKind
    text: str
    start: int
    end: int
    verdict: Verdict
    passage_id: str
    document_id: str
    title: str
    date: str
    found: str
    difference: str
    note: str


@cache
def read_words() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of notes and the names of kinds and verdicts, each by locale."""
    text = Path(__file__).with_name("notes.toml").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = tomllib.loads(text)
    return words


def word_of(name: str, locale: str = "en") -> str:
    """Return a text of `notes.toml` in a locale, `en` or `zh`."""
    return read_words()[name][locale]


def describe_note(note: Note, locale: str = "en") -> str:
    """Return a note in words, in `en` or `zh`."""
    texts = read_words()[note.code]
    values = {name: _show(value, locale) for name, value in note.values.items()}
    if values.get("number") == 1 and f"one_{locale}" in texts:
        return texts[f"one_{locale}"].format(**values)
    return texts[locale].format(**values)


def _show(value: object, locale: str) -> object:
    if isinstance(value, ArticleNumber):
        return value.in_words(locale)
    if isinstance(value, list | tuple):
        return {"zh": "、", "en": ", "}[locale].join(map(str, value))
    return value


def claim_rows(claims: Sequence[Claim], locale: str = "en") -> list[ClaimRow]:
    """Return claims as rows, with their notes in words, `en` or `zh`."""
    joint = {"zh": "；", "en": "; "}[locale]
    return [
        ClaimRow(
            claim.kind,
            claim.text,
            claim.start,
            claim.end,
            claim.verdict,
            claim.finding.passage_id,
            claim.finding.document_id,
            claim.finding.title,
            claim.finding.date,
            claim.finding.found,
            claim.finding.difference,
            joint.join(describe_note(note, locale) for note in claim.finding.notes),
        )
        for claim in claims
    ]

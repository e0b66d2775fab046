"""Prompts for three jobs: a brief on a term, the check of a draft, the comparison of two plans."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from flows.assistants.mcp.arguments import Date
from flows.records import Locale

_LONGEST_DRAFT = 100_000  # characters
Language = Annotated[Locale, Field(description="language of the answer: en or zh")]
Word = Annotated[str, Field(min_length=1, max_length=200)]


class PromptText(NamedTuple):
    """A prompt: its name, its description for clients, and the function that writes it."""

    name: str
    title: str
    description: str
    write: Callable[..., str]


@cache
def read_texts() -> Mapping[str, object]:
    """Return the instructions and the prompts by name."""
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def list_prompts() -> list[PromptText]:
    """Return the prompts in the order shown by clients."""
    return [_describe(write) for write in (brief, check_draft, compare_plans)]


def brief(term: Word, since: Date = "", language: Language = "en") -> str:
    """Return the prompt for a brief on a term."""
    part = _text("brief", "since", language).format(since=since) if since else ""
    return _text("brief", "text", language).format(term=_one_line(term), since=part)


def check_draft(
    draft: Annotated[str, Field(min_length=1, max_length=_LONGEST_DRAFT)], language: Language = "en"
) -> str:
    """Return the prompt for checking a draft; a closing tag inside the draft has no effect."""
    return _text("check_draft", "text", language).format(draft=draft.replace("</draft", "</ draft"))


def compare_plans(first: Word, second: Word, language: Language = "en") -> str:
    """Return the prompt for comparing two documents, named by id, number or title."""
    text = _text("compare_plans", "text", language)
    return text.format(first=_one_line(first), second=_one_line(second))


def _describe(write: Callable[..., str]) -> PromptText:
    name = write.__name__
    return PromptText(name, _text(name, "title", "en"), _text(name, "description", "en"), write)


def _text(prompt: str, part: str, language: str) -> str:
    texts = read_texts()[prompt]
    assert isinstance(texts, dict)
    english, chinese = texts[part]
    return str(chinese if language == "zh" else english)


def _one_line(text: str) -> str:
    return " ".join(text.split())

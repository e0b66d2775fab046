"""The page's messages in both languages, and the choice between them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flows.errors import format_message
from flows.records import Locale

Names = Callable[[str], str]  # the name of a category, concept, language or entity, by its id
_LOCALES: dict[str, Locale] = {"en": "en", "zh": "zh"}


class Explained(NamedTuple):
    """An example, a rule or a key, with its explanation in both languages; rules have no example."""

    example: str
    en: str
    zh: str


@cache
def load_messages() -> Mapping[str, tuple[str, str]]:
    """Return every message as (English, Chinese)."""
    text = Path(__file__).with_name("messages.toml").read_text(encoding="utf-8")
    return {name: (texts[0], texts[1]) for name, texts in tomllib.loads(text).items()}


@cache
def messages_in(locale: Locale) -> Mapping[str, str]:
    """Return every message in a locale."""
    place = {"en": 0, "zh": 1}[locale]
    return {name: texts[place] for name, texts in load_messages().items()}


@cache
def load_manual(part: str) -> tuple[Explained, ...]:
    """Return a part of the manual: examples, grammar, rules or keys."""
    manual = tomllib.loads(Path(__file__).with_name("manual.toml").read_text(encoding="utf-8"))
    return tuple(Explained(entry.get("example", ""), entry["en"], entry["zh"]) for entry in manual[part])


def choose_locale(requested: str, cookie: str, accepted: str) -> Locale:
    """Return the requested locale, else the cookie's, else the browser's first of the two."""
    codes = [part.split(";")[0].strip()[:2] for part in accepted.lower().split(",")]
    known = (_LOCALES[code] for code in (requested, cookie, *codes) if code in _LOCALES)
    return next(known, "en")


def explain_rejection(row: Mapping[str, Any], locale: str) -> str:
    """Return why input was not stored, in a locale; as stored if there is no code."""
    if not row["code"]:
        return str(row["reason"])
    return format_message(row["code"], row["values"], locale)


def explain_health(reasons: Iterable[Mapping[str, Any]], locale: str) -> str:
    """Return why a corpus is unhealthy or a run failed, in a locale; reasons have a code and values."""
    separator = {"zh": "；"}.get(locale, "; ")
    return separator.join(format_message(one["code"], one["values"], locale) for one in reasons)

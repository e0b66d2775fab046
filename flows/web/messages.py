"""Messages of the page in both languages, and the choice between them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from flows.errors import read_catalogue

Locale = Literal["en", "zh"]
_LOCALES: dict[str, Locale] = {"en": "en", "zh": "zh"}
# Messages of the pipeline that the store keeps in English, as the health of a corpus.
_HEALTH = ("too_few_documents", "too_many_rejected", "too_few_items", "too_few_items_read", "late")
_FIELD = re.compile(r"\{(\w+)(?::[^}]*)?\}")


class Explained(NamedTuple):
    """An example, a rule or a key, with what is said of it in both languages; rules have no example."""

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
    """Return the locale requested, else the one of the cookie, else the browser's first of the two."""
    codes = [part.split(";")[0].strip()[:2] for part in accepted.lower().split(",")]
    known = (_LOCALES[code] for code in (requested, cookie, *codes) if code in _LOCALES)
    return next(known, "en")


def translate_health(problem: str, locale: str) -> str:
    """Return why a corpus is not healthy, in a locale.

    What is not a message of the pipeline stays as it is.
    """
    if locale == "en":
        return problem
    return "；".join(map(_translate, problem.split("; ")))


def _translate(problem: str) -> str:
    for name in _HEALTH:
        texts = read_catalogue("pipeline")[name]
        if found := _pattern_of(texts["en"]).fullmatch(problem):
            return _FIELD.sub(r"{\1}", texts["zh"]).format(**found.groupdict())
    return problem


@cache
def _pattern_of(text: str) -> re.Pattern[str]:
    """Return a pattern that matches what a text of a catalogue becomes, with a group for each field."""
    pieces = []
    for number, part in enumerate(_FIELD.split(text)):
        is_field = number % 2 == 1
        pieces.append(f"(?P<{part}>.+?)" if is_field else re.escape(part))
    return re.compile("".join(pieces))

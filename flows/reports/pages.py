"""The templates of self-contained pages. Everything from documents is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from flows.errors import format_message
from flows.search import TranslatedSentence
from flows.text import Part, escape_markdown, split_marked

if TYPE_CHECKING:
    from jinja2 import Template


# Marks between the parts of a line of Markdown, and the space after a mark.
_MARKS = {
    "en": {
        "colon": ": ",
        "comma": ", ",
        "between": ", ",
        "semicolon": "; ",
        "opening": " (",
        "closing": ")",
        "blank": " ",
    },
    "zh": {
        "colon": "：",
        "comma": "，",
        "between": "、",
        "semicolon": "；",
        "opening": "（",
        "closing": "）",
        "blank": "",
    },
}


@cache
def read_template(name: str) -> Template:
    """Return a template of this room."""
    # Jinja takes 60 ms to import, so only when a page is written.
    from jinja2 import Environment, PackageLoader, select_autoescape

    environment = Environment(
        loader=PackageLoader("flows.reports", "templates"), autoescape=select_autoescape(["html"])
    )
    environment.filters |= {
        "link": safe_link,
        "percent": _as_percent,
        "md": _as_markdown,
        "parts": _cut_parts,
    }
    environment.globals["marks"] = _MARKS
    return environment.get_template(name)


def say_in(locale: str) -> Callable[..., str]:
    """Return a function for templates that returns a notice of this room by name and values."""

    def say(name: str, /, **values: object) -> str:
        return format_message(f"reports.{name}", values, locale)

    return say


def safe_link(url: str) -> str:
    """Return an address that a page may link to, or "" for anything but http and https."""
    return url if re.match(r"https?://", url or "") else ""


def _as_percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}%"


def _as_markdown(value: object) -> str:
    return escape_markdown(str(value))


def _cut_parts(sentence: TranslatedSentence) -> list[Part]:
    return list(split_marked(sentence.text, sentence.highlights))

"""Render pages: templates with messages, names of categories, and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from flows import __version__
from flows.corpus.metadata import name_state, read_states
from flows.errors import fill_text
from flows.output import XLSX_ROWS, mark_languages
from flows.records import Locale
from flows.settings import find_manual
from flows.store.documents import known_corpora
from flows.store.facts import name_in_entity
from flows.text import lazy_pattern, show_minute
from flows.text.places import name_province, read_province
from flows.trends import name_period
from flows.web.addresses import SearchAddress, find_ignored, make_address, page_start, quote_name
from flows.web.library import Library
from flows.web.marking import split_text
from flows.web.messages import Names, choose_locale, messages_in

# The places of the site: two beside the search box, the others in menus, each with the message for its name.
MENUS = {
    "": (("/", "start"), ("/brief", "brief")),
    "menu_read": (
        ("/documents", "documents_place"),
        ("/concordance", "concordance"),
        ("/parallel", "parallel"),
        ("/pairs", "pairs"),
    ),
    "menu_count": (
        ("/trends", "trends"),
        ("/compare", "compare"),
        ("/changes", "changes"),
        ("/batch", "batch_place"),
    ),
    "menu_facts": (
        ("/events", "events"),
        ("/targets", "targets"),
        ("/directives", "directives"),
        ("/citations", "citations"),
        ("/dossier", "dossier"),
    ),
    "menu_work": (
        ("/collections", "collections"),
        ("/searches", "saved_searches"),
        ("/verify", "verify"),
        ("/analyze", "analyze"),
        ("/label", "label"),
        ("/corrections", "corrections"),
        ("/add", "add_place"),
    ),
    "menu_about": (("/status", "status"), ("/vanished", "vanished_place"), ("/help", "help")),
}
_ENTITY = lazy_pattern(r"(?:org|person|gpe|tech|programme|event|doc):")
_LANGUAGES = ("zh", "en", "mixed", "und")
# filters whose values are plain names, never ids of the lexicon
_AS_WRITTEN = ("corpus", "publisher", "collection", "tag")
_STATES = ("status", "level", "kind", "vanished")
_YEAR = 31_536_000  # seconds


class Pages:
    """Renders templates with what every page needs."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._of_all_pages = {
            "manual": find_manual() is not None,
            "is_empty": self._is_empty,
            "sheet_rows": XLSX_ROWS,
        }

    def render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page in the locale of a request; `values` are for the template."""
        locale = self.locale(request)
        other = {"zh": "en", "en": "zh"}[locale]
        ignored = find_ignored(request.url.path, request.query_params)
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
        shared = {
            "search": SearchAddress(),
            "messages": messages_in(locale),
            "plural": partial(_plural, messages_in(locale)),
            "locale": locale,
            "name_of": self.names(locale),
            "value_name": partial(name_value, self.names(locale)),
            "province_name": partial(name_province, locale=locale),
            "name_period": partial(name_period, language=locale),
            "path": request.url.path,
            "ignored": ignored,
            # Not on an error page: the store may be the cause.
            "can_compare": status < 400 and self.library.can_compare,
            "can_edit": self.library.can_edit,
            "switch": make_address(request.url.path, *kept, ("lang", other)),
            "without": lambda *pair: make_address(
                request.url.path, *(one for one in kept if one != pair and one[0] != "page")
            ),
            "shown": urlencode([pair for pair in kept if pair[0] not in ("page", *ignored)]),
        }
        html = _environment().get_template(template).render(self._of_all_pages | shared | values)
        response = HTMLResponse(mark_languages(html), status)
        if "lang" in request.query_params:
            response.set_cookie("lang", locale, samesite="strict", max_age=_YEAR)
        return response

    @staticmethod
    def locale(request: Request) -> Locale:
        """Return the locale of the page for a request."""
        return choose_locale(
            request.query_params.get("lang", ""),
            request.cookies.get("lang", ""),
            request.headers.get("accept-language", ""),
        )

    def _is_empty(self) -> bool:
        """Return whether nothing is stored; checked only if a page has nothing to show."""
        return not self.library.keep("corpora", known_corpora)

    def names(self, locale: Locale) -> Names:
        """Return a function that names a category, concept, language or entity for people."""

        def name(identifier: str) -> str:
            if concept := self.library.lexicon.concepts.get(identifier):
                return concept.label(locale)
            if identifier in _LANGUAGES:
                return messages_in(locale)[f"language_{identifier}"]
            if identifier.startswith("province:"):
                value = identifier.partition(":")[2]
                return name_province(read_province(value) or value, locale)
            if (state := identifier.partition(":"))[0] in _STATES:
                return name_state(state[0], read_states(state[0], [state[2]])[0], locale)
            if _ENTITY.match(identifier):
                return name_in_entity(identifier)
            return self.library.taxonomy.name(identifier, locale)

        return name

    def names_for(self, request: Request) -> Names:
        """Return a function that names things in the locale of a request."""
        return self.names(self.locale(request))


def name_value(name_of: Names, filter_name: str, value: str) -> str:
    """Return the name of a filter's value: a corpus called `shanghai` is not a city."""
    if filter_name in (*_STATES, "province"):
        return name_of(f"{filter_name}:{value}")
    return value if filter_name in _AS_WRITTEN else name_of(value)


class _Templates(PackageLoader):
    """Loads templates with one space for the indentation of a line.

    With all of their indentation, pages would be half as large again.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        source, path, is_current = super().get_source(environment, template)
        return re.sub(r"\n +", "\n ", source), path, is_current


@cache
def _environment() -> Environment:
    """Return the environment of the templates, each compiled once per process (0.2 s for all)."""
    environment = Environment(
        loader=_Templates("flows.web", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"thousands": _group_thousands, "coded": _mark_code, "sentence": _begin_large}
    environment.globals |= {
        "split_text": split_text,
        "version": __version__,
        "address": make_address,
        "page_start": page_start,
        "quote_name": quote_name,
        "menus": MENUS,
        "moment": show_minute,
        "fill": _fill,
    }
    return environment


def _group_thousands(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value


def _begin_large(text: str) -> str:
    """Return a word that tables and lines have in small letters as a label: with a large first letter."""
    return text[:1].upper() + text[1:]


def _fill(text: str, **values: object) -> str:
    """Return a message with its fields filled in, its nouns agreeing with the numbers before them."""
    return fill_text(text, values)


def _plural(messages: Mapping[str, str], number: int, name: str) -> str:
    """Return the message `name`, or its singular form."""
    return messages[{1: f"{name}_one"}.get(number, name)]


def _mark_code(text: str) -> Markup:
    """Return the text, escaped, with text in `backticks` as code."""
    parts: list[Markup] = []
    for number, part in enumerate(text.split("`")):
        is_code = number % 2 == 1
        parts.append(Markup("<code>{}</code>").format(part) if is_code else escape(part))
    return Markup().join(parts)

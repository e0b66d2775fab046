"""The facts of an analysed passage as tables for people: figures, events, citations and directives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flows.errors import terminal_locale
from flows.output.terminal import translate_word
from flows.records import DIRECTIVE_GRADES, Locale
from flows.references import EVENT_COLUMNS, ListedEvent, describe_event, show_written

_Row = Mapping[str, Any]


class FactTable(NamedTuple):
    """The facts of one kind in a passage.

    `columns` maps the keys of the rows to their headings; two more keys, `start` and `end`, have the span.
    """

    kind: str
    columns: Mapping[str, str]
    rows: Sequence[_Row]


def tabulate_facts(passage: Mapping[str, Any], locale: str = "") -> Iterator[FactTable]:
    """Yield a table for each kind of fact that an analysed passage has.

    Without a locale, it is the terminal's. `start` and `end` are code points of the passage's text.
    """
    chosen: Locale = "zh" if (locale or terminal_locale()) == "zh" else "en"
    for field, kind, columns, show in _KINDS:
        if rows := [
            {**fact, **show({**fact, "language": passage["language"]}, chosen)} for fact in passage[field]
        ]:
            yield FactTable(kind, columns, rows)


class _Written(NamedTuple):
    indicator: str
    comparator: str
    bound: str
    surface: str


def _show_figure(figure: _Row, locale: Locale) -> _Row:
    written = _Written(figure["indicator"], figure["comparator"], figure["bound"], figure["text"])
    period = "–".join(filter(None, (figure["period_start"], figure["period_end"])))
    return {
        "figure": show_written(written, locale),
        "kind": translate_word(figure["kind"], locale=locale),
        "year": period or figure["deadline"],
    }


def _show_event(event: _Row, locale: Locale) -> _Row:
    listed = ListedEvent(**{name: event.get(name, "") for name in EVENT_COLUMNS})
    return {
        "event": describe_event(listed, locale),
        "date": "–".join(filter(None, (event["date"], event["date_to"]))),
    }


def _show_citation(citation: _Row, locale: Locale) -> _Row:
    relation = translate_word(citation["relation"], locale=locale)
    named = citation["number"] != citation["text"] and citation["number"]
    return {"relation": relation, "document": " ".join(filter(None, (citation["text"], named)))}


def _show_directive(directive: _Row, locale: Locale) -> _Row:
    force = translate_word(DIRECTIVE_GRADES[directive["grade"]], locale=locale)
    return {"force": f"{directive['grade']} {force}", "addressee": directive["addressee"] or "–"}


_Show = Callable[[_Row, Locale], _Row]
# The field of the passage, the kind in headings, and the columns after the span with their content.
_KINDS: tuple[tuple[str, str, Mapping[str, str], _Show], ...] = (
    (
        "targets",
        "figures",
        {"figure": "figure", "indicator": "indicator", "kind": "kind", "year": "year"},
        _show_figure,
    ),
    ("events", "events", {"actor": "actor", "event": "event", "date": "date"}, _show_event),
    ("citations", "citations", {"relation": "relation", "document": "document"}, _show_citation),
    (
        "directives",
        "directives",
        {"force": "strength", "addressee": "addressee", "object": "object"},
        _show_directive,
    ),
)

"""An analysis of a text that is not stored: on the terminal, or as a page."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.text import Text

from flows.errors import local_message, terminal_locale
from flows.output.analysed_facts import tabulate_facts
from flows.output.languages import mark_languages
from flows.output.terminal import (
    highlight,
    join_list,
    print_table,
    results,
    translate_heading,
    translate_word,
)

# A passage as in `zhengce analyze --format jsonl`.
Analysis = Mapping[str, Any]
_SPAN = {"start": "from", "end": "to"}
_COLUMNS = {
    **_SPAN,
    "text": "mention",
    "type": "type",
    "concept": "concept",
    "source": "source",
}
_WHOLE = 4_000  # most code points shown of a passage


def print_analysis(passages: Iterable[Analysis], categories: Mapping[str, str] = {}) -> None:
    """Print passages with their mentions marked, and list their mentions and facts.

    `categories` are names of strategies and instruments by id, if they are shown by name.
    """
    for passage in passages:
        outer = [mention for mention in passage["mentions"] if not mention["nested"]]
        spans = [(mention["start"], mention["end"]) for mention in outer]
        results.print(highlight(passage["text"], spans, around=_WHOLE))
        weighed = [
            f"{categories.get(label, label)} {passage['strategies'][label]:.2f}"
            for label in passage["labels"]
        ]
        tools = [categories.get(label, label) for label in passage["instruments"]]
        parts = [join_list(weighed) or local_message("output.other"), join_list(tools)]
        results.print(Text(f"  {' · '.join(filter(None, parts))}", style="green"))
        rows = [
            {**mention, "concept": mention["concept"] or "–", "source": translate_word(mention["source"])}
            for mention in outer
        ]
        if rows:
            print_table(rows, _COLUMNS, right=("start", "end"), what="mentions")
        for table in tabulate_facts(passage):
            columns = {**_SPAN, **table.columns}
            print_table(table.rows, columns, title=table.kind, right=("start", "end"), what="mentions")


def write_analysis_page(passages: Iterable[Analysis], categories: Mapping[str, str] = {}) -> None:
    """Write an HTML page of annotated passages to standard output; all text is escaped.

    `categories` are names of strategies and instruments by id, if they are shown by name.
    """
    from jinja2 import Environment, PackageLoader  # only this format needs it

    environment = Environment(loader=PackageLoader("flows.output", "templates"), autoescape=True)
    shown = [
        {**passage, "parts": list(_cut_at_mentions(passage)), "facts": list(tabulate_facts(passage))}
        for passage in passages
    ]
    page = environment.get_template("analysis.html").render(
        passages=shown,
        locale=terminal_locale(),
        name=lambda label: categories.get(label, label),
        message=local_message,
        heading=translate_heading,
        word=translate_word,
    )
    sys.stdout.write(mark_languages(page))


def _cut_at_mentions(passage: Analysis) -> Iterator[Mapping[str, Any]]:
    """Yield the text in parts, each with its mention or None.

    Nested and overlapping mentions are left out.
    """
    position = 0
    for mention in passage["mentions"]:
        if mention["nested"] or mention["start"] < position:
            continue
        yield {"text": passage["text"][position : mention["start"]], "mention": None}
        yield {"text": mention["text"], "mention": mention}
        position = mention["end"]
    yield {"text": passage["text"][position:], "mention": None}

"""Feeds of saved searches: RSS, JSON and Markdown, each with the last 100 hits.

Text other than the hits is in the language of a locale, en or zh.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from pathlib import Path

from flows.errors import format_message
from flows.output import replace_if_changed, start_side
from flows.references import name_way
from flows.search import QueryPart, find_matches, find_mentioned, quote
from flows.store import Store, Subject, Watch, recent_hits
from flows.store.passages import fetch_passages
from flows.store.sightings import VanishedDocument, VanishedFilter, list_vanished
from flows.text import escape_markdown, link_markdown, show_minute

_KEPT = 100  # entries per feed


def say(locale: str, name: str, /, **values: object) -> str:
    """Return a text of feeds and messages in a locale."""
    return format_message(f"alerts.{name}", values, locale)


@dataclass(frozen=True, slots=True)
class Vanishing:
    """The way in which a document has vanished from its source, and since when (UTC).

    `current_id` is the source's present version if the text was changed, else "".
    """

    how: str
    status: int
    since: str
    address: str
    current_id: str

    @classmethod
    def of(cls, row: VanishedDocument) -> Vanishing:
        """Return the feeds' description of a vanished document."""
        return cls(row.how, row.status, row.since, row.address, row.current_id)

    def describe(self, locale: str) -> str:
        """Return the way and time in words."""
        way = name_way(self.how, locale, self.status)
        return say(locale, "fate", way=way, since=show_minute(self.since))


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit in feeds and messages.

    `quote` is the sentence of its first match, `found` the time when a run found it (ISO). `vanished` is set
    in searches for vanished documents, unless the document is back.
    """

    passage_id: str
    document_id: str
    title: str
    date: str
    publisher: str
    corpus: str
    language: str
    url: str
    labels: Sequence[str]
    text: str
    quote: str
    row: int
    found: str = ""
    vanished: Vanishing | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the entry as JSON values, without the number of its row in the store."""
        values = asdict(self)
        del values["row"]
        if not self.vanished:
            del values["vanished"]
        if not self.found:
            del values["found"]
        return values


@dataclass(frozen=True, slots=True)
class Feed:
    """The name, query and entries of the feeds of a saved search."""

    name: str
    query: str
    entries: Sequence[Entry]
    subject: Subject = "passages"


def read_entries(
    store: Store, rows: Sequence[int], parts: Sequence[QueryPart], subject: Subject = "passages"
) -> list[Entry]:
    """Return the entries of these passages, newest documents first. `parts` of the query mark the matches."""
    entries = _read_entries(store, rows, parts)
    if subject == "vanished":
        documents = tuple({entry.document_id for entry in entries})
        gone = {
            row.document_id: Vanishing.of(row)
            for row in list_vanished(store, VanishedFilter(documents=documents)).documents
        }
        entries = [replace(entry, vanished=gone.get(entry.document_id)) for entry in entries]
    return sorted(entries, key=lambda entry: entry.date, reverse=True)


def _read_entries(store: Store, rows: Sequence[int], parts: Sequence[QueryPart]) -> list[Entry]:
    mentioned = find_mentioned(store, rows, parts)
    entries = []
    for row in fetch_passages(store, rows):
        matches = find_matches(row.text, parts, mentioned.get(row.rowid, ()))
        start, end = next(iter(matches), (0, 1))
        entries.append(
            Entry(
                passage_id=row.passage_id,
                document_id=row.document_id,
                title=row.title,
                date=row.date,
                publisher=row.publisher,
                corpus=row.corpus,
                language=row.language,
                url=row.url,
                labels=row.labels,
                text=row.text,
                quote=quote(row.text, start, end, row.language).of(row.text),
                row=row.rowid,
            )
        )
    return entries


def write_feeds(
    store: Store,
    name: str,
    query: str,
    parts: Sequence[QueryPart],
    folder: Path,
    subject: Subject = "passages",
    locale: str = "en",
) -> list[Path]:
    """Write `NAME.json`, `NAME.md` and `NAME.rss` of a search.

    A file with the same content is left untouched.
    """
    contents = _make_feeds(store, Feed(name, query, (), subject), parts, locale)
    paths = []
    for ending, content in contents.items():
        path = folder / f"{name}.{ending}"
        side = start_side(path)
        side.write_text(content, encoding="utf-8")
        replace_if_changed(side, path)
        paths.append(path)
    return paths


def feeds_of(store: Store, watch: Watch, locale: str = "en") -> Mapping[str, str]:
    """Return the feeds of a saved search by ending; before its first run they have no entries."""
    return _make_feeds(store, Feed(watch.name, watch.query, (), watch.subject), (), locale)


def _make_feeds(store: Store, empty: Feed, parts: Sequence[QueryPart], locale: str) -> Mapping[str, str]:
    found = dict(recent_hits(store, empty.name, _KEPT))
    read = read_entries(store, list(found), parts, empty.subject)
    entries = [replace(entry, found=found[entry.row]) for entry in read]
    entries.sort(key=lambda entry: entry.found, reverse=True)
    feed = replace(empty, entries=entries)
    written = as_markdown(feed.name, feed.query, entries, locale)
    return {"json": _as_json(feed), "md": written, "rss": _as_rss(feed, locale)}


def _as_json(feed: Feed) -> str:
    hits = [entry.as_dict() for entry in feed.entries]
    return (
        json.dumps({"name": feed.name, "query": feed.query, "hits": hits}, ensure_ascii=False, indent=1)
        + "\n"
    )


def as_markdown(name: str, query: str, entries: Sequence[Entry], locale: str = "en") -> str:
    """Return the hits as a list. Text from documents is escaped."""
    shown_query = say(locale, "query", query=escape_markdown(query) or say(locale, "filters_only"))
    hits = [_as_line(entry, locale) for entry in entries]
    lines = [f"# {escape_markdown(name)}", "", shown_query, "", *hits, ""]
    return "\n".join(lines)


def _as_line(entry: Entry, locale: str) -> str:
    parts = (entry.date or say(locale, "no_date"), entry.publisher, entry.corpus, entry.passage_id)
    title = escape_markdown(entry.title or say(locale, "no_title"))
    where = escape_markdown(" · ".join(filter(None, parts)))
    line = say(locale, "entry", title=title, where=where, quote=escape_markdown(entry.quote))
    if entry.vanished is None:
        return line
    fate, address = escape_markdown(entry.vanished.describe(locale)), link_markdown(entry.vanished.address)
    return f"{line} {say(locale, 'gone', fate=fate, address=address)}"


def _as_rss(feed: Feed, locale: str) -> str:
    """Return the feed without a link: a search has no page that its readers could reach.

    Readers interpret a description as HTML, so text from documents is escaped for that, and again for XML.
    """
    from jinja2 import Environment, PackageLoader  # takes 0.1 s to import

    environment = Environment(loader=PackageLoader("flows.alerts", "templates"), autoescape=True)
    items = [
        {
            **entry.as_dict(),
            "pubdate": format_datetime(datetime.fromisoformat(entry.found)),
            "link": _safe_link(entry.url),
            "fate": entry.vanished and entry.vanished.describe(locale),
            "told": html.escape(
                say(
                    locale,
                    "item",
                    where=" ".join(filter(None, (entry.date, entry.publisher, entry.corpus))),
                    text=entry.text,
                ),
                quote=False,
            ),
        }
        for entry in feed.entries
    ]
    return environment.get_template("watch.rss").render(feed=feed, items=items, say=partial(say, locale))


def _safe_link(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""

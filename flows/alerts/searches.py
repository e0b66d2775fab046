"""Run the saved searches: new passages only, as feeds in the outputs folder (see `alerts` for messages)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from flows.output import replace_if_changed
from flows.search import Collection, Filters, Part, find_matches, find_mentioned, find_new, quote
from flows.store import Store, fetch_passages, list_watches, newest_passage, recent_hits, record_hits
from flows.text import escape_markdown

FEED_FORMATS = ("rss", "json", "md")
_KEPT = 100  # entries of a feed
_KEYS = (
    "passage_id",
    "document_id",
    "title",
    "date",
    "publisher",
    "corpus",
    "language",
    "url",
    "labels",
    "text",
)


@dataclass(slots=True)
class Outcome:
    """What one saved search found in this run: new hits, newest documents first, and the files written."""

    name: str
    query: str
    hits: list[dict[str, Any]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def run_watches(
    collection: Collection, folder: Path, names: Sequence[str] = (), *, is_to_tell: bool = False
) -> list[Outcome]:
    """Run all saved searches, or those named: passages stored since each one's last run are new, annotated anew they are not.

    Every search leaves `NAME.rss`, `NAME.json` and `NAME.md` with its last 100 hits in `folder`. With `is_to_tell` the hits wait
    for `send_alerts`, in the transaction that makes them known.
    """
    outcomes = []
    store = collection.store
    newest = newest_passage(store)
    for watch in list_watches(store):
        if names and watch["name"] not in names:
            continue
        ids, parts = find_new(
            collection, watch["query"], filters_of(watch), after=watch["seen"], up_to=newest
        )
        record_hits(store, watch["name"], ids, newest, is_to_tell=is_to_tell)
        hits, files = read_entries(store, ids, parts), write_feeds(store, watch, parts, folder)
        outcomes.append(Outcome(watch["name"], watch["query"], hits, files))
    return outcomes


def filters_of(watch: Mapping[str, Any]) -> Filters:
    """Return the filters of a saved search."""
    given: dict[str, Any] = {key: tuple(value) for key, value in watch["filters"].items()}
    return Filters(**given)


def read_entries(store: Store, ids: Sequence[int], parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Return what feeds and messages say of these passages, the newest documents first; `quote` is the sentence of the first match."""
    return [entry for _, entry in _read_entries(store, ids, parts)]


def _read_entries(
    store: Store, ids: Sequence[int], parts: Sequence[Part]
) -> list[tuple[int, dict[str, Any]]]:
    """Return the entries with their row ids."""
    mentioned = find_mentioned(store, ids, parts)
    entries = []
    for row in fetch_passages(store, ids):
        matches = find_matches(row["text"], parts, mentioned.get(row["rowid"], ()))
        start, end = matches[0] if matches else (0, 1)
        said = quote(row["text"], start, end, row["language"]).of(row["text"])
        entries.append((row["rowid"], {**{key: row[key] for key in _KEYS}, "quote": said}))
    return sorted(entries, key=lambda entry: entry[1]["date"], reverse=True)


def write_feeds(store: Store, watch: dict[str, Any], parts: Sequence[Part], folder: Path) -> list[Path]:
    """Write the feeds of one search; a file whose content is the same stays as it is."""
    found = dict(recent_hits(store, watch["name"], _KEPT))
    entries = [
        {**entry, "found": found[number]} for number, entry in _read_entries(store, list(found), parts)
    ]
    entries.sort(key=lambda entry: entry["found"], reverse=True)
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "json": json.dumps(
            {"name": watch["name"], "query": watch["query"], "hits": entries}, ensure_ascii=False, indent=1
        )
        + "\n",
        "md": as_markdown(watch["name"], watch["query"], entries),
        "rss": _as_rss(watch, entries),
    }
    paths = []
    for ending, content in contents.items():
        path = folder / f"{watch['name']}.{ending}"
        side = path.with_name(f".{path.name}.part")
        side.write_text(content, encoding="utf-8")
        replace_if_changed(side, path)
        paths.append(path)
    return paths


def as_markdown(name: str, query: str, entries: Sequence[dict[str, Any]]) -> str:
    """Return the hits as a list; text from documents is escaped."""
    lines = [f"# {escape_markdown(name)}", "", f"Query: {escape_markdown(query) or '(filters only)'}", ""]
    for entry in entries:
        where = " · ".join(
            filter(None, (entry["date"] or "n.d.", entry["publisher"], entry["corpus"], entry["passage_id"]))
        )
        lines.append(
            f"- **{escape_markdown(entry['title'] or '(no title)')}** ({escape_markdown(where)}): {escape_markdown(entry['quote'])}"
        )
    return "\n".join([*lines, ""])


def _as_rss(watch: dict[str, Any], entries: Sequence[dict[str, Any]]) -> str:
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("flows.alerts", "templates"), autoescape=True)
    items = [
        {
            **entry,
            "pubdate": format_datetime(datetime.fromisoformat(entry["found"])),
            "link": _link(entry["url"]),
        }
        for entry in entries
    ]
    return environment.get_template("watch.rss").render(watch=watch, items=items)


def _link(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""

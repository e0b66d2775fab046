"""Send what saved searches found through apprise; what an address did not get is kept and goes out with the next run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flows.alerts.searches import as_markdown, filters_of, read_entries
from flows.search import Collection, select_passages
from flows.store import forget_sent, list_watches, mark_sent, unsent_hits

_IN_MESSAGE = 10


def send_alerts(collection: Collection, addresses: Sequence[str]) -> list[str]:
    """Send each address one message with the hits that it was not told of yet; nothing where there are none.

    Returns one line an address that could not be reached, without its passwords and tokens.
    """
    digests = {address: hashlib.sha256(address.encode()).hexdigest()[:16] for address in addresses}
    failed = []
    store = collection.store
    for address, digest in digests.items():
        hits = unsent_hits(store, digest)
        if hits and (reason := _deliver(address, *_write_message(collection, hits))):
            failed.append(reason)
        elif hits:
            mark_sent(store, hits, digest)
    if digests:
        forget_sent(store, list(digests.values()))
    return failed


def _write_message(collection: Collection, hits: dict[str, list[int]]) -> tuple[str, str]:
    """Return title and body (Markdown): the newest documents of each search."""
    watches = {watch["name"]: watch for watch in list_watches(collection.store)}
    texts = []
    for name, passages in hits.items():
        selection = select_passages(collection, watches[name]["query"], filters_of(watches[name]))
        entries = read_entries(collection.store, passages, selection.parts)
        rest = f"\nand {len(entries) - _IN_MESSAGE:,} more\n" if len(entries) > _IN_MESSAGE else ""
        texts.append(as_markdown(name, watches[name]["query"], entries[:_IN_MESSAGE]) + rest)
    title = "zhengce: " + ", ".join(f"{len(passages):,} new in {name}" for name, passages in hits.items())
    return title, "\n".join(texts)


def _deliver(address: str, title: str, body: str) -> str:
    """Send one message (mailto://, slack://, json://, ...); returns why it could not be, or nothing."""
    import apprise

    known: Any = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if not known:
        return f"{address.partition('://')[0][:20]}://…: no address that apprise knows, such as mailto://… or json://…"
    sender = apprise.Apprise()
    sender.add(known)
    if sender.notify(title=title, body=body, body_format=apprise.NotifyFormat.MARKDOWN):
        return ""
    return f"{known.url(privacy=True).partition('?')[0]}: nobody took the message there"

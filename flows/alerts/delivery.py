"""Send the hits of saved searches through apprise. Failed deliveries are kept and retried in the next run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from flows.alerts.feeds import as_markdown, read_entries, say
from flows.alerts.searches import read_searches
from flows.alerts.vanished import find_parts
from flows.errors import UsageError
from flows.records import Reason
from flows.search import Collection, QueryPart
from flows.store import forget_sent, mark_sent, unsent_hits

_IN_MESSAGE = 10
_SHOWN_SCHEME = 20


def send_alerts(collection: Collection, addresses: Sequence[str], locale: str = "en") -> list[Reason]:
    """Send each address one message with the hits not yet sent to it; no message if there are none.

    Returns one reason per address that could not be reached, without its passwords and tokens, and per
    address that can't be understood, even if there is nothing to send.
    """
    digests = {address: hashlib.sha256(address.encode()).hexdigest()[:16] for address in addresses}
    failed = []
    store = collection.store
    for address, digest in digests.items():
        service = _find_service(address)
        if service is None:
            scheme = address.partition("://")[0][:_SHOWN_SCHEME]
            failed.append(Reason("alerts.unknown_address", {"scheme": scheme}))
            continue
        hits = unsent_hits(store, digest)
        if hits and (reason := _deliver(service, *_write_message(collection, hits, locale))):
            failed.append(reason)
        elif hits:
            mark_sent(store, hits, digest)
    if digests:
        forget_sent(store, list(digests.values()))
    return failed


def _write_message(collection: Collection, hits: Mapping[str, Sequence[int]], locale: str) -> tuple[str, str]:
    """Return the title and the body (Markdown), with the newest documents of each search."""
    searches = {search.name: search for search in read_searches(collection.store)}
    texts = []
    for name, passages in hits.items():
        search = searches[name]
        parts: tuple[QueryPart, ...] = ()
        with suppress(UsageError):  # its collection may be gone; its hits are sent all the same
            parts = find_parts(collection, search.query, search.filters)
        entries = read_entries(collection.store, passages, parts, search.subject)
        texts.append(as_markdown(name, search.query, entries[:_IN_MESSAGE], locale))
        if len(entries) > _IN_MESSAGE:
            texts[-1] += f"\n{say(locale, 'more', number=len(entries) - _IN_MESSAGE)}\n"
    counts = [
        say(locale, f"new_{searches[name].subject}", number=len(hits[name]), name=name) for name in hits
    ]
    return say(locale, "message", counts=counts), "\n".join(texts)


def _find_service(address: str) -> Any:
    """Return the service of an address (mailto://, slack://, json://, ...), or None if apprise knows none."""
    import apprise  # takes 0.5 s to import; needed only if there are addresses

    return apprise.Apprise.instantiate(address, suppress_exceptions=True)


def _deliver(service: Any, title: str, body: str) -> Reason | None:
    """Send one message; return the reason for a failure, or None."""
    import apprise

    sender = apprise.Apprise()
    sender.add(service)
    if sender.notify(title=title, body=body, body_format=apprise.NotifyFormat.MARKDOWN):
        return None
    shown = service.url(privacy=True).partition("?")[0]
    return Reason("alerts.not_delivered", {"address": shown})

"""Read an answer: its documents, or the text visible to a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.corpus import Manifest, find_declared_encoding
from flows.corpus.fetching import Item, Response, charset_of, join_listed, name_answer, read_visible
from flows.corpus.readers import Options, Place, read_file, read_shown_update
from flows.records import Document, Rejection, digest
from flows.store import now


def read_answer(
    manifest: Manifest, options: Options, item: Item, answer: Response, name: str, sha256: str
) -> Iterator[Document | Rejection]:
    """Yield the documents of an answer, with their list's fields and how they were fetched."""
    place = Place(manifest.id, item.address, item.address, name, sha256)
    provenance = {
        "address": item.address,
        "final": answer.final,
        "time": now(),
        "status": answer.status,
        "tries": answer.tries,
        "headers": dict(answer.headers),
        "listed": dict(item.fields),
        "manifest": digest(manifest.model_dump_json()),
    }
    for result in read_file(answer.body, place, _choose_options(options, item, answer, name)):
        if isinstance(result, Rejection):
            yield result
            continue
        key = item.address if item.record is not None else result.key
        metadata = {**result.metadata, "fetched": provenance}
        yield join_listed(replace(result, key=key, url=answer.final, metadata=metadata), item)


def _choose_options(options: Options, item: Item, answer: Response, name: str) -> Options:
    if item.record is not None:
        return replace(options, format="json", fields={})
    declared = charset_of(answer.headers)
    is_text = name.endswith((".html", ".txt"))
    if declared and is_text and not options.encoding and not find_declared_encoding(answer.body):
        return replace(options, encoding=declared)
    return options


def read_page(answer: Response) -> str:
    """Return the text of an HTML page that is visible to a reader; "" for other files."""
    if not name_answer(answer.final, answer.headers, answer.body).endswith(".html"):
        return ""
    return read_visible(answer.body, charset_of(answer.headers))


def read_update(answer: Response) -> str:
    """Return the date of its last change that an HTML page shows below its title, or ""."""
    if not name_answer(answer.final, answer.headers, answer.body).endswith(".html"):
        return ""
    declared = "" if find_declared_encoding(answer.body) else charset_of(answer.headers)
    return read_shown_update(answer.body, declared)
